#!/usr/bin/env python3
"""Measures how near corrected shares come to the truth, on label-shifted resamples of NewsMTSC.

    python scripts/prevalence.py STANCE NEWSMTSC_FOLDER

Needs numpy. Trains on the train file, then draws sets of development rows whose true shares are
drawn evenly from all possible ones, and compares what they are estimated as:

    counted          the predicted stances counted
    mean probability the mean of the probabilities
    EM               Saerens, Latinne and Decaestecker (2002) on temperature-scaled probabilities
    adjusted count   stance score --by, with its 95 % intervals

Prints the mean absolute error of a share, its 90 % quantile, and how often an interval of
`stance score --by` holds the true share. The tables of docs/prevalence.md are its output.
"""

import csv
import io
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

STANCES = ["critical", "neutral", "supportive"]
SIZES = (50, 100, 300)
SETS = 200


def run(*arguments):
    return subprocess.run([str(a) for a in arguments], check=True, capture_output=True,
                          text=True).stdout


def em(p, prior):
    shares = prior
    for _ in range(500):
        weights = p * (shares / prior)
        weights /= weights.sum(axis=1, keepdims=True)
        before, shares = shares, weights.mean(axis=0)
        if abs(shares - before).max() < 1e-9:
            break
    return shares


def main():
    stance, data = sys.argv[1], Path(sys.argv[2])
    rng = np.random.default_rng(1)
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        model = folder / "m.stance"
        facts = json.loads(run(stance, "train", data / "train.jsonl", "-o", model, "--C", "1",
                               "--calibrate", "--json"))["calibration"]
        prior = np.array(facts["confusion"]).sum(axis=1)
        prior = prior / prior.sum()
        rows = [json.loads(line) for name in ("rw_dev", "mt_dev")
                for line in (data / f"{name}.jsonl").read_text().splitlines()]
        gold = np.array([STANCES.index(r["label"]) for r in rows])

        def write(name, chosen):
            with open(folder / name, "w") as out:
                for number, (row, extra) in enumerate(chosen):
                    out.write(json.dumps({"id": str(number), "actor": "all", "text": row["text"],
                                          "spans": row["spans"], **extra}) + "\n")
            return folder / name

        scored = csv.DictReader(io.StringIO(run(
            stance, "score", write("dev.jsonl", ((r, {}) for r in rows)), "-m", model, "-q",
            "--calibration", "temperature", "--format", "csv")))
        p = np.array([[float(r[s] or "nan") for s in STANCES] for r in scored])
        usable = ~np.isnan(p[:, 0])
        pools = [np.flatnonzero(usable & (gold == c)) for c in range(3)]
        print(f"temperature {facts['temperature']:.3f}, {usable.sum()} development rows, "
              f"{SETS} sets of each size\n")
        print("rows   method            mean error  90 % quantile  intervals that hold the truth")
        for size in SIZES:
            truths, drawn, chosen = [], [], []
            for number in range(SETS):
                truth = rng.dirichlet([1, 1, 1])
                picks = [int(rng.choice(pools[c])) for c in rng.choice(3, size, p=truth)]
                truths.append(truth)
                drawn.append(picks)
                chosen += [(rows[i], {"set": f"{number:04}", "group": f"{number}-{k}"})
                           for k, i in enumerate(picks)]
            ours = list(csv.DictReader(io.StringIO(run(
                stance, "score", write("sets.jsonl", chosen), "-m", model, "-q", "--by", "set",
                "--format", "csv"))))
            ours.sort(key=lambda r: r["slice"])
            errors = {"counted": [], "mean probability": [], "EM": [], "adjusted count": []}
            held = []
            for truth, picks, row in zip(truths, drawn, ours):
                q = p[picks]
                counted = np.array([int(row[s]) for s in STANCES])
                estimates = {
                    "counted": counted / counted.sum(), "mean probability": q.mean(axis=0),
                    "EM": em(q, prior),
                    "adjusted count": np.array([float(row[f"{s}_share"]) for s in STANCES])}
                for name, shares in estimates.items():
                    errors[name].append(abs(shares - truth).mean())
                held += [float(row[f"{s}_low"]) <= truth[c] <= float(row[f"{s}_high"])
                         for c, s in enumerate(STANCES)]
            for name, values in errors.items():
                note = f"{np.mean(held):.3f}" if name == "adjusted count" else ""
                print(f"{size:<6} {name:<17} {np.mean(values):.3f}       "
                      f"{np.quantile(values, 0.9):.3f}          {note}")


if __name__ == "__main__":
    main()
