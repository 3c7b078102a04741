"""Maps of a network's stages as numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def pooled(maps: NDArray[Any], placed: bool = False) -> NDArray[np.float32]:
    """Mean and standard deviation of each channel over places and views: [views, channels, rows, columns] to
    float32 [2 * channels]; with `placed` also the means of upper half, lower half and middle [5 * channels].

    Of each number the signed square root is taken, which tames the long tails of what rectifiers let through (Perronnin
    et al. 2010, "Improving the Fisher kernel", section 3.2).
    """
    parts = [maps.mean(axis=(0, 2, 3)), maps.std(axis=(0, 2, 3))]
    if placed:
        rows, columns = maps.shape[2:]
        half, across, down = rows // 2, max(columns // 4, 1), max(rows // 4, 1)
        middle = maps[:, :, down : rows - down, across : columns - across]
        parts += [part.mean(axis=(0, 2, 3)) for part in (maps[:, :, :half], maps[:, :, -half:], middle)]
    joined = np.concatenate(parts)
    return np.asarray(np.sign(joined) * np.sqrt(np.abs(joined)), np.float32)
