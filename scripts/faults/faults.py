"""Breaks `stance score` in every way that a system can, and checks that nothing is lost.

    python3 scripts/faults/faults.py STANCE FOLDER [--kills 1000] [--every 1] [--outputs NAME...]

A run of three inputs with bad rows among them is killed before, in the midst of and after each of its
system calls; each call is made to fail; the process is killed at random moments; and after each kill the
files are also set back to what was brought to the disk, as a loss of power would leave them. Then the run
is resumed, and its outputs must equal those of an undisturbed run, byte for byte. At no time may a file
stand under its final name that is not whole. All of it with rows as output, with a summary and with a
database, which are made of the rows at the end. Needs a C compiler (cc) and nothing else.
"""

import argparse
import contextlib
import csv
import gzip
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
CALLS = ["write", "read", "fsync", "rename", "open", "ftruncate"]
KILLS = {"write": ["kill", "half", "late"]}
ERRORS = {
    "write": ["ENOSPC", "EIO", "EINTR", "short"],
    "read": ["EIO", "EINTR", "short"],
    "fsync": ["EIO", "ENOSPC", "EINTR"],
    "rename": ["EIO", "ENOSPC"],
    "open": ["EIO", "EINTR"],
    "ftruncate": ["EIO", "EINTR"],
}
# The outputs, and the options that ask for them.
OUTPUTS = {"out.jsonl": [], "summary.csv": ["--summary"], "out.db": []}
# What a run may end with when a call failed: it says so, or it got over it.
ERROR_EXITS = {65, 66, 73, 74}


def sentences(count, rng):
    verbs = ["praised", "condemned", "met", "criticised", "thanked", "attacked", "supported"]
    names = ["the ministry", "the council", "the union", "the governor", "the party"]
    for number in range(count):
        yield f"On day {number} {rng.choice(names)} {rng.choice(verbs)} {rng.choice(names)}."


