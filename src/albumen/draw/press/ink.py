"""Printing inks: layers that multiply with what is under them, a little off their place, a little worn."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import cv2
import numpy as np

from albumen.draw.press.canvas import Canvas, Mask
from albumen.draw.press.shapes import Points, turned
from albumen.picture import RGB

_TILE = 1024


def overprint(
    canvas: Canvas, groups: Sequence[Sequence[Points]], colour: RGB, rng: np.random.Generator, *,
    miss: float = 0.0022, wear: float = 0.5,
) -> None:  # fmt: skip
    """Print one ink: each group of outlines is one shape (overlaps within it are holes), multiplied with the sheet.

    `miss` is how far off the layer may lie, as a fraction of the side; `wear` how much ink is missing, 0..1.
    """
    if not groups:
        return
    shift, angle = rng.uniform(-miss, miss, 2), float(rng.uniform(-miss, miss)) * 60
    moved = [[turned(outline, angle) + shift for outline in group] for group in groups]
    box = _frame(canvas, moved)
    x0, y0, x1, y1 = box
    mask = np.zeros((y1 - y0, x1 - x0), np.uint8)
    for group in moved:
        cv2.fillPoly(mask, [canvas.fixed(outline, x0, y0) for outline in group], (255,), cv2.LINE_AA, 6)
    _wear(mask, wear, canvas.side, rng)
    table = np.rint(255 - np.arange(256)[:, None] / 255 * (255 - np.array(colour))).astype(np.uint8)
    layer = cv2.LUT(cv2.merge([mask, mask, mask]), table[None])
    under = canvas.pixels[y0:y1, x0:x1]
    cv2.multiply(under, layer, dst=under, scale=1 / 255)


def _frame(canvas: Canvas, groups: Sequence[Sequence[Points]]) -> tuple[int, int, int, int]:
    points = np.concatenate([outline for group in groups for outline in group])
    low = np.clip(np.floor(points.min(axis=0) * canvas.side) - 3, 0, canvas.side - 1).astype(int)
    high = np.clip(np.ceil(points.max(axis=0) * canvas.side) + 3, low + 1, canvas.side).astype(int)
    return (int(low[0]), int(low[1]), int(high[0]), int(high[1]))


def _wear(mask: Mask, wear: float, side: int, rng: np.random.Generator) -> None:
    """Take specks of ink away. The texture belongs to the sheet: it is grown or shrunk with the picture."""
    if wear <= 0:
        return
    tile = _specks(wear, min(max(round(side / 3000 * _TILE), 256), _TILE))
    size = len(tile)
    x, y = int(rng.integers(size)), int(rng.integers(size))
    tile = np.roll(tile, (y, x), (0, 1))
    for top in range(0, mask.shape[0], size):
        for left in range(0, mask.shape[1], size):
            block = mask[top : top + size, left : left + size]
            cv2.subtract(block, tile[: block.shape[0], : block.shape[1]], dst=block)


@lru_cache(maxsize=4)
def _specks(wear: float, size: int) -> Mask:
    rng = np.random.default_rng(2013)
    fine = cv2.GaussianBlur(rng.standard_normal((_TILE, _TILE), np.float32), (0, 0), 1.6)
    broad = cv2.resize(rng.standard_normal((24, 24), np.float32), (_TILE, _TILE), interpolation=cv2.INTER_CUBIC)
    rough = fine / fine.std() + 0.45 * broad / broad.std()
    specks = np.clip((rough - 2.2 + 0.5 * wear) * 130, 0, 190) + np.clip(rough * 9 * wear + 10 * wear, 0, 40)
    tile = cv2.resize(specks.astype(np.float32), (size, size), interpolation=cv2.INTER_AREA)
    return np.asarray(np.rint(tile), np.uint8)
