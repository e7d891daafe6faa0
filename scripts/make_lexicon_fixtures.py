#!/usr/bin/env python3
"""Write Tests/Fixtures/lexicon.json: the lexicon and roles blocks, spelled out a second time.

Needs only the standard library. Forms are found by a table written out by hand, not by rules of
inflection, and the numbers straight from their definitions in docs/recipes.md.
"""
import collections
import json
import math
import pathlib
import re

from make_recipe_fixtures import TOKEN, low, spans_of, view

HARD = set("; : — – ( ) “ ” \" . ! ? , but although though while whereas".split())
AUXILIARIES = set("is are was were be been being am gets get got getting 's 're".split())
ADVERBS = set(
    """not n't also widely repeatedly often already then later publicly officially formally strongly
    sharply once again never always reportedly allegedly being been""".split())
DETERMINERS = set(
    "the a an its his her their our my your this that these those".split())
PREPOSITIONS = set("of on against to for at toward towards with over in".split())

# term, kind, valence, agent, patient, class, irregular forms; its written forms, * a participle
LEXICON = [
    ("condemn", "verb", -0.4, 0, -0.5, "reporting", "",
     "condemn condemns condemning condemned*"),
    ("strike", "verb", -0.3, -0.4, 0.3, "", "struck struck", "strike strikes striking struck*"),
    ("give", "verb", 0.2, 0.3, 0.2, "", "gave given", "give gives giving gave given*"),
    ("ban", "verb", -0.3, -0.1, -0.35, "", "", "ban bans banning banned*"),
    ("praise", "verb", 0.5, 0.2, 0.6, "reporting", "", "praise praises praising praised*"),
    ("rely", "verb", 0.1, 0.05, 0.3, "", "", "rely relies relying relied*"),
    ("turn a blind eye", "verb", -0.5, -0.6, None, "", "",
     "turn a blind eye|turns a blind eye|turning a blind eye|turned a blind eye*"),
    ("violation", "event", -0.5, -0.7, 0.2, "", "", "violation violations"),
    ("attack", "event", -0.5, -0.5, 0.3, "", "", "attack attacks"),
    ("endorsement", "event", 0.4, 0.2, 0.5, "", "", "endorsement endorsements"),
    ("crisis", "noun", -0.5, None, None, "", "crises", "crisis crises"),
    ("ally", "noun", 0.35, None, None, "", "", "ally allies"),
    ("human rights abuse", "noun", -0.75, None, None, "", "",
     "human rights abuse|human rights abuses"),
    ("war-torn", "adjective", -0.45, None, None, "", "", "war - torn"),
    ("stable", "adjective", 0.35, None, None, "", "", "stable"),
    ("honest", "adjective", 0.6, None, None, "", "", "honest"),
    ("honestly", "adverb", 0.3, None, None, "", "", "honestly"),
    ("not", "function", 0, None, None, "negator", "", "not"),
    ("n't", "function", 0, None, None, "negator", "", "n't"),
    ("no", "function", 0, None, None, "negator", "", "no"),
    ("never", "adverb", 0, None, None, "negator", "", "never"),
    ("hopeless", "adjective", -0.5, None, None, "negator", "", "hopeless"),
]
FORMS = {}
for number, entry in enumerate(LEXICON):
    text = entry[7]
    for form in text.split("|") if "|" in text or " - " in text else text.split():
        FORMS[tuple(form.rstrip("*").split())] = (number, form.endswith("*"))

CASES = [
    ("Moscow praised Kabul's 3 envoys.", ["Kabul"], []),
    ("Kabul was not praised by Moscow, a stable ally.", ["Kabul"], []),
    ("Kabul was repeatedly and sharply condemned by Moscow.", ["Kabul"], []),
    ("Kabul was sharply condemned by Moscow.", ["Moscow"], []),
    ("Iran's violation of the truce, and the attack on Iran, deepened the crises.", ["Iran"], []),
    ("An attack by Iran hit Iraq; the endorsement Iraq never got was not honest.", ["Iran"], []),
    ("An attack by Iran hit Iraq; the endorsement Iraq never got was not honest.", ["Iraq"], []),
    ("“Ankara turned a blind eye to human rights abuses,” said Athens, honestly.", ["Ankara"], []),
    ("Oslo said \"no stable war-torn state\" relies on Oslo.", ["Oslo"], []),
    ("Delhi didn't strike first. Delhi had been struck, given away and banned.", ["Delhi"], []),
    ("It is hopeless: Peru, though honest, bans nothing that Lima gave.", ["Lima"], []),
    ("Nothing here about Malta.", ["Malta"], []),
    ("Lima was attacked. An honest ally, Quito praised Lima. The ban struck Quito!", ["Lima"],
     ["the"]),
    ("Struck by Chad. Praised by the Chad that Mali condemned.", ["Chad"], []),
    ("The human rights abuse that Mali condemned struck its war-torn ally.", ["Mali"], []),
]


def matches(stream):
    """(token, count, entry number, participle) from left to right, the longest form first."""
    found, i = [], 0
    while i < len(stream):
        for count in range(min(8, len(stream) - i), 0, -1):
            form = FORMS.get(tuple(stream[i:i + count]))
            if form:
                found.append((i, count, *form))
                i += count
                break
        else:
            i += 1
    return found