class Bench:
    def __init__(self, stance, folder, rows, output):
        self.stance = str(Path(stance).resolve())
        self.folder = Path(folder).resolve()
        self.output = output
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.library = self.folder / "inject.so"
        subprocess.run(
            ["cc", "-O1", "-shared", "-fPIC", "-o", self.library, HERE / "inject.c", "-ldl"],
            check=True)
        self.make_inputs(rows)
        self.train()
        self.work = self.folder / "work"
        self.disk = self.folder / "disk"
        self.reset()
        result = self.run()
        assert result.returncode == 1, result
        self.expected = {name: (self.work / name).read_bytes() for name in [output, "bad.jsonl"]}
        assert self.rows_of_output() == self.good, result.stderr
        assert len(self.expected["bad.jsonl"].splitlines()) == self.bad, result.stderr
        assert sorted(os.listdir(self.work)) == sorted(["bad.jsonl", output])

    def rows_of_output(self):
        path = self.work / self.output
        if self.output.endswith(".db"):
            with contextlib.closing(sqlite3.connect(path)) as database:
                return database.execute("SELECT count(*) FROM scores").fetchone()[0]
        lines = path.read_text().splitlines()
        if self.output == "summary.csv":
            # Of the lines of a text, and of the rows, which are documents of their own.
            return sum(int(row["paragraphs"]) for row in csv.DictReader(lines))
        return len(lines)

    def make_inputs(self, rows):
        rng = random.Random(1)
        lines = list(sentences(3 * rows, rng))
        self.good = self.bad = 0
        text, objects, table = b"", b"", b"id,text\n"
        for number, line in enumerate(lines[:rows]):
            broken = number % 50 == 7
            text += (b"\xff" if broken else b"") + line.encode() + b"\n"
            self.count(not broken)
        for number, line in enumerate(lines[rows:2 * rows]):
            broken = number % 50 == 9
            row = {"text": "" if broken else line, "id": f"j{number}"}
            objects += json.dumps(row).encode() + b"\n"
            self.count(not broken)
        for number, line in enumerate(lines[2 * rows:]):
            broken = number % 50 == 11
            table += f"t{number},{line}{',surplus' if broken else ''}\n".encode()
            self.count(not broken)
        inputs = self.folder / "in"
        inputs.mkdir()
        (inputs / "a.txt").write_bytes(text)
        (inputs / "b.jsonl").write_bytes(objects)
        (inputs / "c.csv.gz").write_bytes(gzip.compress(table, mtime=0))
        self.inputs = [str(inputs / name) for name in ["a.txt", "b.jsonl", "c.csv.gz"]]

    def count(self, good):
        self.good += good
        self.bad += not good

    def train(self):
        rng = random.Random(2)
        rows = []
        for number, line in enumerate(sentences(300, rng)):
            stance = "critical" if "condemned" in line or "attacked" in line else (
                "supportive" if "praised" in line or "thanked" in line else "neutral")
            rows.append(json.dumps({"text": line, "stance": stance, "group": str(number % 30)}))
        (self.folder / "rows.jsonl").write_text("\n".join(rows) + "\n")
        self.model = str(self.folder / "m.stance")
        subprocess.run(
            [self.stance, "train", self.folder / "rows.jsonl", "--recipe", "bag-of-words", "--C", "3",
             "-q", "-o", self.model], check=True, capture_output=True)

    def reset(self):
        for folder in [self.work, self.disk]:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()

    def command(self, *options, checkpoint="0", chunk="40"):
        return [
            self.stance, "score", *self.inputs, "-m", self.model, "-o", self.output, "--rejects",
            "bad.jsonl", "--checkpoint", checkpoint, "--chunk", chunk, "--threads", "2",
            *OUTPUTS[self.output], *options]

    def environment(self, **fault):
        values = {f"FAULT_{key.upper()}": str(value) for key, value in fault.items()}
        return os.environ | {
            "LD_PRELOAD": str(self.library), "FAULT_DISK": str(self.disk),
            "OPENBLAS_NUM_THREADS": "1"} | values

    def run(self, *options, **fault):
        return subprocess.run(
            self.command(*options), cwd=self.work, env=self.environment(**fault),
            capture_output=True, text=True, timeout=60)

    def calls(self, call):
        """The calls of that name that an undisturbed run makes."""
        self.reset()
        log = self.folder / "log"
        log.unlink(missing_ok=True)
        self.run(call=call, log=log)
        return log.read_text().splitlines() if log.exists() else []

    def finals_are_whole(self):
        for name, bytes_ in self.expected.items():
            path = self.work / name
            if path.exists() and path.read_bytes() != bytes_:
                return f"{name} stands there and is not whole"
        return None

    @staticmethod
    def is_made_at_the_end(lines, number):
        """Whether the call is one of those that come when every row is there already."""
        first = [place for place, line in enumerate(lines, 1) if line.endswith(".making")]
        return bool(first) and number >= first[0]

    def is_unfinished(self):
        return any(name.endswith(".journal") for name in os.listdir(self.work))

    def lose_power(self):
        """Sets the files back to what was on the disk for certain."""
        for name in os.listdir(self.work):
            # Killed between a rename and that of the copy, the disk has the copy under the name before.
            befores = [name, name + ".making", name + ".partial"] if name in self.expected else [name]
            if not name.endswith((".partial", ".journal", ".making")) and len(befores) == 1:
                continue
            kept = next((self.disk / old for old in befores if (self.disk / old).exists()), None)
            if kept:
                shutil.copy(kept, self.work / name)
            else:
                (self.work / name).write_bytes(b"")

    def resume(self):
        """None where the resumed run gives the expected bytes and leaves nothing else."""
        if self.finals_are_whole() is None and not self.is_unfinished():
            # Nothing had begun, or all was done.
            if all((self.work / name).exists() for name in self.expected):
                return self.litter()
        result = self.run("--resume")
        if result.returncode != 1:
            return f"resumed with exit {result.returncode}: {result.stderr.strip()}"
        for name, bytes_ in self.expected.items():
            path = self.work / name
            if not path.exists() or path.read_bytes() != bytes_:
                return f"{name} differs after the resumed run"
        return self.litter()

    def litter(self):
        left = sorted(set(os.listdir(self.work)) - set(self.expected))
        return f"left behind: {left}" if left else None


