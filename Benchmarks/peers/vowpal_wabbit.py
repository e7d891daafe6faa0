#!/usr/bin/env python3
"""Vowpal Wabbit: one-against-all logistic regression on hashed words, one pass.

Its lines are cut and lower-cased beforehand, outside the time, since it has no tokeniser of its
own: that flatters it. Its model is another one, so only its accuracy can be compared.
"""
import argparse
import pathlib
import re

import numpy as np
import vowpalwabbit

import process

WORD = re.compile(r"\b\w\w+\b")


def line(text, label=None):
    words = " ".join(WORD.findall(text.lower()))
    return f"{label + 1} | {words}" if label is not None else f"| {words}"


def train(options):
    texts = process.documents(options.documents)
    labels = np.fromfile(pathlib.Path(options.documents) / "labels", np.int64)
    model = vowpalwabbit.Workspace(
        f"--oaa {labels.max() + 1} --loss_function logistic --probabilities -b 18 --quiet "
        f"-f {options.model}")
    # Rows of one class in a row would teach a single pass that class alone.
    for row in np.random.default_rng(0).permutation(len(texts)):
        model.learn(line(texts[row], int(labels[row])))
    model.finish()


def score(options):
    lines = [line(text) for text in process.documents(options.documents)]
    model = vowpalwabbit.Workspace(f"-t -i {options.model} --probabilities --quiet")
    answer, said = process.timed(lambda: [model.predict(each) for each in lines], options.runs)
    np.array(answer, np.float64).tofile(pathlib.Path(options.answer) / "probabilities")
    process.report(said)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("verb", choices=["train", "score"])
    parser.add_argument("--documents", required=True)
    parser.add_argument("--model", required=True)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--answer")
    options = parser.parse_args()
    {"train": train, "score": score}[options.verb](options)


if __name__ == "__main__":
    main()
