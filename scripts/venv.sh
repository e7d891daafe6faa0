#!/usr/bin/env bash
# Makes .venv with the pinned Python packages that write golden values and run the peers.
set -euo pipefail
cd "$(dirname "$0")/.."

wanted=$(sha256sum scripts/requirements.txt | cut -d' ' -f1)
if [ -f .venv/wanted ] && [ "$(cat .venv/wanted)" = "$wanted" ]; then exit 0; fi
echo "venv: installing $(tr '\n' ' ' < scripts/requirements.txt)"
python3 -m venv .venv || {
    echo "venv: python3 -m venv failed; on Debian: apt-get install python3-venv" >&2
    exit 1
}
.venv/bin/pip install -q -r scripts/requirements.txt
echo "$wanted" > .venv/wanted
