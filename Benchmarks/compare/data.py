"""Corpora: labelled texts and rows with actors, from folders or made by a fixed seed."""
import gzip
import hashlib
import json
import pathlib
import sys

from . import made

STANCES = ["critical", "neutral", "supportive"]


class Corpus:
    """Labelled texts, cut into train and test."""

    def __init__(self, name, origin, train, test):
        self.name, self.origin = name, origin
        self.train, self.test = train, test  # each (labels, texts)
        self.classes = max(train[0]) + 1
        self.digest = digest(*(json.dumps(part) for part in (train, test)))

    def facts(self):
        return {"origin": self.origin, "classes": self.classes, "sha256": self.digest,
                **{part: {"documents": len(rows[1]), "megabytes": megabytes(rows[1])}
                   for part, rows in (("train", self.train), ("test", self.test))}}


class ActorRows:
    """Labelled rows with actors and spans, cut into train and test."""

    def __init__(self, name, origin, train, test):
        self.name, self.origin, self.train, self.test = name, origin, train, test
        self.digest = digest(json.dumps(train), json.dumps(test))

    def facts(self):
        return {"origin": self.origin, "sha256": self.digest,
                "train": {"rows": len(self.train)}, "test": {"rows": len(self.test)}}


def digest(*parts):
    sha = hashlib.sha256()
    for part in parts:
        part = part if isinstance(part, bytes) else part.encode()
        sha.update(len(part).to_bytes(8, "little") + part)
    return sha.hexdigest()[:16]


def megabytes(texts):
    return round(sum(len(text.encode()) for text in texts) / 1e6, 3)


def read_tsv(folder, name):
    """(labels, texts) of NAME.tsv or NAME.tsv.gz: the columns label, an integer, and text."""
    plain = pathlib.Path(folder) / f"{name}.tsv"
    packed = plain.with_suffix(".tsv.gz")
    if not plain.exists() and not packed.exists():
        sys.exit(f"compare: neither {plain} nor {packed.name} is there")
    data = plain.read_bytes() if plain.exists() else gzip.decompress(packed.read_bytes())
    lines = data.decode().split("\n")[1:]
    rows = [line.rstrip("\r").split("\t", 1) for line in lines if line]
    try:
        return [int(label) for label, _ in rows], [text for _, text in rows]
    except ValueError:
        sys.exit(f"compare: {plain}: expected the columns label (0, 1, ...) and text")


def read_rows(folder, names):
    """Labelled rows of JSONL files in a folder."""
    found = []
    for name in names:
        path = pathlib.Path(folder) / f"{name}.jsonl"
        if not path.exists():
            sys.exit(f"compare: {path} is not there")
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found.append({"text": row["text"], "actor": row.get("actor") or row["target"],
                          "spans": row["spans"], "stance": row.get("stance") or row["label"],
                          "group": row["group"]})
    return found


def few_classes(folder):
    if folder:
        return Corpus("para3", "para3 of the folder given", read_tsv(folder, "para3.train"),
                      read_tsv(folder, "para3.test"))
    return Corpus("made3", f"made by seed {made.SEED}", made.labelled(3, 8_000, 90, "train"),
                  made.labelled(3, 8_000, 90, "test"))


def many_classes(folder):
    if folder:
        return Corpus("ng20", "ng20 of the folder given", read_tsv(folder, "ng20.train"),
                      read_tsv(folder, "ng20.test"))
    return Corpus("made20", f"made by seed {made.SEED}", made.labelled(20, 3_000, 250, "train"),
                  made.labelled(20, 2_000, 250, "test"))


def actor_rows(folder):
    if folder:
        return ActorRows("newsmtsc", "NewsMTSC of the folder given", read_rows(folder, ["train"]),
                         read_rows(folder, ["rw_dev", "mt_dev"]))
    return ActorRows("made-actors", f"made by seed {made.SEED}", made.actor_rows(2_000, "train"),
                     made.actor_rows(800, "test"))