def kills_at_calls(bench, every):
    tried = resumed_with_rows = 0
    failures = []
    for call in CALLS:
        count = len(bench.calls(call))
        for number in range(1, count + 1, every):
            for kind in KILLS.get(call, ["kill", "late"]):
                for power in [False, True]:
                    bench.reset()
                    result = bench.run(call=call, kind=kind, **{"from": number})
                    what = f"{kind} at {call} {number}{', power lost' if power else ''}"
                    problem = None
                    if result.returncode != -signal.SIGKILL:
                        problem = f"was not killed: {result.returncode} {result.stderr}"
                    if power:
                        bench.lose_power()
                    tried += 1
                    problem = problem or bench.finals_are_whole() or bench.resume()
                    if problem:
                        failures.append(f"{what}: {problem}")
    return tried, failures


def errors_at_calls(bench, every):
    tried = 0
    failures = []
    for call in CALLS:
        lines = bench.calls(call)
        for number in range(1, len(lines) + 1, every):
            for kind in ERRORS[call]:
                bench.reset()
                result = bench.run(call=call, kind=kind, **{"from": number})
                what = f"{kind} at {call} {number} ({lines[number - 1].split(' ', 2)[2]})"
                tried += 1
                problem = bench.finals_are_whole()
                harmless = kind in ["EINTR", "short"]
                if problem is None and result.returncode == 1:
                    if any(not (bench.work / name).exists() for name in bench.expected):
                        problem = "says that it is done and is not"
                elif problem is None and (harmless or result.returncode not in ERROR_EXITS):
                    problem = f"exit {result.returncode}: {result.stderr.strip()}"
                elif problem is None:
                    said = [line for line in result.stderr.splitlines() if "error:" in line]
                    if len(said) != 1:
                        problem = f"says {result.stderr!r}"
                    elif bench.is_made_at_the_end(lines, number) and not bench.is_unfinished():
                        problem = "has lost the rows that the output is made of"
                problem = problem or bench.resume()
                if problem:
                    failures.append(f"{what}: {problem}")
    return tried, failures


def random_kills(bench, kills):
    rng = random.Random(3)
    failures = []
    times = []
    for _ in range(5):
        bench.reset()
        start = time.monotonic()
        bench.run()
        times.append(time.monotonic() - start)
    length = sorted(times)[2]
    hit = 0
    while hit < kills:
        bench.reset()
        options = []
        problem = None
        # One to three kills of the same run, then the end.
        for _ in range(rng.randint(1, 3)):
            process = subprocess.Popen(
                bench.command(*options, checkpoint="0.005"), cwd=bench.work,
                env=bench.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(rng.uniform(0, length))
            process.kill()
            process.wait()
            hit += 1
            problem = problem or bench.finals_are_whole()
            # As every run does that may be the second.
            options = ["--resume"]
            if hit % 2 == 0:
                bench.lose_power()
        if not all((bench.work / name).exists() for name in bench.expected):
            result = subprocess.run(
                bench.command("--resume", checkpoint="0.005"), cwd=bench.work,
                env=bench.environment(), capture_output=True, text=True)
            if result.returncode != 1:
                problem = problem or f"exit {result.returncode}: {result.stderr}"
        problem = problem or bench.finals_are_whole() or bench.resume()
        if problem:
            failures.append(f"after {hit} kills: {problem}")
    return hit, failures


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("stance")
    parser.add_argument("folder")
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--rows", type=int, default=200, help="rows of each of the three inputs")
    parser.add_argument("--every", type=int, default=1, help="hit each nth call only")
    parser.add_argument("--outputs", nargs="+", choices=OUTPUTS, default=list(OUTPUTS))
    options = parser.parse_args()
    total = []
    for output in options.outputs:
        bench = Bench(options.stance, options.folder, options.rows, output)
        for name, (tried, failures) in {
            "killed at each system call, then resumed": kills_at_calls(bench, options.every),
            "failure of each system call, then resumed": errors_at_calls(bench, options.every),
            "kill -9 at random moments, then resumed": random_kills(bench, options.kills),
        }.items():
            print(f"{output}, {name}: {tried} tried, {len(failures)} failed", flush=True)
            for failure in failures[:20]:
                print(f"  {failure}")
            total += failures
    sys.exit(1 if total else 0)


if __name__ == "__main__":
    main()
