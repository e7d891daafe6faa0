#!/usr/bin/env python3
"""Writes Tests/Fixtures/logreg.json and folds.json: small problems solved by scikit-learn.

Needs scikit-learn, scipy and numpy. Usage: scripts/make_logreg_fixtures.py

logreg.json: random sparse rows with class and row weights; the optimum of
    C sum_i s_i (logsumexp(z_i) - z_iy) + 1/2 ||W||^2
by LogisticRegression(newton-cg, tol=1e-10). With two classes scikit-learn fits one weight vector
w at twice the C, and W = [-w/2, w/2] is the optimum of the objective above.
folds.json: StratifiedGroupKFold without shuffling.
held-out-figures.json: macro-F1 and log-loss of scikit-learn.
"""
import json
import pathlib

import numpy as np
import scipy.sparse as sp
from scipy.special import logsumexp
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, log_loss
from sklearn.model_selection import StratifiedGroupKFold

FIXTURES = pathlib.Path(__file__).resolve().parent.parent / "Tests/Fixtures"


def problem(name, seed, n, d, k, c, row_weights, class_weights):
    rng = np.random.default_rng(seed)
    x = sp.random(n, d, density=0.2, random_state=rng, format="csr")
    x.data = np.round(rng.normal(size=x.nnz), 3)
    x.sort_indices()
    truth = rng.normal(size=(d, k))
    y = np.argmax(x @ truth + rng.gumbel(size=(n, k)), axis=1)
    y[:k] = np.arange(k)
    s = np.round(rng.uniform(0, 3, size=n), 3) if row_weights else None
    weight = {"none": None, "balanced": "balanced"}.get(class_weights, None)
    explicit = None
    if class_weights == "explicit":
        explicit = np.round(rng.uniform(0.5, 2, size=k), 3)
        weight = dict(enumerate(explicit.tolist()))
    model = LogisticRegression(
        C=2 * c if k == 2 else c, solver="newton-cg", tol=1e-10, max_iter=10000,
        class_weight=weight)
    model.fit(x, y, sample_weight=s)
    coef, bias = model.coef_, model.intercept_
    if k == 2:
        coef = np.vstack([-coef[0] / 2, coef[0] / 2])
        bias = np.array([-bias[0] / 2, bias[0] / 2])
    unit = np.ones(n) if s is None else s
    totals = np.bincount(y, weights=unit, minlength=k)
    by_class = np.ones(k)
    if class_weights == "balanced":
        by_class = unit.sum() / (k * totals)
    if explicit is not None:
        by_class = explicit
    z = x @ coef.T + bias
    losses = unit * by_class[y] * (logsumexp(z, axis=1) - z[np.arange(n), y])
    return dict(
        name=name, columnCount=d, classCount=k, c=c,
        offsets=x.indptr.tolist(), columns=x.indices.tolist(), values=x.data.tolist(),
        labels=y.tolist(), rowWeights=None if s is None else s.tolist(),
        balanced=class_weights == "balanced",
        classWeights=None if explicit is None else explicit.tolist(),
        objective=float(c * losses.sum() + 0.5 * (coef**2).sum()),
        weights=coef.T.ravel().tolist(), bias=(bias - bias.mean()).tolist())


def hangs_on_rounding(labels, groups, k, count):
    """Whether the deal changes when values that differ by rounding alone count as equal."""
    counts = np.zeros((max(groups) + 1, k))
    np.add.at(counts, (groups, labels), 1)
    total = counts.sum(axis=0)
    deals = []
    for slack in [0, 1e-12]:
        folds, deal = np.zeros((count, k)), []
        for group in np.argsort(-np.std(counts, axis=1), kind="stable"):
            best, least, rows = None, np.inf, np.inf
            for fold in range(count):
                rows_here = folds[fold].sum()
                folds[fold] += counts[group]
                value = np.mean(np.std(folds / total, axis=0))
                folds[fold] -= counts[group]
                lower = best is None or value < least * (1 - slack)
                if lower or (np.isclose(value, least) and rows_here < rows):
                    best, least, rows = fold, value, rows_here
            folds[best] += counts[group]
            deal.append(best)
        names = {}
        deals.append([names.setdefault(fold, len(names)) for fold in deal])
    return deals[0] != deals[1]


