"""Accuracy and macro-F1, their bootstrap intervals by article, and tables of them.

Both are functions of the confusion matrix, and confusion matrices add up over articles: a bootstrap
sample of articles is a row of counts times the articles' matrices.
"""
import numpy as np

from .rows import STANCES, groups

REPLICATES = 2000
SEED = 0


def macro_f1(confusion):
    """Of matrices [..., gold, predicted]; a class that is neither gold nor predicted counts 0."""
    both = np.diagonal(confusion, axis1=-2, axis2=-1)
    total = confusion.sum(-1) + confusion.sum(-2)
    return np.divide(2 * both, total, out=np.zeros(both.shape), where=total > 0).mean(-1)


def accuracy(confusion):
    return np.trace(confusion, axis1=-2, axis2=-1) / np.maximum(confusion.sum((-2, -1)), 1)


class Sample:
    """Labelled rows and the 2,000 samples of their articles; the same for every model."""

    def __init__(self, rows):
        self.rows = rows
        self.gold = np.array([STANCES.index(row["stance"]) for row in rows])
        names, self.article = np.unique(groups(rows), return_inverse=True)
        self.count = len(names)
        self.draws = np.random.default_rng(SEED).multinomial(
            self.count, np.full(self.count, 1 / self.count), size=REPLICATES)

    def confusions(self, found):
        """Of the whole [3, 3] and of each bootstrap sample [2000, 3, 3]."""
        by_article = np.zeros((self.count, 9))
        np.add.at(by_article, (self.article, 3 * self.gold + found), 1)
        return (by_article.sum(0).reshape(3, 3),
                (self.draws @ by_article).reshape(-1, 3, 3))

    def figures(self, said, base=None):
        """Macro-F1 and accuracy with intervals, and the paired difference to `base`."""
        whole, drawn = self.confusions(said.found)
        result = {"rows": len(self.rows), "articles": self.count,
                  "macro_f1": value(macro_f1(whole), macro_f1(drawn)),
                  "accuracy": value(accuracy(whole), accuracy(drawn))}
        if base is not None:
            other, other_drawn = self.confusions(base.found)
            result["above"] = value(macro_f1(whole) - macro_f1(other),
                                    macro_f1(drawn) - macro_f1(other_drawn))
            result["accuracy_above"] = value(accuracy(whole) - accuracy(other),
                                             accuracy(drawn) - accuracy(other_drawn))
        return result

    def share(self, article, holds):
        """A share of things, each in an article of the sample (by number): with its interval."""
        hits, all_things = np.zeros(self.count), np.zeros(self.count)
        np.add.at(hits, article, np.asarray(holds, float))
        np.add.at(all_things, article, 1.0)
        drawn = (self.draws @ hits) / np.maximum(self.draws @ all_things, 1)
        return {"count": len(holds), "share": value(hits.sum() / max(all_things.sum(), 1), drawn)}

    def part(self, places):
        return Sample([self.rows[i] for i in places])


def value(point, drawn):
    """A figure in points (hundredths) and its 95 % percentile interval."""
    low, high = np.percentile(drawn, [2.5, 97.5])
    return [round(100 * float(x), 2) for x in (point, low, high)]


def plain(triple):
    return f"{triple[0]:.1f} ({triple[1]:.1f} to {triple[2]:.1f})"


def signed(triple):
    return f"{triple[0]:+.1f} ({triple[1]:+.1f} to {triple[2]:+.1f})"


def table(head, body):
    """A Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(map(str, row)) + " |" for row in body])
