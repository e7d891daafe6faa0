#!/usr/bin/env python3
"""Writes Tests/Fixtures/calibration.json: golden temperatures, isotonic curves, coverage-risk
curves and class-conditional conformal sets.

Needs scikit-learn 1.9, numpy and scipy. Run from anywhere; the output is the same each time.

    temperature  the root of the slope of the log-loss by scipy's brentq, written out here; checked
                 against scikit-learn's temperature scaling before it is written
    isotonic     scikit-learn's IsotonicRegression(out_of_bounds="clip"), one class against the rest,
                 and the normalised probabilities of its CalibratedClassifierCV
    curve        [threshold, coverage, risk] and the area under the curve: the formulas of
                 CoverageRiskCurve with exact fractions
    sets         thresholds and sets: the formulas of ConformalSets with exact fractions

Probabilities are stored as integers over a denominator d: a row is [gold, a, b] and stands for
a/d, b/d, (d - a - b)/d, so both sides see the same doubles.
"""

import json
import math
from fractions import Fraction
from pathlib import Path

import numpy as np
from scipy.optimize import brentq
from scipy.special import softmax
from sklearn.calibration import _TemperatureScaling
from sklearn.isotonic import IsotonicRegression

OUT = Path(__file__).resolve().parent.parent / "Tests" / "Fixtures" / "calibration.json"
COVERAGES = [0.5, 0.7, 0.8, 0.9]


def probabilities(rows, d):
    return np.array([[a / d, b / d, (d - a - b) / d] for _, a, b in rows])


def temperature(gold, p):
    """T of the smallest log-loss, or None where the slope has no root in 1/128...128."""
    logs = np.log(p)

    def slope(log_beta):
        q = softmax(np.exp(log_beta) * logs, axis=1)
        return float(((q * logs).sum(axis=1) - logs[np.arange(len(gold)), gold]).sum())

    ends = math.log(1 / 128), math.log(128)
    if slope(ends[0]) >= 0 or slope(ends[1]) <= 0:
        return None
    found = 1 / math.exp(brentq(slope, *ends, xtol=1e-15, rtol=1e-14))
    theirs = 1 / _TemperatureScaling().fit(logs - logs.mean(axis=1, keepdims=True), gold).beta_
    assert abs(found / theirs - 1) < 1e-5, (found, theirs)
    return found


def isotonic(gold, p, query):
    curves, shares = [], np.zeros_like(query)
    for c in range(3):
        model = IsotonicRegression(out_of_bounds="clip").fit(p[:, c], gold == c)
        curves.append([model.X_thresholds_.tolist(), model.y_thresholds_.tolist()])
        shares[:, c] = model.predict(query[:, c])
    sums = shares.sum(axis=1, keepdims=True)
    shares = np.where(sums > 0, shares / np.where(sums > 0, sums, 1), 1 / 3)
    return curves, shares.tolist()


def exact(row, d):
    return [Fraction(row[1], d), Fraction(row[2], d), Fraction(d - row[1] - row[2], d)]


def curve(rows, d):
    surest = []
    for row in rows:
        p = exact(row, d)
        surest.append((max(p), p.index(max(p)) != row[0]))
    points, area, errors, n = [], Fraction(0), Fraction(0), len(rows)
    for t in sorted({c for c, _ in surest}, reverse=True):
        block = [wrong for c, wrong in surest if c == t]
        before = sum(c > t for c, _ in surest)
        for k in range(1, len(block) + 1):
            area += (errors + k * Fraction(sum(block), len(block))) / (before + k)
        errors += sum(block)
        answered = before + len(block)
        points.append([float(t), answered / n, float(errors / answered)])
    return points, float(area / n)


def sets(rows, d, query, coverage):
    limits = []
    for c in range(3):
        scores = sorted(1 - exact(r, d)[c] for r in rows if r[0] == c)
        rank = math.ceil((len(scores) + 1) * Fraction(str(coverage)))
        limits.append(scores[rank - 1] if rank <= len(scores) else None)
    return [[c for c in range(3) if limits[c] is None or 1 - exact(r, d)[c] <= limits[c]]
            for r in query]


def random_rows(rng, n, d, floor):
    rows = []
    for _ in range(n):
        a = int(rng.integers(floor, d - 2 * floor + 1))
        b = int(rng.integers(floor, d - a - floor + 1))
        p = np.array([a, b, d - a - b], float)
        # The gold label follows the probabilities made flatter or sharper: something to correct.
        q = p ** 0.6 if floor else p
        rows.append([int(rng.choice(3, p=q / q.sum())), a, b])
    return rows


def main():
    rng = np.random.default_rng(5)
    cases = []
    for number in range(60):
        d = int(rng.integers(10, 65))
        n = [1, 2, 3, 8, 20, 60, 120][number % 7]
        floor = 1 if number % 3 else 0
        rows, query = random_rows(rng, n, d, floor), random_rows(rng, 12, d, 0)
        gold, p = np.array([r[0] for r in rows]), probabilities(rows, d)
        curves, shares = isotonic(gold, p, probabilities(query, d))
        points, area = curve(rows, d)
        cases.append({
            "d": d, "rows": sum(rows, []), "query": sum(query, []),
            "temperature": temperature(gold, p) if floor else None,
            "curves": curves, "shares": shares, "points": points, "aurc": area,
            "sets": [sets(rows, d, query, c) for c in COVERAGES],
        })
    OUT.write_text(json.dumps({"coverages": COVERAGES, "cases": cases},
                              separators=(",", ":")) + "\n")
    print(OUT.name, len(cases), "cases,",
          sum(c["temperature"] is not None for c in cases), "temperatures,",
          OUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
