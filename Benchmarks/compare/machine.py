"""Facts of the machine and of everything that runs on it."""
import importlib.metadata
import os
import pathlib
import platform
import re
import shutil
import subprocess

from .contenders import EVERY_CORE
from .prepare import ROOT

# Instruction sets that the work can make use of.
FLAGS = ["sse2", "ssse3", "sse4_2", "avx", "avx2", "fma", "bmi2", "avx512f", "avx512bw",
         "avx512_vbmi2", "asimd", "sve"]
PACKAGES = ["scikit-learn", "scipy", "numpy", "vowpalwabbit", "snapml"]
DEBIAN = ["fasttext", "liblinear-tools", "libopenblas0-pthread"]


def said(*command):
    """What a command prints, or None where there is no such command."""
    if not shutil.which(command[0]):
        return None
    done = subprocess.run(command, capture_output=True, text=True)
    return done.stdout.strip() if done.returncode == 0 else None


def processor():
    info = pathlib.Path("/proc/cpuinfo")
    text = info.read_text() if info.exists() else ""
    def field(name):
        found = re.search(rf"^{name}\s*:\s*(.*)$", text, re.MULTILINE)
        return found[1].strip() if found else None
    flags = (field("flags") or field("Features") or "").split()
    return {"model": field("model name") or platform.processor() or platform.machine(),
            "family": field("cpu family"), "model_number": field("model"),
            "cache": field("cache size"), "instructions": [f for f in FLAGS if f in flags]}


def versions():
    found = {"python": platform.python_version()}
    for name in PACKAGES:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = None
    for name in DEBIAN:
        found[name] = said("dpkg-query", "-W", "-f", "${Version}", name)
    swift = said("swift", "--version")
    found["swift"] = swift.splitlines()[0] if swift else None
    return found


def blas():
    """What NumPy and SciPy multiply with, and the kernels that it chose."""
    try:
        import threadpoolctl
    except ImportError:
        return []
    return [{key: each.get(key) for key in ("internal_api", "version", "architecture")}
            for each in threadpoolctl.threadpool_info()]


def commit():
    found = said("git", "-C", str(ROOT), "rev-parse", "--short=12", "HEAD")
    changed = said("git", "-C", str(ROOT), "status", "--porcelain", "--untracked-files=no")
    return {"commit": found, "uncommitted_changes": bool(changed)}


def facts():
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {"processor": processor(), "cores": len(EVERY_CORE), "memory_gib": round(memory / 2**30),
            "system": platform.platform(), "versions": versions(), "blas": blas(), **commit()}


def slug(machine):
    """A short name for files."""
    model = re.sub(r"[^a-z0-9]+", "-", machine["processor"]["model"].lower()).strip("-")
    return f"{model or 'unknown'}-{machine['cores']}-cores"
