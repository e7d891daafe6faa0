"""The JSON record of a run: every repeat, and what it comes to."""
import statistics


def spread(values):
    """Median, quartiles and extremes."""
    if len(values) > 1:
        low, _, high = statistics.quantiles(values, n=4, method="inclusive")
    else:
        low = high = values[0]
    return {key: round(value, 6) for key, value in (
        ("median", statistics.median(values)), ("q1", low), ("q3", high), ("min", min(values)),
        ("max", max(values)))}


def side(row, contender, found):
    """One contender's times, memory and its ratio to the baseline, repeat by repeat."""
    samples = found["samples"][contender.name]
    clock = [getattr(sample, row.clock) for sample in samples]
    base = [getattr(sample, row.clock) for sample in found["samples"][row.contenders[0].name]]
    peak, before = found["memory"][contender.name]
    said = {
        "name": contender.name, "note": contender.note,
        "timed": "the work alone" if contender.inside else "the whole process",
        "cpu": [round(sample.cpu, 6) for sample in samples],
        "wall": [round(sample.wall, 6) for sample in samples],
        row.clock + "_seconds": spread(clock),
        "memory_peak": peak, "memory_before": before,
    }
    if row.amount:
        said["rate"] = spread([row.amount / seconds for seconds in clock])
    if contender is not row.contenders[0]:
        ratios = [own / first for own, first in zip(clock, base)]
        said["times_baseline"] = {"each": [round(r, 3) for r in ratios], **spread(ratios)}
    return said


def row(row, found):
    return {
        "name": row.name, "work": row.work, "corpus": row.corpus, "clock": row.clock,
        "amount": row.amount, "unit": row.unit, "agreed": found["agreed"],
        "load": [round(load, 2) for load in found["load"]],
        "contenders": [side(row, contender, found) for contender in row.contenders],
        "absent": [{"name": name, "reason": reason} for name, reason in row.absent],
    }


def failed(row, reason):
    """A row without times: something went wrong or answers did not agree."""
    return {"name": row.name, "work": row.work, "corpus": row.corpus, "failed": reason}
