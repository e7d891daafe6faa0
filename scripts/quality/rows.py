"""Labelled rows, and ways to part them in which no article is in two parts."""
import json
import pathlib
import random

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
STANCES = ["critical", "neutral", "supportive"]


def load(path):
    """The rows of a JSONL file, in the words of the command."""
    rows = []
    with open(path, encoding="utf8") as lines:
        for line in lines:
            read = json.loads(line)
            row = {"text": read["text"], "actor": read.get("actor") or read["target"],
                   "stance": read.get("stance") or read["label"], "spans": read["spans"],
                   "group": read["group"]}
            if "voice" in read:
                row["voice"] = read["voice"]
            rows.append(row)
    return rows


def project():
    """The project's labelled paragraphs."""
    return load(ROOT / "seeds/paragraphs.jsonl")


def groups(rows):
    return [row["group"] for row in rows]


def folds(rows, count, seed=0):
    """For each fold the places of the rows inside and outside it."""
    names = sorted(set(groups(rows)))
    random.Random(seed).shuffle(names)
    fold = {name: i % count for i, name in enumerate(names)}
    for k in range(count):
        yield ([i for i, row in enumerate(rows) if fold[row["group"]] == k],
               [i for i, row in enumerate(rows) if fold[row["group"]] != k])


def draw(rows, count, seed=0):
    """Whole articles in random order until there are `count` rows; the last article is cut."""
    names = sorted(set(groups(rows)))
    random.Random(seed).shuffle(names)
    members = {name: [] for name in names}
    for row in rows:
        members[row["group"]].append(row)
    return [row for name in names for row in members[name]][:count]


def of_domain(rows, name):
    return [{**row, "domain": name} for row in rows]


def lines(rows, ids=False):
    """The rows as JSONL; their places as ids where asked."""
    return "".join(json.dumps({**row, "id": str(i)} if ids else row, ensure_ascii=False) + "\n"
                   for i, row in enumerate(rows))
