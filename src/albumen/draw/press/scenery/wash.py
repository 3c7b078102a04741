"""Washes: colour that changes slowly, computed small and laid down large through sharp stencils."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from albumen.colour.oklch import LCH, oklab, rgb, srgb
from albumen.colour.oklch import from_oklch as shown
from albumen.picture import Pixels

Values = NDArray[np.floating[Any]]

GRID = 320
"""Side of the small grid on which skies, glows and fogs are computed, whatever the size of the picture."""

_SHIFT = 4


def ramp(stops: Sequence[LCH], count: int = 512) -> Values:
    """`count` colours float32 [count, 3] in 0..255 through `stops` in OKLab: by way of grey, not of mud."""
    lab = oklab(shown(np.asarray(stops)))
    at, where = np.linspace(0, len(stops) - 1, count), np.arange(len(stops))
    mixed = np.stack([np.interp(at, where, lab[:, i]) for i in range(3)], axis=-1)
    return (np.clip(srgb(mixed), 0, 1) * 255).astype(np.float32)


def coloured(shares: Values, colours: Values) -> Values:
    """`colours` [count, 3] looked up by `shares` 0..1 [...]: float32 [..., 3]."""
    index = np.clip(shares, 0, 1) * (len(colours) - 1)
    return colours[np.rint(index).astype(np.intp)]


def grid(rows: int = GRID, columns: int = GRID) -> tuple[Values, Values]:
    """The x [1, columns] and y [rows, 1] of the middles of the small grid's cells, 0..1."""
    x = (np.arange(columns, dtype=np.float32)[None] + 0.5) / columns
    y = (np.arange(rows, dtype=np.float32)[:, None] + 0.5) / rows
    return x, y


def small(colours: Values) -> Pixels:
    """The colours of a small grid rounded to 8 bits."""
    return np.asarray(np.clip(np.rint(colours), 0, 255), np.uint8)


def flat(colour: LCH) -> Pixels:
    """One colour as a small field."""
    return np.full((2, 2, 3), rgb(*colour), np.uint8)


def enlarge(field: Pixels, side: int, top: int = 0, bottom: int | None = None) -> NDArray[np.uint8]:
    """Rows `top` to `bottom` of a small field, colours or shares, spread smoothly over `side` x `side` pixels."""
    bottom = side if bottom is None else bottom
    step = field.shape[0] / side
    spread = np.array([[1, 0, 0], [0, step, (top + 0.5) * step - 0.5]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    # Down first and narrow, then across: warping straight to full width takes five times as long.
    tall = cv2.warpAffine(field, spread, (field.shape[1], bottom - top), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.resize(tall, (side, bottom - top), interpolation=cv2.INTER_LINEAR), np.uint8)


def fixed(points: Values, side: int) -> NDArray[np.int32]:
    """Points in fractions of the side as OpenCV's fixed point, to be drawn with `shift=4`."""
    return np.asarray(np.rint((points * side - 0.5) * (1 << _SHIFT)), np.int32)


def stencil(polygons: Sequence[Values], side: int, top: int, bottom: int) -> Pixels:
    """Coverage uint8 [bottom - top, side] of polygons [n, 2] in fractions of the side, their edges smoothed."""
    mask = np.zeros((bottom - top, side), np.uint8)
    shift = (0, -top * (1 << _SHIFT))
    for polygon in polygons:
        # One by one: together, shapes that overlap would cut holes into each other.
        cv2.fillPoly(mask, [fixed(polygon, side)], (255,), cv2.LINE_AA, _SHIFT, shift)
    return mask


def through(pixels: Pixels, paint: Pixels, mask: Pixels) -> None:
    """Lay `paint` over `pixels`, both [rows, columns, 3], in place, as far as `mask` [rows, columns] lets it."""
    cover = cv2.merge([mask, mask, mask])
    kept = cv2.multiply(pixels, cv2.bitwise_not(cover), scale=1 / 255)
    cv2.add(kept, cv2.multiply(paint, cover, scale=1 / 255), dst=pixels)


def below(pixels: Pixels, edge: Values, field: Pixels, floor: float = 1.0) -> None:
    """Paint all that lies under `edge` (heights as fractions from the top, evenly spaced, left to right) with a field.

    Only the band that the edge wanders through is blended; under it the field is copied, which is many times faster.
    """
    side = len(pixels)
    end = min(side, round(floor * side))
    top = int(np.clip(np.floor(edge.min() * side) - 2, 0, end))
    solid = int(np.clip(np.ceil(edge.max() * side) + 2, top, end))
    if top >= end:
        return
    paint = enlarge(field, side, top, end)
    if solid > top:
        x = np.linspace(-0.002, 1.002, len(edge))
        outline = np.concatenate(
            [np.stack([x, edge], -1), [[1.002, solid / side + 0.01], [-0.002, solid / side + 0.01]]]
        )
        through(pixels[top:solid], paint[: solid - top], stencil([outline.astype(np.float32)], side, top, solid))
    pixels[solid:end] = paint[solid - top :]


def patch(pixels: Pixels, polygons: Sequence[Values], field: Pixels, strength: float = 1.0) -> None:
    """Paint polygons [n, 2] in fractions of the side with a field, `strength` 0..1 of it."""
    side = len(pixels)
    if not polygons:
        return
    rows = np.concatenate([p[:, 1] for p in polygons])
    top, bottom = (int(np.clip(v, 0, side)) for v in (rows.min() * side - 2, rows.max() * side + 3))
    if bottom <= top:
        return
    mask = stencil(polygons, side, top, bottom)
    if strength < 1:
        mask = np.asarray(cv2.convertScaleAbs(mask, alpha=strength), np.uint8)
    through(pixels[top:bottom], enlarge(field, side, top, bottom), mask)


def soften(pixels: Pixels, colour: NDArray[np.float32], share: Values, top: float = 0.0, bottom: float = 1.0) -> None:
    """Lay one colour over rows `top` to `bottom` (fractions) by a small field of `share` 0..1: fog, shade."""
    side = len(pixels)
    first, last = (int(np.clip(round(v * side), 0, side)) for v in (top, bottom))
    if last <= first:
        return
    mask = enlarge(small(share * 255), side, first, last)
    paint = np.empty_like(pixels[first:last])
    paint[:] = np.rint(colour)
    through(pixels[first:last], paint, mask)


def shine(pixels: Pixels, light: Values, top: float = 0.0, bottom: float = 1.0) -> None:
    """Add a small field of light [rows, columns, 3] in 0..255 to rows `top` to `bottom` (fractions)."""
    side = len(pixels)
    first, last = (int(np.clip(round(v * side), 0, side)) for v in (top, bottom))
    if last > first:
        cv2.add(pixels[first:last], enlarge(small(light), side, first, last), dst=pixels[first:last])
