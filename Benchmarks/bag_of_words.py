#!/usr/bin/env python3
"""Text -> probabilities, bag of words, `stance` beside scikit-learn in one interleaved run.

Needs scikit-learn, numpy (scripts/requirements.txt) and a built `stance`.

    Benchmarks/bag_of_words.py --stance .build/release/stance [--train T.tsv --test T.tsv]
                               [--repeats 7] [--record FILE.json]

The files are TSV with the columns label (0, 1, 2) and text. Without them text is made by a fixed
seed. Both sides have the same features (every word, 1- and 2-grams, 1 + ln tf, idf, L2, df >= 2) and
C = 1, and their probabilities must agree to 1e-3 before a time counts. Everything runs on one core.

What is timed is unequal in scikit-learn's favour: for `stance` the CPU time of the whole process
(start, load the model, read the file, score, write CSV), for scikit-learn transform and
predict_proba of texts that lie in memory.
"""
import argparse
import csv
import json
import os
import platform
import random
import resource
import statistics
import subprocess
import tempfile
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np
import sklearn
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression


def made_text(path, rows, seed):
    """Rows of made-up words with a Zipf-like distribution; the label shifts a few of them."""
    generator = random.Random(seed)
    words = ["".join(generator.choices("abcdefghijklmnoprstuvw", k=generator.randint(2, 9)))
             for _ in range(30_000)]
    with open(path, "w") as file:
        file.write("label\ttext\n")
        for _ in range(rows):
            label = generator.randrange(3)
            text = [words[min(29_999, int(generator.paretovariate(0.6)))] for _ in range(80)]
            text += [words[label * 7 + generator.randrange(21)] for _ in range(4)]
            file.write(f"{label}\t{' '.join(text)}.\n")


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        lines = file.read().split("\n")[1:]
    rows = [line.rstrip("\r").split("\t", 1) for line in lines if line]
    return [int(label) for label, _ in rows], [text for _, text in rows]


def cpu_of(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--stance", required=True)
    parser.add_argument("--train")
    parser.add_argument("--test")
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--record")
    options = parser.parse_args()
    os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[-1]})
    folder = tempfile.mkdtemp()
    train, test = options.train, options.test
    if not (train and test):
        train, test = f"{folder}/train.tsv", f"{folder}/test.tsv"
        made_text(train, 12_000, 1)
        made_text(test, 12_000, 2)
    labels, texts = read(train)
    _, unseen = read(test)
    size = sum(len(text.encode()) for text in unseen)

    model, output = f"{folder}/m.stance", f"{folder}/scores.csv"
    subprocess.run(
        [options.stance, "train", train, "-o", model, "--recipe", "bag-of-words", "--C", "1",
         "--stance-map", "0=critical,1=neutral,2=supportive", "--no-quotes", "--threads", "1",
         "-q"], check=True)
    vectorizer = TfidfVectorizer(
        ngram_range=(1, 2), token_pattern=r"(?u)\b\w+\b", sublinear_tf=True, min_df=2)
    features = vectorizer.fit_transform(texts)
    peer = LogisticRegression(C=1, solver="newton-cg", tol=1e-6, max_iter=1000)
    peer.fit(features, labels)

    score = [options.stance, "score", test, "-m", model, "-o", output, "--no-quotes",
             "--threads", "1", "-q"]
    ours, theirs, largest = [], [], 0.0
    for repeat in range(options.repeats + 1):
        seconds = cpu_of(score)
        start = time.process_time()
        expected = peer.predict_proba(vectorizer.transform(unseen))
        peer_seconds = time.process_time() - start
        if repeat == 0:  # the warm-up checks the answer
            with open(output, newline="") as file:
                found = np.array([[float(row[k]) for k in ("critical", "neutral", "supportive")]
                                  for row in csv.DictReader(file)])
            largest = float(np.abs(found - expected).max())
            assert found.shape == expected.shape and largest < 1e-3, (found.shape, largest)
            continue
        ours.append(seconds)
        theirs.append(peer_seconds)
    ratios = sorted(peer / own for own, peer in zip(ours, theirs))
    with open("/proc/cpuinfo") as file:
        cpu = next((line.split(":")[1].strip() for line in file if "model name" in line), "")
    record = {
        "what": "bag of words, 1- and 2-grams, text to probabilities, one core, CPU seconds",
        "command": "make bench BENCH='--train T.tsv --test T.tsv'"
        if options.train else "make bench",
        "test": os.path.basename(test) if options.test else "made by seed 2",
        "megabytes": round(size / 1e6, 1), "documents": len(unseen),
        "features": int(features.shape[1]), "largest_difference": largest,
        "stance_seconds": [round(x, 3) for x in ours],
        "sklearn_seconds": [round(x, 3) for x in theirs],
        "ratio": {"median": round(statistics.median(ratios), 2),
                  "low": round(ratios[0], 2), "high": round(ratios[-1], 2)},
        "machine": {"cpu": cpu, "cores": os.cpu_count(), "system": platform.platform(),
                    "python": platform.python_version(), "scikit-learn": sklearn.__version__,
                    "numpy": np.__version__},
        "date": time.strftime("%Y-%m-%d"),
    }
    print(f"{record['megabytes']} MB, {len(unseen)} texts, {features.shape[1]} features; "
          f"largest difference of a probability {largest:.1e}")
    for name, seconds in (("stance, whole process", ours), ("scikit-learn, in memory", theirs)):
        middle = statistics.median(seconds)
        print(f"  {name:24} median {middle:7.3f} s  ({min(seconds):.3f} to {max(seconds):.3f})  "
              f"{size / 1e6 / middle:6.1f} MB/s")
    print(f"  ratio                    median {record['ratio']['median']:.1f}  "
          f"({record['ratio']['low']:.1f} to {record['ratio']['high']:.1f}), "
          f"{len(ratios)} interleaved repeats")
    if options.record:
        with open(options.record, "w") as file:
            json.dump(record, file, indent=1)
            file.write("\n")


if __name__ == "__main__":
    main()
