"""What both sides read: documents, fitted models, matrices, all kept in the cache.

scikit-learn's fitted vocabulary, idf, weights and biases are what StanceKit scores with too, so
that the same work is timed and its answers can be compared to the last digits.
"""
import functools
import json
import os
import pathlib
import pickle
import subprocess
import sys
import warnings

import numpy as np
import sklearn
from sklearn.feature_extraction.text import (
    HashingVectorizer, TfidfTransformer, TfidfVectorizer)
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from . import arrays, data
from .agreement import objective

PEERS = pathlib.Path(__file__).resolve().parent.parent / "peers"
ROOT = PEERS.parent.parent
STANCE_MAP = ",".join(f"{number}={name}" for number, name in enumerate(data.STANCES))


def file_digest(path):
    return data.digest(pathlib.Path(path).read_bytes())


class Prepared:
    """Everything that rows read, made when a row first asks for it."""

    def __init__(self, cache, options):
        self.cache = cache
        self.stance, self.driver = options.stance, options.driver
        self.speed, self.newsmtsc = options.speed, options.newsmtsc
        self.known_actors = ROOT / "seeds/actors.yml"
        self.stance_digest = file_digest(options.stance)
        self.driver_digest = file_digest(options.driver)

    @functools.cached_property
    def few(self):
        return data.few_classes(self.speed)

    @functools.cached_property
    def many(self):
        return data.many_classes(self.speed)

    @functools.cached_property
    def actors(self):
        return data.actor_rows(self.newsmtsc)

    def peer(self, script, *arguments):
        """Runs a peer's script to its end."""
        run([sys.executable, PEERS / script, *arguments])

    def documents(self, corpus, part):
        """`documents` and `labels` of a part; a `.tsv` and one text a line beside them."""
        labels, texts = getattr(corpus, part)

        def make(folder):
            arrays.write_texts(folder, "documents", texts)
            arrays.write_integers(folder, "labels", labels)
            with open(folder / "rows.tsv", "w", encoding="utf-8", newline="\n") as file:
                file.write("label\ttext\n")
                file.writelines(f"{label}\t{text}\n" for label, text in zip(labels, texts))
        return self.cache.folder(f"{corpus.name}-{part}", [corpus.digest], make)

    def fitted(self, corpus, longest=1):
        """A fitted TfidfVectorizer (min_df 2) and LogisticRegression (C = 1), also as arrays.

        For 1-grams the fit is the optimum to about 1e-10, and the matrices lie beside it.
        """
        def make(folder):
            (labels, texts), (test_labels, test_texts) = corpus.train, corpus.test
            vectorizer = TfidfVectorizer(min_df=2, ngram_range=(1, longest))
            rows = vectorizer.fit_transform(texts)
            model = fit(rows, labels, tolerance=1e-10 if longest == 1 else 1e-5)
            with open(folder / "model.pickle", "wb") as file:
                pickle.dump((vectorizer, model), file)
            arrays.write_texts(folder, "terms", vectorizer.get_feature_names_out())
            arrays.write_doubles(folder, "idf", vectorizer.idf_)
            weights = np.ascontiguousarray(model.coef_.T)
            arrays.write_doubles(folder, "weights", weights)
            arrays.write_doubles(folder, "bias", model.intercept_)
            test = vectorizer.transform(test_texts)
            expected = model.predict_proba(test)
            arrays.write_doubles(folder, "expected", expected)
            accuracy = float(np.mean(expected.argmax(axis=1) == np.array(test_labels)))
            facts = {"features": rows.shape[1], "nonZeros": int(rows.nnz), "accuracy": accuracy}
            if longest == 1:
                arrays.write_matrix(folder, "train", rows)
                arrays.write_matrix(folder, "test", test)
                arrays.write_integers(folder, "labels", labels)
                arrays.write_integers(folder, "test.labels", test_labels)
                facts["objective"] = objective(
                    rows, np.array(labels), weights, model.intercept_, C=1)
            (folder / "facts.json").write_text(json.dumps(facts))
        return self.cache.folder(
            f"{corpus.name}-sklearn-{longest}", [corpus.digest, sklearn.__version__], make)

    def facts(self, corpus, longest=1):
        return json.loads((self.fitted(corpus, longest) / "facts.json").read_text())

    def hashed(self, corpus):
        """The same with HashingVectorizer, 2^18 columns, and TfidfTransformer."""
        def make(folder):
            labels, texts = corpus.train
            vectorizer = make_pipeline(
                HashingVectorizer(n_features=1 << 18, alternate_sign=False, norm=None),
                TfidfTransformer())
            model = fit(vectorizer.fit_transform(texts), labels, tolerance=1e-4)
            with open(folder / "model.pickle", "wb") as file:
                pickle.dump((vectorizer, model), file)
        return self.cache.folder(
            f"{corpus.name}-sklearn-hashed", [corpus.digest, sklearn.__version__], make)

    def vowpal_wabbit(self, corpus):
        import vowpalwabbit

        folder = self.cache.folder(
            f"{corpus.name}-vw", [corpus.digest, vowpalwabbit.__version__],
            lambda folder: self.peer(
                "vowpal_wabbit.py", "train", "--documents", self.documents(corpus, "train"),
                "--model", folder / "model.vw"))
        return folder / "model.vw"

    def fast_text(self, corpus, longest):
        def make(folder):
            self.peer("fast_text.py", "train", "--documents", self.documents(corpus, "train"),
                      "--model", folder / "model.bin", "--longest", str(longest))
            self.peer("fast_text.py", "write", "--documents", self.documents(corpus, "test"),
                      "--output", folder / "test.txt")
        return self.cache.folder(f"{corpus.name}-fasttext-{longest}", [corpus.digest], make)

    def liblinear(self, corpus):
        return self.cache.folder(
            f"{corpus.name}-liblinear", [corpus.digest, sklearn.__version__],
            lambda folder: self.peer("liblinear.py", "write", "--data", self.fitted(corpus),
                                     "--answer", folder))

    def bag_of_words(self, corpus):
        """Our own bag of words: words and pairs, sublinear."""
        return self.cache.folder(
            f"{corpus.name}-stance", [corpus.digest, self.stance_digest],
            lambda folder: run([
                self.stance, "train", self.documents(corpus, "train") / "rows.tsv", "--output",
                folder / "model.stance", "--recipe", "bag-of-words", "--C", "1", "--stance-map",
                STANCE_MAP, "--no-quotes", "--quiet"])) / "model.stance"

    def bag_of_words_expected(self, corpus):
        """scikit-learn's probabilities of the test texts from the same features and C."""
        def make(folder):
            (labels, texts), (_, test_texts) = corpus.train, corpus.test
            vectorizer = TfidfVectorizer(
                ngram_range=(1, 2), token_pattern=r"(?u)\b\w+\b", sublinear_tf=True, min_df=2)
            model = fit(vectorizer.fit_transform(texts), labels, tolerance=1e-6)
            arrays.write_doubles(
                folder, "expected", model.predict_proba(vectorizer.transform(test_texts)))
        folder = self.cache.folder(
            f"{corpus.name}-sublinear", [corpus.digest, sklearn.__version__], make)
        return arrays.doubles(folder, "expected").reshape(-1, corpus.classes)

    def rows(self, part):
        """The JSONL file of a part of the rows with actors."""
        def make(folder):
            with open(folder / "rows.jsonl", "w", encoding="utf-8") as file:
                file.writelines(json.dumps(row, ensure_ascii=False) + "\n"
                                for row in getattr(self.actors, part))
        return self.cache.folder(
            f"{self.actors.name}-{part}", [self.actors.digest], make) / "rows.jsonl"

    def target_aware(self):
        """Our target-aware model, and what `stance score` says with it about the test rows."""
        def make(folder):
            run([self.stance, "train", self.rows("train"), "--output", folder / "model.stance",
                 "--recipe", "target-aware", "--C", "1", "--quiet"])
            run([self.stance, "score", self.rows("test"), "--model", folder / "model.stance",
                 "--output", folder / "expected.jsonl", "--quiet"])
        return self.cache.folder(
            f"{self.actors.name}-stance", [self.actors.digest, self.stance_digest], make)

    def numpy_recipe(self):
        script = b"".join((PEERS / name).read_bytes()
                          for name in ("numpy_recipe.py", "target_view.py"))
        return self.cache.folder(
            f"{self.actors.name}-numpy", [self.actors.digest, data.digest(script)],
            lambda folder: self.peer(
                "numpy_recipe.py", "train", "--rows", self.rows("train"), "--lexicon",
                ROOT / "seeds/lexicon-en.tsv", "--model", folder / "recipe.pickle")
        ) / "recipe.pickle"

    def folds(self):
        """Word 1- and 2-grams of the rows with actors, their classes, and five folds by article."""
        def make(folder):
            rows = self.actors.train
            vectorizer = TfidfVectorizer(
                ngram_range=(1, 2), token_pattern=r"(?u)\b\w+\b", sublinear_tf=True, min_df=2)
            arrays.write_matrix(
                folder, "train", vectorizer.fit_transform(row["text"] for row in rows))
            arrays.write_integers(
                folder, "labels", [data.STANCES.index(row["stance"]) for row in rows])
            number = {}
            arrays.write_integers(
                folder, "folds", [number.setdefault(row["group"], len(number)) % 5 for row in rows])
        return self.cache.folder(
            f"{self.actors.name}-folds", [self.actors.digest, sklearn.__version__], make)


def fit(rows, labels, tolerance):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return LogisticRegression(
            C=1, solver="newton-cg", tol=tolerance, max_iter=1000).fit(rows, labels)


def run(command):
    """Runs a command to its end; what it says appears only if it fails."""
    done = subprocess.run([os.fspath(part) for part in command], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"compare: {pathlib.Path(command[0]).name} {command[1]} failed:\n{done.stderr}")
    return done.stdout
