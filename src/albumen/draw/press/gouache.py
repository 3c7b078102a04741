"""Painted paper: cut shapes laid on a sheet over their own soft shadow, streaked by the brush that coloured them."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np

from albumen.draw.press.canvas import Canvas, Mask
from albumen.draw.press.shapes import Points
from albumen.picture import RGB

_FALL = np.array((0.003, 0.005))
"""Where a shadow falls, in fractions of the side: one to two pixels of 300."""
_SOFT = 0.004
_DEPTH = 0.34
_SHADE = 600
"""Pixels a side of the field that shadows are blurred in."""
_STREAKS = 700
"""Pixels of streaks to a side of the print."""


def lay(canvas: Canvas, outlines: list[Points], colour: RGB, degrees: float = 0.0, sheet: int = 0) -> None:
    """A cut shape laid on the canvas over its own shadow.

    Its paper, piece number `sheet`, was brushed with colour in one direction, `degrees` clockwise from upright.
    """
    _shadow(canvas, [outline + _FALL for outline in outlines])
    canvas.polygons(outlines, colour)
    _brush(canvas, outlines, colour, degrees, sheet)


def _brush(canvas: Canvas, outlines: list[Points], colour: RGB, degrees: float, sheet: int) -> None:
    """The streaks of the brush that painted the paper, a few hundredths lighter and darker than the colour."""
    box = _box(outlines, canvas.side, 2)
    if box is None:
        return
    x0, y0, x1, y1 = box
    whole = np.asarray(canvas.mask(outlines, box) == 255, np.uint8)
    scale = _STREAKS / canvas.side
    turn = cv2.getRotationMatrix2D((_STREAKS / 2, _STREAKS / 2), -degrees, 1.0)
    turn[:, 2] += turn[:, :2] @ np.array((x0 * scale, y0 * scale)) + (37 * sheet, 0)
    size = (max(round((x1 - x0) * scale), 1), max(round((y1 - y0) * scale), 1))
    how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    streaks = cv2.warpAffine(_streaks(), turn, size, flags=how, borderMode=cv2.BORDER_REFLECT)
    grown = cv2.resize(streaks, (x1 - x0, y1 - y0), interpolation=cv2.INTER_LINEAR)
    shades = (np.arange(256)[:, None] - 128) * 0.12 + np.array(colour)
    table = np.rint(np.clip(shades, 0, 255)).astype(np.uint8)
    painted = cv2.merge([cv2.LUT(grown, np.ascontiguousarray(table[:, i])) for i in range(3)])
    cv2.copyTo(painted, whole, canvas.pixels[y0:y1, x0:x1])


@lru_cache(maxsize=1)
def _streaks() -> Mask:
    """Upright streaks, uint8 [1024, 1024], 128 in the mean."""
    rng = np.random.default_rng(1947)
    hairs, strokes = rng.standard_normal((28, 480), np.float32), rng.standard_normal((14, 60), np.float32)
    both = sum(cv2.resize(noise, (1024, 1024), interpolation=cv2.INTER_CUBIC) for noise in (hairs, strokes))
    return np.asarray(np.rint(np.clip(both * 24 + 128, 0, 255)), np.uint8)


def _box(outlines: list[Points], side: int, margin: int) -> tuple[int, int, int, int] | None:
    """Left, top, right and bottom of the outlines on a grid of `side` cells, `margin` cells wider; None if outside."""
    points = np.concatenate(outlines) * side
    x0, y0 = np.clip(np.floor(points.min(axis=0)) - margin, 0, side).astype(int).tolist()
    x1, y1 = np.clip(np.ceil(points.max(axis=0)) + margin, 0, side).astype(int).tolist()
    return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None


def _shadow(canvas: Canvas, outlines: list[Points]) -> None:
    box = _box(outlines, _SHADE, 10)
    if box is None:
        return
    x0, y0, x1, y1 = box
    field = np.zeros((_SHADE, _SHADE), np.uint8)
    cv2.fillPoly(field, [np.rint(outline * _SHADE).astype(np.int32) for outline in outlines], (255,))
    soft = cv2.GaussianBlur(field, (0, 0), _SOFT * _SHADE)[y0:y1, x0:x1]
    passing = cv2.LUT(soft, np.rint(255 - np.arange(256) * _DEPTH).astype(np.uint8))
    left, top, right, bottom = (round(edge * canvas.side / _SHADE) for edge in box)
    under = canvas.pixels[top:bottom, left:right]
    light = cv2.resize(passing, (right - left, bottom - top), interpolation=cv2.INTER_LINEAR)
    cv2.multiply(under, cv2.cvtColor(light, cv2.COLOR_GRAY2RGB), dst=under, scale=1 / 255)
