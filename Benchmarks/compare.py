#!/usr/bin/env python3
"""StanceKit and its peers in turn, answers checked, into Benchmarks/Records.

    make compare [COMPARE="--speed FOLDER --newsmtsc FOLDER --repeats 7 --only ROW,ROW"]

Without folders the texts are made by a fixed seed: that proves that everything runs, and shows the
order of magnitude. See Benchmarks/README.md for what the folders hold and what the rows are.
"""
import argparse
import datetime
import json
import os
import pathlib
import shlex
import sys

# Before NumPy: a library must not start threads that are not asked for.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "peers"))

from compare import (  # noqa: E402
    interleave, machine, ourselves, processes, record, scoring, table, training, vectors)
from compare.agreement import Disagreement  # noqa: E402
from compare.cache import Cache  # noqa: E402
from compare.contenders import Failed  # noqa: E402
from compare.prepare import Prepared  # noqa: E402


def arguments():
    parser = argparse.ArgumentParser(
        description="Run StanceKit and its peers in turn and write a record.")
    parser.add_argument("--stance", required=True, help="the stance command, release build")
    parser.add_argument("--driver", required=True, help="the driver of Benchmarks, release build")
    parser.add_argument("--speed", help="folder of para3 and ng20 (.train and .test, .tsv[.gz])")
    parser.add_argument("--newsmtsc", help="folder of train, rw_dev and mt_dev (.jsonl)")
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--only", help="names of rows, joined by commas")
    parser.add_argument("--cache", default=HERE.parent / "build/compare", type=pathlib.Path)
    parser.add_argument("--record", type=pathlib.Path,
                        help="the JSON file to write (default: Records/DATE-MACHINE.json for all "
                             "rows, a file in the cache for some)")
    options = parser.parse_args()
    if options.repeats < 1:
        parser.error("--repeats: expected at least 1")
    options.stance = pathlib.Path(options.stance).resolve()
    options.driver = pathlib.Path(options.driver).resolve()
    return options


def chosen(rows, only):
    if not only:
        return rows
    names = only.split(",")
    unknown = [name for name in names if name not in rows]
    if unknown:
        sys.exit(f"compare: no row {', '.join(unknown)}; there are {', '.join(rows)}")
    return {name: rows[name] for name in names}


def measure(make, options, cache):
    """A row's part of the record; a failure is recorded and never a time."""
    row = make()
    print(f"{row.name}: {row.work}", flush=True)
    try:
        found = interleave.run(row, options.repeats, cache.root / "answers")
    except (Disagreement, Failed, OSError, ValueError, KeyError) as error:
        # The latter three: an answer that is not there, or not in the form agreed on.
        print(f"  FAILED: {error}", flush=True)
        return record.failed(row, str(error))
    said = record.row(row, found)
    for side in said["contenders"]:
        spread = side[row.clock + "_seconds"]
        ratio = f"  {side['times_baseline']['median']:8.2f} x" if "times_baseline" in side else ""
        print(f"  {side['name']:42} {spread['median']:9.4f} s{ratio}", flush=True)
    return said


def corpora(prepared, rows):
    found = {}
    for corpus in ("few", "many", "actors"):
        # Only those that were read: naming one would read it.
        if corpus in vars(prepared):
            known = getattr(prepared, corpus)
            if any(row["corpus"] == known.name for row in rows):
                found[known.name] = known.facts()
    return found


def main():
    options = arguments()
    cache = Cache(options.cache)
    prepared = Prepared(cache, options)
    rows = {}
    for part in (scoring, processes, vectors, training, ourselves):
        rows.update(part.rows(prepared))
    rows = chosen(rows, options.only)
    load_before = os.getloadavg()[0]
    measured = [measure(make, options, cache) for make in rows.values()]
    facts = machine.facts()
    date = datetime.date.today().isoformat()
    # Folders stay out of it: they are the user's.
    hidden = ["--speed FOLDER"] if options.speed else []
    hidden += ["--newsmtsc FOLDER"] if options.newsmtsc else []
    hidden += [f"--repeats {options.repeats}"] if options.repeats != 7 else []
    hidden += [f"--only {options.only}"] if options.only else []
    command = "make compare" + (f" COMPARE={shlex.quote(' '.join(hidden))}" if hidden else "")
    kept = {"date": date, "machine": facts, "repeats": options.repeats, "load_before": load_before,
            "load_after": os.getloadavg()[0], "corpora": corpora(prepared, measured),
            "command": command, "rows": measured}
    path = options.record or (cache.root / "some-rows.json" if options.only else
                              HERE / f"Records/{date}-{machine.slug(facts)}.json")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(kept, indent=1) + "\n")
    path.with_suffix(".md").write_text(table.page(kept))
    print(f"wrote {path} and {path.with_suffix('.md').name}")
    sys.exit(1 if any("failed" in row for row in measured) else 0)


if __name__ == "__main__":
    main()
