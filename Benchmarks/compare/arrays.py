"""Raw little-endian arrays, one a file, as the driver and the peers read them."""
import pathlib

import numpy as np


def write_texts(folder, name, texts):
    parts = [text.encode() for text in texts]
    offsets = np.concatenate([[0], np.cumsum([len(part) for part in parts])]).astype(np.int64)
    (pathlib.Path(folder) / f"{name}.bytes").write_bytes(b"".join(parts))
    offsets.tofile(pathlib.Path(folder) / f"{name}.offsets")


def write_integers(folder, name, numbers):
    np.asarray(numbers, np.int64).tofile(pathlib.Path(folder) / name)


def write_doubles(folder, name, numbers):
    np.ascontiguousarray(numbers, np.float64).tofile(pathlib.Path(folder) / name)


def write_matrix(folder, name, matrix):
    matrix.sort_indices()
    folder = pathlib.Path(folder)
    write_integers(folder, f"{name}.offsets", matrix.indptr)
    matrix.indices.astype(np.int32).tofile(folder / f"{name}.columns")
    write_doubles(folder, f"{name}.values", matrix.data)
    write_integers(folder, f"{name}.width", [matrix.shape[1]])


def integers(folder, name):
    return np.fromfile(pathlib.Path(folder) / name, np.int64)


def doubles(folder, name):
    return np.fromfile(pathlib.Path(folder) / name)
