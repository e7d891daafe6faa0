#!/usr/bin/env bash
# Rebuilds the shipped model (models/README.md) from the project's labels and NewsMTSC's train file.
#
#   scripts/models.sh STANCE [NEWSMTSC_FOLDER [MODEL_FILE]]
set -euo pipefail
stance=$1
news=${2:-../shared/data/newsmtsc}
model=${3:-models/news-en.stance}
if [ ! -f "$news/train.jsonl" ]; then
    echo "models: no $news/train.jsonl; give the folder with NewsMTSC's train rows as" >&2
    echo "        JSONL (text, target, label, spans, group): make models NEWSMTSC=FOLDER" >&2
    exit 66
fi
rows=$(mktemp -d)
trap 'rm -rf "$rows"' EXIT
# Two domains, so that what is said of people does not blur what is said of states
# (docs/recipes.md). C is what `--C auto` chose; the search takes minutes. --calibrate: so that the model
# knows its errors (docs/calibration.md).
sed 's/^{/{"domain": "people", /' "$news/train.jsonl" > "$rows/train.jsonl"
sed 's/^{/{"domain": "states", /' seeds/paragraphs.jsonl > "$rows/paragraphs.jsonl"
"$stance" train "$rows/train.jsonl" "$rows/paragraphs.jsonl" --output "$model" \
    --domain-column domain --C 1 --calibrate --card models/news-en.md --max-features 30000
if [ "$model" = models/news-en.stance ]; then
    "$stance" score seeds/articles --model "$model" --quiet --format csv \
        --output Tests/Fixtures/news-en-scores.csv
    sha256sum "$model"
fi
