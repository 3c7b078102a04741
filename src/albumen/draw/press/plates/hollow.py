"""Hollow: sheets of paper one under another, each with a hole whose rim is one band of the song round the clock."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from albumen.colour.clarity import clear
from albumen.colour.oklch import lch, mix, rgb
from albumen.colour.palette import Palette
from albumen.description import Description
from albumen.draw.press.canvas import Canvas
from albumen.draw.press.flats import apart, leaning, turn_of
from albumen.draw.press.lettering import area
from albumen.draw.press.light import shadow
from albumen.draw.press.plate import Sheet, plate
from albumen.draw.press.scenery.terrain import bands, contour
from albumen.draw.press.scenery.wash import Values
from albumen.draw.press.shapes import Points, rectangle
from albumen.material import Material
from albumen.picture import RGB, TypeArea

SHEETS = 8
_POINTS = 720
_TURN = 85.0
"""Degrees of hue from the uppermost sheet to the ground, at most."""
_EDGE = np.array([0.0, 0.0016])
"""How far the cut edge of a sheet shows."""
_MUD = 36.0, 150.0
"""Hues that are mud when they are dark, in degrees."""
_HIGHEST, _LOWEST = 0.205, 0.85
"""Heights from the top beyond which the lettering stands."""
_SEAM = 60
"""Points over which the end of the song is led back to its beginning."""

_LIKES = {"Soul": 0.5, "R&B": 0.5, "Jazz": 0.4, "Electronic": 0.5, "Pop": 0.4, "Hip hop": 0.3, "Reggae": 0.5,
          "Latin": 0.4, "Folk": 0.3, "New-age": 0.4, "Music of Africa": 0.5, "Tender": 0.3, "Rock": 0.2}  # fmt: skip


@dataclass(frozen=True, slots=True)
class View:
    """A composition: where the hole is, how large the first and the last rim, how it is stretched, where type goes."""

    x: float
    y: float
    widest: float
    least: float
    tall: float = 1.0
    low: bool = True
    """Whether title and artist stand under the hole; else over it."""


VIEWS = (
    View(0.5, 0.43, 0.40, 0.075),
    View(0.5, 0.60, 0.40, 0.075, low=False),
    View(0.66, 0.36, 0.58, 0.085),
    View(0.30, 0.66, 0.56, 0.085, low=False),
    View(0.5, 0.42, 0.31, 0.060, tall=1.28),
)


def _affinity(description: Description) -> float:
    return leaning(description, _LIKES, valence=0.1, arousal=-0.15)


@plate("hollow", style="album", affinity=_affinity)
def PLATE(canvas: Canvas, sheet: Sheet) -> tuple[TypeArea, ...]:  # noqa: N802
    """From the bottom up: the last ground with its disc, then sheet on sheet, each with its shadow."""
    view = turn_of(sheet, VIEWS)
    colours = papers(sheet.palette)
    holes = rims(sheet.material, view, sheet.rng)
    canvas.fill(colours[0])
    spot = apart((*sheet.palette.accents, sheet.palette.light), colours[0])[0]
    canvas.disc(view.x, view.y, view.least * 0.42, spot)
    deep = mix(sheet.palette.ink, (0, 0, 0), 0.5) if not sheet.palette.dark else (0, 0, 0)
    # No more of a sheet is laid than the hole over it shows.
    seen = [*(_frame(hole, 0.01) for hole in holes[-2::-1]), rectangle(-0.05, -0.05, 1.05, 1.05)]
    for i, (hole, whole, colour) in enumerate(zip(holes[::-1], seen, colours[1:], strict=True)):
        _laid(canvas, hole, whole, colour, deep, i / (SHEETS - 1))
    return _lettered(canvas, sheet, view)


def rims(material: Material, view: View, rng: np.random.Generator) -> list[Points]:
    """The holes from the uppermost sheet down, bass first: each reaches out where its band is loud, none over the last.

    The song begins at twelve o'clock and goes round once, clockwise.
    """
    turn = np.linspace(0, 2 * np.pi, _POINTS, endpoint=False)
    shares = np.linspace(0, 1, SHEETS)
    radii = view.widest * (view.least / view.widest) ** (0.25 * shares + 0.75 * shares**1.15)
    found, above = [], np.full(_POINTS, np.inf)
    for i, (radius, band) in enumerate(zip(radii.tolist(), bands(material, SHEETS), strict=True)):
        loud = _closed(contour(band, _POINTS, smooth=0.0045 + 0.006 * (1 - i / SHEETS)))
        bent = 0.05 * np.sin(turn * int(rng.integers(2, 4)) + rng.uniform(0, 6.3))
        above = np.minimum(radius * (0.80 + 0.46 * loud + bent), above - 0.03 * view.widest)
        found.append(above)
    room = _room(found[0] * np.cos(turn) * view.tall, view)
    return [
        np.stack([view.x + room * reach * np.sin(turn), view.y - room * view.tall * reach * np.cos(turn)], axis=1)
        for reach in found
    ]


def _room(up: Values, view: View) -> float:
    """How far the holes are to be made smaller so that the first does not reach into the lettering."""
    free = (_LOWEST - view.y) / max(-float(up.min()), 1e-6) if view.low else (view.y - _HIGHEST) / float(up.max())
    return min(free, 1.0)


def _closed(course: Values) -> Values:
    """The course with its last stretch led over to its first value, so that going round it never jumps."""
    closed = np.array(course, np.float64)
    share = np.linspace(0, 1, _SEAM) ** 2 * (3 - 2 * np.linspace(0, 1, _SEAM))
    closed[-_SEAM:] = closed[-_SEAM:] * (1 - share) + closed[0] * share
    return closed


def papers(palette: Palette) -> list[RGB]:
    """The ground at the bottom and the sheets over it, up to the paper itself.

    The deeper the lighter in a dark sheet, the darker in a light one, while the hue turns from one to another.
    """
    light, chroma, hue = lch(palette.paper)
    start, turn = _hues(hue if chroma > 0.05 else palette.hues[0], palette.hues[1], palette.dark)
    bottom = 0.93 if palette.dark else 0.22
    deep = np.linspace(0, 1, SHEETS + 1)[1:]
    lights = light + (bottom - light) * (0.12 + 0.88 * deep)
    strong = 0.05 + 0.11 * np.sin(np.pi * np.clip(deep * 0.85 + 0.1, 0, 1))
    hues = start + turn * deep ** (1.0 if palette.dark else 0.6)
    parts = zip(lights.tolist(), strong.tolist(), (hues % 360).tolist(), strict=True)
    sheets = [rgb(*clear(part)) for part in parts]
    return [*sheets[::-1], palette.paper]


def _hues(first: float, second: float, dark: bool) -> tuple[float, float]:
    """The hue of the uppermost sheet and the degrees from it to that of the ground, toward the song's second hue.

    No dark sheet is yellow, which would be brown or olive: in a light cover yellow and orange go down by way of red to
    plum and greens by way of teal to blue; in a dark one gold is reached from red.
    """
    low, high = _MUD
    away = float(np.clip((second - first + 180) % 360 - 180, -_TURN, _TURN))
    if low < first < high:
        if dark:
            return (20.0, 62.0) if first < 120 else (high, max(away, 0.0))
        return first, (-110.0 if first < 100 else 95.0)
    to = (first + away) % 360
    if dark or not low < to < high:
        return first, away
    return first, high - first if away < 0 else (low - first) % 360


def _laid(canvas: Canvas, hole: Points, whole: Points, colour: RGB, deep: RGB, near: float) -> None:
    """One sheet with its hole, over its own shadow; its cut edge catches the light."""
    frame = _frame(hole, 0.05 + 0.02 * near)
    # One outline that goes round the frame and then round the hole: what lies between them throws the shadow.
    around = np.concatenate([frame, frame[:1], hole, hole[:1]])
    shadow(canvas, [around], 0.004 + 0.004 * near, 0.008 + 0.008 * near, 0.008 + 0.006 * near, 0.42, deep)
    canvas.polygons([_frame(hole, 0.01), hole + _EDGE], mix(colour, (255, 255, 255), 0.35))
    canvas.polygons([whole, hole], colour)


def _frame(hole: Points, margin: float) -> Points:
    low, high = (hole.min(axis=0) - margin).tolist(), (hole.max(axis=0) + margin).tolist()
    return rectangle(low[0], low[1], high[0], high[1])


def _lettered(canvas: Canvas, sheet: Sheet, view: View) -> tuple[TypeArea, ...]:
    ink, left, right = sheet.palette.ink, 0.075, 0.925
    if not view.low:
        return (area(canvas, "both", left, 0.06, right, _HIGHEST - 0.015, ink, size=0.042),)
    return (
        area(canvas, "title", left, _LOWEST + 0.01, 0.70, 0.95, ink, anchor="bottom", size=0.042),
        area(canvas, "artist", 0.72, _LOWEST + 0.01, right, 0.95, ink, align="right", anchor="bottom", size=0.019),
    )
