#!/usr/bin/env python3
"""Writes Tests/Fixtures/vectors.json: positive PMI and its exact SVD for two small texts.

Needs numpy. Usage: scripts/make_vectors_fixtures.py

Words are cut by a regular expression for ASCII text; pairs are counted in a dense matrix; the
decomposition is numpy.linalg.svd. The text is made from a seed: topics with words of their own,
between words that every topic has.
"""
import json
import pathlib
import re

import numpy as np

FIXTURES = pathlib.Path(__file__).resolve().parent.parent / "Tests/Fixtures"
TOKEN = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)*|[0-9]+(?:[.,][0-9]+)*")
TOPICS = [
    "tanks rockets shelling front offensive troops ceasefire".split(),
    "tariffs exports duties trade markets goods customs".split(),
    "ballots voters polls turnout election coalition campaign".split(),
]
COMMON = "the of and in a to said was Russia Kabul's didn't won't 1,200.5 7 2026".split()


def text(seed, paragraphs):
    rng = np.random.default_rng(seed)
    weights = 1 / np.arange(1, len(COMMON) + 1)
    result = []
    for _ in range(paragraphs):
        topic = TOPICS[rng.integers(len(TOPICS))]
        size = rng.integers(1, 30)
        words = [
            topic[int(len(topic) * rng.random() ** 2)] if rng.random() < 0.45
            else COMMON[rng.choice(len(COMMON), p=weights / weights.sum())]
            for _ in range(size)]
        words = [w + rng.choice(["", "", "", ",", ".", " -"]) for w in words]
        result.append(" ".join(words).capitalize())
    return result


def words_of(paragraph):
    words = []
    for token in TOKEN.findall(paragraph):
        form = token.lower()
        if token[0].isdigit():
            words.append("NUM")
        elif form.endswith("n't") and len(form) > 3:
            words += [form[:-3], "n't"]
        elif form.endswith("'s") and len(form) > 2:
            words += [form[:-2], "'s"]
        else:
            words.append(form)
    return words


def case(name, seed, paragraphs, window, minimum, limit, smoothing, rank):
    paragraphs = text(seed, paragraphs)
    documents = [words_of(p) for p in paragraphs]
    total = {}
    for document in documents:
        for word in document:
            total[word] = total.get(word, 0) + 1
    vocabulary = sorted((w for w in total if total[w] >= minimum), key=lambda w: (-total[w], w))
    vocabulary = vocabulary[:limit]
    index = {word: i for i, word in enumerate(vocabulary)}
    n = len(vocabulary)
    counts = np.zeros((n, n))
    for document in documents:
        for i, word in enumerate(document):
            for j in range(max(0, i - window), min(len(document), i + window + 1)):
                if j != i and word in index and document[j] in index:
                    counts[index[word], index[document[j]]] += 1
    marginal = counts.sum(axis=1)
    context = marginal**smoothing
    with np.errstate(divide="ignore"):
        pmi = np.log(counts * context.sum() / np.outer(marginal, context))
    ppmi = np.maximum(pmi, 0)
    u, s, _ = np.linalg.svd(ppmi)
    return dict(
        name=name, paragraphs=paragraphs, window=window, minimumCount=minimum,
        vocabularyLimit=limit, contextSmoothing=smoothing, rank=rank, words=vocabulary,
        counts=[total[w] for w in vocabulary], totalWordCount=sum(total.values()),
        ppmi=ppmi.ravel().tolist(), singularValues=s.tolist(),
        # The projector on the leading left vectors, which no choice of sign or basis changes.
        projector=(u[:, :rank] @ u[:, :rank].T).ravel().tolist(),
        # W W^T of the vectors W = U diag(s)^0.5.
        gram=((u[:, :rank] * s[:rank]) @ u[:, :rank].T).ravel().tolist())


value = [
    case("smoothed contexts", 1, 120, 3, 3, 1000, 0.75, 6),
    case("plain contexts, limited vocabulary", 2, 200, 5, 1, 24, 1.0, 4),
]
for item in value:
    s, k = item["singularValues"], item["rank"]
    print(item["name"], len(item["words"]), "words; s_k, s_k+1:", s[k - 1], s[k])
with open(FIXTURES / "vectors.json", "w") as file:
    json.dump(value, file, separators=(",", ":"))
    file.write("\n")
