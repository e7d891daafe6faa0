"""One side of a row: a process, how it is run, and what is timed of it."""
import dataclasses
import json
import os
import pathlib
import statistics
import subprocess
import time

GNU_TIME = "/usr/bin/time"


@dataclasses.dataclass
class Contender:
    """A command to run once per repeat; `{answer}` in it is a folder of its own."""

    name: str
    command: list
    # Timed inside by the process itself, around the work alone; else the whole process.
    inside: bool = True
    # How often a whole process is run in a repeat; the median counts.
    spawns: int = 1
    environment: dict = dataclasses.field(default_factory=dict)
    # May use every core; else the one that all are pinned to.
    every_core: bool = False
    # File of the answer's folder that standard output goes to.
    output: str = "output"
    note: str = ""


@dataclasses.dataclass
class Sample:
    """One repeat of one contender."""

    cpu: float
    wall: float
    answer: pathlib.Path
    facts: dict
    memory_before: int | None = None
    memory_peak: int | None = None
    variant: str | None = None


class Failed(Exception):
    """A process ended with an error."""


# Every core that this process was given, and the one that single-thread work is pinned to.
EVERY_CORE = sorted(os.sched_getaffinity(0))
ONE_CORE = EVERY_CORE[-1:]


def run(contender, answer):
    """Runs a contender once and returns its times."""
    if contender.inside:
        said = json.loads(spawn(contender, answer)[2].splitlines()[-1])
        return Sample(
            cpu=statistics.median(each["cpu"] for each in said["runs"]),
            wall=statistics.median(each["wall"] for each in said["runs"]),
            answer=answer, facts=said.get("facts", {}), memory_before=said.get("memoryBefore"),
            memory_peak=said.get("memoryPeak"), variant=said.get("variant"))
    times = [spawn(contender, answer)[:2] for _ in range(contender.spawns)]
    return Sample(cpu=statistics.median(cpu for cpu, _ in times),
                  wall=statistics.median(wall for _, wall in times), answer=answer, facts={})


def command(contender, answer):
    return [os.fspath(part).replace("{answer}", str(answer)) for part in contender.command]


def spawn(contender, answer, prefix=()):
    """Seconds of processor time and on the clock of a whole process, and what it printed."""
    environment = {**os.environ, **contender.environment}
    # A child inherits this; to set it between fork and start would cost the child processor time.
    os.sched_setaffinity(0, EVERY_CORE if contender.every_core else ONE_CORE)
    output, errors = answer / contender.output, answer / "errors"
    with open(output, "wb") as out, open(errors, "wb") as err:
        started = time.perf_counter()
        process = subprocess.Popen(
            [*prefix, *command(contender, answer)], stdout=out, stderr=err, env=environment)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        # Its first lines say what went wrong; a backtrace does not belong into a record.
        lines = [line for line in errors.read_text(errors="replace").splitlines() if line.strip()]
        raise Failed(
            f"{contender.name}: exit code {process.returncode}: " + " ".join(lines[:3])[:400])
    said = output.read_text() if contender.inside else ""
    return used.ru_utime + used.ru_stime, wall, said


def peak_memory(contender, answer):
    """Bytes at the most of a whole process, from one run more that is not timed; None if unknown.

    GNU time asks for it, being small: what a program used includes its parent's memory from before
    the program was started, and this process is a large one.
    """
    if not os.path.exists(GNU_TIME):
        return None
    report = answer / "memory"
    spawn(contender, answer, prefix=(GNU_TIME, "-f", "%M", "-o", str(report)))
    return int(report.read_text().split()[-1]) * 1024
