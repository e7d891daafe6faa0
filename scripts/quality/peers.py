"""Frozen sentence embeddings beside the default, on the same rows and in the same folds.

scripts/embedding_baseline.py TRAIN TEST --output FOUND is asked once for each fold and writes a
line with id and stance for each row of TEST; its answers are kept in build/quality/embeddings.
"""
import json
import subprocess

import numpy as np

from .command import Predictions, digest
from .figures import plain, signed, table
from .own import FOLDS
from .rows import ROOT, STANCES, folds, lines

SCRIPT = ROOT / "scripts/embedding_baseline.py"
FOLDER = ROOT / "build/quality/embeddings"


def sets(context):
    """(name, sample, list of (places of the test rows, rows to train on), the default's words)."""
    stance, own = context.stance, context.own
    everything = [(list(range(len(own.rows))), context.news)]
    crossed = lambda rows, count: [(inside, [rows[i] for i in outside])
                                   for inside, outside in folds(rows, count)]
    found = [("our paragraphs, 5-fold CV", own, crossed(own.rows, FOLDS),
              lambda: stance.crossed(own.rows, FOLDS))]
    if context.news:
        model = lambda: stance.train(context.news)
        found += [
            ("NewsMTSC, development files", context.dev,
             [(list(range(len(context.dev.rows))), context.news)],
             lambda: stance.score(model(), context.dev.rows)),
            ("NewsMTSC, 4-fold CV", context.news_sample, crossed(context.news, 4),
             lambda: stance.crossed(context.news, 4)),
            ("NewsMTSC -> our paragraphs", own, everything,
             lambda: stance.score(model(), own.rows))]
    return found


def embeddings(context):
    if not SCRIPT.exists():
        raise SystemExit(f"--embeddings: no {SCRIPT}")
    figures, body = {}, []
    for name, sample, parts, default in sets(context):
        said = Predictions.empty(len(sample.rows))
        for inside, train in parts:
            said.found[inside] = answers(
                context.python, train, [sample.rows[i] for i in inside])
        ours, theirs = sample.figures(default(), base=said), sample.figures(said)
        figures[name] = {**ours, "embeddings": theirs}
        body.append([name, plain(theirs["macro_f1"]), plain(ours["macro_f1"]),
                     signed(ours["above"]), signed(ours["accuracy_above"])])
    return {"figures": figures, "markdown": table(
        ["rows", "embeddings, macro-F1", "default, macro-F1", "default above", "in accuracy"],
        body)}


def answers(python, train, test):
    """The stances that the baseline gives the test rows, asked for once."""
    rows = lines(train, ids=True), lines(test, ids=True)
    folder = FOLDER / digest(*(text.encode() for text in rows))
    found = folder / "found.jsonl"
    if not found.exists():
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in zip(("train.jsonl", "test.jsonl"), rows):
            (folder / name).write_text(text, encoding="utf8")
        done = subprocess.run(
            [python, SCRIPT, folder / "train.jsonl", folder / "test.jsonl", "--output",
             folder / "partial.jsonl", "--cache", FOLDER / "vectors.npz", "--no-speed"],
            capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"embedding_baseline.py failed: {done.stderr.strip()}")
        (folder / "partial.jsonl").rename(found)
    said = {}
    for line in found.read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        said[int(row["id"])] = STANCES.index(row["stance"])
    return np.array([said[i] for i in range(len(test))])
