"""Rings: the song as a record of twelve grooves, one a pitch class, each swelling where its pitch sounds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from albumen.colour.oklch import mix
from albumen.description import Description
from albumen.draw.press.canvas import Canvas
from albumen.draw.press.flats import apart, turn_of
from albumen.draw.press.lettering import area
from albumen.draw.press.plate import Sheet, plate
from albumen.draw.press.reading import Reading, loudness, pitch_order, smooth, stretches
from albumen.draw.press.shapes import Points
from albumen.material import Material, level
from albumen.picture import RGB, TypeArea

_STEPS = 720
_WEIGHT = np.sin(np.linspace(0.15, 0.85, 12) * np.pi * 0.75)
"""How welcome a strong pitch is in each groove, innermost first: most outside the middle, less at the rim."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the record lies: centre, inner and outer radius, how far the grooves slip to one side, and its turn."""

    x: float
    y: float
    inner: float
    outer: float
    slip: float = 0.0
    start: float = 2.5
    end: float = 357.5


_FRAMES = (
    _Frame(0.5, 0.450, 0.115, 0.392),
    _Frame(0.5, 0.450, 0.085, 0.392, 0.085),
    _Frame(0.72, 0.72, 0.11, 0.59, 0.05),
    _Frame(0.5, 0.985, 0.15, 0.705, 0.0, -91, 91),
)


def _affinity(description: Description) -> float:
    tonal = description.key.confidence if description.key else 0.5
    return 0.7 + 0.6 * max(tonal, 0.0)


@plate("rings", style="album", affinity=_affinity)
def PLATE(canvas: Canvas, sheet: Sheet) -> tuple[TypeArea, ...]:  # noqa: N802
    """Twelve grooves; the song's three strongest pitch classes in the accents, the others in ink."""
    palette = sheet.palette
    frame = turn_of(sheet, _FRAMES)
    gap = (frame.outer - frame.inner) / 12
    radii = frame.inner + gap * (np.arange(12) + 0.5)
    order = groove_order(sheet.material)
    swell = swells(sheet.material, order, radii / frame.outer * (frame.end - frame.start) / 360)
    colours = dict(zip(pitch_order(sheet.material)[:3].tolist(), palette.accents[:3], strict=True))
    turn = float(sheet.rng.uniform(0, 360))
    quiet = mix(palette.ink, palette.paper, 0.5)
    for ring in range(11, -1, -1):
        path = _groove(frame, float(radii[ring]), ring / 11, turn)
        canvas.stroke(path, 0.0014, quiet)
        _pieces(canvas, path, swell[:, ring] * gap * 0.96, colours.get(order[ring], palette.ink))
    _label(canvas, frame, turn, apart(palette.accents, palette.paper)[0], palette.paper)
    return _type(canvas, frame, sheet)


def _label(canvas: Canvas, frame: _Frame, turn: float, colour: RGB, hole: RGB) -> None:
    """What every record has in its middle."""
    way = np.radians(turn)
    x, y = frame.x + frame.slip * np.sin(way), frame.y - frame.slip * np.cos(way)
    canvas.disc(x, y, frame.inner - 0.012, colour)
    canvas.disc(x, y, 0.011, hole)


def groove_order(material: Material) -> tuple[int, ...]:
    """The twelve pitch classes from the innermost groove out: a circle of fifths turned to have the strong outside."""
    strength = level(material.chroma).mean(axis=0)
    turns = [tuple((first + step * 7) % 12 for step in range(12)) for first in range(12)]
    return max(turns, key=lambda order: float(strength[list(order)] @ _WEIGHT))


def swells(material: Material, order: tuple[int, ...], reach: NDArray[np.floating]) -> Reading:
    """How far each groove is filled [steps, 12], 0..1: its pitch's strength above the column's murmur, by loudness.

    `reach` is each groove's length as a share of a whole rim's: a shorter groove must be smoother.
    """
    chroma = stretches(material.chroma, _STEPS)[:, list(order)]
    clear = np.clip((chroma - 0.28) / 0.62, 0, 1)
    loud = np.clip(loudness(material, _STEPS) * 1.25 - 0.2, 0, 1)[:, None]
    sounding = np.asarray(clear * loud, np.float32)
    soft = np.stack([smooth(sounding[:, i : i + 1], 3.6 / float(r))[:, 0] for i, r in enumerate(reach)], axis=1)
    top = float(np.percentile(soft, 96.5))
    return np.asarray(np.clip(soft / max(top, 0.2), 0, 1), np.float32)


def _groove(frame: _Frame, radius: float, place: float, turn: float) -> Points:
    # A record is read clockwise from the top; the gap there is where the needle goes down.
    angles = np.radians(np.linspace(frame.start, frame.end, _STEPS))
    slip, way = frame.slip * (1 - place), np.radians(turn)
    x = frame.x + slip * np.sin(way) + radius * np.sin(angles)
    y = frame.y - slip * np.cos(way) - radius * np.cos(angles)
    return np.stack([x, y], axis=1)


def _pieces(canvas: Canvas, path: Points, widths: NDArray[np.floating], colour: tuple[int, int, int]) -> None:
    """The swelling parts of a groove, each tapering to nothing."""
    sounding = np.concatenate([[False], widths > 0.0016, [False]])
    edges = np.flatnonzero(np.diff(sounding.astype(np.int8)))
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        part = slice(max(start - 1, 0), min(end + 1, len(path)))
        if end - start > 1:
            canvas.stroke(path[part], widths[part], colour)


def _type(canvas: Canvas, frame: _Frame, sheet: Sheet) -> tuple[TypeArea, ...]:
    ink = sheet.palette.ink
    if frame.outer < 0.5:
        return (
            area(canvas, "title", 0.075, 0.865, 0.66, 0.948, ink, anchor="bottom", size=0.034),
            area(canvas, "artist", 0.68, 0.865, 0.925, 0.948, ink, anchor="bottom", align="right", size=0.02),
        )
    if frame.y > 0.9:
        return (area(canvas, "both", 0.09, 0.07, 0.91, 0.255, ink, size=0.045),)
    return (area(canvas, "both", 0.07, 0.06, 0.53, 0.155, ink, size=0.04),)
