#!/usr/bin/env bash
# The whole main job on the project's own text: train, evaluate on held-out articles, score.
set -euo pipefail
stance=$1
out=$2
say() { printf '\n$ %s\n' "$*"; "$@"; }

say "$stance" train seeds/paragraphs.jsonl --hold-out 0.25 --output "$out/demo.stance"
say "$stance" score seeds/articles/border-trade.txt --model "$out/demo.stance" --format table
say "$stance" score seeds/articles --model "$out/demo.stance" --output "$out/scores.csv" \
    --report "$out/articles.html"
say "$stance" score seeds/articles --model "$out/demo.stance" --summary --format table
echo
echo "demo: the model is $out/demo.stance, every row is in $out/scores.csv,"
echo "      the articles with their stances in $out/articles.html"
