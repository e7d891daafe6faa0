#!/usr/bin/env bash
# Builds the fuzz targets under Address Sanitizer and runs them, two at a time.
#
#   scripts/fuzz.sh build                      build alone
#   scripts/fuzz.sh run [TARGET...]            every target, or those named
#   scripts/fuzz.sh minimise TARGET...         shrink a corpus to what its coverage needs
#
# TIME: seconds for each target (60). RUNS: executions for each target, instead of TIME. SEED: the same
# inputs in every run, as far as time allows (any).
# JOBS: targets at a time (2). FUZZ_OUT: where finds, logs and the grown corpus go (.build/fuzz).
set -euo pipefail
cd "$(dirname "$0")/.."

out=${FUZZ_OUT:-$PWD/.build/fuzz}
scratch=$PWD/.build-fuzz
fuzz=$scratch/release/stance-fuzz
# The crash reports of Swift's runtime take minutes under the sanitizer; libFuzzer has its own.
export SWIFT_BACKTRACE=enable=no
# Leaks are not what is looked for; short stacks and a small quarantine let more inputs through. With
# ASAN_OPTIONS=malloc_context_size=30 a find is reported with its whole history.
export ASAN_OPTIONS=detect_leaks=0:malloc_context_size=2:quarantine_size_mb=16${ASAN_OPTIONS:+:$ASAN_OPTIONS}

build() {
    local clang runtime
    clang=$(dirname "$(readlink -f "$(command -v swift)")")/clang
    runtime=$("$clang" -print-resource-dir)/lib/linux/libclang_rt.fuzzer_no_main-$(uname -m).a
    if [ ! -f "$runtime" ]; then
        echo "fuzz: no $runtime; this toolchain has no libFuzzer" >&2
        exit 1
    fi
    # Or the package manager misses changes in the package above.
    touch Fuzz/Package.swift
    swift build -c release --package-path "$PWD/Fuzz" --scratch-path "$scratch" --sanitize=address \
        -Xswiftc -enable-testing \
        -Xswiftc -sanitize-coverage=edge,trace-cmp,inline-8bit-counters,pc-table \
        -Xcc -fsanitize-coverage=trace-cmp,inline-8bit-counters,pc-table \
        -Xlinker "$runtime" -Xlinker -lstdc++ 2>&1 | grep -v 'Cannot export local symbol'
}

# One target; its log ends with libFuzzer's statistics.
run_one() {
    local target=$1 options=()
    mkdir -p "$out/corpus/$target" "$out/finds"
    if [ -f "Fuzz/Dictionaries/$target.dict" ]; then
        options+=("-dict=Fuzz/Dictionaries/$target.dict")
    fi
    if [ -n "${RUNS:-}" ]; then options+=("-runs=$RUNS"); else
        options+=("-max_total_time=${TIME:-60}"); fi
    if [ -n "${SEED:-}" ]; then options+=("-seed=$SEED"); fi
    # Models are longer than rows and texts have to be.
    if [ "$target" = model ]; then options+=(-max_len=16384); else options+=(-max_len=4096); fi
    if "$fuzz" "$target" "${options[@]}" -timeout=10 -rss_limit_mb=2048 \
        -print_final_stats=1 -artifact_prefix="$out/finds/$target-" \
        "$out/corpus/$target" "Fuzz/Corpus/$target" > "$out/$target.log" 2>&1; then
        summary "$target" ok
    else
        summary "$target" FOUND
        tail -40 "$out/$target.log" >&2
        return 1
    fi
}

# target, executions, executions a second, edges reached
summary() {
    awk -v target="$1" -v state="$2" '
        /number_of_executed_units/ { runs = $2 }
        /average_exec_per_sec/ { speed = $2 }
        / cov: / { for (i = 1; i < NF; i++) if ($i == "cov:") edges = $(i + 1) }
        END { printf "%-14s %-5s %12d executions %8d/s %6d edges\n", target, state, runs, speed, edges }
    ' "$out/$1.log" | tee -a "$out/summary.txt"
}

case ${1:-run} in
build) build ;;
run)
    build
    shift || true
    mkdir -p "$out"
    if [ $# -eq 0 ]; then mapfile -t targets < <("$fuzz"); else targets=("$@"); fi
    export -f run_one summary
    export out fuzz
    printf '%s\n' "${targets[@]}" |
        xargs -P "${JOBS:-2}" -I{} bash -c 'set -euo pipefail; run_one {}'
    ;;
minimise)
    shift
    for target in "$@"; do
        mkdir -p "$out/merged/$target"
        "$fuzz" "$target" -merge=1 -max_len=16384 "$out/merged/$target" "Fuzz/Corpus/$target" \
            "$out/corpus/$target"
    done
    ;;
*)
    echo "usage: scripts/fuzz.sh build|run|minimise [TARGET...]" >&2
    exit 2
    ;;
esac
