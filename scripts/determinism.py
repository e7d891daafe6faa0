#!/usr/bin/env python3
"""Trains and scores in every way that must not matter, and compares SHA-256 sums.

    scripts/determinism.py STANCE [STANCE...] [--rows N]

Of each recipe one model is made per way: 1, 2, 3 and 8 threads, OpenBLAS with 1 and 4 threads, every
kernel variant, and each of the commands given (a debug and a release build, say). Then one text is
scored with it in the same ways, and as a file, a gzip file, a pipe that is fed 1 to 4,096 bytes at a
time, and in pieces of whole paragraphs. Every sum of one recipe must be the same.
"""
import argparse
import collections
import gzip
import hashlib
import itertools
import json
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
KERNELS = ["scalar", "sse2", "avx2"]
# The recipe, and what is measured: all cores of these settings, not their full product with the rest.
RECIPES = ["target-aware", "bag-of-words", "per-actor"]


def settings(commands):
    """One setting changed at a time, and a few pairs: (command, threads, BLAS threads, kernel)."""
    first = (commands[0], 1, 1, KERNELS[-1])
    ways = [first]
    ways += [(commands[0], threads, blas, KERNELS[-1])
             for threads, blas in itertools.product((1, 2, 3, 8), (1, 4))]
    ways += [(commands[0], threads, 1, kernel)
             for kernel, threads in itertools.product(KERNELS[:-1], (1, 3))]
    ways += [(command, threads, 1, KERNELS[-1])
             for command in commands[1:] for threads in (1, 3)]
    return list(dict.fromkeys(ways))


def run(way, arguments, folder, feed=None):
    command, threads, blas, kernel = way
    environment = dict(os.environ, OPENBLAS_NUM_THREADS=str(blas), STANCE_KERNEL=kernel)
    process = subprocess.Popen(
        [command, *arguments, "--threads", str(threads), "-q"], cwd=folder, env=environment,
        stdin=subprocess.PIPE if feed else subprocess.DEVNULL, stdout=subprocess.PIPE)
    if feed:
        data, size = feed
        with process.stdin as pipe:
            for start in range(0, len(data), size):
                pipe.write(data[start:start + size])
                pipe.flush()
    output = process.stdout.read()
    if process.wait() != 0:
        sys.exit(f"determinism: {' '.join(arguments)} ended with {process.returncode}")
    return output


def digest(data):
    return hashlib.sha256(data).hexdigest()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("stance", nargs="+")
    parser.add_argument("--rows", type=int, default=300)
    options = parser.parse_args()
    commands = [os.path.abspath(command) for command in options.stance]
    failed = runs = 0
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(ROOT, "seeds", "paragraphs.jsonl"), encoding="utf-8") as file:
            rows = [json.loads(line) for line in itertools.islice(file, options.rows)]
        frequent = [a for a, _ in collections.Counter(r["actor"] for r in rows).most_common(4)]
        with open(os.path.join(folder, "rows.jsonl"), "w", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        # Recipe per-actor copies its features for each actor, so it gets rows of a few.
        with open(os.path.join(folder, "few.jsonl"), "w", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n"
                            for row in rows if row["actor"] in frequent)
        paragraphs = [row["text"].replace("\n", " ") for row in rows]
        text = "\n".join(paragraphs) + "\n"
        with open(os.path.join(folder, "text.txt"), "w", encoding="utf-8") as file:
            file.write(text)
        for recipe in RECIPES:
            data = "few.jsonl" if recipe == "per-actor" else "rows.jsonl"
            models, scores = collections.defaultdict(list), collections.defaultdict(list)
            for way in settings(commands):
                name = f"m{len(models)}-{runs}.stance"
                run(way, ["train", data, "-o", name, "--recipe", recipe], folder)
                with open(os.path.join(folder, name), "rb") as file:
                    models[digest(file.read())].append(way)
                score = ["score", "text.txt", "-m", name, "--format", "csv"]
                scores[digest(run(way, score, folder))].append(way)
                runs += 2
            model = name
            expected = run(settings(commands)[0], ["score", "text.txt", "-m", model, "--format",
                                                   "csv"], folder)
            with open(os.path.join(folder, "text.txt.gz"), "wb") as file:
                file.write(gzip.compress(text.encode()))
            way = (commands[0], 3, 1, KERNELS[-1])
            lines = expected.decode().split("\n", 1)[1]
            zipped = run(way, ["score", "text.txt.gz", "-m", model, "--format", "csv"], folder)
            scores[digest(zipped.replace(b"text.txt.gz,", b"text.txt,"))].append("gzip")
            for size in (1, 7, 100, 4096):
                # A byte at a time takes long, so that pipe gets the text's head.
                part = text.encode() if size > 1 else "\n".join(paragraphs[:40]).encode() + b"\n"
                piped = run(way, ["score", "-", "-m", model, "--format", "csv"], folder,
                            feed=(part, size)).decode().split("\n", 1)[1]
                piped = "".join("text.txt" + line[1:] + "\n" for line in piped.splitlines())
                same = lines.startswith(piped) and (size == 1 or piped == lines)
                runs += 1
                if not same:
                    failed += 1
                    print(f"{recipe}: a pipe of {size} bytes at a time scores otherwise")
            for what, sums in (("model", models), ("scores", scores)):
                count = sum(len(ways) for ways in sums.values())
                print(f"{recipe:13} {what:7} {count:3} ways: "
                      + ", ".join(f"{sum_[:16]} x {len(ways)}" for sum_, ways in sums.items()))
                if len(sums) != 1:
                    failed += 1
                    for sum_, ways in sums.items():
                        print("   ", sum_[:16], ways[:6])
    print(f"{runs} runs: {failed} differ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
