"""What every peer's process does alike: reads documents, times its work, prints one line of JSON.

The clock runs around the work alone: imports, models and data are in memory before.
"""
import json
import pathlib
import sys
import time

import numpy as np


def resident(field):
    """Bytes from the kernel's status page; VmRSS is now, VmHWM the most ever."""
    try:
        for line in pathlib.Path("/proc/self/status").read_text().splitlines():
            if line.startswith(field + ":"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return None


def documents(folder, name="documents"):
    """The texts in NAME.bytes, cut at NAME.offsets, as strings."""
    folder = pathlib.Path(folder)
    whole = (folder / f"{name}.bytes").read_bytes()
    offsets = np.fromfile(folder / f"{name}.offsets", np.int64).tolist()
    return [whole[a:b].decode() for a, b in zip(offsets, offsets[1:])]


def matrix(folder, name="train", dtype=np.float64):
    """The CSR matrix of a prepared folder."""
    import scipy.sparse

    folder = pathlib.Path(folder)
    offsets = np.fromfile(folder / f"{name}.offsets", np.int64)
    columns = np.fromfile(folder / f"{name}.columns", np.int32)
    values = np.fromfile(folder / f"{name}.values").astype(dtype)
    width = int(np.fromfile(folder / f"{name}.width", np.int64)[0])
    # 32-bit indices are scikit-learn's fastest.
    return scipy.sparse.csr_matrix(
        (values, columns, offsets.astype(np.int32)), shape=(len(offsets) - 1, width))


def timed(work, runs=1):
    """(answer of the last run, what to print)."""
    before, times = resident("VmRSS"), []
    for _ in range(max(1, runs)):
        cpu, wall = time.process_time(), time.perf_counter()
        answer = work()
        times.append({"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall})
    return answer, {"runs": times, "memoryBefore": before, "memoryPeak": resident("VmHWM")}


def report(said, **facts):
    print(json.dumps({**said, "facts": facts}))
    sys.stdout.flush()
