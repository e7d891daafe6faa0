"""Exchanges two actors' names in a paragraph: scores should follow the places, not the names."""
import numpy as np

from .command import Predictions
from .figures import plain, table
from .own import FOLDS, NO_NAMES
from .rows import STANCES

MODELS = [("without actor names", NO_NAMES), ("default, with actor names", ())]


def exchanged(a, b):
    """The rows of two actors of one text with their names exchanged; None where mentions overlap.

    The k-th mention of one becomes the k-th form by which the text names the other, from the start
    again where it has fewer. The first row returned is of a's actor, now where b's was.
    """
    text = a["text"]
    places = sorted([(*span, 0, k) for k, span in enumerate(a["spans"])]
                    + [(*span, 1, k) for k, span in enumerate(b["spans"])])
    forms = [[text[start:end] for start, end in row["spans"]] for row in (a, b)]
    pieces, spans, at, length = [], ([], []), 0, 0
    for start, end, whose, k in places:
        if start < at:
            return None
        other = forms[1 - whose]
        form = other[k % len(other)]
        pieces += [text[at:start], form]
        length += start - at
        spans[1 - whose].append([length, length + len(form)])
        length += len(form)
        at = end
    swapped = "".join(pieces) + text[at:]
    return tuple({**row, "text": swapped, "spans": found} for row, found in zip((a, b), spans))


def swaps(context):
    """Pairs of actors of a paragraph whom the model gives different stances."""
    sample, stance = context.own, context.stance
    by_text = {}
    for i, row in enumerate(sample.rows):
        by_text.setdefault((row["group"], row["text"]), []).append(i)
    figures, body = {}, []
    for name, options in MODELS:
        models = []
        said = stance.crossed(sample.rows, FOLDS, options, keep=models)
        fold = {i: k for k, (inside, _) in enumerate(models) for i in inside}
        found, overlapping = [], 0
        for members in by_text.values():
            for n, i in enumerate(members):
                for j in members[n + 1:]:
                    if said.found[i] != said.found[j]:
                        new = exchanged(sample.rows[i], sample.rows[j])
                        overlapping += new is None
                        if new is not None:
                            found.append((i, j, new))
        after = Predictions.empty(2 * len(found))
        for k, (_, model) in enumerate(models):
            these = [n for n, (i, _, _) in enumerate(found) if fold[i] == k]
            rows = [row for n in these for row in found[n][2]]
            after.fill(np.array([[2 * n, 2 * n + 1] for n in these]).ravel(),
                       stance.score(model, rows))
        first, second = np.array([(i, j) for i, j, _ in found]).T
        follows = np.stack([after.found[0::2] == said.found[second],
                            after.found[1::2] == said.found[first]])
        order = (np.sign(after.score[0::2] - after.score[1::2])
                 == np.sign(said.score[second] - said.score[first]))
        article = sample.article[first]
        f = {"left_out": overlapping,
             "both": sample.share(article, follows.all(0)),
             "one": sample.share(np.tile(article, 2), follows.ravel()),
             "order": sample.share(article, order),
             "moved": float(np.abs(np.concatenate(
                 [after.probabilities[0::2] - said.probabilities[second],
                  after.probabilities[1::2] - said.probabilities[first]])).max(1).mean())}
        for kind in ({0, 1}, {1, 2}, {0, 2}):
            these = np.array([{int(said.found[i]), int(said.found[j])} == kind
                              for i, j, _ in found])
            if these.any():
                f[" and ".join(STANCES[s] for s in sorted(kind))] = sample.share(
                    article[these], follows.all(0)[these])
        figures[name] = f
        body.append([name, f"{f['both']['count']:,}", plain(f["order"]["share"]),
                     plain(f["one"]["share"]), plain(f["both"]["share"]),
                     f"{f['critical and supportive']['share'][0]:.1f}", f"{f['moved']:.3f}"])
    left = figures[MODELS[-1][0]]["left_out"]
    text = (
        "In a paragraph with two labelled actors A and B to whom the model gives different "
        "stances, every mention of A is replaced by the forms by which the text names B, and the "
        "other way round; the model of the fold scores both again. A now stands where B stood. A "
        "row follows if A gets the stance that B had; a swap follows in order if the actor that "
        "now stands in the better place has the higher score P(supportive) - P(critical), and as "
        "a whole if both stances follow. Without the names block only the exchanged words' form "
        "(a name of several words, a possessive, a word that is also common) can stop a row from "
        "following; with it, what the training text said of the actor may: a prior that users "
        "can leave out (`--no-actor-names`). \"Moved\" is the mean over rows of the largest "
        f"difference of a probability. {left} pairs whose mentions overlap are left out.")
    return {"figures": figures, "markdown": text + "\n\n" + table(
        ["model", "swaps", "in order, %", "rows that follow, %", "both rows follow, %",
         "critical and supportive exchanged: both, %", "moved"], body)}
