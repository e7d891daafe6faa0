#!/usr/bin/env bash
# Installs the peers: Python packages into Benchmarks/.venv, commands with apt.
# A peer that cannot be had here is named and left out; its rows then say so.
set -euo pipefail
cd "$(dirname "$0")/.."

wanted=$(cat peers/requirements*.txt | sha256sum | cut -d' ' -f1)
if [ ! -f .venv/wanted ] || [ "$(cat .venv/wanted)" != "$wanted" ]; then
    echo "peers: installing Python packages into Benchmarks/.venv"
    python3 -m venv .venv || {
        echo "peers: python3 -m venv failed; on Debian: apt-get install python3-venv" >&2
        exit 1
    }
    .venv/bin/pip install -q --disable-pip-version-check -r peers/requirements.txt
    while read -r package; do
        .venv/bin/pip install -q --disable-pip-version-check "$package" ||
            echo "peers: $package is not to be had here and is left out" >&2
    done < peers/requirements-optional.txt
    echo "$wanted" > .venv/wanted
fi

# command:Debian package; time measures the memory of commands.
missing=()
for pair in fasttext:fasttext liblinear-train:liblinear-tools time:time; do
    type -P "${pair%%:*}" >/dev/null || missing+=("${pair##*:}")
done
if [ ${#missing[@]} -gt 0 ] && command -v apt-get >/dev/null; then
    echo "peers: installing with apt: ${missing[*]}"
    run=()
    [ "$(id -u)" -eq 0 ] || run=(sudo)
    "${run[@]}" apt-get update -qq || true
    for package in "${missing[@]}"; do
        "${run[@]}" env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq "$package" >/dev/null ||
            echo "peers: $package is not to be had here and is left out" >&2
    done
elif [ ${#missing[@]} -gt 0 ]; then
    echo "peers: left out, as there is no apt here: ${missing[*]}" >&2
fi
