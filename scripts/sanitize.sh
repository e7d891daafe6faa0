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
        # with one thread it has none of its own. THREAD_SANITIZER: locks that it sees. LLVM's check
        # refuses what the sanitizer makes of atomic pointers (bitcast i64 to ptr), which is harmless.
        TSAN_OPTIONS=history_size=4 OPENBLAS_NUM_THREADS=1 \
            swift test -c release --scratch-path .build-tsan --sanitize=thread \
            -Xswiftc -DTHREAD_SANITIZER -Xswiftc -Xfrontend -Xswiftc -disable-llvm-verify
        ;;
    *)
        echo "usage: scripts/sanitize.sh address|thread ..." >&2
        exit 2
        ;;
    esac
done
