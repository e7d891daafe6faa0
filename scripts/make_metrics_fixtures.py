#!/usr/bin/env python3
"""Writes Tests/Fixtures/metrics.json: golden metrics and bootstrap intervals.

Needs scikit-learn 1.9 and numpy. Run from anywhere; the output is the same each time.

    cases      1,000 small data sets with scikit-learn's metrics (ECE: the formula below)
    numpy      cluster-bootstrap intervals by numpy's own generator: agreement within noise
    seeded     the same bootstrap by a second implementation of the seeded drawing: agreement
               to rounding, which pins the intervals of a seed on every machine
    paired     the same for the difference between two models (candidate - baseline)
    quantiles  numpy.quantile(method="linear")

Probabilities are stored as integers over a denominator d: a row is [gold, a, b] (and its group
where there is one) and stands for a/d, b/d, (d - a - b)/d, so both sides see the same doubles.
Undefined figures (a class never gold, never predicted) are null.
"""

import json
import math
import warnings
from pathlib import Path

import numpy as np
from sklearn import metrics as sk

OUT = Path(__file__).resolve().parent.parent / "Tests" / "Fixtures" / "metrics.json"
LABELS = [0, 1, 2]
NAMES = ["accuracy", "macro_f1", "semeval_f", "log_loss", "brier", "ece",
         "mcc", "ordinal_mae", "prevalence_error", "critical_f1", "neutral_f1", "supportive_f1"]
EDGES = np.arange(11) / 10


def probabilities(rows, d):
    return np.array([[a / d, b / d, (d - a - b) / d] for _, a, b, *_ in rows])


def ece(gold, p):
    """Ten bins (lo, hi] of the top probability, written out."""
    top, right = p.max(axis=1), p.argmax(axis=1) == gold
    bins = np.clip(np.searchsorted(EDGES, top, side="left") - 1, 0, 9)
    total = 0.0
    for b in range(10):
        inside = bins == b
        if inside.any():
            total += inside.mean() * abs(right[inside].mean() - top[inside].mean())
    return total


def reliability(gold, p):
    """For each bin its rows, mean top probability and accuracy; null without rows."""
    top, right = p.max(axis=1), p.argmax(axis=1) == gold
    bins = np.clip(np.searchsorted(EDGES, top, side="left") - 1, 0, 9)
    out = []
    for b in range(10):
        inside = bins == b
        out.append([int(inside.sum()), float(top[inside].mean()), float(right[inside].mean())]
                   if inside.any() else None)
    return out


def mcc(c):
    """Gorodkin's formula (2004), written out; nan where it is 0 / 0."""
    n, gold, predicted = c.sum(), c.sum(axis=1), c.sum(axis=0)
    spread = (n * n - (gold ** 2).sum()) * (n * n - (predicted ** 2).sum())
    return (np.trace(c) * n - (gold * predicted).sum()) / math.sqrt(spread) if spread else math.nan


def golden(rows, d):
    gold, p = np.array([r[0] for r in rows]), probabilities(rows, d)
    predicted = p.argmax(axis=1)
    # zero_division=nan tells an undefined figure from a true 0; scikit-learn 1.9 then still
    # reports an F1 of 0 where only one of precision and recall is undefined.
    per_class = sk.precision_recall_fscore_support(
        gold, predicted, labels=LABELS, average=None, zero_division=np.nan)
    undefined = lambda v: None if math.isnan(v) else float(v)
    f1 = sk.f1_score(gold, predicted, labels=LABELS, average=None, zero_division=0)
    return {
        "accuracy": sk.accuracy_score(gold, predicted),
        "precision": [undefined(v) for v in per_class[0]],
        "recall": [undefined(v) for v in per_class[1]],
        "f1": [undefined(v) for v in per_class[2]],
        "support": [int(v) for v in per_class[3]],
        "macro_f1": sk.f1_score(
            gold, predicted, labels=LABELS, average="macro", zero_division=0),
        "semeval_f": float(f1[0] + f1[2]) / 2,
        "confusion": sk.confusion_matrix(gold, predicted, labels=LABELS).ravel().tolist(),
        "log_loss": sk.log_loss(gold, p, labels=LABELS),
        "brier": sk.brier_score_loss(gold, p, labels=LABELS, scale_by_half=True),
        "ece": float(ece(gold, p)),
        # scikit-learn says 0 where all rows are gold, or predicted, as one class: 0 / 0.
        "mcc": (sk.matthews_corrcoef(gold, predicted)
                if len(set(gold)) > 1 and len(set(predicted)) > 1 else None),
        "ordinal_mae": sk.mean_absolute_error(gold, predicted),
        "prevalence_error": float(np.abs(
            np.bincount(predicted, minlength=3) - np.bincount(gold, minlength=3)).sum() / 2
            / len(gold)),
    }


