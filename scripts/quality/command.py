"""Trains and scores with the `stance` command.

Whatever the command said about the same program, shipped lexicon, actors file, rows and options is
read again from the cache instead of being computed again, so that a run that was cut short or
changed in one section costs only what is new.
"""
import hashlib
import json
import pathlib
import subprocess
import time

import numpy as np

from . import rows as labelled


class Predictions:
    """What a model said about some rows: its stance and its three probabilities."""

    def __init__(self, found, probabilities):
        self.found = np.asarray(found, int)
        self.probabilities = np.asarray(probabilities, float)

    @classmethod
    def empty(cls, count):
        return cls(np.full(count, -1), np.zeros((count, 3)))

    def fill(self, places, other):
        self.found[places] = other.found
        self.probabilities[places] = other.probabilities

    def at(self, places):
        return Predictions(self.found[places], self.probabilities[places])

    @property
    def score(self):
        """P(supportive) - P(critical)."""
        return self.probabilities[:, 2] - self.probabilities[:, 0]


class Model:
    """A trained model, its file and what `stance train --json` said about it."""

    def __init__(self, key, path, facts):
        self.key, self.path, self.facts = key, path, facts


class Stance:
    """The command, with a cache of what it said."""

    def __init__(self, program, cache):
        self.program = str(pathlib.Path(program).resolve())
        self.cache = pathlib.Path(cache)
        self.cache.mkdir(parents=True, exist_ok=True)
        self.seconds = 0.0
        shipped = ["seeds/lexicon-en.tsv", "seeds/actors.yml"]
        self.version = digest(*(pathlib.Path(path).read_bytes() for path in
                                [self.program] + [labelled.ROOT / name for name in shipped]))

    def blocks(self, model):
        """The names of a model's blocks, in their order."""
        said = json.loads(self._run(["inspect", model.path, "--json"]))
        return [block["name"] for block in said["blocks"]]

    def train(self, rows, *options):
        """A model of the rows; options that name a file are keyed by what is in it."""
        text = labelled.lines(rows)
        contents = [pathlib.Path(o).read_bytes() if pathlib.Path(o).is_file() else o.encode()
                    for o in map(str, options)]
        key = digest(self.version.encode(), text.encode(), *contents)
        path, facts = self.cache / f"{key}.stance", self.cache / f"{key}.json"
        if not (path.exists() and facts.exists()):
            data = self.cache / "train.jsonl"
            data.write_text(text, encoding="utf8")
            started = time.time()
            said = json.loads(self._run(
                ["train", data, "--output", path, "--json", "--quiet", *options]))
            said.pop("cross_validation", None)
            facts.write_text(json.dumps({**said, "run_seconds": time.time() - started}))
        known = json.loads(facts.read_text())
        self.seconds += known["run_seconds"]
        return Model(key, path, known)

    def score(self, model, rows):
        """What the model says about each row."""
        text = labelled.lines(rows, ids=True)
        key = digest(model.key.encode(), text.encode())
        kept = self.cache / f"{key}.scores.json"
        if not kept.exists():
            data, output = self.cache / "score.jsonl", self.cache / "scores.jsonl"
            data.write_text(text, encoding="utf8")
            started = time.time()
            self._run(["score", data, "--model", model.path, "--output", output, "--quiet"])
            said = [None] * len(rows)
            for line in output.read_text(encoding="utf8").splitlines():
                row = json.loads(line)
                said[int(row["document"])] = [labelled.STANCES.index(row["stance"])] + [
                    row[name] for name in labelled.STANCES]
            if None in said:
                raise SystemExit(f"row {said.index(None)} was not scored")
            kept.write_text(json.dumps({"rows": said, "run_seconds": time.time() - started}))
        known = json.loads(kept.read_text())
        self.seconds += known["run_seconds"]
        return Predictions([row[0] for row in known["rows"]], [row[1:] for row in known["rows"]])

    def evaluate(self, model, rows):
        """`stance evaluate --json`: to check our figures with the command's."""
        data = self.cache / "evaluate.jsonl"
        data.write_text(labelled.lines(rows), encoding="utf8")
        return json.loads(self._run(["evaluate", data, "--model", model.path, "--json", "--quiet"]))

    def crossed(self, rows, count, options=(), more=None, keep=None):
        """Each row scored by a model that was trained on the other folds.

        `more` turns the rows of the other folds into those to train on, given the fold's number;
        `options` may depend on that number, too; `keep` takes each model.
        """
        said = Predictions.empty(len(rows))
        for k, (inside, outside) in enumerate(labelled.folds(rows, count)):
            train = [rows[i] for i in outside]
            model = self.train(more(train, k) if more else train,
                               *(options(k) if callable(options) else options))
            if keep is not None:
                keep.append((inside, model))
            said.fill(inside, self.score(model, [rows[i] for i in inside]))
        return said

    def _run(self, arguments):
        done = subprocess.run([self.program, *map(str, arguments)], capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"stance {arguments[0]} failed: {done.stderr.strip()}")
        return done.stdout


def digest(*parts):
    sha = hashlib.sha256()
    for part in parts:
        sha.update(len(part).to_bytes(8, "little") + part)
    return sha.hexdigest()[:24]
