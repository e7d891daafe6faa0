#!/usr/bin/env bash
# Builds everything once and runs every test; a run without tests is a failure.
set -euo pipefail
cd "$(dirname "$0")/.."

swift build -c release --build-tests
log=$(mktemp)
trap 'rm -f "$log"' EXIT
swift test -c release --skip-build 2>&1 | tee "$log"
if ! grep -Eq 'Test run with [1-9][0-9]* tests' "$log"; then
    echo "test: no test ran" >&2
    exit 1
fi
