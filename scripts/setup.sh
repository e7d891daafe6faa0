#!/usr/bin/env bash
# Makes sure that a Swift 6 toolchain and the C libraries are there; installs the libraries with apt.
set -euo pipefail

if ! command -v swift >/dev/null; then
    echo "setup: no 'swift' on PATH; install a Swift 6.1 or newer toolchain from swift.org" >&2
    exit 1
fi

packages=(
    libopenblas-dev liblapacke-dev libxxhash-dev libsimdjson-dev libsqlite3-dev libxml2-dev zlib1g-dev
    libzstd-dev pkg-config libstdc++-12-dev
)
missing=()
if command -v dpkg-query >/dev/null; then
    for package in "${packages[@]}"; do
        status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
        [ "$status" = installed ] || missing+=("$package")
    done
else
    echo "setup: this is not Debian; make sure OpenBLAS, LAPACKE, xxHash, simdjson, SQLite, libxml2, zlib and zstd are installed" >&2
fi

if [ ${#missing[@]} -gt 0 ]; then
    echo "setup: installing with apt: ${missing[*]}"
    run=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || {
            echo "setup: run as root: apt-get install ${missing[*]}" >&2
            exit 1
        }
        run=(sudo)
    fi
    "${run[@]}" apt-get update -qq
    "${run[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null
fi
