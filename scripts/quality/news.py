"""Sections on NewsMTSC: people named in news sentences (Hamborg and Donnay, EACL 2021)."""
import numpy as np

from . import lexicons
from .figures import accuracy, macro_f1, plain, signed, table, value
from .rows import ROOT, draw, groups, of_domain

BLIND = ("--recipe", "bag-of-words")
NO_LEXICON = ("--blocks", "masked,sided,names")
LEXICON_ALONE = ("--blocks", "masked,sided,names,lexicon")
PRUNED = ("--max-features", "30000")
# As scripts/models.sh trains the shipped model.
SHIPPED = ("--domain-column", "domain", "--C", "1", *PRUNED)
SIZES = [100, 200, 300, 500, 1000, 2000, 4000]
DRAWS = 3


def rungs(context):
    """(name, options) from the bag of words to the default, a block more each time."""
    blocks = context.stance.blocks(context.stance.train(context.news))
    steps = [("target-blind: bag of words", BLIND)]
    for count in range(1, len(blocks)):
        name = "masked" if count == 1 else f"+ {blocks[count - 1]}"
        steps.append((name, ("--blocks", ",".join(blocks[:count]))))
    return steps + [(f"+ {blocks[-1]} = default", ())]


def shipped_rows(context, own):
    """NewsMTSC and some of our rows, in two domains."""
    return of_domain(context.news, "people") + of_domain(own, "states")


def on_dev(context, options, rows=None):
    model = context.stance.train(context.news if rows is None else rows, *options)
    return model, context.stance.score(model, context.dev.rows)


def ladder(context):
    """Trained on train, measured on both development files."""
    body, figures, before = [], {}, None
    for name, options in rungs(context):
        model, said = on_dev(context, options)
        f = context.dev.figures(said, base=before)
        figures[name] = {**f, "features": model.facts["features"]}
        body.append([name, plain(f["macro_f1"]), plain(f["accuracy"]),
                     signed(f["above"]) if before else "-", f"{model.facts['features']:,}"])
        before = said
    check(context, model, f)
    shipped = shipped_rows(context, context.own.rows)
    further = [("default, 30,000 features kept", PRUNED, None),
               ("as shipped: our paragraphs beside it, in two domains", SHIPPED, shipped)]
    for name, options, rows in further + [(*more, None) for more in context.also]:
        model, said = on_dev(context, options, rows)
        f = context.dev.figures(said, base=before)
        figures[name] = f
        body.append([name, plain(f["macro_f1"]), plain(f["accuracy"]), signed(f["above"]),
                     f"{model.facts['features']:,}"])
    blind = on_dev(context, BLIND)[1]
    whole = context.dev.figures(before, base=blind)
    known = set(groups(context.news))
    places = [i for i, g in enumerate(groups(context.dev.rows)) if g not in known]
    apart = context.dev.part(places)
    new = apart.figures(before.at(places), base=blind.at(places))
    figures["default"], figures["default, new articles"] = whole, new
    text = [table(["model", "macro-F1", "accuracy", "macro-F1 above the row before", "features"],
                  body),
            "The rows below the default are compared with the default.",
            f"The default is {signed(whole['above'])} above target-blind. "
            f"{context.dev.count - apart.count} of the {context.dev.count} articles also have "
            f"other sentences in train, as the data set is published; on the {len(apart.rows)} "
            f"rows of articles that have none the default reaches {plain(new['macro_f1'])}, "
            f"{signed(new['above'])} above target-blind."]
    return {"figures": figures, "markdown": "\n\n".join(text)}


def check(context, model, figures):
    """The command's own evaluation has to say the same."""
    said = context.stance.evaluate(model, context.dev.rows)
    ours = figures["macro_f1"][0], figures["accuracy"][0]
    theirs = 100 * said["macro_f1"], 100 * said["accuracy"]
    if any(abs(a - b) > 0.006 for a, b in zip(ours, theirs)):
        raise SystemExit(f"stance evaluate says {theirs}, this script {ours}")


def cross_validation(context):
    """Four folds of train by article, with the yardstick lexicons."""
    rows, sample = context.news, context.news_sample
    words = lexicons.merged(lexicons.vader(), lexicons.pattern())
    words = lexicons.with_forms(words, [row["text"] for row in rows])
    path = context.stance.cache / "yardstick.tsv"
    lexicons.write(path, words, lexicons.negators(ROOT / "seeds/lexicon-en.tsv"))
    runs = [("target-blind", BLIND), ("no lexicon", NO_LEXICON),
            ("VADER and pattern lexicon", (*LEXICON_ALONE, "--lexicon", str(path))),
            ("our lexicon, without roles", LEXICON_ALONE), ("default", ()), *context.also]
    said = {name: context.stance.crossed(rows, 4, options) for name, options in runs}
    figures, body = {}, []
    for name, _ in runs:
        f = sample.figures(said[name], base=said["no lexicon"] if name != "no lexicon" else None)
        f["above_yardstick"] = sample.figures(
            said[name], base=said["VADER and pattern lexicon"])["above"]
        figures[name] = f
        body.append([name, plain(f["macro_f1"]), plain(f["accuracy"]),
                     signed(f["above"]) if "above" in f else "-",
                     signed(f["above_yardstick"]) if "VADER" not in name else "-"])
    figures["default"]["above_blind"] = sample.figures(
        said["default"], base=said["target-blind"])["above"]
    text = [table(["model", "macro-F1", "accuracy", "above no lexicon", "above the yardstick"],
                  body),
            f"The default is {signed(figures['default']['above_blind'])} above target-blind. The "
            f"yardstick lexicon has {len(words):,} words, forms included; the one row that uses it "
            "differs from the row below it by the lexicon alone."]
    return {"figures": figures, "markdown": "\n\n".join(text)}


