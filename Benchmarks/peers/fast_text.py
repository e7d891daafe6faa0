#!/usr/bin/env python3
"""fastText's command: writes its files, trains its model, and reads what `predict-prob` printed.

Its text is cut and lower-cased beforehand, outside the time, since it only splits at white space:
that flatters it. The command itself is timed as a process.
"""
import argparse
import pathlib
import re
import subprocess

import numpy as np

import process

WORD = re.compile(r"\b\w\w+\b")


def plain(text):
    return " ".join(WORD.findall(text.lower()))


def train(options):
    texts = process.documents(options.documents)
    labels = np.fromfile(pathlib.Path(options.documents) / "labels", np.int64)
    model = pathlib.Path(options.model)
    lines = model.with_suffix(".lines")
    lines.write_text("".join(
        f"__label__{label} {plain(text)}\n" for label, text in zip(labels, texts)))
    subprocess.run(
        ["fasttext", "supervised", "-input", lines, "-output", model.with_suffix(""), "-dim", "10",
         "-epoch", "5", "-lr", "0.5", "-wordNgrams", str(options.longest), "-thread", "1",
         "-verbose", "0"], check=True)
    lines.unlink()


def write(options):
    """One text a line; an empty text stays a line of its own, as a word that no model knows."""
    lines = (plain(text) or "-" for text in process.documents(options.documents))
    pathlib.Path(options.output).write_text("".join(line + "\n" for line in lines))


def read(path, class_count):
    """The probabilities, in the order of the classes, of what `predict-prob` printed."""
    rows = []
    for line in pathlib.Path(path).read_text().splitlines():
        cells, row = line.split(), [0.0] * class_count
        for name, number in zip(cells[::2], cells[1::2]):
            row[int(name.removeprefix("__label__"))] = float(number)
        rows.append(row)
    return np.array(rows)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("verb", choices=["train", "write"])
    parser.add_argument("--documents", required=True)
    parser.add_argument("--model")
    parser.add_argument("--longest", type=int, default=1)
    parser.add_argument("--output")
    options = parser.parse_args()
    {"train": train, "write": write}[options.verb](options)


if __name__ == "__main__":
    main()
