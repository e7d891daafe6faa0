#!/usr/bin/env python3
"""Writes Tests/Fixtures/prevalence.json: golden corrected shares.

Needs numpy and scipy. Run from anywhere; the output is the same each time. A case has the nine counts
of an error matrix (3 * true + predicted), the counts of predicted stances, and the shares pi that
minimise |M' pi - m|^2 over pi >= 0, sum pi = 1: every face of the triangle by its normal equations,
the feasible ones compared, and the winner checked against scipy's SLSQP before it is written.
"""

import itertools
import json
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

OUT = Path(__file__).resolve().parent.parent / "Tests" / "Fixtures" / "prevalence.json"


def constrained(rates, m):
    best = None
    for size in (1, 2, 3):
        for face in itertools.combinations(range(3), size):
            a = rates[list(face)].T
            kkt = np.block([[a.T @ a, np.ones((size, 1))], [np.ones((1, size)), np.zeros((1, 1))]])
            x = np.linalg.solve(kkt, np.r_[a.T @ m, 1])[:size]
            if (x < 0).any():
                continue
            distance = float(((a @ x - m) ** 2).sum())
            if best is None or distance < best[0]:
                shares = np.zeros(3)
                shares[list(face)] = x
                best = (distance, shares)
    theirs = minimize(
        lambda p: ((rates.T @ p - m) ** 2).sum() * 1e3, np.full(3, 1 / 3), method="SLSQP",
        bounds=[(0, 1)] * 3, constraints={"type": "eq", "fun": lambda p: p.sum() - 1},
        options={"ftol": 1e-14, "maxiter": 1000}).x
    assert ((rates.T @ theirs - m) ** 2).sum() >= best[0] - 1e-9
    assert abs(theirs - best[1]).max() < 1e-3, (theirs, best)
    return best[1]


def main():
    rng = np.random.default_rng(11)
    cases = []
    while len(cases) < 200:
        counts = rng.integers(0, 40, (3, 3)) + np.diag(rng.integers(20, 200, 3))
        predicted = rng.multinomial(int(rng.integers(1, 400)), rng.dirichlet([0.7] * 3))
        rates = counts / counts.sum(axis=1, keepdims=True)
        if abs(np.linalg.det(rates)) < 0.05:
            continue
        shares = constrained(rates, predicted / predicted.sum())
        cases.append({"counts": counts.ravel().tolist(), "predicted": predicted.tolist(),
                      "shares": shares.tolist()})
    OUT.write_text(json.dumps(cases, separators=(",", ":")) + "\n")
    print(OUT.name, len(cases), "cases,", sum(min(c["shares"]) == 0 for c in cases),
          "on an edge,", OUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
