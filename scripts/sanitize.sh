#!/usr/bin/env bash
# Builds and runs every test under a sanitizer: scripts/sanitize.sh address thread
set -euo pipefail
cd "$(dirname "$0")/.."

for sanitizer in "$@"; do
    case $sanitizer in
    address)
        ASAN_OPTIONS=detect_leaks=0 \
            swift test -c release --scratch-path .build-asan --sanitize=address
        ;;
    thread)
        # OpenBLAS is not built for the sanitizer, which then sees its threads but not their locks;
        # with one thread it has none of its own. THREAD_SANITIZER: locks that it sees. Of inout
        # arguments that the optimiser keeps in registers Swift reports the value where an address
        # should be, which LLVM's check refuses; thread-sanitizer.supp names where that is.
        TSAN_OPTIONS="history_size=4 suppressions=$PWD/scripts/thread-sanitizer.supp" \
            OPENBLAS_NUM_THREADS=1 \
            swift test -c release --scratch-path .build-tsan --sanitize=thread \
            -Xswiftc -DTHREAD_SANITIZER -Xswiftc -Xfrontend -Xswiftc -disable-llvm-verify
        ;;
    *)
        echo "usage: scripts/sanitize.sh address|thread ..." >&2
        exit 2
        ;;
    esac
done
