"""Rows of the table: whole processes, as a user starts them."""
import csv
import shutil

import numpy as np

import fast_text

from . import agreement, data
from .contenders import Contender
from .interleave import Row

SENTENCE = "Parliament praised the ministry for the new law and blamed the army for its delay.\n"


def scores(path):
    """The probabilities of a CSV that `stance score` wrote."""
    with open(path, newline="", encoding="utf-8") as file:
        return np.array([[float(row[name]) for name in data.STANCES]
                         for row in csv.DictReader(file)])


def whole(prepared):
    """File in, CSV out."""
    corpus = prepared.few
    expected = prepared.bag_of_words_expected(corpus)
    labels = np.array(corpus.test[0])
    sides = [Contender("stance score", [
        prepared.stance, "score", prepared.documents(corpus, "test") / "rows.tsv", "--model",
        prepared.bag_of_words(corpus), "--output", "{answer}/scores.csv", "--no-quotes",
        "--threads", "1", "--quiet"], inside=False, note="word 1- and 2-grams; writes CSV")]
    absent = []
    lengths = {"fastText, words": 1, "fastText, words and pairs": 2}
    if shutil.which("fasttext"):
        for name, longest in lengths.items():
            model = prepared.fast_text(corpus, longest)
            sides.append(Contender(name, [
                "fasttext", "predict-prob", model / "model.bin", model / "test.txt",
                str(corpus.classes)], inside=False,
                note="its own model, dim 10; text cut and lower-cased before"))
    else:
        absent.append(("fastText", "not installed"))

    def agree(samples):
        found = scores(samples["stance score"].answer / "scores.csv")
        ours = agreement.accuracy(found, labels)
        facts = {
            "largest difference to scikit-learn": agreement.largest_difference(
                found, expected, 1e-3),
            "accuracy, stance score": round(ours, 4)}
        for side in sides[1:]:
            read = fast_text.read(samples[side.name].answer / "output", corpus.classes)
            agreement.require(len(read) == len(labels), f"{side.name}: {len(read)} rows")
            # It prints numbers rounded on their own, so that a row may miss 1 by more than ours.
            theirs = float(np.mean(read.argmax(axis=1) == labels))
            agreement.require(theirs >= 0.8 * ours, f"{side.name}: accuracy {theirs:.3f}")
            facts[f"accuracy, {side.name}"] = round(theirs, 4)
        return facts
    return Row("process", "whole process: file in, scores out", sides, agree,
               amount=data.megabytes(corpus.test[1]), unit="MB", corpus=corpus.name, absent=absent)


def cold(prepared):
    """One sentence, from the start of the process to its end."""
    corpus = prepared.few
    sentence = prepared.cache.folder(
        "sentence", [SENTENCE],
        lambda folder: (folder / "one.txt").write_text(SENTENCE)) / "one.txt"
    sides = [
        Contender("stance score, bag of words", [
            prepared.stance, "score", sentence, "--model", prepared.bag_of_words(corpus),
            "--quiet"],
            inside=False, spawns=15, note="the model of row process"),
        Contender("stance score, shipped model", [
            prepared.stance, "score", sentence, "--quiet"], inside=False, spawns=15,
            note="target-aware, with the shipped actors")]
    absent = []
    if shutil.which("fasttext"):
        sides.append(Contender("fastText, words", [
            "fasttext", "predict-prob", prepared.fast_text(corpus, 1) / "model.bin", sentence,
            str(corpus.classes)], inside=False, spawns=15, note="its own model, dim 10"))
    else:
        absent.append(("fastText", "not installed"))

    def agree(samples):
        for name, sample in samples.items():
            said = (sample.answer / "output").read_text().splitlines()
            agreement.require(len(said) == 1, f"{name}: {len(said)} lines for one sentence")
        return {"lines written": 1}
    return Row("cold-start", "cold start: one sentence, whole process", sides, agree,
               clock="wall", corpus=corpus.name, absent=absent)


def rows(prepared):
    return {"process": lambda: whole(prepared), "cold-start": lambda: cold(prepared)}
