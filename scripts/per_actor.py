#!/usr/bin/env python3
"""Measure the per-actor recipe on NewsMTSC's most frequent people, their names hidden.

    scripts/per_actor.py STANCE NEWSMTSC_FOLDER [--actors 8] [--named]

Needs numpy and scikit-learn (for the F1). Rows about the people that most rows are about, by the last
word of the mention and pronouns left out, from all three files; every mention and every repetition of
that name is taken out of the text, unless --named leaves them in and adds target-aware. 4 folds by
article; inside each, `stance train` searches C on the training folds alone; the held-out predictions
are pooled. Intervals are percentiles of 2,000 paired bootstrap samples of articles.
"""
import argparse
import collections
import json
import pathlib
import re
import subprocess
import tempfile

import numpy as np
from sklearn.metrics import f1_score

PRONOUNS = set("he him his she her hers they them their it its i we you me us himself herself".split())
STANCES = ["critical", "neutral", "supportive"]
SYSTEMS = {
    "bag-of-words": ["--recipe", "bag-of-words"],
    "shared": ["--recipe", "per-actor", "--blocks", "words3,characters"],
    "shared + prior of the actor": ["--recipe", "per-actor", "--blocks", "words3,characters,actor"],
    "copies alone": [
        "--recipe", "per-actor", "--blocks", "actor-words3,actor-characters,actor"],
    "per-actor": ["--recipe", "per-actor"],
}


def last_name(row):
    word = re.sub(r"['’]s$", "", row["target"].strip()).split()[-1]
    return None if word.lower() in PRONOUNS else word


def hidden(row, name):
    text = row["text"]
    for start, end in sorted(row["spans"], reverse=True):
        text = text[:start] + " " + text[end:]
    return re.sub(rf"\b{re.escape(name)}\b", " ", text)


def selected(folder, count, named):
    rows = [json.loads(line) for file in ("train", "rw_dev", "mt_dev")
            for line in open(folder / f"{file}.jsonl")]
    counts = collections.Counter(last_name(row) for row in rows if last_name(row))
    names = {name for name, _ in counts.most_common(count)}
    kept = [{**({"text": row["text"], "spans": row["spans"]} if named
                else {"text": hidden(row, last_name(row))}),
             "actor": last_name(row), "stance": row["label"], "group": row["group"]}
            for row in rows if last_name(row) in names]
    print(f"{len(kept)} rows, {len({row['group'] for row in kept})} articles:",
          ", ".join(f"{name} {n}" for name, n in counts.most_common(count)))
    return kept


def predictions(stance, rows, folds, arguments, work):
    found = np.zeros(len(rows), int)
    for fold in range(4):
        held_out = np.flatnonzero(folds == fold)
        for name, part in (("train", np.flatnonzero(folds != fold)), ("test", held_out)):
            (work / f"{name}.jsonl").write_text("".join(
                json.dumps({**rows[i], "id": str(i)}) + "\n" for i in part))
        model = str(work / "m.stance")
        subprocess.run([stance, "train", str(work / "train.jsonl"), "-o", model, "-q", *arguments],
                       check=True)
        scored = subprocess.run([stance, "score", str(work / "test.jsonl"), "-m", model, "-q"],
                                check=True, capture_output=True, text=True).stdout
        for line in scored.splitlines():
            row = json.loads(line)
            found[int(row["document"])] = STANCES.index(row["stance"])
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("stance", help="the command")
    parser.add_argument("newsmtsc", type=pathlib.Path, help="folder of its JSONL files")
    parser.add_argument("--actors", type=int, default=8, help="how many people (default 8)")
    parser.add_argument("--named", action="store_true", help="leave the names in the text")
    asked = parser.parse_args()
    stance, rows = asked.stance, selected(asked.newsmtsc, asked.actors, asked.named)
    systems = SYSTEMS | ({"target-aware": ["--recipe", "target-aware"]} if asked.named else {})
    gold = np.array([STANCES.index(row["stance"]) for row in rows])
    articles, article = np.unique([row["group"] for row in rows], return_inverse=True)
    folds = np.random.default_rng(0).permutation(len(articles))[article] % 4
    members = [np.flatnonzero(article == a) for a in range(len(articles))]
    generator = np.random.default_rng(1)
    samples = [np.concatenate([members[a] for a in generator.integers(0, len(articles),
                                                                       len(articles))])
               for _ in range(2000)]
    f1 = lambda found, part: f1_score(gold[part], found[part], average="macro")
    everything = np.arange(len(rows))
    print("| model | macro-F1 | accuracy | macro-F1 above shared |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as work:
        found = {name: predictions(stance, rows, folds, arguments, pathlib.Path(work))
                 for name, arguments in systems.items()}
    base = found["shared"]
    for name, prediction in found.items():
        gains = [f1(prediction, s) - f1(base, s) for s in samples]
        low, high = np.percentile(gains, [2.5, 97.5]) * 100
        gain = 100 * (f1(prediction, everything) - f1(base, everything))
        print(f"| {name} | {100 * f1(prediction, everything):.1f} "
              f"| {100 * (prediction == gold).mean():.1f} "
              + (f"| {gain:+.1f} ({low:+.1f} to {high:+.1f}) |" if name != "shared" else "| |"))


if __name__ == "__main__":
    main()
