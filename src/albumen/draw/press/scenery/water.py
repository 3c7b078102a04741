"""Still water: what stands above it, upside down and broken by ripples."""

from __future__ import annotations

import cv2
import numpy as np

from albumen.draw.press.scenery.wash import Values, small
from albumen.picture import Pixels

_ROWS = 420


def mirror(
    pixels: Pixels, line: float, tint: Values, rng: np.random.Generator, calm: float, deep: float = 0.45
) -> None:
    """Fill everything below `line` with the reflection of what lies above it.

    `tint` is the water's own colour, float32 [3], and takes over by `deep` toward the bottom; `calm` goes from 0,
    choppy, to 1, like glass.
    """
    side = len(pixels)
    top = round(line * side)
    rows = side - top
    if rows < 2 or top < 1:
        return
    above = cv2.resize(pixels[max(0, top - round(rows * 1.35)) : top][::-1], (900, _ROWS), interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(above, (0, 0), sigmaX=0.8, sigmaY=3 + 9 * (1 - calm))
    broken = cv2.remap(soft, *_ripples(rng, calm), interpolation=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    down = np.linspace(0, 1, _ROWS, dtype=np.float32)[:, None, None]
    share = 0.16 + deep * down
    dimmed = small(broken * (1 - share) + tint * share)
    pixels[top:] = cv2.resize(dimmed, (side, rows), interpolation=cv2.INTER_LINEAR)


def _ripples(rng: np.random.Generator, calm: float) -> tuple[Values, Values]:
    """Where each place of the water mirrors from: rows slide sideways and dip, more so toward us."""
    y, x = np.mgrid[0:_ROWS, 0:900].astype(np.float32)
    near = y / _ROWS
    phase = np.cumsum(1 / (1.5 + 11 * near[:, 0])) * 2.4
    tremble = np.sin(phase + rng.uniform(0, 6)) + 0.6 * np.sin(2.3 * phase + rng.uniform(0, 6))
    wander = np.sin(x / 70 + 5 * np.sin(y / 37) + rng.uniform(0, 6))
    strength = (1.2 + 9 * near) * (1.25 - calm)
    shift_x = strength * tremble[:, None] * (0.65 + 0.35 * wander)
    shift_y = strength * 1.6 * np.sin(phase * 1.7)[:, None] * wander
    return (x + shift_x).astype(np.float32), np.clip(y + shift_y, 0, _ROWS - 1).astype(np.float32)
