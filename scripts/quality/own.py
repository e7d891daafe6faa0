"""Sections on the project's own labelled paragraphs."""
import numpy as np

from .command import Predictions
from .figures import plain, signed, table
from .news import BLIND, NO_LEXICON, SHIPPED, shipped_rows
from .rows import STANCES, draw, folds

FOLDS = 5
NO_NAMES = ("--no-actor-names",)
# The search for C on NewsMTSC and ours together takes minutes, so it is given.
JOINT = ("--C", "2")
HALVES = (["news-report", "think-tank", "ngo-report"],
          ["official-statement", "opinion", "interview"])


def beside_news(context, some=lambda rows, k: rows):
    """Rows to train on: all of NewsMTSC and some of the other folds' rows."""
    return lambda rows, k: context.news + some(rows, k)


def paragraphs(context):
    """Five folds by article; also with all of NewsMTSC beside the training folds."""
    sample, stance = context.own, context.stance
    said = {"target-blind": stance.crossed(sample.rows, FOLDS, BLIND),
            "no lexicon": stance.crossed(sample.rows, FOLDS, NO_LEXICON),
            "default": stance.crossed(sample.rows, FOLDS),
            "without actor names": stance.crossed(sample.rows, FOLDS, NO_NAMES)}
    for name, options in context.also:
        said[name] = stance.crossed(sample.rows, FOLDS, options)
    if context.news:
        said["default, and NewsMTSC, C = 2"] = stance.crossed(
            sample.rows, FOLDS, JOINT, beside_news(context))
        said["as shipped: the same in two domains, C = 1, 30,000 features kept"] = stance.crossed(
            sample.rows, FOLDS, SHIPPED, lambda rows, k: shipped_rows(context, rows))
    figures, body = {}, []
    for name, run in said.items():
        f = sample.figures(run, base=None if name == "target-blind" else said["target-blind"])
        cells = [name, plain(f["macro_f1"]), plain(f["accuracy"]),
                 signed(f["above"]) if "above" in f else "-", "-"]
        if name not in ("target-blind", "default"):
            f["above_default"] = sample.figures(run, base=said["default"])["above"]
            cells[-1] = signed(f["above_default"])
        figures[name] = f
        body.append(cells)
    always = Predictions(np.ones(len(sample.rows), int), np.zeros((len(sample.rows), 3)))
    figures["always neutral"] = sample.figures(always)
    text = [table(["model", "macro-F1", "accuracy", "above target-blind", "above default"], body),
            f"Always neutral has {figures['always neutral']['macro_f1'][0]:.1f}.",
            by_voice(sample, said, figures), by_stance(sample, said, figures)]
    return {"figures": figures, "markdown": "\n\n".join(text)}


def by_voice(sample, said, figures):
    body, figures["voices"] = [], {}
    for voice in sorted({row["voice"] for row in sample.rows}):
        places = np.array([i for i, row in enumerate(sample.rows) if row["voice"] == voice])
        part = sample.part(places)
        f = part.figures(said["default"].at(places), base=said["target-blind"].at(places))
        figures["voices"][voice] = f
        body.append([voice, len(places), part.count, plain(f["macro_f1"]), signed(f["above"])])
    return "The default by voice:\n\n" + table(
        ["voice", "rows", "articles", "macro-F1", "above target-blind"], body)


def by_stance(sample, said, figures):
    confusion, _ = sample.confusions(said["default"].found)
    body, figures["stances"] = [], {}
    for k, name in enumerate(STANCES):
        precision = confusion[k, k] / max(confusion[:, k].sum(), 1)
        recall = confusion[k, k] / max(confusion[k].sum(), 1)
        f1 = 2 * confusion[k, k] / max(confusion[k].sum() + confusion[:, k].sum(), 1)
        figures["stances"][name] = [100 * precision, 100 * recall, 100 * f1]
        body.append([name, f"{100 * precision:.1f}", f"{100 * recall:.1f}", f"{100 * f1:.1f}"]
                    + [int(n) for n in confusion[k]])
    return "The default by stance; the last three columns count what the gold rows were taken " \
        "for:\n\n" + table(["gold stance", "precision", "recall", "F1"] + STANCES, body)


def transfer(context):
    """Trained on NewsMTSC, and what some of our labels beside it are worth."""
    sample, stance = context.own, context.stance
    blind = stance.score(stance.train(context.news, *BLIND), sample.rows)
    alone = stance.score(stance.train(context.news), sample.rows)
    f = sample.figures(alone, base=blind)
    figures = {"blind": sample.figures(blind), "default": f, "sizes": {}}
    body = [["0", plain(f["macro_f1"]), f"{f['accuracy'][0]:.1f}", "-", "-"]]
    for size in [300, 1000, None]:
        some = lambda rows, k: rows if size is None else draw(rows, size, seed=k)
        both = stance.crossed(sample.rows, FOLDS, JOINT, beside_news(context, some))
        ours = stance.crossed(sample.rows, FOLDS, more=some)
        g, own = sample.figures(both, base=alone), sample.figures(ours)
        name = f"{size:,}" if size else f"all ({len(sample.rows) * (FOLDS - 1) // FOLDS:,})"
        figures["sizes"][name] = {"both": g, "ours": own}
        body.append([name, plain(g["macro_f1"]), f"{g['accuracy'][0]:.1f}", signed(g["above"]),
                     plain(own["macro_f1"])])
    text = (f"NewsMTSC alone: the default has {plain(f['macro_f1'])} on our paragraphs, "
            f"{signed(f['above'])} above target-blind trained on the same rows. With some of our "
            "rows beside it (five folds by article, C = 2, whole articles at random from the "
            "training folds):")
    return {"figures": figures, "markdown": text + "\n\n" + table(
        ["our rows", "NewsMTSC and ours", "accuracy", "above NewsMTSC alone", "ours alone"], body)}


def voices(context):
    """Trained on half of the voices, tested on the other half."""
    sample, stance = context.own, context.stance
    halves = [[i for i, row in enumerate(sample.rows) if row["voice"] in names]
              for names in HALVES]
    figures, body = {}, []
    for names, train, test in zip(HALVES, halves, halves[::-1]):
        part = sample.part(test)
        size = len(train)
        for label, options in (("default", ()), ("target-blind", BLIND)):
            apart, mixed = [Predictions.empty(len(test)) for _ in range(2)]
            for k, (inside, outside) in enumerate(folds(part.rows, FOLDS)):
                held = {part.rows[i]["group"] for i in inside}
                rest = [row for row in sample.rows if row["group"] not in held]
                one = [row for row in rest if row["voice"] in names]
                asked = [part.rows[i] for i in inside]
                apart.fill(inside, stance.score(stance.train(one, *options), asked))
                mixed.fill(inside, stance.score(
                    stance.train(draw(rest, len(one), seed=k), *options), asked))
            a, m = part.figures(apart, base=mixed), part.figures(mixed)
            figures[f"{label}, trained on {', '.join(names)}"] = {"apart": a, "mixed": m}
            body.append([label, ", ".join(names), f"{size:,}", f"{len(test):,}",
                         plain(a["macro_f1"]), plain(m["macro_f1"]), signed(a["above"])])
    return {"figures": figures, "markdown": table(
        ["model", "trained on", "rows", "tested rows, of the others", "macro-F1",
         "as many rows of all voices", "difference"], body)}
