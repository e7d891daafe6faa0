#!/usr/bin/env python3
"""Writes Tests/Fixtures/evidence.json: golden values of tests and of agreement.

Needs scipy. Run from anywhere; the output is the same each time.

    mcnemar    two-sided p-values: scipy.stats.binomtest up to 1,000 rows, else the chi-squared
               distribution with one degree of freedom and continuity correction
"""

import json
from pathlib import Path

from scipy import stats

OUT = Path(__file__).resolve().parent.parent / "Tests" / "Fixtures" / "evidence.json"


def mcnemar():
    pairs = [(0, 1), (1, 0), (1, 1), (0, 5), (0, 6), (3, 9), (10, 10), (10, 11), (12, 25),
             (40, 61), (100, 140), (499, 501), (450, 550), (0, 1000), (500, 501), (400, 700),
             (1000, 1000), (9000, 9400)]
    out = []
    for b, c in pairs:
        n = b + c
        p = (stats.binomtest(min(b, c), n).pvalue if n <= 1000
             else stats.chi2.sf(max(0, abs(b - c) - 1) ** 2 / n, 1))
        out.append({"b": b, "c": c, "p": float(p)})
    return out


def main():
    fixture = {"mcnemar": mcnemar()}
    parts = []
    for key, items in fixture.items():
        lines = ",\n".join(json.dumps(item, separators=(",", ":")) for item in items)
        parts.append(f'"{key}":[\n{lines}\n]')
    OUT.write_text("{\n" + ",\n".join(parts) + "\n}\n")
    print(f"{OUT}: {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
