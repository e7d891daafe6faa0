#!/usr/bin/env bash
# Installs headless Chromium with apt where no browser is there; the tests of reports open it.
set -euo pipefail

for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null; then exit 0; fi
done
run=()
if [ "$(id -u)" -ne 0 ]; then run=(sudo); fi
echo "browser: installing chromium with apt"
"${run[@]}" apt-get update -qq
"${run[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    chromium fonts-dejavu-core >/dev/null
