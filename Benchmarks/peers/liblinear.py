#!/usr/bin/env python3
"""LIBLINEAR's command: one-against-rest logistic regression, primal (-s 0) or dual (-s 7).

Writes its files, and reads the classes that `liblinear-predict` found. The command itself is timed
as a process; it parses a text file, which its own library would not have to.
"""
import argparse
import pathlib
import subprocess

import numpy as np

import process


def write(options):
    folder = pathlib.Path(options.data)
    for name, labels in (("train", "labels"), ("test", "test.labels")):
        rows = process.matrix(folder, name)
        classes = np.fromfile(folder / labels, np.int64)
        with open(pathlib.Path(options.answer) / f"{name}.svm", "w") as file:
            for row, label in enumerate(classes):
                entries = range(rows.indptr[row], rows.indptr[row + 1])
                cells = (f"{rows.indices[e] + 1}:{rows.data[e]:.9g}" for e in entries)
                file.write(f"{label} {' '.join(cells)}\n")


def predict(options):
    output = pathlib.Path(options.answer) / "classes.txt"
    subprocess.run(["liblinear-predict", options.test, options.model, output], check=True,
                   stdout=subprocess.DEVNULL)
    np.loadtxt(output).astype(np.int64).tofile(pathlib.Path(options.answer) / "classes")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("verb", choices=["write", "predict"])
    parser.add_argument("--data")
    parser.add_argument("--test")
    parser.add_argument("--model")
    parser.add_argument("--answer", required=True)
    options = parser.parse_args()
    {"write": write, "predict": predict}[options.verb](options)


if __name__ == "__main__":
    main()
