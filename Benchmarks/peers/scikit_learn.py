#!/usr/bin/env python3
"""scikit-learn: scoring, vectorising, training and cross-validation, each timed by itself."""
import argparse
import pathlib
import pickle
import warnings

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression, LogisticRegressionCV

import process


def score(options):
    """Text -> probabilities with a fitted vectorizer and classifier."""
    texts = process.documents(options.documents)
    with open(options.model, "rb") as file:
        vectorizer, classifier = pickle.load(file)
    answer, said = process.timed(
        lambda: classifier.predict_proba(vectorizer.transform(texts)), options.runs)
    answer.astype(np.float64).tofile(pathlib.Path(options.answer) / "probabilities")
    process.report(said)


def fit_transform(options):
    """Text -> vocabulary, idf and rows, with the defaults of TfidfVectorizer."""
    texts = process.documents(options.documents)
    vectorizer = TfidfVectorizer(ngram_range=(1, options.longest))
    rows, said = process.timed(lambda: vectorizer.fit_transform(texts))
    if options.answer:
        folder = pathlib.Path(options.answer)
        rows.sort_indices()
        terms = [term.encode() for term in vectorizer.get_feature_names_out()]
        (folder / "terms.bytes").write_bytes(b"".join(terms))
        vectorizer.idf_.tofile(folder / "idf")
        rows.indptr.astype(np.int64).tofile(folder / "matrix.offsets")
        rows.indices.astype(np.int32).tofile(folder / "matrix.columns")
        rows.data.tofile(folder / "matrix.values")
    process.report(said, features=[rows.shape[1]], nonZeros=[rows.nnz])


def classifier(options):
    """Stopped by its iterations alone, which are chosen beforehand to meet the gap."""
    return LogisticRegression(
        C=options.C, solver=options.solver, tol=1e-12, max_iter=options.iterations,
        random_state=0)


def train(options):
    """A matrix -> weights and biases."""
    rows = process.matrix(options.data, dtype=np.dtype(options.dtype))
    labels = np.fromfile(pathlib.Path(options.data) / "labels", np.int64)
    fitted, said = process.timed(lambda: classifier(options).fit(rows, labels))
    folder = pathlib.Path(options.answer)
    np.ascontiguousarray(fitted.coef_.T, np.float64).tofile(folder / "weights")
    fitted.intercept_.astype(np.float64).tofile(folder / "bias")
    process.report(said, iterations=[int(np.max(fitted.n_iter_))])


def search(options):
    """LogisticRegressionCV over folds that are given."""
    rows = process.matrix(options.data)
    labels = np.fromfile(pathlib.Path(options.data) / "labels", np.int64)
    folds = np.fromfile(pathlib.Path(options.data) / "folds", np.int64)
    grid = [float(word) for word in options.grid.split(",")]
    splits = [(np.flatnonzero(folds != fold), np.flatnonzero(folds == fold))
              for fold in range(folds.max() + 1)]
    model = LogisticRegressionCV(
        Cs=grid, cv=splits, solver=options.solver, tol=options.tolerance, max_iter=1000,
        scoring="neg_log_loss", refit=False, n_jobs=1, use_legacy_attributes=False,
        l1_ratios=(0,))
    fitted, said = process.timed(lambda: model.fit(rows, labels))
    # Folds by l1 ratios by C.
    losses = -np.asarray(fitted.scores_).reshape(len(splits), len(grid)).mean(axis=0)
    process.report(said, logLoss=losses.tolist())


def main():
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser()
    verbs = parser.add_subparsers(required=True)
    verb = verbs.add_parser("score")
    verb.set_defaults(run=score)
    verb.add_argument("--model", required=True)
    verb.add_argument("--documents", required=True)
    verb.add_argument("--runs", type=int, default=1)
    verb.add_argument("--answer", required=True)
    verb = verbs.add_parser("fit-transform")
    verb.set_defaults(run=fit_transform)
    verb.add_argument("--documents", required=True)
    verb.add_argument("--longest", type=int, default=1)
    verb.add_argument("--answer")
    verb = verbs.add_parser("train")
    verb.set_defaults(run=train)
    verb.add_argument("--data", required=True)
    verb.add_argument("--C", type=float, default=1)
    verb.add_argument("--solver", required=True)
    verb.add_argument("--iterations", type=int, required=True)
    verb.add_argument("--dtype", default="float64")
    verb.add_argument("--answer", required=True)
    verb = verbs.add_parser("search")
    verb.set_defaults(run=search)
    verb.add_argument("--data", required=True)
    verb.add_argument("--grid", required=True)
    verb.add_argument("--solver", required=True)
    verb.add_argument("--tolerance", type=float, default=1e-5)
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
