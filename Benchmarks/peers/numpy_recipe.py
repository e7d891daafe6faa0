#!/usr/bin/env python3
"""The target-aware recipe in Python and NumPy: rows with their spans -> weighted sparse rows.

Its model is never applied: what is timed is the making of the features alone, so that StanceKit,
which goes on to probabilities in the same time, is compared with less work than its own.
"""
import argparse
import collections
import json
import math
import pathlib
import pickle

import numpy as np
import scipy.sparse

import process
from target_view import BOUNDARIES, View, lower_cased

NEGATORS = set(
    "not n't no never nor neither without cannot hardly barely nobody nothing none".split())
ENDINGS = (("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("d", ""), ("ing", ""), ("ing", "e"),
           ("ly", ""), ("ies", "y"), ("ied", "y"))
MASKS = {"TGT", "OTH", "NUM"}


def masked(view):
    """1- to 3-grams of the masked words."""
    words = view.words
    return collections.Counter(
        " ".join(words[i:i + n]) for n in (1, 2, 3) for i in range(len(words) - n + 1))


def sided(view):
    """Words and pairs left and right of the actor, fading with distance."""
    found, words, distances = collections.defaultdict(float), view.words, view.distances
    for i, word in enumerate(words):
        if word == "TGT":
            continue
        side = "L_" if distances[i] < 0 else "R_"
        found[side + word] += math.exp(-(abs(distances[i]) - 1) / 6)
        if i + 1 < len(words):
            nearest = min(abs(distances[i]), abs(distances[i + 1]))
            found[side + word + " " + words[i + 1]] += math.exp(-nearest / 6)
    return found


def names(view):
    return collections.Counter({"ACT=" + " ".join(words) for words in view.mentions}
                               | {"ACTW=" + word for words in view.mentions for word in words})


def valence(lexicon, word):
    if word in lexicon:
        return lexicon[word]
    for ending, instead in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            base = lexicon.get(word[:len(word) - len(ending)] + instead)
            if base is not None:
                return base
    return 0.0


def polarity(lexicon, view):
    """Sums of valence by sign, side, distance, clause, quotation; a negation turns four words."""
    values, left = [], 0
    for word in view.words:
        if word in NEGATORS:
            left = 4
            values.append(0.0)
            continue
        if word in BOUNDARIES:
            left = 0
        value = 0.0 if word in MASKS else valence(lexicon, word)
        if left > 0:
            left -= 1
            value *= -0.5
        values.append(value)
    found = collections.defaultdict(float)
    for i, value in enumerate(values):
        if not value:
            continue
        distance, mass, sign = abs(view.distances[i]), abs(value), "+" if value > 0 else "-"
        side = "L" if view.distances[i] < 0 else "R"
        faded = mass * math.exp(-distance / 5)
        for name, amount in (("all", mass), (side, mass), ("near", faded), ("near" + side, faded)):
            found[name + sign] += amount
        for reach in (2, 4, 8):
            if distance <= reach:
                found[f"within{reach}{side}{sign}"] += mass
        if i in view.clause:
            found["clause" + sign] += mass
        if view.quoted[i]:
            found["quoted" + sign] += mass
    found[f"net{max(-3, min(3, round(2 * sum(values))))}"] = 1.0
    return found


def counted(rows, columns=None):
    """A sparse matrix of named values, and the columns by name."""
    grows = columns is None
    columns = {} if grows else columns
    offsets, places, values = [0], [], []
    for row in rows:
        for name, value in row.items():
            column = columns.setdefault(name, len(columns)) if grows else columns.get(name)
            if column is not None:
                places.append(column)
                values.append(value)
        offsets.append(len(places))
    shape = (len(offsets) - 1, len(columns))
    return scipy.sparse.csr_matrix(
        (np.array(values, np.float32), np.array(places, np.int32), offsets), shape), columns


class Block:
    """A fitted block: its columns and their weights."""

    def __init__(self, rows, least, weight, is_text):
        matrix, columns = counted(rows)
        frequencies = np.bincount(matrix.indices, minlength=len(columns))
        kept = {name: column for name, column in columns.items() if frequencies[column] >= least}
        self.columns = {name: place for place, name in enumerate(kept)}
        idf = np.log((1 + matrix.shape[0]) / (1 + frequencies[list(kept.values())])) + 1
        self.idf, self.weight, self.is_text = idf.astype(np.float32), weight, is_text

    def rows(self, found):
        matrix, _ = counted(found, self.columns)
        if self.is_text:
            many = matrix.data >= 1
            matrix.data[many] = 1 + np.log(matrix.data[many])
            matrix.data *= self.idf[matrix.indices]
            lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
            lengths[lengths == 0] = 1
            matrix.data /= np.repeat(lengths, np.diff(matrix.indptr)).astype(np.float32)
        matrix.data *= np.float32(self.weight)
        return matrix


class Recipe:
    def __init__(self, rows, lexicon):
        self.common, self.lexicon = lower_cased(row["text"] for row in rows), lexicon
        views = self.views(rows)
        self.blocks = [
            (masked, Block([masked(v) for v in views], 2, 1.0, True)),
            (sided, Block([sided(v) for v in views], 2, 1.0, True)),
            (names, Block([names(v) for v in views], 2, 0.5, True)),
            (self.polarity, Block([self.polarity(v) for v in views], 5, 0.2, False)),
        ]

    def polarity(self, view):
        return polarity(self.lexicon, view)

    def views(self, rows):
        return [View(row["text"], row["spans"], self.common) for row in rows]

    def features(self, rows):
        views = self.views(rows)
        return scipy.sparse.hstack(
            [block.rows([terms(v) for v in views]) for terms, block in self.blocks]).tocsr()


def read(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def read_lexicon(path):
    """Word -> valence of a TSV file with the columns term, kind, valence."""
    lines = pathlib.Path(path).read_text(encoding="utf-8").splitlines()
    cells = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {c[0]: float(c[2]) for c in cells if c[2] not in ("", "valence") and float(c[2])}


def train(options):
    with open(options.model, "wb") as file:
        pickle.dump(Recipe(read(options.rows), read_lexicon(options.lexicon)), file)


def score(options):
    with open(options.model, "rb") as file:
        recipe = pickle.load(file)
    rows = read(options.rows)
    features, said = process.timed(lambda: recipe.features(rows), options.runs)
    lengths = np.sqrt(np.asarray(features.multiply(features).sum(axis=1)).ravel())
    process.report(said, rows=[features.shape[0]], features=[features.shape[1]],
                   nonZeros=[features.nnz], shortest=[float(lengths.min())])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("verb", choices=["train", "score"])
    parser.add_argument("--model", required=True)
    parser.add_argument("--rows", required=True)
    parser.add_argument("--lexicon")
    parser.add_argument("--runs", type=int, default=1)
    options = parser.parse_args()
    {"train": train, "score": score}[options.verb](options)


if __name__ == "__main__":
    main()
