#!/usr/bin/env python3
"""Write Tests/Fixtures/recipe.json: the target-aware recipe, spelled out a second time.

Needs only the standard library. The masked stream, the distances and the terms of blocks 1-3 are
computed here straight from their definitions, so that the Swift code has something to agree with
that shares no line with it.
"""
import collections
import json
import math
import pathlib
import re

TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,]\d+)*|[^\w\s]|\w+")
OPENERS = set(". ! ? “ \" ” : —".split())
STARTERS = set(
    """the a an in on at of for and but or as by to from with this that these those there here it
    its he she they we i you his her their our my when while if after before since although though
    because however what who how why where not no yes so then also even still now one some many
    most all both such according despite during under over until once""".split())
PRONOUNS = set(
    "he him his she her hers they them their it its i we you me us himself herself".split())
TITLES = set(
    """mr mrs ms dr president sen rep gov senator secretary the justice judge attorney general
    house donald john former""".split())
ABBREVIATIONS = set(
    """mr mrs ms dr sen rep gov gen col lt sgt capt adm prof rev st vs etc no jan feb aug sept oct
    nov dec inc ltd co corp""".split())
TAU = 6.0
SENTENCE_COST = 8


def low(word):
    return word.lower().replace("’", "'")


def base(word):
    return low(word)[:-2] if len(word) > 2 and low(word).endswith("'s") else low(word)


def view(text, spans, others, common):
    """Masked tokens, signed distances and the mentions' own words, for one actor."""
    tokens = [(m.group(), m.start(), m.end()) for m in TOKEN.finditer(text)]
    word = [w for w, _, _ in tokens]
    primary = [any(s < b and e > a for a, b in spans) for _, s, e in tokens]
    names = {base(w) for w, p in zip(word, primary)
             if p and w[0].isupper() and len(w.encode()) > 2
             and base(w) not in PRONOUNS | STARTERS | TITLES}
    foreign = [any(s < b and e > a for a, b in others) for _, s, e in tokens]
    target = [p or (w[0].isupper() and base(w) in names and not f)
              for w, p, f in zip(word, primary, foreign)]
    stream, run_of, sentence_of = [], [], []
    ended = 0

    def put(token, run=None):
        stream.append(token)
        run_of.append(run)
        sentence_of.append(ended)

    def ends_sentence(i):
        if word[i] not in (".", "!", "?"):
            return False
        before = word[i - 1] if i else ""
        initial = len(before) == 1 and before.isupper()
        if word[i] == "." and (initial or base(before) in ABBREVIATIONS):
            return False
        return bool(re.match(r"[\"'”’)\]»]*(\s|$)", text[tokens[i][2]:]))

    i = 0
    while i < len(tokens):
        w = word[i]
        if target[i]:
            j = i
            while j < len(tokens) and target[j]:
                j += 1
            put("TGT", (i, j))
            if base(word[j - 1]) != low(word[j - 1]):
                put("'s")
            i = j
            continue
        if w[0].isupper() and w != "I":
            opens = i == 0 or word[i - 1] in OPENERS
            is_word = base(w) in STARTERS or base(w) in common
            next_is_name = i + 1 < len(word) and word[i + 1][0].isupper() and not target[i + 1]
            stays = opens and is_word and not (next_is_name and base(w) not in STARTERS)
            if not stays:
                j = i + 1
                while j < len(word) and not target[j] and word[j][0].isupper() \
                        and word[j].isalpha():
                    j += 1
                put("OTH")
                if base(word[j - 1]) != low(word[j - 1]):
                    put("'s")
                i = j
                continue
        lowered = low(w)
        if lowered.endswith("n't") and len(lowered) > 3:
            put(lowered[:-3])
            put("n't")
        elif base(w) != lowered:
            put(base(w))
            put("'s")
        else:
            put("NUM" if re.match(r"[0-9]", lowered) else lowered)
        ended += ends_sentence(i)
        i += 1
    runs = [(k, r) for k, r in enumerate(run_of) if r]
    kept = [(k, r) for k, r in runs if any(primary[r[0]:r[1]])] or runs
    places = [k for k, _ in kept]
    distances = []
    for k in range(len(stream)):
        best = 99 if not places else None
        for p in places:
            x = k - p + SENTENCE_COST * (sentence_of[k] - sentence_of[p])
            if best is None or abs(x) < abs(best):
                best = x
        distances.append(best)
    mentions = [[low(word[t]) for t in range(*r)] for _, r in kept]
    near = [sentence_of[k] in {sentence_of[p] for p in places} for k in range(len(stream))]
    return stream, distances, mentions, near, places


def masked(stream):
    """Block 1: every 1-, 2- and 3-gram of the masked stream."""
    count = collections.Counter()
    for n in (1, 2, 3):
        for i in range(len(stream) - n + 1):
            count[" ".join(stream[i:i + n])] += 1
    return count


