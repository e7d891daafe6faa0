"""Rows of the table: matrix -> weights, and the search for C."""
import importlib.util
import shutil
import subprocess
import sys

from . import agreement
from .calibrate import MOST_ITERATIONS, Problem
from .contenders import Contender
from .interleave import Row
from .prepare import PEERS

GAP = 1e-4
GRID = "0.1,0.3,1,3,10,30"
OTHER = "another objective"


def train(prepared, name, corpus, what):
    """Our fit beside scikit-learn's solvers at the same gap, and trainers of other objectives."""
    problem = Problem(prepared, corpus)
    sides = [problem.ours(GAP, note="stops at a gap that it proves")]
    loosest = problem.loosest_tolerance(GAP)
    if loosest > GAP:
        sides.append(problem.ours(loosest, "StanceKit, stopped like its peers",
                                  f"tolerance {loosest:g}: the loosest that meets the gap"))
    absent = []
    for solver, dtype in (("newton-cg", "float64"), ("newton-cg", "float32"),
                          ("saga", "float64"), ("saga", "float32")):
        iterations = problem.fewest_iterations(solver, dtype, GAP)
        side = problem.peer(solver, dtype, iterations)
        if iterations is None:
            absent.append((side.name, f"does not meet the gap in {MOST_ITERATIONS} iterations"))
        else:
            sides.append(side)
    others = other_trainers(prepared, problem, corpus, absent)

    def agree(samples):
        facts = {}
        for side in sides:
            gap = problem.gap(samples[side.name])
            agreement.require(gap <= GAP, f"{side.name}: relative gap {gap:.1e}, more than {GAP}")
            facts[f"relative gap, {side.name}"] = float(f"{gap:.2e}")
        for side in others:
            if side.name.startswith("LIBLINEAR"):
                predict_liblinear(prepared, corpus, samples[side.name])
            accuracy = problem.class_accuracy(samples[side.name])
            agreement.require(
                accuracy >= problem.facts["accuracy"] - 0.05,
                f"{side.name}: accuracy {accuracy:.3f}, expected {problem.facts['accuracy']:.3f}")
            facts[f"accuracy, {side.name}"] = round(accuracy, 4)
        facts["accuracy at the optimum"] = round(problem.facts["accuracy"], 4)
        return facts
    return Row(name, what, sides + others, agree, amount=problem.rows.nnz / 1e6,
               unit="M non-zeros", corpus=corpus.name, absent=absent)


def other_trainers(prepared, problem, corpus, absent):
    """LIBLINEAR and snapml: one against the rest, so that no gap of ours is theirs."""
    sides = []
    if shutil.which("liblinear-train"):
        files = prepared.liblinear(corpus)
        sides += [
            Contender(f"LIBLINEAR -s {kind}", [
                "liblinear-train", "-s", kind, "-c", "1", "-B", "1", "-q", files / "train.svm",
                "{answer}/model"], inside=False,
                note=f"{OTHER}; the time includes reading its text file")
            for kind in ("0", "7")]
    else:
        absent.append(("LIBLINEAR", "not installed"))
    if importlib.util.find_spec("snapml"):
        sides.append(Contender(
            "snapml, float32", [sys.executable, PEERS / "snap_ml.py", "--data", problem.folder,
                                "--answer", "{answer}"], note=OTHER))
    else:
        absent.append(("snapml", "not installed"))
    return sides


def predict_liblinear(prepared, corpus, sample):
    subprocess.run(
        [sys.executable, PEERS / "liblinear.py", "predict", "--test",
         prepared.liblinear(corpus) / "test.svm", "--model", sample.answer / "model", "--answer",
         sample.answer], check=True)


def search(prepared):
    """Five folds, six C, beside LogisticRegressionCV; held-out log-loss must agree at every C."""
    data = prepared.folds()
    common = ["--data", data, "--grid", GRID]
    names = [f"LogisticRegressionCV {solver}" for solver in ("lbfgs", "newton-cg")]
    lanes = "StanceKit, folds as lanes"
    sides = [
        Contender("StanceKit", [prepared.driver, "search-penalty", *common, "--tolerance", "1e-4"],
                  note="fold by fold, as `stance train` does it, with proven gaps"),
        Contender(lanes, [
            prepared.driver, "search-penalty", *common, "--tolerance", "1e-4", "--lanes"],
                  note="gaps are likely ones, not proven"),
        *(Contender(name, [
            sys.executable, PEERS / "scikit_learn.py", "search", *common, "--solver",
            name.split()[1], "--tolerance", "1e-5"]) for name in names)]

    def agree(samples):
        ours = samples["StanceKit"].facts["logLoss"]
        facts = {"log-loss by C": [round(loss, 5) for loss in ours]}
        for name in [lanes, *names]:
            worst = max(abs(a / b - 1) for a, b in zip(ours, samples[name].facts["logLoss"]))
            agreement.require(worst <= 2e-3, f"{name}: a log-loss differs by {worst:.1e} of itself")
            facts[f"largest relative difference of a log-loss, {name}"] = float(f"{worst:.1e}")
        return facts
    return Row("search", "5 folds x 6 C (0.1 to 30), word 1- and 2-grams", sides, agree,
               corpus=prepared.actors.name, amount=30, unit="fits")


def rows(prepared):
    return {
        "train-3": lambda: train(
            prepared, "train-3", prepared.few, "3 classes: train to a relative gap of 1e-4"),
        "train-20": lambda: train(
            prepared, "train-20", prepared.many, "20 classes: train to a relative gap of 1e-4"),
        "search": lambda: search(prepared),
    }