def pairs(context):
    """Two rows of one sentence whose gold stances differ."""
    rows, sample = context.dev.rows, context.dev
    by_text = {}
    for i, row in enumerate(rows):
        by_text.setdefault(row["text"], []).append(i)
    found = [(i, j) for members in by_text.values() for n, i in enumerate(members)
             for j in members[n + 1:] if sample.gold[i] != sample.gold[j]]
    opposed = [(i, j) if sample.gold[i] == 2 else (j, i) for i, j in found
               if {int(sample.gold[i]), int(sample.gold[j])} == {0, 2}]
    article = np.array([sample.article[i] for i, _ in found])
    opposed_article = np.array([sample.article[i] for i, _ in opposed])
    figures, body = {}, []
    default = on_dev(context, ())[1].found == sample.gold
    for name, options in [*rungs(context), *context.also]:
        said = on_dev(context, options)[1]
        right = said.found == sample.gold
        hits = np.array([right[i] and right[j] for i, j in found], int)
        best = np.array([default[i] and default[j] for i, j in found], int)
        both, below = sample.share(article, hits), sample.share(article, best - hits)
        order = sample.share(opposed_article, [said.score[i] > said.score[j] for i, j in opposed])
        figures["default" if name.endswith("= default") else name] = {
            "both": both, "order": order, "default_above": below}
        body.append([name, plain(both["share"]), signed(below["share"]), plain(order["share"])])
    text = (f"{len(found)} pairs; {len(opposed)} of them are critical against supportive, and "
            "\"in order\" is the share of those in which the supported actor has the higher score "
            "P(supportive) - P(critical). One answer for both actors is never right twice, and "
            "never in order.")
    return {"figures": figures, "markdown": text + "\n\n" + table(
        ["model", "both right, % of pairs", "default above this", "in order, % of opposed pairs"],
        body)}


def learning_curve(context):
    """How many labels the default needs to pass target-blind trained on all of them."""
    blind = on_dev(context, BLIND)[1]
    goal = context.dev.figures(blind)["macro_f1"]
    figures, body, needed = {"goal": goal, "sizes": {}}, [], None
    whole, drawn = context.dev.confusions(blind.found)
    for size in SIZES:
        runs = [on_dev(context, (), draw(context.news, size, seed=seed))[1]
                for seed in range(DRAWS)]
        scores = [context.dev.confusions(said.found) for said in runs]
        points = [100 * float(macro_f1(s[0])) for s in scores]
        mean = value(np.mean([macro_f1(s[0]) for s in scores]),
                     np.mean([macro_f1(s[1]) for s in scores], axis=0))
        above = value(np.mean([macro_f1(s[0]) for s in scores]) - macro_f1(whole),
                      np.mean([macro_f1(s[1]) for s in scores], axis=0) - macro_f1(drawn))
        right = 100 * float(np.mean([accuracy(s[0]) for s in scores]))
        if needed is None and mean[0] > goal[0]:
            needed = size
        figures["sizes"][str(size)] = {"draws": points, "mean": mean, "above": above}
        body.append([f"{size:,}", plain(mean), ", ".join(f"{p:.1f}" for p in points),
                     f"{right:.1f}", signed(above)])
    first = lambda holds: next((f"{int(n):,}" for n, f in figures["sizes"].items() if holds(f)),
                               "none of them")
    figures["needed"] = needed
    text = (f"Target-blind, trained on all {len(context.news):,} rows, has {plain(goal)} on the "
            f"development files. {DRAWS} draws of whole articles for each size; the figures are "
            f"their means. The smallest size whose mean passes it: "
            f"{first(lambda f: f['mean'][0] > goal[0])} labels; of which every draw does: "
            f"{first(lambda f: min(f['draws']) > goal[0])}; whose interval of the difference is "
            f"above 0: {first(lambda f: f['above'][1] > 0)}.")
    return {"figures": figures, "markdown": text + "\n\n" + table(
        ["labels", "macro-F1, mean", "each draw", "accuracy", "above target-blind on all"], body)}
