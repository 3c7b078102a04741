"""Soft things: glows, shadows, mist. They are computed small and grown, so they cost little at any size."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from albumen.draw.press.canvas import Canvas, Mask
from albumen.draw.press.shapes import Points
from albumen.picture import RGB, Pixels

_SMALL = 360


def glow(
    canvas: Canvas, x: float, y: float, radius: float, colour: RGB, strength: float = 0.7, fall: float = 2.2
) -> None:
    """Light around a point, added as a screen: `strength` at the centre, nothing at `radius`."""
    box = _box(canvas, x - radius, y - radius, x + radius, y + radius)
    if box is None:
        return
    x0, y0, x1, y1 = box
    across = np.linspace(x0, x1, _SMALL) / canvas.side - x
    down = np.linspace(y0, y1, _SMALL) / canvas.side - y
    near = np.clip(1 - np.hypot(across[None, :], down[:, None]) / radius, 0, 1) ** fall
    _screen(canvas.pixels[y0:y1, x0:x1], near * strength, colour)


def bloom(canvas: Canvas, shapes: Sequence[Points], blur: float, colour: RGB, strength: float = 0.6) -> None:
    """Light around shapes, `blur` wide, added as a screen."""
    soft = _soft(shapes, blur, 0, 0).astype(np.float32) / 255 * strength
    _screen(canvas.pixels, soft, colour)


def shadow(
    canvas: Canvas, shapes: Sequence[Points], right: float, down: float, blur: float, strength: float = 0.35,
    tint: RGB = (0, 0, 0),
) -> None:  # fmt: skip
    """The shadow that shapes throw on what is drawn so far; draw the shapes themselves after it."""
    points = np.concatenate(list(shapes)) + np.array([right, down])
    (left, top), (far, low) = points.min(axis=0) - 3 * blur, points.max(axis=0) + 3 * blur
    box = _box(canvas, left, top, far, low)
    if box is None:
        return
    x0, y0, x1, y1 = box
    soft = _soft(shapes, blur, right, down, np.array(box) / canvas.side).astype(np.float32)
    _multiply(canvas.pixels[y0:y1, x0:x1], soft * (strength / 255), tint)


def veil(canvas: Canvas, top: float, bottom: float, colour: RGB, strengths: Sequence[float]) -> None:
    """Mist over the rows from `top` to `bottom`, its strength 0..1 running through `strengths`."""
    y0, y1 = round(np.clip(top, 0, 1) * canvas.side), round(np.clip(bottom, 0, 1) * canvas.side)
    if y1 <= y0:
        return
    rows = (np.arange(y0, y1) / canvas.side - top) / (bottom - top)
    share = np.interp(rows, np.linspace(0, 1, len(strengths)), strengths)
    steps = np.arange(256)
    levels = np.rint(share * 32).astype(int)
    # One table a strength, applied to runs of rows: blending 9 million pixels one by one is ten times slower.
    for start, end, value in _runs(levels):
        table = np.stack([steps + (c - steps) * value / 32 for c in colour], axis=1)
        part = canvas.pixels[y0 + start : y0 + end]
        cv2.LUT(part, np.rint(table).astype(np.uint8)[None], dst=part)


def vignette(canvas: Canvas, strength: float = 0.25, tint: RGB = (0, 0, 0)) -> None:
    """Corners darkened a little."""
    across = np.linspace(-1, 1, _SMALL)
    far = np.hypot(across[None, :], across[:, None]) / np.sqrt(2)
    _multiply(canvas.pixels, np.clip(far - 0.45, 0, 1) ** 1.6 * (strength / 0.38), tint)


def _soft(
    shapes: Sequence[Points], blur: float, right: float, down: float, frame: NDArray[np.floating] | None = None
) -> Mask:
    x0, y0, x1, y1 = (0.0, 0.0, 1.0, 1.0) if frame is None else frame.tolist()
    scale = np.array([_SMALL / (x1 - x0), _SMALL / (y1 - y0)])
    mask = np.zeros((_SMALL, _SMALL), np.uint8)
    fixed = [np.rint(((s + np.array([right - x0, down - y0])) * scale - 0.5) * 64).astype(np.int32) for s in shapes]
    for outline in fixed:
        cv2.fillPoly(mask, [outline], (255,), cv2.LINE_AA, 6)
    sx, sy = np.maximum(blur * scale, 0.3).tolist()
    return cv2.GaussianBlur(mask, (0, 0), sigmaX=sx, sigmaY=sy)  # type: ignore[return-value]


def _screen(under: Pixels, share: NDArray[np.floating], colour: RGB) -> None:
    light = np.rint(np.clip(share, 0, 1)[:, :, None] * np.array(colour)).astype(np.uint8)
    grown = cv2.resize(light, (under.shape[1], under.shape[0]), interpolation=cv2.INTER_CUBIC)
    # a + b - ab, as a + b (1 - a), in whole numbers.
    cv2.multiply(grown, cv2.bitwise_not(under), dst=grown, scale=1 / 255)
    cv2.add(under, grown, dst=under)


def _multiply(under: Pixels, share: NDArray[np.floating], tint: RGB) -> None:
    keep = 255 - np.clip(share, 0, 1)[:, :, None] * (255 - np.array(tint))
    grown = cv2.resize(np.rint(keep).astype(np.uint8), (under.shape[1], under.shape[0]), interpolation=cv2.INTER_CUBIC)
    cv2.multiply(under, grown, dst=under, scale=1 / 255)


def _box(canvas: Canvas, left: float, top: float, right: float, bottom: float) -> tuple[int, int, int, int] | None:
    edges = np.clip(np.rint(np.array([left, top, right, bottom]) * canvas.side), 0, canvas.side).astype(int)
    x0, y0, x1, y1 = edges.tolist()
    return (x0, y0, x1, y1) if x1 - x0 > 1 and y1 - y0 > 1 else None


def _runs(levels: NDArray[np.integer]) -> list[tuple[int, int, int]]:
    ends = [*(np.flatnonzero(np.diff(levels)) + 1).tolist(), len(levels)]
    starts = [0, *ends[:-1]]
    return [(s, e, int(levels[s])) for s, e in zip(starts, ends, strict=True)]
