"""A sentence as seen from one actor, in Python: its mentions TGT, other names OTH, numbers NUM.

With numpy_recipe the target-aware recipe as one would first write it in Python: a peer for what the
recipe costs, not for its probabilities (blocks and lexicon differ in detail from StanceKit's).
"""
import collections
import re

TOKEN = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*|\d+(?:[.,]\d+)*|[^\w\s]|\w+")
PRONOUNS = set("he him his she her hers they them their it its i we you me us himself".split())
OPENERS = set(
    "the a an in on at of for and but or as by to from with this that these those there here it "
    "its he she they we i you his her their our my when while if after before since although "
    "though because however what who how why where not no yes so then also even still now one "
    "some many most all both such according despite during under over until once".split())
TITLES = set("Mr Mrs Ms Dr President Sen Rep Gov Senator Secretary The Justice General".split())
SENTENCE_STARTS = set('. ! ? “ " ” : —'.split())
BOUNDARIES = set(
    "; : — – ( ) “ ” \" . ! ? , but although though while whereas".split())


def lower(word):
    return word.lower().replace("’", "'")


def is_possessive(word):
    return word.lower().endswith(("'s", "’s"))


def lower_cased(texts):
    """How often each word stands in lower case: such a word at a sentence's start is no name."""
    counts = collections.Counter()
    for text in texts:
        for match in TOKEN.finditer(text):
            if match.group().islower():
                counts[lower(match.group())] += 1
    return counts


class View:
    """Masked words, signed distance to the nearest mention, quotation, the mentions' own words."""

    def __init__(self, text, spans, common):
        tokens = [(m.group(), m.start(), m.end()) for m in TOKEN.finditer(text)]
        primary = [any(a < end and b > start for a, b in spans) for _, start, end in tokens]
        names = {word for (word, _, _), own in zip(tokens, primary)
                 if own and word[0].isupper() and len(word) > 2 and word not in TITLES
                 and word.lower() not in PRONOUNS and word.lower() not in OPENERS}
        target = [own or word in names or (is_possessive(word) and word[:-2] in names)
                  for (word, _, _), own in zip(tokens, primary)]
        self.words, sources = [], []
        place = 0
        while place < len(tokens):
            place = self.mask(tokens, target, place, common, sources)
        masked = [k for k, word in enumerate(self.words) if word == "TGT"]
        near = [k for k in masked if any(primary[i] for i in range(*sources[k]))] or masked
        self.mentions = [[lower(tokens[i][0]) for i in range(*sources[k])] for k in near]
        self.distances = [min((k - p for p in near), key=abs) if near else 99
                          for k in range(len(self.words))]
        self.quoted, inside = [], False
        for word in self.words:
            inside = True if word == "“" else False if word == "”" else (
                not inside if word == '"' else inside)
            self.quoted.append(inside)
        self.clause = self.clause_of(near)

    def put(self, word, start, end, sources):
        self.words.append(word)
        sources.append((start, end))

    def mask(self, tokens, target, place, common, sources):
        """Puts what begins at a token, and returns the token after it."""
        word = tokens[place][0]
        end = place
        if target[place]:
            while end < len(tokens) and target[end]:
                end += 1
            self.put("TGT", place, end, sources)
        elif word[0].isupper() and word != "I" and self.is_name(tokens, target, place, common):
            end = place + 1
            while (end < len(tokens) and not target[end] and tokens[end][0][0].isupper()
                   and tokens[end][0].isalpha()):
                end += 1
            self.put("OTH", place, end, sources)
        if end > place:
            if is_possessive(tokens[end - 1][0]):
                self.put("'s", end, end, sources)
            return end
        small = lower(word)
        for ending, shortest in (("n't", 3), ("'s", 2)):
            if small.endswith(ending) and len(small) > shortest:
                self.put(small[:-len(ending)], place, place + 1, sources)
                self.put(ending, place, place + 1, sources)
                return place + 1
        self.put("NUM" if small[0].isdigit() else small, place, place + 1, sources)
        return place + 1

    @staticmethod
    def is_name(tokens, target, place, common):
        starts = place == 0 or tokens[place - 1][0] in SENTENCE_STARTS
        small = lower(tokens[place][0])
        small = small.removesuffix("'s")
        follows = (place + 1 < len(tokens) and tokens[place + 1][0][0].isupper()
                   and not target[place + 1])
        ordinary = common.get(small, 0) >= 2 or small in OPENERS
        return not (starts and ordinary and not (follows and small not in OPENERS))

    def clause_of(self, near):
        found = set()
        for place in near:
            first = last = place
            while first > 0 and self.words[first - 1] not in BOUNDARIES:
                first -= 1
            while last < len(self.words) - 1 and self.words[last + 1] not in BOUNDARIES:
                last += 1
            found.update(range(first, last + 1))
        return found
