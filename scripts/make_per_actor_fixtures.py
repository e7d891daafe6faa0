#!/usr/bin/env python3
"""Write Tests/Fixtures/per-actor.json: the per-actor recipe as scikit-learn builds and fits it.

Needs numpy, scipy and scikit-learn. Each block is a TfidfVectorizer; a copy is one whose analyzer puts
the row's actor in front of every term. The softmax regression on the blocks side by side is fitted far
beyond the tolerance of the test.
"""
import json
import pathlib
import random

import numpy as np
import scipy.sparse as sp
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression

STANCES = ["critical", "neutral", "supportive"]
# Several spellings of one name are one actor.
ACTORS = {"Hillary Clinton": ["Hillary  Clinton", "Hillary Clinton ", "hillary clinton"], "Überpartei": ["Überpartei"],
          "Greens": ["Greens", "Greens", " GREENS "]}
WORDS = ["emails", "walls", "coal", "naïve", "#vote", "a", "Élan", "tax-cut", "don't", "3.5", "wow!",
         "lies", "best", "ever", "so", "sad", "ΟΔΟΣ", "мир", "😀", "straße"]


def rows(count, seed):
    """Texts of random words; what a word says of an actor depends on the actor."""
    generator = random.Random(seed)
    result = []
    for _ in range(count):
        actor = generator.choice(sorted(ACTORS))
        words = [generator.choice(WORDS) for _ in range(generator.randint(2, 9))]
        shift = sorted(ACTORS).index(actor)
        score = sum((WORDS.index(w) + shift) % 3 - 1 for w in words)
        result.append({
            "text": generator.choice([" ", "  ", "\n", "\t "]).join(words), "name": actor,
            "actor": generator.choice(ACTORS[actor]),
            "stance": STANCES[max(0, min(2, score + 1))]})
    return result


def block(training, rows, options, copied):
    plain = CountVectorizer(**options).build_analyzer()
    prefix = lambda row: row["name"] + ": " if copied else ""
    vectorizer = TfidfVectorizer(
        analyzer=lambda row: [prefix(row) + term for term in plain(row["text"])],
        lowercase=False, min_df=2, sublinear_tf=True)
    vectorizer.fit(training)
    return list(vectorizer.get_feature_names_out()), vectorizer.transform(rows)


def main():
    training, other = rows(60, 1), rows(15, 2)
    both = training + other
    words = dict(ngram_range=(1, 3), token_pattern=r"(?u)\b\w+\b")
    characters = dict(analyzer="char_wb", ngram_range=(2, 5))
    names = sorted(ACTORS)
    blocks = {
        "words3": block(training, both, words, False),
        "characters": block(training, both, characters, False),
        "actor-words3": block(training, both, words, True),
        "actor-characters": block(training, both, characters, True),
        "actor": ([name + ": bias" for name in names], sp.csr_matrix(
            np.array([[float(row["name"] == name) for name in names] for row in both]))),
    }
    matrix = sp.hstack([values for _, values in blocks.values()]).tocsr()
    labels = [STANCES.index(row["stance"]) for row in training]
    fit = LogisticRegression(C=3, tol=1e-10, max_iter=10000, solver="newton-cg")
    fit.fit(matrix[:len(training)], labels)
    out = {"penalty": 3, "columns": matrix.shape[1], "rows": []}
    for index, (row, probabilities) in enumerate(zip(both, fit.predict_proba(matrix))):
        features = {}
        for name, (terms, values) in blocks.items():
            line = values[index]
            features[name] = {terms[c]: v for c, v in zip(line.indices.tolist(), line.data.tolist())}
        out["rows"].append({
            "text": row["text"], "actor": row["actor"], "stance": row["stance"],
            "isTraining": index < len(training), "probabilities": probabilities.tolist(),
            # Every feature of some rows is enough, and keeps the file small.
            "features": features if index % 5 == 0 else None})
    path = pathlib.Path(__file__).parent.parent / "Tests/Fixtures/per-actor.json"
    path.write_text(json.dumps(out, ensure_ascii=False) + "\n")
    print(f"{path.name}: {len(both)} rows, {matrix.shape[1]} columns")


if __name__ == "__main__":
    main()
