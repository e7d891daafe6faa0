"""Texts made by a fixed seed, for those who have no corpus at hand.

Words are drawn from a Zipf-like distribution, some with letters outside ASCII; a label shifts a few
of them. Times on such text tell whether things run; ratios on real text are those to quote.
"""
import itertools
import random

SEED = 1
LETTERS = "eeeettaaooiinnsshhrrddllucmwfgypbvk"
OTHER_LETTERS = "éèüöäñçøå"
ACTORS = ["Aldova", "Brennia", "the Corvan League", "Dorin Estel", "Farland", "President Galt",
          "Harrow Union", "Ivena Kost"]
PRAISE = "praised welcomed thanked admired supported".split()
BLAME = "condemned blamed denounced accused criticised".split()
PLAIN = "met visited called informed joined".split()


def words(generator, count):
    found = []
    for number in range(count):
        letters = generator.choices(LETTERS, k=generator.randint(2, 10))
        if number % 50 == 49:
            letters[0] = generator.choice(OTHER_LETTERS)
        found.append("".join(letters))
    return found


class Vocabulary:
    """Words whose r-th is drawn about as often as 1 / (r + 3)."""

    def __init__(self, generator, count):
        self.words = words(generator, count)
        self.cumulative = list(itertools.accumulate(1 / (r + 3) for r in range(count)))

    def draw(self, generator, count):
        return generator.choices(self.words, cum_weights=self.cumulative, k=count)


def labelled(classes, rows, length, salt):
    """(labels, texts) of rows of about `length` words."""
    generator = random.Random(f"{SEED} {classes}")
    vocabulary = Vocabulary(generator, 40_000)
    marks = [[generator.choice(vocabulary.words[200:5_000]) for _ in range(60)]
             for _ in range(classes)]
    generator = random.Random(f"{SEED} {classes} {salt}")
    labels, texts = [], []
    for row in range(rows):
        label = row if row < classes else generator.randrange(classes)
        found = vocabulary.draw(generator, generator.randint(length // 2, length * 3 // 2))
        for _ in range(max(2, length // 25)):
            # A few marks of another class, so that no model is sure.
            other = generator.randrange(classes) if generator.random() < 0.4 else label
            found[generator.randrange(len(found))] = generator.choice(marks[other])
        for place in range(0, len(found), 12):
            found[place] = found[place].capitalize()
            if place:
                found[place - 1] += "."
        labels.append(label)
        texts.append(" ".join(found) + ".")
    return labels, texts


def actor_rows(rows, salt):
    """Labelled rows with the spans of their actor; every text is seen from both its actors."""
    generator = random.Random(f"{SEED} actors")
    vocabulary = Vocabulary(generator, 8_000)
    generator = random.Random(f"{SEED} actors {salt}")
    found = []
    for number in range((rows + 1) // 2):
        first, second = generator.sample(ACTORS, 2)
        label = generator.choice(["critical", "neutral", "supportive"])
        verbs = {"critical": BLAME, "neutral": PLAIN, "supportive": PRAISE}[label]
        start = " ".join(vocabulary.draw(generator, generator.randint(3, 12))).capitalize()
        end = " ".join(vocabulary.draw(generator, generator.randint(3, 15)))
        text = f"{start}, {first} {generator.choice(verbs)} {second} {end}."
        for actor, stance in ((first, "neutral"), (second, label)):
            place = text.index(actor, len(start))
            found.append({"text": text, "actor": actor, "spans": [[place, place + len(actor)]],
                          "stance": stance, "group": f"{salt}-{number}"})
    return found[:rows]
