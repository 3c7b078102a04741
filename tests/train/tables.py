"""Tables of features with a known signal."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
CLASSES = ("one", "two", "three")


def signal(size: int = 300, seed: int = 0) -> tuple[Floats, Floats]:
    """Features [size, 8], and three classes that are linear in them; each example has one at least."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(size, 8)).astype(np.float32)
    values = x @ np.random.default_rng(7).normal(size=(8, 3)) - [0.0, 1.0, 2.0]
    y = values > 0
    y[~y.any(axis=1), 0] = True
    return x, y.astype(np.float32)


def write_table(path: Path, size: int = 300, seed: int = 0) -> Path:
    """Such a table as .npz, without splits."""
    x, y = signal(size, seed)
    np.savez(path, X=x, Y=y, classes=np.array(CLASSES))
    return path
