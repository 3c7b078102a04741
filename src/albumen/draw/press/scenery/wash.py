"""Washes: colour that changes slowly, computed small and laid down large through sharp stencils."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from albumen.colour.oklch import LCH, oklab, rgb, srgb
from albumen.colour.oklch import from_oklch as shown
from albumen.picture import Pixels

Values = NDArray[np.floating[Any]]

GRID = 240
"""Side of the small grid on which skies, glows and fogs are computed, whatever the size of the picture."""

_SHIFT = 4
_MANY = 0.07
"""Share of pixels from which blending all of them is faster than picking those that need it."""


@lru_cache(maxsize=256)
def ramp(stops: tuple[LCH, ...], count: int = 512) -> Values:
    """`count` colours float32 [count, 3] in 0..255 through `stops` in OKLab: by way of grey, not of mud; read-only."""
    lab = oklab(shown(np.asarray(stops)))
    at, where = np.linspace(0, len(stops) - 1, count), np.arange(len(stops))
    mixed = np.stack([np.interp(at, where, lab[:, i]) for i in range(3)], axis=-1)
    found = (np.clip(srgb(mixed), 0, 1) * 255).astype(np.float32)
    found.flags.writeable = False
    return found


def coloured(shares: Values, colours: Values) -> Values:
    """`colours` [count, 3] looked up by `shares` 0..1 [...]: float32 [..., 3]."""
    index = np.clip(shares, 0, 1) * (len(colours) - 1)
    return colours[np.rint(index).astype(np.intp)]


def grid(rows: int = GRID, columns: int = GRID) -> tuple[Values, Values]:
    """The x [1, columns] and y [rows, 1] of the middles of the small grid's cells, 0..1."""
    x = (np.arange(columns, dtype=np.float32)[None] + 0.5) / columns
    y = (np.arange(rows, dtype=np.float32)[:, None] + 0.5) / rows
    return x, y


def rows_between(top: float, bottom: float, rows: int = GRID) -> slice:
    """The rows of the small grid that a window from `top` to `bottom` is spread from."""
    return slice(max(int(top * rows) - 3, 0), min(int(bottom * rows) + 4, rows))


def small(colours: Values) -> Pixels:
    """The colours of a small grid rounded to 8 bits."""
    return np.asarray(np.clip(np.rint(colours), 0, 255), np.uint8)


def flat(colour: LCH) -> Pixels:
    """One colour as a small field."""
    return np.full((2, 2, 3), rgb(*colour), np.uint8)


def enlarge(
    field: Pixels, side: int, top: int = 0, bottom: int | None = None, left: int = 0, right: int | None = None
) -> NDArray[np.uint8]:
    """A window, in pixels, of a small field of colours or shares spread smoothly over `side` x `side` pixels."""
    bottom, right = side if bottom is None else bottom, side if right is None else right
    if max(bottom - top, right - left) <= side // 8:
        return _corner(field, side, top, bottom, left, right)
    first, last, up, down = _block(field.shape[0], side, top, bottom)
    start, end, near, far = _block(field.shape[1], side, left, right)
    part = np.ascontiguousarray(field[first:last, start:end])
    grown = cv2.resize(part, (far - near, down - up), interpolation=cv2.INTER_LINEAR)
    return np.asarray(grown[top - up : bottom - up, left - near : right - near], np.uint8)


def cover(pixels: Pixels, field: Pixels) -> None:
    """Lay a small field over the whole sheet."""
    cv2.resize(field, pixels.shape[1::-1], dst=pixels, interpolation=cv2.INTER_LINEAR)


