#!/usr/bin/env python3
"""Writes Tests/Fixtures/evidence.json: golden values of tests and of agreement.

Needs numpy, scipy and scikit-learn. Run from anywhere; the output is the same each time.

    mcnemar    two-sided p-values: scipy.stats.binomtest up to 1,000 rows, else the chi-squared
               distribution with one degree of freedom and continuity correction
    agreement  labels of units by annotators: Krippendorff's alpha from all pairs of labels of a
               unit, as the definition has it (the package krippendorff 0.9.0 says the same), and
               Cohen's kappa by scikit-learn, the mean over pairs of annotators
    suspects   confident learning, written out from section 3.1 of Northcutt et al. (2021)
    planted    the same on larger sets in which labels were made wrong on purpose. Where the package
               cleanlab is installed, its find_label_issues(filter_by="confident_learning") and
               compute_confident_joint must say the same (2.9.0 does), or nothing is written
"""

import json
from pathlib import Path

import numpy as np
from scipy import stats
from sklearn.metrics import cohen_kappa_score

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


def alpha(table, ordinal):
    """1 - observed / expected disagreement over all pairs of labels; None when undefined."""
    units = [[v for v in unit if v >= 0] for unit in table]
    units = [unit for unit in units if len(unit) > 1]
    values = [v for unit in units for v in unit]
    n = [values.count(c) for c in range(3)]

    def distance(c, k):
        if not ordinal:
            return float(c != k)
        lo, hi = min(c, k), max(c, k)
        return (sum(n[lo:hi + 1]) - (n[c] + n[k]) / 2) ** 2

    observed = sum(distance(a, b) / (len(unit) - 1)
                   for unit in units for i, a in enumerate(unit)
                   for j, b in enumerate(unit) if i != j) / len(values)
    expected = sum(distance(a, b) for i, a in enumerate(values)
                   for j, b in enumerate(values) if i != j) / (len(values) * (len(values) - 1))
    return 1 - observed / expected if expected else None


def agreement(rng):
    out = []
    for case in range(60):
        units, annotators = int(rng.integers(2, 25)), int(rng.integers(2, 5))
        truth = rng.integers(0, 3 if case % 10 else 1, size=units)
        table = np.where(rng.random((units, annotators)) < 0.6, truth[:, None],
                         rng.integers(0, 3, size=(units, annotators)))
        if case % 10 == 0:
            table = np.repeat(truth[:, None], annotators, axis=1)
        table = np.where(rng.random(table.shape) < 0.2, -1, table)
        table[0, :2] = np.maximum(table[0, :2], 0)
        kappas = []
        for i in range(annotators):
            for j in range(i + 1, annotators):
                both = (table[:, i] >= 0) & (table[:, j] >= 0)
                if both.any():
                    a, b = table[both, i], table[both, j]
                    if len(set(a) | set(b)) > 1:
                        kappas.append(cohen_kappa_score(a, b))
        out.append({"annotators": annotators, "labels": table.ravel().tolist(),
                    "nominal": alpha(table.tolist(), False), "ordinal": alpha(table.tolist(), True),
                    "kappa": float(np.mean(kappas)) if kappas else None})
    return out


def confident_learning(gold, shares, d):
    """Thresholds, confident joint, share of wrong labels and suspects, those first that differ most."""
    n, p = len(gold), shares / d
    t = [p[gold == j, j].mean() if (gold == j).any() else None for j in range(3)]
    joint, found = np.zeros((3, 3), int), []
    for i in range(n):
        sure = [j for j in range(3) if t[j] is not None and p[i, j] >= t[j] - 1e-6]
        if not sure:
            continue
        likely = max(sure, key=lambda j: p[i, j])
        joint[gold[i], likely] += 1
        if likely != gold[i] and p[i].argmax() != gold[i]:
            found.append((float(p[i, gold[i]] - np.delete(p[i], gold[i]).max()), i, likely))
    share = sum((1 - joint[j, j] / joint[j].sum()) * (gold == j).sum() / n
                for j in range(3) if joint[j].sum())
    return {"d": d, "rows": [int(v) for g, s in zip(gold, shares) for v in (g, s[0], s[1])],
            "thresholds": t, "joint": joint.ravel().tolist(), "share": float(share),
            "suspects": [[i, int(j)] for _, i, j in sorted(found)]}


def suspects(rng):
    out = []
    for case in range(40):
        n, d = int(rng.integers(3, 60)), 1000
        gold = rng.integers(0, 3 if case % 8 else 2, size=n)
        shares = np.array([rng.multinomial(d, rng.dirichlet(np.where(np.arange(3) == g, 4, 1)))
                           for g in gold])
        out.append(confident_learning(gold, shares, d))
    return out


def planted(rng):
    """A model that knows the true stance fairly well, unlike for each; labels wrong now and then."""
    out = []
    for n, wrong, mix in [(400, 0.1, [0.3, 0.5, 0.2]), (300, 0.25, [0.6, 0.3, 0.1])]:
        d = 1000
        truth = rng.choice(3, size=n, p=mix)
        strength = np.array([6.0, 2.5, 4.0])
        shares = np.array([
            rng.multinomial(d, rng.dirichlet(1 + strength[y] * (np.arange(3) == y)))
            for y in truth])
        is_wrong = rng.random(n) < wrong
        # Neutral is what others are taken for most often.
        other = np.array([rng.choice(3, p=np.where(np.arange(3) == y, 0, np.where(
            np.arange(3) == 1, 2, 1)) / (3 if y != 1 else 2)) for y in truth])
        case = confident_learning(np.where(is_wrong, other, truth), shares, d)
        case["planted"] = np.flatnonzero(is_wrong).tolist()
        check_with_cleanlab(case)
        out.append(case)
    return out


def check_with_cleanlab(case):
    try:
        from cleanlab.count import compute_confident_joint
        from cleanlab.filter import find_label_issues
    except ImportError:
        return
    rows = np.array(case["rows"]).reshape(-1, 3)
    gold, p = rows[:, 0], np.column_stack([rows[:, 1:], case["d"] - rows[:, 1:].sum(1)]) / case["d"]
    issues = find_label_issues(gold, p, filter_by="confident_learning", n_jobs=1,
                               return_indices_ranked_by="normalized_margin")
    ours = [row for row, _ in case["suspects"]]
    assert sorted(issues) == sorted(ours), "cleanlab has other suspects"
    margin = [p[i, gold[i]] - np.delete(p[i], gold[i]).max() for i in range(len(gold))]
    assert np.allclose([margin[i] for i in issues], [margin[i] for i in ours], atol=1e-12)
    # cleanlab puts at least 1 on the diagonal, which changes nothing where there is one.
    joint = compute_confident_joint(gold, p, calibrate=False)
    assert joint.ravel().tolist() == case["joint"], "cleanlab has another confident joint"


def main():
    rng = np.random.default_rng(20261121)
    fixture = {"mcnemar": mcnemar(), "agreement": agreement(rng), "suspects": suspects(rng),
               "planted": planted(rng)}
    parts = []
    for key, items in fixture.items():
        lines = ",\n".join(json.dumps(item, separators=(",", ":")) for item in items)
        parts.append(f'"{key}":[\n{lines}\n]')
    OUT.write_text("{\n" + ",\n".join(parts) + "\n}\n")
    print(f"{OUT}: {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
