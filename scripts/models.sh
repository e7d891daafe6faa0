#!/usr/bin/env bash
# Rebuilds the shipped model from the project's own labels (models/README.md).
set -euo pipefail
stance=$1
"$stance" train seeds/paragraphs.jsonl --output models/seed.stance
sha256sum models/seed.stance
