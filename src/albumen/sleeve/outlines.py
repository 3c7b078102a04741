"""Outlines to coverage: how much of each pixel a shaped line covers, by its winding numbers.

Fonts overlap their contours and cross them with themselves, so that only the non-zero winding rule fills them right;
general polygon fillers know only even-odd. Winding numbers are summed along scan lines: each crossing of an edge adds
its sign from there to the right, the pixel it falls in getting its share (as in R. Levien's font-rs, 2016).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from albumen.sleeve.fonts import Contour
from albumen.sleeve.shaping import Line

_ROWS = 8
"""Rows of pixels that are summed at a time: few enough for the processor's cache."""

Coverage = NDArray[np.uint8]
Edges = NDArray[np.float64]
"""[edges, 2 ends, 2]: x and y in pixels, y downwards, from the patch's left and top."""


def coverage(line: Line, scale: float, x: float, baseline: float) -> tuple[Coverage, int, int]:
    """How much of each pixel the line covers, 0..255, and the left and top of that patch in the picture.

    `scale` is pixels an em, `x` the left edge of the ink and `baseline` its height, both in pixels of the picture.
    """
    left, top = int(np.floor(x)), int(np.floor(baseline - line.top * scale))
    width = int(np.ceil(x + line.width * scale)) - left
    height = int(np.ceil(baseline - line.bottom * scale)) - top
    scans = int(np.clip(1200 // max(height, 1), 4, 16))
    every = np.concatenate([_edges(glyph) for glyph in line.glyphs])
    placed = every * [scale, -scale] + [x - left, baseline - top]
    steps = _steps(placed * [1, scans], width, height * scans)
    share = np.empty((height, width), np.uint8)
    for top_row in range(0, height, _ROWS):
        rows = slice(top_row, top_row + _ROWS)
        winding = np.cumsum(steps[top_row * scans : (top_row + _ROWS) * scans], axis=1)[:, :width]
        inside = np.minimum(np.abs(winding), 1).reshape(-1, scans, width).mean(1)
        share[rows] = np.round(inside * 255)
    return share, left, top


def _edges(glyph: tuple[Contour, ...]) -> Edges:
    """All edges of a glyph, turned so that its winding is positive: TrueType and PostScript outlines differ in it."""
    edges = np.concatenate([np.stack([c, np.roll(c, -1, axis=0)], axis=1) for c in glyph]).astype(np.float64)
    (x0, y0), (x1, y1) = edges[:, 0].T, edges[:, 1].T
    return edges if np.sum(x0 * y1 - x1 * y0) > 0 else edges[:, ::-1]


def _steps(edges: Edges, width: int, rows: int) -> NDArray[np.float64]:
    """By how much the winding number changes at each cell [rows, width + 2], rows being scan lines.

    Summed from the left it is that of the cell; there are fractions where an edge crosses one.
    """
    sign = np.sign(edges[:, 1, 1] - edges[:, 0, 1])
    order = np.argsort(edges[:, :, 1], axis=1)[..., None]
    high, low = np.moveaxis(np.take_along_axis(edges, order, axis=1), 1, 0)
    first = np.clip(np.ceil(high[:, 1] - 0.5), 0, rows).astype(int)
    count = np.clip(np.ceil(low[:, 1] - 0.5), 0, rows).astype(int) - first
    which = np.repeat(np.arange(len(edges)), count)
    row = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count) + first[which]
    slope = (low[:, 0] - high[:, 0]) / np.maximum(low[:, 1] - high[:, 1], 1e-9)
    at = np.clip(high[which, 0] + (row + 0.5 - high[which, 1]) * slope[which], 0, width)
    cell = np.floor(at).astype(int)
    stride = width + 2
    first_share = np.bincount(row * stride + cell, sign[which] * (1 - at + cell), rows * stride)
    rest = np.bincount(row * stride + cell + 1, sign[which] * (at - cell), rows * stride)
    return np.asarray(first_share + rest, np.float64).reshape(rows, stride)