def folds(name, seed, n, groups, k, count):
    """The first problem from `seed` on whose deal does not hang on rounding."""
    while True:
        problem = deal(name, seed, n, groups, k, count)
        if not hangs_on_rounding(problem["labels"], problem["groups"], k, count):
            return problem
        seed += 100


def deal(name, seed, n, groups, k, count):
    rng = np.random.default_rng(seed)
    sizes = rng.pareto(1.5, size=groups) + 0.2
    ids = rng.choice(groups, size=n, p=sizes / sizes.sum())
    # Numbered by first appearance, which is also their sorted order.
    seen = {}
    ids = np.array([seen.setdefault(g, len(seen)) for g in ids])
    y = rng.choice(k, size=n, p=rng.dirichlet(np.full(k, 3.0)))
    y[:k] = np.arange(k)
    fold = np.zeros(n, dtype=int)
    split = StratifiedGroupKFold(count).split(np.zeros((n, 1)), y, ids)
    for number, (_, held_out) in enumerate(split):
        fold[held_out] = number
    return dict(name=name, labels=y.tolist(), groups=ids.tolist(), classCount=k,
                foldCount=count, foldOfRow=fold.tolist())


def metrics(name, seed, n, k, present):
    rng = np.random.default_rng(seed)
    y = rng.choice(present, size=n)
    z = np.round(rng.normal(size=(n, k)), 3)
    z[:, [c for c in range(k) if c not in present]] -= 50
    p = np.exp(z - logsumexp(z, axis=1, keepdims=True))
    return dict(name=name, classCount=k, labels=y.tolist(), margins=z.ravel().tolist(),
                macroF1=float(f1_score(y, z.argmax(axis=1), average="macro")),
                logLoss=float(log_loss(y, p, labels=list(range(k)))))


def write(name, value):
    with open(FIXTURES / name, "w") as file:
        json.dump(value, file, separators=(",", ":"))
        file.write("\n")


write("logreg.json", [
    problem("two classes", 1, 60, 15, 2, 1.0, False, "none"),
    problem("two classes, weighted rows, balanced", 2, 60, 15, 2, 0.3, True, "balanced"),
    problem("three classes", 3, 120, 30, 3, 1.0, False, "none"),
    problem("three classes, weighted rows", 4, 120, 30, 3, 10.0, True, "none"),
    problem("three classes, balanced", 5, 120, 30, 3, 0.1, False, "balanced"),
    problem("three classes, weighted rows, class weights", 6, 120, 30, 3, 3.0, True, "explicit"),
    problem("more features than rows", 7, 40, 90, 3, 30.0, False, "none"),
    problem("five classes, weighted rows, balanced", 8, 150, 25, 5, 1.0, True, "balanced"),
    problem("twenty classes, class weights", 9, 300, 40, 20, 1.0, False, "explicit"),
    problem("twenty classes, weighted rows", 10, 300, 40, 20, 3.0, True, "none"),
])
write("folds.json", [
    folds("three classes, 60 groups, 5 folds", 1, 400, 60, 3, 5),
    folds("three classes, 25 groups, 4 folds", 2, 300, 25, 3, 4),
    folds("five classes, 90 groups, 10 folds", 3, 800, 90, 5, 10),
    folds("two classes, 12 groups, 3 folds", 4, 200, 12, 2, 3),
])
write("held-out-figures.json", [
    metrics("three classes", 1, 50, 3, [0, 1, 2]),
    metrics("a class neither gold nor predicted", 2, 40, 4, [0, 1, 3]),
    metrics("twenty classes", 3, 200, 20, list(range(20))),
])
