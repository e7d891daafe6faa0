"""Rows of the table: our own scoring by threads and by kernel variant; the bits must be equal."""
import os

import numpy as np

from . import agreement, arrays, data
from .contenders import EVERY_CORE
from .interleave import Row
from .scoring import ours


def same_bits(samples):
    found = {name: arrays.doubles(s.answer, "probabilities") for name, s in samples.items()}
    first = next(iter(found.values()))
    for name, each in found.items():
        agreement.require(np.array_equal(each, first), f"{name}: other bits")
    return {"answers": "equal to the bit"}


def threads(prepared):
    corpus, sides = prepared.few, []
    for count in sorted({1, min(2, len(EVERY_CORE)), len(EVERY_CORE)}):
        side = ours(prepared, corpus, 1, runs=9, threads=count, every_core=True)
        side.name = f"{count} thread" + ("s" if count > 1 else "")
        sides.append(side)
    return Row("threads", "3 classes, 1-grams: threads", sides, same_bits,
               amount=data.megabytes(corpus.test[1]), unit="MB", clock="wall", corpus=corpus.name)


def variants(prepared):
    """The fastest that the processor has first; one that it lacks falls back to a slower one."""
    corpus, sides = prepared.few, []
    for variant in ("avx2", "sse2", "scalar"):
        side = ours(prepared, corpus, 1, environment={**os.environ, "STANCE_KERNEL": variant})
        side.name = variant
        sides.append(side)

    def agree(samples):
        facts = same_bits(samples)
        facts["kernels in use"] = ", ".join(f"{n}: {s.variant}" for n, s in samples.items())
        return facts
    return Row("variants", "3 classes, 1-grams: kernel variants", sides, agree,
               amount=data.megabytes(corpus.test[1]), unit="MB", corpus=corpus.name)


def rows(prepared):
    return {"threads": lambda: threads(prepared), "variants": lambda: variants(prepared)}
