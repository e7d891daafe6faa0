#!/usr/bin/env python3
"""Writes real training problems and scikit-learn's optimum of each, for the parity test.

Needs scikit-learn, scipy and numpy. Usage:

    scripts/parity_logreg.py SHARED_FOLDER OUTPUT_FOLDER
    STANCE_LOGREG_PARITY=OUTPUT_FOLDER swift test -c release --filter SolverParity

SHARED_FOLDER holds data/speed/ng20.train.tsv.gz and para3.train.tsv.gz (TF-IDF of words, min_df 2, 20
and 3 classes) and data/newsmtsc/train.jsonl (words and word pairs, min_df 1, 3 classes). For each problem, NAME.bin
holds, little-endian, without gaps:

    8 bytes "STLOGREG"
    int64 n, d, nnz, k;  float64 C, objective;  float64 seconds that scikit-learn took
    int64 offsets[n + 1];  int32 columns[nnz];  float64 values[nnz];  int32 labels[n]

objective = C sum_i (logsumexp(z_i) - z_iy) + 1/2 ||W||^2 at scikit-learn's newton-cg optimum,
tol 1e-10. The text is not written.
"""
import gzip
import json
import pathlib
import struct
import sys
import time

import numpy as np
from scipy.special import logsumexp
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

C = 1.0


def labelled(file):
    with gzip.open(file, "rt", encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t", 1) for line in file]
    if rows[0][0] == "label":
        rows = rows[1:]
    return [text for _, text in rows], [label for label, _ in rows], (1, 1)


def ng20(shared):
    return labelled(shared / "data/speed/ng20.train.tsv.gz")


def para3(shared):
    return labelled(shared / "data/speed/para3.train.tsv.gz")


def newsmtsc(shared):
    with open(shared / "data/newsmtsc/train.jsonl", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [row["text"] for row in rows], [row["label"] for row in rows], (1, 2)


def main():
    shared, output = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    output.mkdir(parents=True, exist_ok=True)
    for name, read in [("newsmtsc", newsmtsc), ("para3", para3), ("ng20", ng20)]:
        texts, labels, ngrams = read(shared)
        min_df = 1 if name == "newsmtsc" else 2
        x = TfidfVectorizer(min_df=min_df, ngram_range=ngrams).fit_transform(texts)
        x.sort_indices()
        classes, y = np.unique(labels, return_inverse=True)
        start = time.perf_counter()
        model = LogisticRegression(C=C, solver="newton-cg", tol=1e-10, max_iter=1000).fit(x, y)
        seconds = time.perf_counter() - start
        z = x @ model.coef_.T + model.intercept_
        losses = logsumexp(z, axis=1) - z[np.arange(len(y)), y]
        objective = C * losses.sum() + 0.5 * (model.coef_**2).sum()
        n, d = x.shape
        with open(output / f"{name}.bin", "wb") as file:
            file.write(b"STLOGREG")
            file.write(struct.pack("<4q3d", n, d, x.nnz, len(classes), C, objective, seconds))
            file.write(x.indptr.astype("<i8").tobytes())
            file.write(x.indices.astype("<i4").tobytes())
            file.write(x.data.astype("<f8").tobytes())
            file.write(y.astype("<i4").tobytes())
        print(f"{name}: n={n} d={d} nnz={x.nnz} k={len(classes)} objective={objective:.12g} "
              f"scikit-learn {seconds:.1f} s", flush=True)


if __name__ == "__main__":
    main()
