"""Answers that must agree before a time counts; all arithmetic here is in 64-bit floats."""
import numpy as np


class Disagreement(Exception):
    """Two answers differ by more than they may."""


def require(condition, message):
    if not condition:
        raise Disagreement(message)


def largest_difference(found, expected, limit, what="probability"):
    """The largest difference of two arrays, which may not exceed the limit."""
    require(found.shape == expected.shape, f"{found.shape} numbers, expected {expected.shape}")
    difference = float(np.max(np.abs(found - expected))) if found.size else 0.0
    require(difference <= limit,
            f"a {what} differs by {difference:.2e}, more than {limit:.0e}")
    return difference


def accuracy(found, labels):
    """Share of rows whose class is the most probable one; a check for models that differ."""
    require(len(found) == len(labels), f"{len(found)} rows, expected {len(labels)}")
    sums = found.sum(axis=1)
    require(np.all(np.abs(sums - 1) < 1e-3), "the probabilities of a row do not add up to 1")
    return float(np.mean(found.argmax(axis=1) == labels))


def objective(rows, labels, weights, bias, C):
    """F = mean of logsumexp(z_i) - z_i[y_i]  +  ||W||^2 / (2 n C), the biases unpenalised."""
    n = rows.shape[0]
    margins = rows @ weights + bias
    peak = margins.max(axis=1, keepdims=True)
    losses = (np.log(np.exp(margins - peak).sum(axis=1)) + peak.ravel()
              - margins[np.arange(n), labels])
    return float(losses.mean() + (weights ** 2).sum() / (2 * n * C))
