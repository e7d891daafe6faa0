#!/usr/bin/env python3
"""snapml: one-against-rest logistic regression, dual coordinate descent, 32-bit floats.

Its objective is another one, so only the accuracy of its answer can be compared.
"""
import argparse
import pathlib

import numpy as np
import snapml

import process


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--C", type=float, default=1)
    parser.add_argument("--answer", required=True)
    options = parser.parse_args()
    rows = process.matrix(options.data, dtype=np.float32)
    labels = np.fromfile(pathlib.Path(options.data) / "labels", np.int64)
    model = snapml.LogisticRegression(
        regularizer=1 / options.C, dual=True, fit_intercept=True, max_iter=100, n_jobs=1)
    fitted, said = process.timed(lambda: model.fit(rows, labels))
    found = fitted.predict(process.matrix(options.data, "test", np.float32))
    np.asarray(found).astype(np.int64).tofile(pathlib.Path(options.answer) / "classes")
    process.report(said)


if __name__ == "__main__":
    main()
