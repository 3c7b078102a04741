"""Scissors: organic shapes with the round corners of cut paper."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from albumen.draw.press.shapes import Points

_BENCH = 1000
"""Pixels a side of the bench that shapes are cut on, whatever the size of the print."""
_SMALLEST_HOLE = 110
"""Pixels around a hole of the bench under which it is not cut."""
_EDGE = 200
"""Pixels around the bench, so that a shape may hang over the sheet."""


def leaf(root: NDArray[np.float64], angle: float, length: float, slim: float, wide: float) -> Points:
    """A finger of paper from `root` towards `angle` (radians), `slim` across half at its root, `wide` near its tip."""
    along = np.linspace(0, 1, 16)
    tip = np.sqrt(np.clip(1 - (np.maximum(along - 0.75, 0) / 0.25) ** 2, 0, 1))
    half = (slim + (wide - slim) * along**1.3) * tip
    ahead = np.array((np.cos(angle), np.sin(angle)))
    spine = root + ahead * (length * along)[:, None]
    beside = np.array((-ahead[1], ahead[0])) * half[:, None]
    return np.vstack([spine + beside, (spine - beside)[::-1]])


def cut(pieces: list[Points], roundness: float) -> list[Points]:
    """The outlines of the union of `pieces`; every corner is rounded by `roundness`, a fraction of the side.

    Holes are outlines too: drawn together by the even-odd rule they stay open.
    """
    bench = np.zeros((_BENCH + 2 * _EDGE,) * 2, np.uint8)
    for piece in pieces:
        cv2.fillPoly(bench, [np.rint(piece * _BENCH + _EDGE).astype(np.int32)], (255,))
    # Only where the pieces lie: the rest of the bench is empty.
    x, y, width, height = cv2.boundingRect(bench)
    x, y, pad = max(x - 30, 0), max(y - 30, 0), 60
    soft = cv2.GaussianBlur(bench[y : y + height + pad, x : x + width + pad], (0, 0), roundness * _BENCH)
    whole = np.asarray(soft > 127, np.uint8)
    outlines, kin = cv2.findContours(whole, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE, offset=(x, y))
    # Two small holes side by side are eyes.
    least = [24 if outer < 0 else _SMALLEST_HOLE for *_, outer in (kin[0] if kin is not None else ())]
    return [_faired(o.reshape(-1, 2)) for o, points in zip(outlines, least, strict=True) if len(o) > points]


def _faired(outline: NDArray[Any]) -> Points:
    """The staircase of pixels as a smooth curve, every third point of it."""
    closed = np.concatenate([outline[-12:], outline, outline[:12]]).astype(np.float64)
    smooth = cv2.GaussianBlur(closed, (1, 15), sigmaX=1, sigmaY=2.5)
    return np.asarray((smooth[12:-12:3] - _EDGE + 0.5) / _BENCH, np.float64)
