"""Places for lettering, their colour measured on what is really drawn there."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import cv2
import numpy as np

from albumen.colour.contrast import contrast, luminance, readable_on
from albumen.draw.press.canvas import Canvas
from albumen.draw.press.light import bloom, shadow
from albumen.draw.press.shapes import rectangle
from albumen.picture import RGB, Face, Role, TypeArea

_RATIO = 5.2
"""More than WCAG's 4.5, so that grain and JPEG leave enough."""
_LEAST = 4.7
_SEEN = 96
"""Cells a side, at most, that what lies under an area is looked at in."""


def area(
    canvas: Canvas, role: Role, left: float, top: float, right: float, bottom: float, colour: RGB, *,
    face: Face = "grotesque", align: Literal["left", "centre", "right"] = "left",
    anchor: Literal["top", "middle", "bottom"] = "top", capitals: bool = False, size: float = 0.05,
) -> TypeArea:  # fmt: skip
    """A type area over a finished drawing: `colour` if it reads there, else the nearest lightness that does.

    Call it after everything under the area is drawn.
    """
    chosen = readable_on(colour, grounds(canvas, left, top, right, bottom), _RATIO)
    return TypeArea(role, left, top, right, bottom, chosen, face, align, anchor, capitals, size)


def kept_readable(canvas: Canvas, areas: tuple[TypeArea, ...]) -> tuple[TypeArea, ...]:
    """The areas, with what lies under them softened where a light or a line would make type hard to read.

    Areas of one half of the sheet are set all light or all dark, as the largest of them is.
    """
    order = sorted(range(len(areas)), key=lambda i: -areas[i].size)
    kept: dict[int, TypeArea] = {}
    for i in order:
        lead = next((other.colour for other in kept.values() if _high(other) == _high(areas[i])), None)
        kept[i] = _kept(canvas, areas[i], lead)
    return tuple(kept[i] for i in range(len(areas)))


def _kept(canvas: Canvas, area: TypeArea, lead: RGB | None) -> TypeArea:
    box = (area.left, area.top, area.right, area.bottom)
    under = grounds(canvas, *box)
    like_lead = lead is None or _light(area.colour) == _light(lead)
    if like_lead and _reads(area.colour, under):
        return area
    colour = readable_on(area.colour, under, _RATIO) if lead is None else lead
    for _ in range(9):
        if _reads(colour, under):
            break
        _soften(canvas, area, colour)
        under = grounds(canvas, *box)
    return replace(area, colour=colour)


def _high(area: TypeArea) -> bool:
    return area.top + area.bottom < 1


def _light(colour: RGB) -> bool:
    return bool(luminance(colour) > 0.18)


def _reads(colour: RGB, under: tuple[RGB, RGB]) -> bool:
    return min(contrast(colour, ground) for ground in under) >= _LEAST


def _soften(canvas: Canvas, area: TypeArea, colour: RGB) -> None:
    """A wide soft band from the area to the nearer edge of the sheet: a darker sky, a paler ground, not a smudge."""
    band = [rectangle(-0.5, -0.5, 1.5, area.bottom) if _high(area) else rectangle(-0.5, area.top, 1.5, 1.5)]
    if _light(colour):
        shadow(canvas, band, 0, 0, 0.05, 0.12)
    else:
        bloom(canvas, band, 0.05, (255, 255, 255), 0.12)


def grounds(canvas: Canvas, left: float, top: float, right: float, bottom: float) -> tuple[RGB, RGB]:
    """The darkest and the lightest of the colours under an area, less the outermost hundredth."""
    x0, y0, x1, y1 = (np.clip(np.array([left, top, right, bottom]), 0, 1) * canvas.side).astype(int).tolist()
    under = canvas.pixels[y0 : max(y1, y0 + 1), x0 : max(x1, x0 + 1)]
    # Whole pixels to a cell are averaged five times as fast; what is lost is less than a cell at two edges.
    (tall, down), (wide, along) = ((n, -(-n // _SEEN)) for n in under.shape[:2])
    even = under[: tall // down * down, : wide // along * along]
    seen = cv2.resize(even, (wide // along, tall // down), interpolation=cv2.INTER_AREA).reshape(-1, 3)
    order = np.argsort(luminance(seen), kind="stable")
    dark, light = seen[order[len(order) // 100]], seen[order[-1 - len(order) // 100]]
    return _rgb(dark), _rgb(light)


def _rgb(colour: np.ndarray[tuple[int], np.dtype[np.uint8]]) -> RGB:
    r, g, b = (int(c) for c in colour)
    return (r, g, b)
