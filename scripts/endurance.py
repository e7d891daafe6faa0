"""What long runs of `stance score` cost: memory, steadiness, and the price of the journal.

    python3 scripts/endurance.py STANCE memory [--rows 20000]
    python3 scripts/endurance.py STANCE soak [--minutes 20]
    python3 scripts/endurance.py STANCE journal [--rows 400000] [--repeats 9]

memory   peak resident memory for 1, 10 and 100 times the same number of rows (JSON Lines with ids, plain
         text, and CSV), each in a process of its own: VmHWM as wait4 tells it.
soak     rows written to standard input without a pause; resident memory and rows a second over time.
journal  rows to a file with a checkpoint every second, against the same rows through standard output into a
         file, in turn; the ratio of each pair of times.

Texts are made by a fixed seed. Needs Python alone.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

NAMES = ["Russia", "China", "The Taliban", "Pakistan", "India", "Iran", "Moscow", "Beijing", "Kabul"]
VERBS = ["praised", "condemned", "met", "criticised", "thanked", "attacked", "supported", "warned"]
REST = ["over the border talks", "for its stance on trade", "after the attack in the capital",
        "at a meeting of ministers", "in a speech that nobody had expected", "and called for calm"]


def texts(count, seed=1):
    rng = random.Random(seed)
    for number in range(count):
        yield (f"On day {number} {rng.choice(NAMES)} {rng.choice(VERBS)} {rng.choice(NAMES)} "
               f"{rng.choice(REST)}, as {rng.choice(NAMES)} had {rng.choice(VERBS)} before.")


def write(path, kind, count):
    with open(path, "w") as file:
        if kind == "csv":
            file.write("id,text\n")
        for number, text in enumerate(texts(count)):
            if kind == "jsonl":
                file.write(json.dumps({"id": f"row-{number}", "text": text}) + "\n")
            elif kind == "csv":
                file.write(f'row-{number},"{text}"\n')
            else:
                file.write(text + "\n")


def peak(command):
    """Peak resident memory in MB and the exit status of a command."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    return usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)


def memory(stance, options):
    with tempfile.TemporaryDirectory() as folder:
        print("| input | 1x | 10x | 100x | 100x against 10x |\n|---|--:|--:|--:|--:|")
        for kind in ["txt", "csv", "jsonl"]:
            peaks = []
            for factor in [1, 10, 100]:
                path = Path(folder) / f"in.{kind}"
                write(path, kind, options.rows * factor)
                found = []
                for _ in range(options.repeats or 3):
                    size, status = peak([stance, "score", path, "-q", "-o", Path(folder) / "o.jsonl"])
                    assert status == 0, status
                    found.append(size)
                peaks.append(statistics.median(found))
                path.unlink()
            cells = " | ".join(f"{size:.1f} MB" for size in peaks)
            print(f"| .{kind} | {cells} | {100 * (peaks[2] / peaks[1] - 1):+.1f} % |", flush=True)


def resident(pid):
    for line in open(f"/proc/{pid}/status"):
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def soak(stance, options):
    block = "".join(text + "\n" for text in texts(5000)).encode()
    process = subprocess.Popen(
        [stance, "score", "-", "-q"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    rows = 0

    def count():
        nonlocal rows
        while chunk := process.stdout.read(1 << 16):
            rows += chunk.count(b"\n")

    reader = threading.Thread(target=count)
    reader.start()
    start = time.monotonic()
    samples = []

    def watch():
        last_rows, last = 0, start
        while process.poll() is None and time.monotonic() - start < 60 * options.minutes:
            time.sleep(10)
            now = time.monotonic()
            samples.append((now - start, resident(process.pid), (rows - last_rows) / (now - last)))
            last_rows, last = rows, now

    watcher = threading.Thread(target=watch)
    watcher.start()
    while time.monotonic() - start < 60 * options.minutes:
        process.stdin.write(block)
    process.stdin.close()
    watcher.join()
    status = process.wait()
    reader.join()
    # The first minute fills caches and pools.
    steady = [sample for sample in samples if sample[0] > 60]
    minutes = [sample[0] / 60 for sample in steady]
    slope = statistics.linear_regression(minutes, [sample[1] for sample in steady]).slope
    sizes = [sample[1] for sample in steady]
    rates = sorted(sample[2] for sample in steady)
    quarter = len(rates) // 4
    third = len(steady) // 3
    first = statistics.median(sample[2] for sample in steady[:third])
    last = statistics.median(sample[2] for sample in steady[-third:])
    print(f"exit {status}, {rows:,} rows in {options.minutes} minutes")
    print(f"resident memory {min(sizes):.1f} to {max(sizes):.1f} MB, slope {1024 * slope:+.1f} kB a minute")
    print(f"rows a second: median {rates[len(rates) // 2]:,.0f} "
          f"(quartiles {rates[quarter]:,.0f} to {rates[-1 - quarter]:,.0f}); "
          f"last third against first {100 * (last / first - 1):+.1f} %")


def journal(stance, options):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "in.txt"
        write(path, "txt", options.rows)
        ratios, times = [], []
        for repeat in range((options.repeats or 9) + 1):
            pair = {}
            for kind in ["journal", "plain"] if repeat % 2 else ["plain", "journal"]:
                out = Path(folder) / f"{kind}.jsonl"
                begin = time.monotonic()
                if kind == "journal":
                    subprocess.run([stance, "score", path, "-q", "-o", out], check=True)
                else:
                    with open(out, "wb") as file:
                        subprocess.run([stance, "score", path, "-q"], check=True, stdout=file)
                        os.fsync(file.fileno())
                pair[kind] = time.monotonic() - begin
            # The first pair warms the caches.
            if repeat:
                ratios.append(pair["journal"] / pair["plain"])
                times.append(pair["plain"])
        same = (Path(folder) / "journal.jsonl").read_bytes() == (Path(folder) / "plain.jsonl").read_bytes()
        assert same
        ratios.sort()
        quarter = len(ratios) // 4
        print(f"{options.rows:,} paragraphs, {statistics.median(times):.2f} s without: with the journal "
              f"x {statistics.median(ratios):.3f} (quartiles {ratios[quarter]:.3f} to "
              f"{ratios[-1 - quarter]:.3f}, {len(ratios)} pairs)")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("stance")
    parser.add_argument("what", choices=["memory", "soak", "journal"])
    parser.add_argument("--rows", type=int)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--repeats", type=int)
    options = parser.parse_args()
    stance = str(Path(options.stance).resolve())
    if options.what == "memory":
        options.rows = options.rows or 20_000
        memory(stance, options)
    elif options.what == "soak":
        soak(stance, options)
    else:
        options.rows = options.rows or 400_000
        journal(stance, options)


if __name__ == "__main__":
    sys.exit(main())
