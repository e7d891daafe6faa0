#!/usr/bin/env python3
"""Measure the recipes and write docs/quality.md.

    scripts/quality.py STANCE [--newsmtsc FOLDER] [--embeddings [PYTHON]] [--sections NAME,...]
        [--also "NAME: --vectors FILE"]

Needs numpy, and vaderSentiment and textblob for the yardstick lexicons (scripts/venv.sh installs
them into .venv); --embeddings also what scripts/embedding_baseline.py needs. STANCE is the command
of a release build. FOLDER holds NewsMTSC as train.jsonl, rw_dev.jsonl and mt_dev.jsonl, rows with
text, target, label, spans and group; without it only the project's own paragraphs are measured.

Everything is trained and scored by `stance` with C searched inside the training rows. Each
section's figures go to build/quality/NAME.json and what the command said to build/quality/runs, by
the hash of the program and all its input: what did not change is not computed again. --sections
computes the named ones and takes the others from their files.
"""
import argparse
import json
import pathlib
import shlex
import sys
import time

from quality import news, own, page, peers, swap
from quality.command import Stance
from quality.figures import Sample
from quality.rows import ROOT, load, project

BUILD = ROOT / "build/quality"
SECTIONS = {"ladder": news.ladder, "cross_validation": news.cross_validation,
            "pairs": news.pairs, "learning_curve": news.learning_curve,
            "paragraphs": own.paragraphs, "transfer": own.transfer, "voices": own.voices,
            "swaps": swap.swaps, "embeddings": peers.embeddings}
NEEDS_NEWS = {"ladder", "cross_validation", "pairs", "learning_curve", "transfer"}


class Context:
    """What the sections measure with and on."""

    def __init__(self, arguments):
        newsmtsc, also = arguments.newsmtsc, arguments.also
        self.python = arguments.embeddings
        self.also = [(name.strip(), tuple(shlex.split(options))) for name, _, options in
                     (text.partition(":") for text in also)]
        self.stance = Stance(arguments.stance, BUILD / "runs")
        self.own = Sample(project())
        self.news = load(newsmtsc / "train.jsonl") if newsmtsc else []
        if newsmtsc:
            self.news_sample = Sample(self.news)
            self.dev = Sample(load(newsmtsc / "rw_dev.jsonl") + load(newsmtsc / "mt_dev.jsonl"))


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stance", help="the command to measure")
    parser.add_argument("--newsmtsc", type=pathlib.Path, metavar="FOLDER")
    parser.add_argument("--embeddings", nargs="?", const=sys.executable, metavar="PYTHON",
                        help="compare with frozen sentence embeddings; the Python that runs them")
    parser.add_argument("--sections", help=",".join(SECTIONS))
    parser.add_argument("--also", action="append", default=[], metavar="NAME:OPTIONS",
                        help="measure the default with more options of stance train, too")
    parser.add_argument("--output", type=pathlib.Path, default=ROOT / "docs/quality.md")
    arguments = parser.parse_args()
    wanted = [name for name in SECTIONS if (arguments.newsmtsc or name not in NEEDS_NEWS)
              and (arguments.embeddings or name != "embeddings")]
    chosen = arguments.sections.split(",") if arguments.sections else wanted
    unknown = [name for name in chosen if name not in SECTIONS]
    if unknown:
        parser.error(f"no section {unknown[0]}; expected some of {', '.join(SECTIONS)}")
    context = Context(arguments)
    results = {}
    for name in SECTIONS:
        path = BUILD / f"{name}.json"
        if name in chosen and name in wanted:
            started, context.stance.seconds = time.time(), 0.0
            result = SECTIONS[name](context)
            result["run_seconds"] = context.stance.seconds
            path.write_text(json.dumps(result, indent=1) + "\n", encoding="utf8")
            print(f"{name}: {time.time() - started:.0f} s, {context.stance.seconds:.0f} s of them "
                  "or kept from before in stance", flush=True)
        if name in wanted and path.exists():
            results[name] = json.loads(path.read_text(encoding="utf8"))
    arguments.output.write_text(page.page(context, results), encoding="utf8")
    print(f"wrote {arguments.output}")


if __name__ == "__main__":
    main()
