#!/usr/bin/env python3
"""Measure the recipes and print docs/quality.md.

    scripts/quality.py STANCE [NEWSMTSC_FOLDER] > docs/quality.md

Needs numpy. On the project's labels: 5 outer folds by article; inside each, `stance train` searches C
on the other four folds alone, so that no choice saw the rows it is judged by; predictions of all folds
pooled. On NewsMTSC (train.jsonl, rw_dev.jsonl, mt_dev.jsonl as rows with text, target, label, spans
and group): trained on train with C fixed beforehand, measured on both development files. Differences
are paired; intervals are percentiles of 2,000 bootstrap samples of articles.
"""
import json
import pathlib
import random
import subprocess
import sys
import tempfile

import numpy as np

NAMES = ["critical", "neutral", "supportive"]
ROOT = pathlib.Path(__file__).parent.parent
FOLDER = pathlib.Path(tempfile.mkdtemp())


def macro_f1(gold, found):
    f1 = []
    for k in range(3):
        both = ((gold == k) & (found == k)).sum()
        total = (gold == k).sum() + (found == k).sum()
        f1.append(2 * both / total if total else 0.0)
    return float(np.mean(f1))


def predictions(stance, train, test, arguments):
    """The predicted class of each test row; rows are numbered by their id."""
    train_file, test_file = FOLDER / "train.jsonl", FOLDER / "test.jsonl"
    train_file.write_text("".join(json.dumps(row) + "\n" for row in train))
    test_file.write_text("".join(
        json.dumps({**row, "id": str(i)}) + "\n" for i, row in enumerate(test)))
    model, output = str(FOLDER / "m.stance"), str(FOLDER / "scores.jsonl")
    subprocess.run([stance, "train", str(train_file), "-o", model, "-q", *arguments], check=True)
    subprocess.run([stance, "score", str(test_file), "-m", model, "-o", output, "-q"], check=True)
    found = [None] * len(test)
    for line in open(output):
        row = json.loads(line)
        found[int(row["document"])] = NAMES.index(row["stance"])
    assert None not in found
    return np.array(found)


def nested(stance, rows, arguments):
    groups = sorted({row["group"] for row in rows})
    random.Random(0).shuffle(groups)
    fold = {group: i % 5 for i, group in enumerate(groups)}
    found = np.zeros(len(rows), int)
    for k in range(5):
        inside = [i for i, row in enumerate(rows) if fold[row["group"]] == k]
        rest = [row for row in rows if fold[row["group"]] != k]
        found[inside] = predictions(stance, rest, [rows[i] for i in inside], arguments)
    return found


def samples(groups, count=2000):
    generator = np.random.default_rng(0)
    names, numbers = np.unique(groups, return_inverse=True)
    members = [np.flatnonzero(numbers == g) for g in range(len(names))]
    for _ in range(count):
        yield np.concatenate([members[g] for g in generator.integers(0, len(names), len(names))])


def interval(values):
    low, high = np.percentile(values, [2.5, 97.5])
    return f"{100 * low:.1f} to {100 * high:.1f}"


def table(rows, runs):
    gold = np.array([NAMES.index(row.get("stance") or row["label"]) for row in rows])
    draws = list(samples([row["group"] for row in rows]))
    base = runs[0][1]
    print("| model | macro-F1 | 95 % interval | accuracy | macro-F1 above the first row |")
    print("|---|---|---|---|---|")
    for name, found in runs:
        score = macro_f1(gold, found)
        own = interval([macro_f1(gold[d], found[d]) for d in draws])
        more = "-"
        if found is not base:
            paired = [macro_f1(gold[d], found[d]) - macro_f1(gold[d], base[d]) for d in draws]
            more = f"{100 * (score - macro_f1(gold, base)):+.1f} ({interval(paired)})"
        print(f"| {name} | {100 * score:.1f} | {own} | {100 * (gold == found).mean():.1f} "
              f"| {more} |")
    print()


def main():
    stance = str(pathlib.Path(sys.argv[1]).resolve())
    seeds = [json.loads(line) for line in open(ROOT / "seeds/paragraphs.jsonl")]
    articles = len({row["group"] for row in seeds})
    print("# Quality\n\nWritten by `scripts/quality.py`; its docstring says how.\n")
    print(f"## The project's labels: {len(seeds)} rows, "
          f"{len({row['text'] for row in seeds})} paragraphs, {articles} articles\n")
    print("Nested cross-validation by article: C is searched inside the training folds.\n")
    runs = [("always neutral", np.ones(len(seeds), int))]
    for name, arguments in [("bag-of-words", ["--recipe", "bag-of-words"]),
                            ("target-aware", [])]:
        runs.append((name, nested(stance, seeds, arguments)))
    table(seeds, runs[1:] + runs[:1])
    if len(sys.argv) > 2:
        data = pathlib.Path(sys.argv[2])
        load = lambda name: [json.loads(line) for line in open(data / name)]
        train, test = load("train.jsonl"), load("rw_dev.jsonl") + load("mt_dev.jsonl")
        print(f"## NewsMTSC: {len(train)} rows to train on, {len(test)} in both development files\n")
        print("News sentences about people (Hamborg and Donnay, EACL 2021). C fixed beforehand.\n")
        ladder = [("bag-of-words", ["--recipe", "bag-of-words", "--C", "1"]),
                  ("masked", ["--C", "3", "--blocks", "masked"]),
                  ("masked, sided", ["--C", "3", "--blocks", "masked,sided"]),
                  ("target-aware: masked, sided, names", ["--C", "3"])]
        table(test, [(name, predictions(stance, train, test, arguments))
                     for name, arguments in ladder])
        print("Trained on NewsMTSC, measured on the project's labels: how far people in news are "
              "from states and armed groups.\n")
        table(seeds, [("bag-of-words", predictions(stance, train, seeds, ladder[0][1])),
                      ("target-aware", predictions(stance, train, seeds, ladder[3][1]))])


if __name__ == "__main__":
    main()
