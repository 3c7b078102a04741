"""Grain: what keeps gradients from banding and makes a picture a print."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from albumen.picture import Pixels

_TILE = 1024


def grain(pixels: Pixels, sigma: float = 4.5, seed: int = 0) -> None:
    """Grey noise laid over a picture in place, `sigma` of 255 deep, a little soft so that JPEG does not drown in it."""
    height, width = pixels.shape[:2]
    rng = np.random.default_rng((seed, 17))
    for top in range(0, height, _TILE):
        for left in range(0, width, _TILE):
            block = pixels[top : top + _TILE, left : left + _TILE]
            lighter, darker = _tiles(sigma, int(rng.integers(3)))
            h, w = block.shape[:2]
            cv2.add(block, lighter[:h, :w], dst=block)
            cv2.subtract(block, darker[:h, :w], dst=block)


@lru_cache(maxsize=6)
def _tiles(sigma: float, which: int) -> tuple[Pixels, Pixels]:
    rng = np.random.default_rng((2013, which))
    small = rng.standard_normal((_TILE // 2, _TILE // 2), np.float32)
    noise = np.tile(small, (2, 2))
    soft: NDArray[np.float32] = cv2.GaussianBlur(noise, (0, 0), 0.62, borderType=cv2.BORDER_REFLECT)  # type: ignore[assignment]
    soft *= sigma / float(soft.std())
    grey = np.rint(soft)
    return _three(np.maximum(grey, 0)), _three(np.maximum(-grey, 0))


def _three(grey: NDArray[np.float32]) -> Pixels:
    return cv2.cvtColor(grey.astype(np.uint8), cv2.COLOR_GRAY2RGB)  # type: ignore[return-value]