def valences(stream, found):
    value, left = [], 0
    at = {m[0]: LEXICON[m[2]] for m in found}
    for i, token in enumerate(stream):
        entry = at.get(i)
        if entry and "negator" in entry[5] and entry[2] == 0:
            left = 4
            value.append(0.0)
            continue
        if token in HARD:
            left = 0
        v = entry[2] if entry else 0.0
        value.append(-0.5 * v if left > 0 else v)
        left -= 1
    return value


def lexicon_block(stream, x, primary, value):
    out = collections.Counter()
    clause = set()
    for p in primary:
        i = j = p
        while i > 0 and stream[i - 1] not in HARD:
            i -= 1
        while j < len(stream) - 1 and stream[j + 1] not in HARD:
            j += 1
        clause.update(range(i, j + 1))
    quoted = False
    seen = []
    for i, v in enumerate(value):
        if stream[i] in "“”\"":
            quoted = {"“": True, "”": False, "\"": not quoted}[stream[i]]
        if not v:
            continue
        sign, side, size = "-+"[v > 0], "LR"[x[i] >= 0], abs(v)
        near = size * math.exp(-abs(x[i]) / 5)
        for name, amount in (("all", size), (side, size), ("dec", near), ("dec" + side, near)):
            out[name + sign] += amount
        for window in (2, 4, 8):
            if abs(x[i]) <= window:
                out[f"w{window}{side}{sign}"] += size
        if i in clause:
            out["clause" + sign] += size
        if quoted:
            out["quote" + sign] += size
        seen.append((abs(x[i]), v, x[i]))
    if seen:
        out["first" + "-+"[seen[0][1] > 0]] = 1
        out["last" + "-+"[seen[-1][1] > 0]] = 1
        distance, v, offset = min(seen)
        out[f"near{'LR'[offset >= 0]}{min(3, distance // 3)}{'-+'[v > 0]}"] = 1
    else:
        out["none"] = 1
    out[f"net{max(-3, min(3, round(2 * sum(value))))}"] = 1
    return out


def roles_block(stream, x, found, primary):
    out = collections.Counter()
    negators = {m[0] for m in found
                if "negator" in LEXICON[m[2]][5] and LEXICON[m[2]][2] == 0}
    for token, count, number, participle in found:
        term, kind, valence, agent, patient = LEXICON[number][:5]
        if agent is None and patient is None:
            continue
        left = x[token] > 0
        actor = (max(p for p in primary if p <= token) if left else
                 min(p for p in primary if p >= token))
        between = stream[actor + 1:token] if left else stream[token + count:actor]
        if kind == "event" and left:
            role = "agent" if between[:1] == ["'s"] and "OTH" not in between else "bystander"
        elif kind == "event":
            words = [w for w in between if w not in DETERMINERS]
            last = words[-1] if words else ""
            role = ("agent" if last == "by" else
                    "patient" if last in PREPOSITIONS else "bystander")
        else:
            i, passed = token - 1, 0
            passive = False
            while participle and i >= 0 and passed < 3 and (
                    stream[i] in ADVERBS or stream[i].endswith("ly")):
                passive = passive or stream[i] in ("been", "being")
                i, passed = i - 1, passed + 1
            passive = participle and (passive or (i >= 0 and stream[i] in AUXILIARIES))
            if left:
                role = "patient" if passive else "agent"
            else:
                role = "agent" if participle and "by" in between[-2:] else "patient"
        value = {"agent": agent, "patient": patient, "bystander": valence}[role]
        if not value:
            continue
        if any(i in negators for i in range(token - 3, token)):
            value *= -0.5
        sign, size, distance = "-+"[value > 0], abs(value), abs(x[token])
        blocked = " blocked" if "OTH" in between else ""
        out[role + blocked + sign] += size * math.exp(-(distance - 1) / 4)
        out[f"{role} all{sign}"] += size
        if not blocked and not any(w in HARD for w in between):
            out[f"{role} clause{sign}"] += size
        if distance <= 3:
            out[f"{role}{blocked} 3{sign}"] += size
    return out


def main():
    number = lambda v: "" if v is None else f"{v:g}"
    lines = ["\t".join("term kind valence agent patient class forms".split())]
    for term, kind, v, a, p, classes, forms, _ in LEXICON:
        lines.append("\t".join([term, kind, number(v), number(a), number(p), classes, forms]))
    rows = []
    for text, forms, common in CASES:
        spans = spans_of(text, forms)
        # Every first word that is written small elsewhere in English counts as known.
        common = sorted({low(m.group()) for m in TOKEN.finditer(text) if m.start() == 0} | {"praised"})
        common = [word for word in common if word not in {low(f) for f in forms}
                  and word in {"an", "it", "struck", "nothing", "the", "praised"}]
        stream, x, _, _, primary = view(text, spans, [], set(common))
        found = matches(stream)
        byte = lambda i: len(text[:i].encode())
        rows.append({
            "text": text, "mentions": [[byte(a), byte(b)] for a, b in spans], "common": common,
            "stream": stream,
            "lexicon": lexicon_block(stream, x, primary, valences(stream, found)),
            "roles": roles_block(stream, x, found, primary),
        })
    path = pathlib.Path(__file__).parent.parent / "Tests/Fixtures/lexicon.json"
    path.write_text(json.dumps({"tsv": "\n".join(lines) + "\n", "cases": rows},
                               ensure_ascii=False, indent=1) + "\n")
    print(f"{path.name}: {len(rows)} cases")


if __name__ == "__main__":
    main()
