"""Rows of the table: text in memory -> vocabulary, idf and matrix."""
import sys

import numpy as np

from . import agreement, arrays, data
from .contenders import Contender
from .interleave import Row
from .prepare import PEERS


def check():
    """Terms and matrix are compared whole in the first repeat, their sizes in every one."""
    compared = {}

    def agree(samples):
        ours, theirs = samples["StanceKit"], samples["scikit-learn"]
        for fact in ("features", "nonZeros"):
            agreement.require(ours.facts[fact] == theirs.facts[fact],
                              f"{fact}: {ours.facts[fact]} and {theirs.facts[fact]}")
        if not compared:
            same = ((ours.answer / "terms.bytes").read_bytes()
                    == (theirs.answer / "terms.bytes").read_bytes())
            agreement.require(same, "the terms differ")
            for name, kind in (("matrix.offsets", np.int64), ("matrix.columns", np.int32)):
                pair = [np.fromfile(side.answer / name, kind) for side in (ours, theirs)]
                agreement.require(np.array_equal(*pair), f"{name} differs")
            for name in ("idf", "matrix.values"):
                compared[name] = agreement.largest_difference(
                    arrays.doubles(ours.answer, name), arrays.doubles(theirs.answer, name), 1e-12,
                    "value")
        return {"features": int(ours.facts["features"][0]),
                "largest difference of a value": compared["matrix.values"]}
    return agree


def row(prepared, name, corpus, longest, what):
    more = ["--documents", prepared.documents(corpus, "train"), "--longest", str(longest),
            "--answer", "{answer}"]
    return Row(
        name, what, [
            Contender("StanceKit", [prepared.driver, "fit-transform", *more]),
            Contender("scikit-learn",
                      [sys.executable, PEERS / "scikit_learn.py", "fit-transform", *more])],
        check(), amount=data.megabytes(corpus.train[1]), unit="MB", corpus=corpus.name)


def rows(prepared):
    return {
        "vectors": lambda: row(prepared, "vectors", prepared.few, 1, "fit_transform, 1-grams"),
        "vectors-pairs": lambda: row(
            prepared, "vectors-pairs", prepared.few, 2, "fit_transform, 1- and 2-grams"),
    }
