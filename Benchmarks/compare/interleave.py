"""The repeats of a row: its contenders in turn, a process each, answers checked each time."""
import dataclasses
import os
import shutil

from . import contenders


@dataclasses.dataclass
class Row:
    """One line of work of the comparison."""

    name: str
    work: str
    # The first is the baseline that the others are compared with.
    contenders: list
    # Takes {name: sample} and says what was found to agree; raises Disagreement.
    check: object
    # What a rate is counted in, and how much of it the work has.
    amount: float | None = None
    unit: str = ""
    # "cpu", or "wall" where threads or a process's start are what is measured.
    clock: str = "cpu"
    corpus: str = ""
    # Contenders that could not be had, with the reason.
    absent: list = dataclasses.field(default_factory=list)


def run(row, repeats, folder):
    """All samples of a row, and what its answers agreed to.

    Repeat 0 warms up and its times are dropped. The order turns round in every other repeat, so
    that nobody always runs first.
    """
    samples = {contender.name: [] for contender in row.contenders}
    agreed, loads = {}, []
    for repeat in range(repeats + 1):
        order = row.contenders if repeat % 2 == 0 else row.contenders[::-1]
        found = {}
        for contender in order:
            answer = folder / row.name / str(row.contenders.index(contender))
            shutil.rmtree(answer, ignore_errors=True)
            answer.mkdir(parents=True)
            found[contender.name] = contenders.run(contender, answer)
        for name, value in row.check(found).items():
            before = agreed.get(name)
            agreed[name] = max(before, value) if isinstance(before, float) else value
        loads.append(os.getloadavg()[0])
        if repeat:
            for name, sample in found.items():
                samples[name].append(sample)
    memory = {}
    for contender in row.contenders:
        if contender.inside:
            peaks = [s.memory_peak for s in samples[contender.name] if s.memory_peak]
            before = [s.memory_before for s in samples[contender.name] if s.memory_before]
            memory[contender.name] = (max(peaks, default=None), max(before, default=None))
        else:
            answer = folder / row.name / str(row.contenders.index(contender))
            peak = contenders.peak_memory(contender, answer)
            memory[contender.name] = (peak, None)
    return {"samples": samples, "agreed": agreed, "memory": memory, "load": loads}
