"""Lays the sections' figures out as docs/quality.md."""
from .figures import plain, signed, table

INTRODUCTION = """# Quality

How good the recipes are, on two kinds of text, with what each part is worth. Written by

    scripts/quality.py .build/release/stance{options}

which trains and scores with the command alone; figures below each heading are remade by the same
command with `--sections NAME`. Do not edit this page: edit `scripts/quality/`.

**Data.** {news}The project's own {rows:,} rows of {paragraphs:,} paragraphs in {articles:,}
articles about states, governments, armed groups and international bodies (`seeds/README.md`).

**Figures** are hundredths. Macro-F1 is the mean of the F1 of critical, neutral and supportive. In
brackets is the 95 % percentile interval of 2,000 bootstrap samples of articles; "above" is a paired
difference, both models measured on the same samples. An interval says how far the figure may move
with other articles of the same kind; not with other writers, annotators or kinds of text.

**What was not used to choose.** Unless a C is named, it is searched by `--C auto` inside the rows that
the model trains on, in folds by article; in a cross-validation here the fold that is measured took no part.
Folds and draws come from fixed seeds, not from picked ones. Blocks, their constants, the lexicon,
and the domains and size of the shipped model are the same in every section; they were settled while
cross-validation, development files and the project's rows could be seen, so the figures may be a
little kind to them. Nothing here reads the test files of NewsMTSC.
"""

NEWS = ("NewsMTSC (Hamborg and Donnay, EACL 2021; not part of this repository): sentences about "
        "people in\npolitical news, {train:,} rows to train on, {dev:,} in its two development "
        "files.\n")

HEADS = {
    "ladder": ("NewsMTSC: what each block is worth", "Trained on train, measured on both "
               "development files. Each row adds a block (`docs/recipes.md`)."),
    "cross_validation": ("NewsMTSC: cross-validation, and other lexicons",
                         "Four folds of train by article. The yardstick is VADER's valences / 4 "
                         "averaged with the pattern lexicon of TextBlob, in the same block."),
    "pairs": ("NewsMTSC: one sentence, two actors", "Pairs of rows of one sentence in the "
              "development files whose gold stances differ."),
    "learning_curve": ("NewsMTSC: how many labels are needed",
                       "The default trained on few labels, measured on both development files."),
    "paragraphs": ("The project's paragraphs", "Five folds by article. \"And NewsMTSC\": all of "
                   "its train file beside the training folds. There C is not searched but named; the "
                   "1 of the shipped model is what a search over the same rows, the measured "
                   "fold too, had chosen (`scripts/models.sh`), the 2 no search."),
    "transfer": ("From news about people to states and armed groups", ""),
    "voices": ("Tells of the authors",
               "A model that sees the text without the actor does well where the writing alone "
               "gives the label away: see \"target-blind\" on the project's paragraphs above. "
               "Here a model is trained on three of the six voices and tested on the other "
               "three, articles apart, beside one trained on as many rows drawn from articles of "
               "all voices. A large loss would say that models learn how a voice is written and "
               "not how it takes sides."),
    "swaps": ("Exchanged names", ""),
    "embeddings": ("Frozen sentence embeddings", ""),
}

OPTIONS = {name: " --newsmtsc FOLDER" for name in
           ("ladder", "cross_validation", "pairs", "learning_curve", "paragraphs", "transfer")}


def page(context, results):
    rows = context.own.rows
    options = " --newsmtsc FOLDER" if context.news else ""
    parts = [INTRODUCTION.format(
        options=options + (" --embeddings" if "embeddings" in results else ""),
        news=NEWS.format(train=len(context.news), dev=len(context.dev.rows))
        if context.news else "", rows=len(rows),
        paragraphs=len({row["text"] for row in rows}), articles=context.own.count)]
    parts.append("## Where it stands\n\n" + aims(results))
    for name, result in results.items():
        head, text = HEADS[name]
        command = f"`scripts/quality.py STANCE{OPTIONS.get(name, '')} --sections {name}`"
        if name == "embeddings":
            command = command.replace("--sections", "--embeddings --sections")
        parts.append("\n\n".join(filter(None, [
            f"## {head}", text, result["markdown"],
            f"{command}; {minutes(result['run_seconds'])} of `stance` on two cores."])))
    return "\n\n".join(part.rstrip() for part in parts) + "\n"


def minutes(seconds):
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"


def aims(results):
    """What was aimed at, beside what was measured."""
    figure = {name: result["figures"] for name, result in results.items()}
    body = []

    def add(measure, aim, shown, value):
        reached = value is not None and aim[0](value)
        body.append([measure, aim[1], shown, "yes" if reached else "no"])

    at_least = lambda x: (lambda v: v >= x, f">= {x:g}")
    if "cross_validation" in figure:
        f = figure["cross_validation"]["default"]["macro_f1"]
        add("NewsMTSC, 4-fold CV on train, macro-F1", at_least(70), plain(f), f[0])
    if "ladder" in figure:
        f = figure["ladder"]["default"]
        add("NewsMTSC, both development files, macro-F1", at_least(72), plain(f["macro_f1"]),
            f["macro_f1"][0])
        add("the same, accuracy", at_least(74), plain(f["accuracy"]), f["accuracy"][0])
    if "pairs" in figure:
        f = figure["pairs"]["default"]["both"]["share"]
        add("one sentence, two actors: both right, %", at_least(48), plain(f), f[0])
    if "paragraphs" in figure:
        for name, f in figure["paragraphs"].items():
            if name != "default" and not name.startswith("as shipped"):
                continue
            add(f"our paragraphs, 5-fold CV, macro-F1: {name}", at_least(75),
                plain(f["macro_f1"]), f["macro_f1"][0])
            add("the same, above target-blind", at_least(12), signed(f["above"]), f["above"][0])
    if "transfer" in figure:
        f = figure["transfer"]["default"]["macro_f1"]
        body.append(["trained on NewsMTSC alone -> our paragraphs, macro-F1", "-", plain(f), "-"])
    if "learning_curve" in figure:
        n = figure["learning_curve"]["needed"]
        add("labels to pass target-blind trained on all of NewsMTSC",
            (lambda v: v <= 300, "<= 300"), f"{n:,}, by the mean of the draws" if n
            else "more than 4,000", n)
    if "swaps" in figure:
        for name, f in figure["swaps"].items():
            add(f"swapped names, score order follows, %: {name}", at_least(95),
                plain(f["order"]["share"]), f["order"]["share"][0])
            add("the same, both stances follow, %", at_least(95),
                plain(f["both"]["share"]), f["both"]["share"][0])
    if "embeddings" in figure:
        for name, f in figure["embeddings"].items():
            add(f"above frozen sentence embeddings: {name}",
                (lambda v: v > 0, "> 0"), signed(f["above"]), f["above"][1])
    return table(["measure", "aim", "measured", "reached"], body)
