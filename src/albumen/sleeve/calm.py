"""Where a picture whose maker kept no place for lettering is calmest."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from albumen.picture import Pixels, TypeArea

_LIGHT, _DARK = (250, 247, 242), (20, 18, 24)
_MAP = 96
"""Side of the map on which restlessness is measured, in cells."""

_LAYOUTS: tuple[tuple[TypeArea, float], ...] = (
    (TypeArea("both", 0.075, 0.075, 0.8, 0.29, _LIGHT, "grotesque", "left", "top", size=0.052), 1.0),
    (TypeArea("both", 0.075, 0.71, 0.8, 0.925, _LIGHT, "grotesque", "left", "bottom", size=0.052), 1.0),
    (TypeArea("both", 0.12, 0.08, 0.88, 0.29, _LIGHT, "grotesque", "centre", "top", size=0.052), 1.15),
    (TypeArea("both", 0.12, 0.71, 0.88, 0.92, _LIGHT, "grotesque", "centre", "bottom", size=0.052), 1.15),
)
"""Sensible places, and how much calmer than the first a place must be to be taken."""


def calm_area(pixels: Pixels) -> TypeArea:
    """The calmest of four sensible places, with light or dark type, whichever lies further from what is there."""
    restless = restlessness(pixels)
    area = min(_LAYOUTS, key=lambda layout: (float(_inside(restless, layout[0]).mean()) + 0.02) * layout[1])[0]
    side = pixels.shape[0]
    rows, columns = (slice(int(a * side), int(b * side)) for a, b in ((area.top, area.bottom), (area.left, area.right)))
    grey = cv2.cvtColor(cv2.resize(pixels[rows, columns], (64, 24), interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
    colour = _LIGHT if float(grey.mean()) < 140 else _DARK
    return TypeArea(
        area.role, area.left, area.top, area.right, area.bottom, colour, area.face, area.align, area.anchor,
        size=area.size,
    )  # fmt: skip


def restlessness(pixels: Pixels) -> NDArray[np.float32]:
    """How much goes on in each cell, float32 [96, 96]: the gradient of lightness plus its spread, about 0..1."""
    grey = cv2.cvtColor(cv2.resize(pixels, (4 * _MAP, 4 * _MAP), interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
    tone = grey.astype(np.float32) / 255
    slope = np.hypot(cv2.Sobel(tone, cv2.CV_32F, 1, 0), cv2.Sobel(tone, cv2.CV_32F, 0, 1))
    return np.asarray(cv2.resize(slope, (_MAP, _MAP), interpolation=cv2.INTER_AREA))


def _inside(cells: NDArray[np.float32], area: TypeArea) -> NDArray[np.float32]:
    return cells[int(area.top * _MAP) : int(area.bottom * _MAP), int(area.left * _MAP) : int(area.right * _MAP)]
