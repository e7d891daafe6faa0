"""The cheapest settings with which a solver meets the gap.

Peers are stopped with knowledge of the optimum, which no user has: that favours them. StanceKit is
measured both so and by its own rule, which stops at a gap that it proves.
"""
import shutil
import sys

import numpy as np

from . import agreement, arrays
from .contenders import Contender, run
from .prepare import PEERS

MOST_ITERATIONS = 64
TOLERANCES = [0.3, 0.1, 0.03, 0.01, 0.003, 0.001, 3e-4, 1e-4]


class Problem:
    """A matrix with its classes and the least value of the objective."""

    def __init__(self, prepared, corpus):
        import process

        self.prepared, self.corpus = prepared, corpus
        self.folder = prepared.fitted(corpus)
        self.facts = prepared.facts(corpus)
        self.rows = process.matrix(self.folder)
        self.test = process.matrix(self.folder, "test")
        self.labels = arrays.integers(self.folder, "labels")
        self.test_labels = arrays.integers(self.folder, "test.labels")

    def gap(self, sample):
        """(F - F*) / F* of the weights that a contender wrote."""
        weights = arrays.doubles(sample.answer, "weights").reshape(-1, self.corpus.classes)
        reached = agreement.objective(
            self.rows, self.labels, weights, arrays.doubles(sample.answer, "bias"), C=1)
        return reached / self.facts["objective"] - 1

    def class_accuracy(self, sample):
        """Accuracy of the classes that a contender with another objective wrote."""
        found = arrays.integers(sample.answer, "classes")
        return float(np.mean(found == self.test_labels))

    def peer(self, solver, dtype, iterations):
        return Contender(
            f"scikit-learn {solver}, {dtype}", [
                sys.executable, PEERS / "scikit_learn.py", "train", "--data", self.folder,
                "--solver", solver, "--dtype", dtype, "--iterations", str(iterations),
                "--answer", "{answer}"], note=f"stopped after {iterations} iterations")

    def ours(self, tolerance, name="StanceKit", note=""):
        return Contender(
            name, [self.prepared.driver, "train", "--data", self.folder, "--tolerance",
                   str(tolerance), "--answer", "{answer}"], note=note)

    def fewest_iterations(self, solver, dtype, gap):
        """The fewest iterations that meet the gap, or None."""
        def meets(iterations):
            return self.meets(self.peer(solver, dtype, iterations), gap)

        def search():
            low, high = 0, 4
            while not meets(high):
                if high >= MOST_ITERATIONS:
                    return None
                low, high = high, 2 * high
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (low, middle) if meets(middle) else (middle, high)
            return high
        return self.prepared.cache.value(
            f"{self.corpus.name}-{solver}-{dtype}", [self.folder.name, gap], search)

    def loosest_tolerance(self, gap):
        """The loosest of our tolerances whose answer meets the gap."""
        def search():
            return next(t for t in TOLERANCES if t <= gap or self.meets(self.ours(t), gap))
        return self.prepared.cache.value(
            f"{self.corpus.name}-tolerance", [self.folder.name, self.prepared.driver_digest, gap],
            search)

    def meets(self, contender, gap):
        answer = self.prepared.cache.root / "calibration"
        shutil.rmtree(answer, ignore_errors=True)
        answer.mkdir()
        return self.gap(run(contender, answer)) <= gap
