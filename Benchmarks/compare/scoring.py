"""Rows of the table: text in memory -> probabilities in memory."""
import importlib.util
import json
import sys

import numpy as np

from . import agreement, arrays, data
from .contenders import Contender
from .interleave import Row
from .prepare import PEERS

# A fit of another model is as good as ours when its accuracy is within this of ours.
SAME_ACCURACY = 0.05


def probabilities(sample, classes):
    return arrays.doubles(sample.answer, "probabilities").reshape(-1, classes)


def ours(prepared, corpus, longest, runs=5, threads=1, **more):
    return Contender(
        "StanceKit",
        [prepared.driver, "score-texts", "--model", prepared.fitted(corpus, longest),
         "--documents", prepared.documents(corpus, "test"), "--longest", str(longest),
         "--runs", str(runs), "--threads", str(threads), "--answer", "{answer}"], **more)


def scikit_learn(prepared, corpus, name, model):
    return Contender(
        name, [sys.executable, PEERS / "scikit_learn.py", "score", "--model", model,
               "--documents", prepared.documents(corpus, "test"), "--answer", "{answer}"])


def check(prepared, corpus, longest):
    labels = np.array(corpus.test[0])
    expected = arrays.doubles(prepared.fitted(corpus, longest), "expected").reshape(
        -1, corpus.classes)

    def agree(samples):
        found = {name: probabilities(s, corpus.classes) for name, s in samples.items()}
        facts = {"largest difference to scikit-learn": agreement.largest_difference(
            found["StanceKit"], expected, 1e-6)}
        agreement.largest_difference(found["scikit-learn, Tfidf"], expected, 1e-12)
        least = agreement.accuracy(found["StanceKit"], labels) - SAME_ACCURACY
        for name, each in found.items():
            accuracy = agreement.accuracy(each, labels)
            # Vowpal Wabbit's single pass over few rows is not done learning; its time is the same.
            agreement.require(
                accuracy >= least or len(corpus.train[0]) < 20_000,
                f"{name}: accuracy {accuracy:.3f}, expected {least:.3f}")
            facts[f"accuracy, {name}"] = round(accuracy, 4)
        return facts
    return agree


def texts(prepared, name, corpus, longest, what):
    """A row of text -> probabilities with a bag of words."""
    sides = [ours(prepared, corpus, longest),
             scikit_learn(prepared, corpus, "scikit-learn, Tfidf",
                          prepared.fitted(corpus, longest) / "model.pickle")]
    absent = []
    if longest == 1:
        sides.append(scikit_learn(prepared, corpus, "scikit-learn, Hashing",
                                  prepared.hashed(corpus) / "model.pickle"))
        if importlib.util.find_spec("vowpalwabbit"):
            sides.append(Contender(
                "Vowpal Wabbit", [
                    sys.executable, PEERS / "vowpal_wabbit.py", "score", "--model",
                    prepared.vowpal_wabbit(corpus), "--documents",
                    prepared.documents(corpus, "test"), "--answer", "{answer}"],
                note="its own model, one pass; text cut and lower-cased before"))
        else:
            absent.append(("Vowpal Wabbit", "not installed"))
    return Row(name, what, sides, check(prepared, corpus, longest),
               amount=data.megabytes(corpus.test[1]), unit="MB", corpus=corpus.name, absent=absent)


def targets(prepared):
    """Rows with actors and spans -> probabilities; the peer makes the features alone."""
    folder = prepared.target_aware()
    said = [json.loads(line) for line in (folder / "expected.jsonl").read_text().splitlines()]
    expected = np.array([[row[name] for name in data.STANCES] for row in said
                         if row.get(data.STANCES[0]) is not None])
    gold = np.array([data.STANCES.index(row["stance"]) for row in prepared.actors.test])

    def agree(samples):
        found = probabilities(samples["StanceKit"], 3)
        scored = ~np.isnan(found).any(axis=1)
        features = samples["NumPy recipe, features alone"].facts
        agreement.require(features["rows"] == [len(gold)], "the recipe left out rows")
        agreement.require(features["shortest"][0] > 0, "the recipe made an empty row")
        return {
            "largest difference to `stance score`": agreement.largest_difference(
                found[scored], expected, 1e-6),
            "rows scored": int(scored.sum()),
            "accuracy, StanceKit": round(
                agreement.accuracy(found[scored], gold[scored]), 4)}
    sides = [
        Contender("StanceKit", [
            prepared.driver, "score-rows", "--model", folder / "model.stance", "--rows",
            prepared.rows("test"), "--actors", prepared.known_actors, "--runs", "5", "--answer",
            "{answer}"]),
        Contender("NumPy recipe, features alone", [
            sys.executable, PEERS / "numpy_recipe.py", "score", "--model", prepared.numpy_recipe(),
            "--rows", prepared.rows("test"), "--runs", "3"],
            note="a like recipe, no product with the weights")]
    return Row("targets", "target-aware recipe: rows with spans -> probabilities", sides, agree,
               amount=len(gold), unit="rows", corpus=prepared.actors.name)


def rows(prepared):
    return {
        "score-3": lambda: texts(
            prepared, "score-3", prepared.few, 1, "3 classes, 1-grams: text -> probabilities"),
        "score-3-pairs": lambda: texts(
            prepared, "score-3-pairs", prepared.few, 2,
            "3 classes, 1- and 2-grams: text -> probabilities"),
        "score-20": lambda: texts(
            prepared, "score-20", prepared.many, 1, "20 classes, 1-grams: text -> probabilities"),
        "targets": lambda: targets(prepared),
    }