def near_block(stream, near):
    """Block 1 again, over each run of tokens of sentences that mention the actor."""
    count = collections.Counter()
    for n in (1, 2, 3):
        for i in range(len(stream) - n + 1):
            if all(near[i:i + n]):
                count[" ".join(stream[i:i + n])] += 1
    return count


def sided(stream, distances):
    """Block 2: tf is the sum of exp(-distance / tau), apart for each side."""
    weight = collections.Counter()
    for i, token in enumerate(stream):
        if token == "TGT":
            continue
        side = "L_" if distances[i] < 0 else "R_"
        weight[side + token] += math.exp(-(abs(distances[i]) - 1) / TAU)
        if i + 1 < len(stream):
            near = min(abs(distances[i]), abs(distances[i + 1]))
            weight[side + token + " " + stream[i + 1]] += math.exp(-near / TAU)
    return weight


def names(mentions):
    """Block 3: each mention, and each word of a mention, once."""
    return sorted({"ACT=" + " ".join(m) for m in mentions}
                  | {"ACTW=" + w for m in mentions for w in m})


CASES = [
    ("Moscow praised Kabul's 3 envoys.", ["Kabul"], []),
    ("Kabul praised Moscow’s envoys, but Kabul didn’t sign.", ["Kabul"], []),
    ("Talks resumed. Ministers didn't agree, and Russia's 1,200.5 tonnes stayed.", ["Russia"],
     ["talks", "ministers"]),
    ("Talks resumed. Ministers Lavrov and Dar met.", ["Dar"], ["talks", "ministers"]),
    ("The United Nations said that United Nations staff had left; the UN's mission stayed.",
     ["United Nations", "UN"], []),
    ("“Islamabad has failed,” he said: “Nobody in Pakistan’s army believes it.”",
     ["Islamabad", "Pakistan"], ["nobody"]),
    ("President Vladimir Putin spoke. Later Putin left, and Mr Putin's plane took off.",
     ["Vladimir Putin"], ["later"]),
    ("He said I would go. But I did not trust him.", ["him"], []),
    ("Ankara, Athens and Nicosia agreed on nothing at all.", ["Athens"], []),
    ("Côte d'Ivoire’s élite thanked São Tomé for 40 tonnes of cocoa — nothing more.",
     ["São Tomé"], []),
    ("No actor stands in this text, nor does anybody act.", [], ["no"]),
    ("Tehrik-i-Taliban Pakistan attacked; Pakistan answered.", ["Tehrik-i-Taliban Pakistan"], []),
    ("Tehrik-i-Taliban Pakistan attacked; Pakistan answered.", ["Tehrik-i-Taliban Pakistan"], [],
     ["Pakistan"]),
    ("North Korea warned South Korea, and Korea watchers shrugged.", ["South Korea"], [],
     ["North Korea"]),
    ("China, China, China: everything was China's fault!", ["China"], ["everything"]),
    ("EU EU", ["EU"], []),
    ("A 3rd round—with Iran's U.S. talks—won't follow... Ever?", ["Iran"], ["ever"]),
    ("", [], []),
    ("Россия и Китай договорились.", ["Россия"], []),
    ("Kyiv rebuilt the bridge. Moscow bombed it! Did Moscow pay? \"No.\" Kyiv paid.", ["Moscow"],
     ["did", "no"]),
    ("Dr. Dar of the U.S. team met J. Smith, who left. Oslo (2.5 m people.) slept... Dar stayed.",
     ["Oslo"], ["who"]),
]


def spans_of(text, forms):
    spans = []
    for form in forms:
        for match in re.finditer(re.escape(form), text):
            if not any(a < match.end() and match.start() < b for a, b in spans):
                spans.append((match.start(), match.end()))
    return sorted(spans)


def main():
    rows = []
    for text, forms, common, *foreign in CASES:
        spans = spans_of(text, forms)
        others = [span for span in spans_of(text, foreign[0] if foreign else [])
                  if not any(span[0] < b and a < span[1] for a, b in spans)]
        stream, distances, mentions, near, _ = view(text, spans, others, set(common))
        byte = lambda i: len(text[:i].encode())
        rows.append({
            "text": text, "mentions": [[byte(a), byte(b)] for a, b in spans],
            "others": [[byte(a), byte(b)] for a, b in others], "common": common,
            "stream": stream, "distances": distances, "masked": masked(stream),
            "near": near_block(stream, near),
            "sided": sided(stream, distances), "names": names(mentions),
        })
    path = pathlib.Path(__file__).parent.parent / "Tests/Fixtures/recipe.json"
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    print(f"{path.name}: {len(rows)} cases")


if __name__ == "__main__":
    main()
