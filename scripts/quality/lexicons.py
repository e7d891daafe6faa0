"""Published polarity lexicons in this project's form: yardsticks, not files to ship.

VADER's valences divided by 4 and the pattern lexicon of TextBlob, averaged where both have a word.
An unknown word of the training texts takes the valence of the form without its ending, as is usual
with these lists of base forms; so that nothing but the valences differs, our negators are added.
"""
import collections
import importlib.util
import pathlib
import re

ENDINGS = [("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("d", ""), ("ing", ""), ("ing", "e"),
           ("ly", ""), ("ies", "y"), ("ied", "y")]
HEADER = "term\tkind\tvalence\tagent\tpatient\tclass\tforms"


def package_file(package, name):
    found = importlib.util.find_spec(package)
    if found is None:
        raise SystemExit(f"the yardstick lexicons need the package {package}: scripts/venv.sh")
    return (pathlib.Path(found.origin).parent / name).read_text(encoding="utf8")


def vader():
    """Word -> valence in -1...1."""
    cells = (line.split("\t") for line in
             package_file("vaderSentiment", "vader_lexicon.txt").splitlines() if line)
    return {c[0]: float(c[1]) / 4 for c in cells if re.fullmatch(r"[a-z'\-]+", c[0])}


def pattern():
    """Word -> mean polarity of its senses, where that is not about 0."""
    found = collections.defaultdict(list)
    text = package_file("textblob", "en/en-sentiment.xml")
    for entry in re.finditer(r'<word form="([^"]+)".*?polarity="([-\d.]+)"', text):
        found[entry[1]].append(float(entry[2]))
    means = {word: sum(v) / len(v) for word, v in found.items()}
    return {word: mean for word, mean in means.items() if abs(mean) > 0.05}


def merged(*lexicons):
    found = collections.defaultdict(list)
    for lexicon in lexicons:
        for word, valence in lexicon.items():
            found[word].append(valence)
    return {word: sum(v) / len(v) for word, v in found.items()}


def with_forms(lexicon, texts):
    """The lexicon and those words of the texts that have a form in it."""
    words = {word for text in texts for word in re.findall(r"[a-z]+", text.lower())}
    grown = dict(lexicon)
    for word in sorted(words - set(lexicon)):
        for ending, instead in ENDINGS:
            base = word[:len(word) - len(ending)] + instead
            if word.endswith(ending) and len(word) - len(ending) > 2 and base in lexicon:
                grown[word] = lexicon[base]
                break
    return grown


def negators(shipped):
    """The terms of our lexicon that negate and have no valence of their own."""
    lines = pathlib.Path(shipped).read_text(encoding="utf8").splitlines()[1:]
    cells = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [c[0] for c in cells if "negator" in c[5].split() and float(c[2]) == 0]


def write(path, lexicon, negating):
    """A file for `stance train --lexicon` with valences alone."""
    lines = [HEADER]
    for word in sorted(lexicon):
        if word.strip(" ") == word and word == word.lower():
            lines.append(f"{word}\tfunction\t{max(-1, min(1, lexicon[word])):.4f}\t\t\t\t")
    lines += [f"{word}\tfunction\t0\t\t\tnegator\t" for word in negating if word not in lexicon]
    pathlib.Path(path).write_text("\n".join(lines) + "\n", encoding="utf8")