def _block(cells: int, side: int, low: int, high: int) -> tuple[int, int, int, int]:
    """The fewest cells that whole pixels are made of and that hold pixels `low` to `high` and one cell around them.

    Their first and last index, and those of the pixels that they become.
    """
    step = side // math.gcd(cells, side)
    cell = cells * step // side
    first, last = max((low - 1) // step - 1, 0), min(-(-(high + 1) // step) + 1, side // step)
    return first * cell, last * cell, first * step, last * step


def _corner(field: Pixels, side: int, top: int, bottom: int, left: int, right: int) -> Pixels:
    """A small window of the same, from the cells under it alone."""
    down, along = field.shape[0] / side, field.shape[1] / side
    rows = slice(max(int(top * down) - 1, 0), int(bottom * down) + 3)
    columns = slice(max(int(left * along) - 1, 0), int(right * along) + 3)
    spread = np.array(
        [[along, 0, (left + 0.5) * along - 0.5 - columns.start], [0, down, (top + 0.5) * down - 0.5 - rows.start]]
    )
    flags, size = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, (right - left, bottom - top)
    under = np.ascontiguousarray(field[rows, columns])
    return np.asarray(cv2.warpAffine(under, spread, size, flags=flags, borderMode=cv2.BORDER_REPLICATE), np.uint8)


def fixed(points: Values, side: int) -> NDArray[np.int32]:
    """Points in fractions of the side as OpenCV's fixed point, to be drawn with `shift=4`."""
    return np.asarray(np.rint((points * side - 0.5) * (1 << _SHIFT)), np.int32)


def stencil(
    polygons: Sequence[Values], side: int, top: int, bottom: int, left: int = 0, right: int | None = None
) -> Pixels:
    """Coverage uint8 of polygons [n, 2] in fractions of the side, their edges smoothed, in a window of pixels."""
    mask = np.zeros((bottom - top, (side if right is None else right) - left), np.uint8)
    if not len(polygons):
        return mask
    shift = (-left * (1 << _SHIFT), -top * (1 << _SHIFT))
    points, start = fixed(np.concatenate(list(polygons)), side), 0
    for polygon in polygons:
        # One by one: together, shapes that overlap would cut holes into each other.
        cv2.fillPoly(mask, [points[start : start + len(polygon)]], (255,), cv2.LINE_AA, _SHIFT, shift)
        start += len(polygon)
    return mask


def stamp(pixels: Pixels, paint: Pixels, mask: Pixels) -> None:
    """As `through`, for a mask that is nearly everywhere 0 or 255: what is solid is copied, only edges are blended."""
    edges = np.asarray(cv2.inRange(mask, np.array([1]), np.array([254])), np.uint8)
    if cv2.countNonZero(edges) > _MANY * mask.size:
        through(pixels, paint, mask)
        return
    cv2.copyTo(paint, cv2.compare(mask, 255, cv2.CMP_EQ), pixels)  # type: ignore[call-overload]
    dab(pixels, paint, mask, edges)


def dab(pixels: Pixels, paint: Pixels, mask: Pixels, where: Pixels) -> None:
    """Lay `paint`, which broadcasts, over the few pixels `where` is not 0, as far as `mask` lets it."""
    spots = np.flatnonzero(where.reshape(-1) != 0)
    if len(spots) == 0:
        return
    # Three bytes that travel as one are gathered and laid back several times as fast; that wants unbroken rows.
    whole = np.ascontiguousarray(pixels)
    dots = whole.reshape(-1, 3).view("V3")[:, 0]
    under, share = _bytes(dots[spots]), mask.reshape(-1)[spots]
    if paint.ndim == 1:
        over = np.broadcast_to(paint, under.shape)
    else:
        over = _bytes(np.ascontiguousarray(paint).reshape(-1, 3).view("V3")[spots, 0])
    through(under[None], np.ascontiguousarray(over)[None], share[None])
    dots[spots] = under.view("V3")[:, 0]
    if whole is not pixels:
        pixels[:] = whole


def _bytes(dots: NDArray[np.void]) -> Pixels:
    return np.ascontiguousarray(dots).view(np.uint8).reshape(-1, 3)


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
        stamp(pixels[top:solid], paint[: solid - top], stencil([outline.astype(np.float32)], side, top, solid))
    pixels[solid:end] = paint[solid - top :]


def patch(pixels: Pixels, polygons: Sequence[Values], field: Pixels, strength: float = 1.0) -> None:
    """Paint polygons [n, 2] in fractions of the side with a field, `strength` 0..1 of it."""
    side = len(pixels)
    if not polygons:
        return
    points = np.concatenate(list(polygons))
    low, high = points.min(axis=0) * side - 2, points.max(axis=0) * side + 3
    left, top, right, bottom = (int(np.clip(v, 0, side)) for v in (*low, *high))
    if bottom <= top or right <= left:
        return
    mask = stencil(polygons, side, top, bottom, left, right)
    part = pixels[top:bottom, left:right]
    if strength < 1:
        mask = np.asarray(cv2.convertScaleAbs(mask, alpha=strength), np.uint8)
    if field.shape[:2] == (2, 2):
        dab(part, field[0, 0], mask, mask)
    elif strength < 1:
        dab(part, enlarge(field, side, top, bottom, left, right), mask, mask)
    else:
        stamp(part, enlarge(field, side, top, bottom, left, right), mask)


def soften(pixels: Pixels, colour: NDArray[np.float32], share: Values, top: float = 0.0, bottom: float = 1.0) -> None:
    """Lay one colour over rows `top` to `bottom` (fractions) by a small field of `share` 0..1: fog, shade."""
    side, field = len(pixels), small(share * 255)
    there = np.flatnonzero(field.max(axis=1))
    if len(there) == 0:
        return
    cell = side / len(field)
    first = max(int(np.clip(round(top * side), 0, side)), int((there[0] - 1) * cell))
    last = min(int(np.clip(round(bottom * side), 0, side)), int((there[-1] + 2) * cell))
    if last <= first:
        return
    bare = enlarge(np.asarray(cv2.bitwise_not(field), np.uint8), side, first, last)
    part = pixels[first:last]
    # The colour's part of each pixel is smooth, so it is spread from the small field too.
    cv2.multiply(part, cv2.merge([bare, bare, bare]), dst=part, scale=1 / 255)
    cv2.add(part, enlarge(small(share[..., None] * colour), side, first, last), dst=part)


def shine(pixels: Pixels, light: Values, top: float = 0.0, bottom: float = 1.0) -> None:
    """Add a small field of light [rows, columns, 3] in 0..255 to rows `top` to `bottom` (fractions)."""
    side = len(pixels)
    first, last = (int(np.clip(round(v * side), 0, side)) for v in (top, bottom))
    if last > first:
        cv2.add(pixels[first:last], enlarge(small(light), side, first, last), dst=pixels[first:last])
