#!/usr/bin/env python3
"""Scores malformed files and checks that no row is lost, none invented, and nothing traps.

    scripts/malformed/malformed.py STANCE [--keep FOLDER] [--only CLASS] [--jobs N]

The files are those of cases.py. Of each run is asked that

  - rows in = documents scored or abstained + rows rejected, where the file can be read at all;
  - the counts that are printed are those of the files that are written;
  - the exit status is 0 without rejected rows, 1 with some, 65 where nothing could be scored;
  - no run ends by a signal, and every line on standard error is one line of plain text.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import re
import subprocess
import sys
import tempfile

from cases import ACTORS, cases

TEXT_LIMIT_SECONDS = 120

SUMMARY = re.compile(r"(\d+) rows? scored, (\d+) abstained(?:, (\d+) rejected)?")


def faults(case, run, output, rejects):
    """What is wrong with a run, in words."""
    if run.returncode < 0 or run.returncode >= 128:
        yield f"ended by a signal ({run.returncode})"
        return
    errors = run.stderr.decode(errors="backslashreplace")
    for line in errors.splitlines():
        if re.search("[\x00-\x08\x0b-\x1f\x7f]", line):
            yield f"control characters in {line!r}"
        if len(line) > 4000:
            yield f"a line of {len(line)} characters on standard error"
    if "Fatal error" in errors or "Stack dump" in errors:
        yield "trapped: " + errors[:200]
    try:
        scored = [json.loads(line) for line in output.split(b"\n") if line]
        rejected = [json.loads(line) for line in rejects.split(b"\n") if line]
    except ValueError as error:
        yield f"the output is no JSON: {error}"
        return
    for row in rejected:
        if set(row) != {"source", "line", "byte", "reason"} or not row["reason"]:
            yield f"a reject without its parts: {row}"
    # A reject without a line is a whole file; of it no rows are known.
    refused = [row for row in rejected if row["line"] is None]
    rejected = [row for row in rejected if row["line"] is not None]
    documents = {row["document"] for row in scored}
    abstained = sum(1 for row in scored if row.get("abstained"))
    if run.returncode not in (0, 1):
        # Refused as a whole: in one line, and with no row of it given out as if it were all.
        if run.returncode not in (2, 65):
            yield f"exit {run.returncode}"
        if not any(line.startswith("stance: ") for line in errors.splitlines()):
            yield f"exit {run.returncode} without a reason"
        if case.rows is None or not case.usable:
            return
        if documents:
            yield f"exit {run.returncode} with {len(documents)} documents"
        if case.rows != len(rejected):
            yield f"exit {run.returncode}: {case.rows} rows in, {len(rejected)} rejected"
        return
    if case.rows is None:
        if run.returncode == 0 and case.kind.startswith("gzip"):
            yield "damage passed over in silence"
        return
    if case.kind.startswith("article"):
        # Paragraphs are the rows of an article, and a bad line costs its paragraph alone.
        if len(documents) > 1 or not (documents or rejected or refused):
            yield f"an article became {len(documents)} documents"
    elif case.rows != len(documents) + len(rejected):
        yield f"{case.rows} rows in, {len(documents)} scored, {len(rejected)} rejected"
    expected = case.rejected
    if case.quotes and "quotes taken as ordinary characters" in errors:
        expected = 0
    if expected is not None and len(rejected) != expected:
        yield f"{len(rejected)} rejected, expected {expected}: {rejected[:2]}"
    if (run.returncode == 1) != bool(rejected or refused):
        yield f"exit {run.returncode} with {len(rejected)} rejected"
    last = errors.splitlines()[-1] if errors.splitlines() else ""
    counts = SUMMARY.search(last)
    if not counts:
        yield f"no counts in {last!r}"
    elif [int(n or 0) for n in counts.groups()] != [
            len(scored) - abstained, abstained, len(rejected) + len(refused)]:
        yield f"counts {counts.groups()} of {len(scored)} rows and {len(rejected)} rejects"


def check(case, stance, model, actors, folder):
    path = os.path.join(folder, case.name)
    with open(path, "wb") as file:
        file.write(case.data)
    output, rejects = os.path.join(folder, "scores.jsonl"), os.path.join(folder, "rejects.jsonl")
    try:
        run = subprocess.run(
            [stance, "score", case.name, "-m", model, "--actors", actors, "--rejects",
             rejects, "--format", "jsonl", "--threads", "1"],
            cwd=folder, capture_output=True, timeout=TEXT_LIMIT_SECONDS)
    except subprocess.TimeoutExpired:
        return [f"no end within {TEXT_LIMIT_SECONDS} s"], b""
    written = b""
    if os.path.exists(rejects):
        with open(rejects, "rb") as file:
            written = file.read()
    del output
    return list(faults(case, run, run.stdout, written)), run.stderr


def train(stance, folder):
    """A small model and a short list of actors, so that a run is quick."""
    verbs = {"critical": "condemned", "neutral": "met", "supportive": "praised"}
    with open(os.path.join(folder, "rows.jsonl"), "w") as file:
        for article in range(4):
            for actor in ACTORS:
                for stance_word, verb in verbs.items():
                    print(json.dumps({"text": f"It {verb} {actor}.", "actor": actor,
                                      "stance": stance_word, "group": f"a{article}"}), file=file)
    actors, model = os.path.join(folder, "actors.yml"), os.path.join(folder, "m.stance")
    with open(actors, "w") as file:
        file.writelines(f"- name: {actor}\n" for actor in ACTORS)
    subprocess.run([stance, "train", os.path.join(folder, "rows.jsonl"), "-o", model, "--recipe",
                    "bag-of-words", "--C", "1", "--actors", actors, "-q"], check=True)
    return model, actors


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("stance")
    parser.add_argument("--keep", help="leave the files of failed cases in this folder")
    parser.add_argument("--only", help="cases whose class contains this")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    stance = os.path.abspath(options.stance)
    totals, failed = collections.Counter(), 0
    with tempfile.TemporaryDirectory() as work:
        model, actors = train(stance, work)

        def one(numbered):
            number, case = numbered
            folder = os.path.join(options.keep or work, f"{number:04}-{case.kind}")
            os.makedirs(folder, exist_ok=True)
            found, errors = check(case, stance, model, actors, folder)
            case.data = None
            if not found or not options.keep:
                for name in os.listdir(folder):
                    os.remove(os.path.join(folder, name))
                os.rmdir(folder)
            return number, case, found, errors

        chosen = ((n, c) for n, c in enumerate(cases()) if (options.only or "") in c.kind)
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            pending = collections.deque()
            while True:
                # A few at a time, since some files are large.
                while len(pending) < 2 * options.jobs and (case := next(chosen, None)):
                    pending.append(pool.submit(one, case))
                if not pending:
                    break
                number, case, found, errors = pending.popleft().result()
                totals[case.kind] += 1
                if found:
                    failed += 1
                    print(f"{number:04} {case.kind} {case.name}: {'; '.join(found)}")
                    print("     " + errors.decode(errors="replace").strip()[-300:])
    print(f"{sum(totals.values())} malformed files of {len(totals)} classes: {failed} failed")
    return 1 if failed or not totals else 0


if __name__ == "__main__":
    sys.exit(main())