def random_row(rng, d, gold, kind):
    if kind == "hard":
        column = int(rng.integers(3))
        return [gold, d if column == 0 else 0, d if column == 1 else 0]
    a = int(rng.integers(d + 1))
    b = int(rng.integers(d - a + 1))
    shares = [a, b, d - a - b]
    rng.shuffle(shares)
    top = int(np.argmax([s / d for s in shares]))
    if kind == "perfect" and top != gold:
        shares[top], shares[gold] = shares[gold], shares[top]
    if kind == "wrong" and top == gold:
        shares[gold], shares[(gold + 1) % 3] = shares[(gold + 1) % 3], shares[gold]
    if kind == "one predicted":
        shares = sorted(shares, reverse=True)
    if int(np.argmax([s / d for s in shares])) == gold and kind == "wrong":
        shares = [0, 0, 0]
        shares[(gold + 1) % 3] = d
    if int(np.argmax([s / d for s in shares])) != gold and kind == "perfect":
        shares = [0, 0, 0]
        shares[gold] = d
    return [gold, int(shares[0]), int(shares[1])]


def cases(rng):
    kinds = ["any", "any", "any", "hard", "perfect", "wrong", "one gold", "one predicted",
             "two gold", "one gold, hard"]
    out = []
    for i in range(1000):
        kind, d = kinds[i % len(kinds)], [1024, 100, 20, 10][i // len(kinds) % 4]
        only = int(rng.integers(3))
        pool = {"one gold": [only], "one gold, hard": [only],
                "two gold": [c for c in LABELS if c != only]}.get(kind, LABELS)
        n = int(rng.integers(1, 61))
        rows = [random_row(rng, d, int(rng.choice(pool)), kind.split(", ")[-1]) for _ in range(n)]
        case = {"name": f"{i}: {kind}, n={n}, d={d}", "d": d,
                "rows": [v for row in rows for v in row]}
        case |= golden(rows, d)
        if i < 100:
            case["bins"] = reliability(np.array([r[0] for r in rows]), probabilities(rows, d))
        out.append(case)
    return out


def clustered(rng, groups, d, largest):
    """Rows of one group share how often the model is right on them."""
    rows = []
    for g in range(groups):
        skill = rng.choice([0.35, 0.6, 0.85])
        for _ in range(int(rng.integers(1, largest + 1))):
            gold = int(rng.choice(LABELS, p=[0.4, 0.4, 0.2]))
            row = random_row(rng, d, gold, "perfect" if rng.random() < skill else "wrong")
            rows.append(row + [g])
    return rows


def group_sums(rows, d):
    """Per group: the 9 counts, log-loss, Brier and the 10 bins' sums of top - right."""
    p = probabilities(rows, d)
    sums = np.zeros((max(r[3] for r in rows) + 1, 21))
    eps = np.finfo(float).eps
    for (gold, _, _, g), q in zip(rows, p):
        top = int(q.argmax())
        b = int(np.clip(np.searchsorted(EDGES, q[top], side="left") - 1, 0, 9))
        sums[g, 3 * gold + top] += 1
        sums[g, 9] -= math.log(min(max(q[gold], eps), 1 - eps))
        sums[g, 10] += sum((q[c] - (c == gold)) ** 2 for c in LABELS) / 2
        sums[g, 11 + b] += q[top] - (top == gold)
    return sums


def headline(sums):
    c = sums[:9].reshape(3, 3)
    n = c.sum()
    double = [(2 * c[k, k], c[k].sum() + c[:, k].sum()) for k in LABELS]
    f1 = [a / b if b else math.nan for a, b in double]
    zero = [0 if math.isnan(v) else v for v in f1]
    return [np.trace(c) / n, sum(zero) / 3, (zero[0] + zero[2]) / 2, sums[9] / n, sums[10] / n,
            np.abs(sums[11:]).sum() / n, mcc(c),
            sum(c[i, j] * abs(i - j) for i in LABELS for j in LABELS) / n,
            np.abs(c.sum(axis=1) - c.sum(axis=0)).sum() / 2 / n, *f1]


def intervals(replicates, level):
    tail = (1 - level) / 2
    out = {}
    for name, column in zip(NAMES, np.array(replicates).T):
        column = column[~np.isnan(column)]
        out[name] = np.quantile(column, [tail, 1 - tail]).tolist() if len(column) else None
    return out


def numpy_bootstrap(rows, d, replicates, level, rng):
    sums = group_sums(rows, d)
    return intervals([headline(sums[rng.integers(len(sums), size=len(sums))].sum(axis=0))
                      for _ in range(replicates)], level)


def splitmix64(seed):
    mask = (1 << 64) - 1
    while True:
        seed = (seed + 0x9E3779B97F4A7C15) & mask
        z = seed
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        yield z ^ (z >> 31)


def index_below(generator, bound):
    """Lemire's multiplication with rejection."""
    while True:
        product = next(generator) * bound
        if product % (1 << 64) >= (1 << 64) % bound:
            return product >> 64


def seeded_replicates(rows, d, replicates, seed):
    sums, seeds, out = group_sums(rows, d), splitmix64(seed), []
    for _ in range(replicates):
        generator = splitmix64(next(seeds))
        drawn = [index_below(generator, len(sums)) for _ in range(len(sums))]
        out.append(headline(sums[drawn].sum(axis=0)))
    return out


def main():
    warnings.simplefilter("ignore")
    rng = np.random.default_rng(20261121)
    fixture = {"cases": cases(rng), "numpy": [], "seeded": [], "paired": [], "quantiles": []}
    for groups, largest, level in [(40, 12, 0.95), (120, 3, 0.95), (80, 5, 0.8)]:
        rows = clustered(rng, groups, 1024, largest)
        fixture["numpy"].append({
            "name": f"{groups} groups of up to {largest}, level {level}", "d": 1024,
            "rows": [v for row in rows for v in row], "replicates": 20000, "level": level,
            "intervals": numpy_bootstrap(rows, 1024, 20000, level, rng)})
    for groups, largest, level, seed in [(2, 1, 0.9, 0), (7, 4, 0.95, 1), (60, 5, 0.99, 2**64 - 1)]:
        rows = clustered(rng, groups, 100, largest)
        fixture["seeded"].append({
            "name": f"{groups} groups of up to {largest}, seed {seed}", "d": 100,
            "rows": [v for row in rows for v in row], "replicates": 500, "level": level,
            "seed": str(seed), "intervals": intervals(seeded_replicates(rows, 100, 500, seed), level)})
    for groups, largest, level, seed in [(25, 6, 0.95, 3), (50, 3, 0.8, 4)]:
        rows = clustered(rng, groups, 100, largest)
        other = [random_row(rng, 100, r[0], "any") + r[3:] if rng.random() < 0.3 else r
                 for r in rows]
        before, after = (np.array(seeded_replicates(r, 100, 500, seed)) for r in (rows, other))
        fixture["paired"].append({
            "name": f"{groups} groups of up to {largest}, seed {seed}", "d": 100,
            "rows": [v for row in rows for v in row],
            "candidate": [v for row in other for v in row], "replicates": 500, "level": level,
            "seed": str(seed), "intervals": intervals(after - before, level)})
    for n in [1, 2, 3, 10, 101, 250]:
        values = np.sort(rng.normal(size=n))
        q = [0, 0.025, 0.1, 0.5, 0.77, 0.975, 1]
        fixture["quantiles"].append(
            {"values": values.tolist(), "q": q, "expected": np.quantile(values, q).tolist()})
    parts = []
    for key, items in fixture.items():
        lines = ",\n".join(json.dumps(item, separators=(",", ":")) for item in items)
        parts.append(f'"{key}":[\n{lines}\n]')
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text("{\n" + ",\n".join(parts) + "\n}\n")
    print(f"{OUT}: {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
