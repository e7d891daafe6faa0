#!/usr/bin/env python3
"""Write Tests/Fixtures/tfidf-*.json: what scikit-learn makes of random multilingual texts.

Needs scikit-learn 1.9 (with numpy and scipy) on Python 3.11, whose Unicode is 14.0. Run from the
package root:

    python3 scripts/make_text_fixtures.py

Every set is one draw of the parameters of TfidfVectorizer or HashingVectorizer, fitted on the first
documents of a corpus and applied to others. max_features only cuts where the corpus frequencies
differ, because scikit-learn breaks ties by an unstable sort.
"""
import json
import random
import warnings

import numpy as np
import sklearn
from sklearn.feature_extraction.text import CountVectorizer, HashingVectorizer, TfidfVectorizer

WORDS = """
the cat sat on a mat Russia's Pakistan won't U.N. U.S. x y2k state-of-the-art snake_case __init__
CAF\u00c9 caf\u00e9 cafe\u0301 na\u00efve Stra\u00dfe STRASSE \u1e9e \u0391\u03a3 \u039f\u0394\u039f\u03a3 \u03bf\u03b4\u03cc\u03c2 \u03a3 A\u03a3\u0301 \u03a3\u0391 \u0391\u03a3' \u0391\u03a3.\u0392
\u0130stanbul I\u015eIK \u0131s\u0131 \u01c5 \u01c4 \u1e8b\u0323 \u212b \u2126 \u041c\u043e\u0441\u043a\u0432\u0430 \u0419\u043e\u0434 \u0419 \u0627\u0644\u0639\u0631\u0628\u064a\u0629 \u0645\u064f\u062d\u064e\u0645\u064e\u0651\u062f \u0661\u0662\u0663 \ufefb \ufdfa
\u05e9\u05dc\u05d5\u05dd \u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd \u0939\u093f\u0928\u094d\u0926\u0940 \u092e\u0947\u0902 \u0930\u0942\u0938 \u0967\u0968 \u0e20\u0e32\u0e29\u0e32\u0e44\u0e17\u0e22 \u0e44\u0e21\u0e48 \u4e2d\u6587\u5b57\u7b26 \u4e2d\u56fd \u65e5\u672c\u8a9e\u3067\u3059 \u30ab\u30bf\u30ab\u30ca
\uff76\uff9e \u304c \u304b\u3099 \ud55c\uad6d\uc5b4 \u1112\u1161\u11ab \uac01 \U0001f600 \U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001d400\U0001d401\U0001d402 \U00010400\U00010428 \U00020000\U00020001
\u00b2 x\u00b2 \u00bd 3\u00bd \u2167 \u2171 \u2460 \u216f\u216c \uff11\uff12 12.5 1,000 2024 \ufb01sh \u01c9 \u1e9b\u0323 \u00aa \u00ba a\u200db zero\u200bwidth soft\u00adhyphen
\u201cquoted\u201d \u2018it\u2019s\u2019 don\u2019t \u2014dash\u2014 \u2026 e.g. #tag @user user@host http://x.y/z?q=1 <b>bold</b> 50% \u20ac5
\u1f88 \u1fbc \u1f80 \u0345 \u2c2f \ua64a \u10a0 \u2d00 \u13a0 \uab70 \u1c80 \u1e921 \U0001e921 \U0001e943 not no never ! ? , .
""".split()
ASCII = [w for w in WORDS if w.isascii()] + [
    "a" * 63, "B" * 64, "c" * 65, "_" * 8, "12345678", "x" * 129, "AbCdEfGh", "@[`{/:", "Zz9_"]
GAPS = [" "] * 14 + ["  ", "\n", "\t", "\r\n", "\u00a0", "\u3000", "\u2028", "\u0085", "\x1c", "\x00",
                     "\x7f", "\ufeff", "\u200b", "-", "/", "...", ", ", "\v\f", " \u00a0", ""]
PATTERNS = [r"(?u)\b\w\w+\b"] * 5 + [
    r"(?u)\b\w+\b", r"\w+", r"\w\w\w+", r"\b\w{3,}\b", r"(?u)\w\w+", r"[a-zA-Z]+", r"\S+",
    r"(?u)\b(\w)\w+\b", r"(\w+)@", r"\w+(?:['\u2019]\w+)*", r"[^\W\d_]+", r"\b[^\W\d]\w*\b",
    r"\w+|[^\w\s]", r"#?\w+", r"\b\w[\w-]*\w\b", r"\d+(?:[.,]\d+)*", r"\w*", r"(a)|b", r".",
    r"\w+$", r"^\w+", r"[\u0400-\u04FF]+", r"\b\w+\b(?=\s)", r"\b\w+?\b", r"(?P<t>\w{2,4})",
    r"\w+\b\W+\b\w+", r"\w{2,3}?\B", r"[^\s,.]+", r"\b\d\d?\b", r"(?:\w\w)++", r"[\]\-\w]{2}",
]


def text(rng, length, words=WORDS):
    gaps = [gap for gap in GAPS if gap.isascii()] if words is ASCII else GAPS
    parts = []
    for _ in range(length):
        word = rng.choice(words)
        roll = rng.random()
        if roll < 0.08:
            word = word.upper()
        elif roll < 0.12:
            word = word.capitalize()
        elif roll < 0.16:
            word += rng.choice(words)
        parts += [word, rng.choice(gaps)]
    return "".join(parts)


def corpus(rng, words):
    fit = [text(rng, rng.randrange(3, 12), words) for _ in range(rng.randrange(5, 9))]
    fit.insert(rng.randrange(len(fit)), rng.choice(["", " \n ", "!?", "a", "\u0301" if words is WORDS else "~"]))
    for _ in range(2):
        fit.append(fit[0] + " " + rng.choice(fit))
    other = [rng.choice(fit), text(rng, 8, words), rng.choice(["", "\u2026", "zzz unseen"]),
             text(rng, 5, words) + " cat"]
    return dict(fit=fit, other=other)


def analyzer_options(rng, documents):
    unit = rng.choice(["word"] * 5 + ["char", "char_wb", "char_wb"])
    low = rng.choice([1, 1, 1, 2, 3])
    high = low + rng.choice([0, 0, 1, 1, 2] if unit == "word" else [0, 1, 2])
    options = dict(analyzer=unit, ngram_range=(low, high), lowercase=rng.random() < 0.75,
                   strip_accents=rng.choice([None, None, "unicode", "ascii"]))
    if unit == "word":
        options["token_pattern"] = rng.choice(PATTERNS)
        if rng.random() < 0.3:
            plain = {**options, "ngram_range": (1, 1)}
            tokens = sorted({t for d in documents for t in CountVectorizer(**plain).build_analyzer()(d)})
            options["stop_words"] = rng.sample(tokens, len(tokens) // rng.choice([2, 4, 9]))
    return options


def limit(rng, options, documents):
    """A max_features at which the corpus frequencies fall."""
    counter = CountVectorizer(**{k: v for k, v in options.items()
                                 if k in CountVectorizer().get_params()})
    totals = np.sort(np.asarray(counter.fit_transform(documents).sum(axis=0)).ravel())[::-1]
    falls = [i for i in range(1, len(totals)) if totals[i] < totals[i - 1]]
    return rng.choice(falls) if falls else None


def tfidf_options(rng, documents):
    options = analyzer_options(rng, documents)
    options.update(norm=rng.choice(["l1", "l2", "l2", None]), use_idf=rng.random() < 0.8,
                   smooth_idf=rng.random() < 0.6, sublinear_tf=rng.random() < 0.4,
                   binary=rng.random() < 0.2)
    roll = rng.random()
    if roll < 0.4:
        options["min_df"] = rng.choice([1, 2, 2, 3, 0.0, 0.2, 0.3, 0.51])
        options["max_df"] = rng.choice([1.0, 1.0, 0.9, 0.5, 4, 2])
    elif roll < 0.55:
        options["smooth_idf"] = True
        analyze = CountVectorizer(**{k: v for k, v in options.items()
                                     if k in CountVectorizer().get_params()}).build_analyzer()
        terms = sorted({t for d in documents for t in analyze(d)})
        if terms:
            options["vocabulary"] = rng.sample(terms, len(terms) // 2 + 1) + ["absent term"]
    if rng.random() < 0.3 and "vocabulary" not in options:
        try:
            options["max_features"] = limit(rng, options, documents)
        except ValueError:
            pass
    return options


def written(options):
    """Options for JSON, where 1 and 1.0 are the same: document frequencies say which they are."""
    found = dict(options)
    for name in ("min_df", "max_df"):
        if name in found:
            kind = "count" if isinstance(found[name], int) else "share"
            found[name] = {kind: found[name]}
    return found


def rounded(values):
    return [float("%.15g" % v) for v in values]


def rows(matrix):
    matrix = matrix.tocsr()
    matrix.sort_indices()
    return dict(shape=list(matrix.shape), offsets=matrix.indptr.tolist(),
                columns=matrix.indices.tolist(), values=rounded(matrix.data))


def write(name, **content):
    path = "Tests/Fixtures/tfidf-%s.json" % name
    with open(path, "w", encoding="ascii") as out:
        json.dump(dict(sklearn=sklearn.__version__, **content), out, separators=(",", ":"))
        out.write("\n")


def main():
    warnings.simplefilter("ignore")
    rng = random.Random(20261121)
    corpora = [corpus(rng, ASCII if n % 3 == 0 else WORDS) for n in range(60)]
    sets = []
    for number in range(360):
        at = number % len(corpora)
        fit, other = corpora[at]["fit"], corpora[at]["other"]
        options = tfidf_options(rng, fit)
        expected = dict(corpus=at, options=written(options))
        try:
            model = TfidfVectorizer(**options).fit(fit)
            expected["names"] = model.get_feature_names_out().tolist()
            expected["idf"] = rounded(model.idf_) if options["use_idf"] else []
            expected["rows"] = rows(model.transform(other))
            if np.isfinite(expected["rows"]["values"]).all():
                sets.append(expected)
        except ValueError as error:
            expected["error"] = str(error).split(".")[0].split(";")[0]
            sets.append(expected)
    write("sets", corpora=corpora, sets=sets)
    sets = []
    for number in range(60):
        at = number % len(corpora)
        options = analyzer_options(rng, corpora[at]["fit"])
        options.update(n_features=rng.choice([1, 2, 7, 16, 100, 1024, 2**18, 2**20]),
                       alternate_sign=rng.random() < 0.7, norm=rng.choice(["l1", "l2", None]),
                       binary=rng.random() < 0.3)
        model = HashingVectorizer(**options)
        found = rows(model.transform(corpora[at]["other"]))
        sets.append(dict(corpus=at, options=options, rows=found))
    write("hashing", corpora=corpora, sets=sets)


if __name__ == "__main__":
    main()
