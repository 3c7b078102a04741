"""Blocks: the song as a line, its sections as blocks on either side of it, one disc for its bass.

The line is the song from its start to its end: a diagonal, an upright, or a wheel. A block is as long as its section,
as thick as the section is loud, on one side where the music is bright and on the other where it is dark; the loudest
is the accent, and the disc of the bass rests against it. Across from the blocks stand the onsets, a hairline for every
stretch of time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from albumen.description import Description
from albumen.draw.press.canvas import Canvas
from albumen.draw.press.flats import Box, apart, clearest, leaning, turn_of
from albumen.draw.press.lettering import area
from albumen.draw.press.plate import Sheet, plate
from albumen.draw.press.reading import spread, stretches
from albumen.draw.press.shapes import Points, band, disc
from albumen.draw.press.structure import Part, bass_share, loudest, parts
from albumen.material import Material
from albumen.picture import TypeArea

_LIKES = {
    "Electronic": 0.6, "Classical": 0.4, "Jazz": 0.4, "Pop": 0.3, "Hip hop": 0.3, "Rock": 0.3, "Disco": 0.3,
    "Exciting": 0.4, "Independent": 0.4,
}  # fmt: skip
_GAP = 0.0035
"""Half the seam between two blocks, in fractions of the side."""
_HAIRS = 150
_ROOMS = (
    (0.50, 0.20), (0.44, 0.22), (0.38, 0.25), (0.50, 0.15), (0.33, 0.27), (0.42, 0.13), (0.34, 0.17), (0.28, 0.15),
    (0.24, 0.20), (0.21, 0.17),
)  # fmt: skip
"""Width and height of places for type, best first: a narrow one is tall, so that long titles break."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A straight line: its start, the way along it and the way across it, in fractions of the side."""

    start: Points
    along: Points
    across: Points
    length: float
    thick: float = 1.0

    def at(self, time: float, height: float = 0.0) -> Points:
        """The place at a share of the song, `height` off the line."""
        return self.start + self.along * (time * self.length) + self.across * height

    def block(self, start: float, end: float, height: float, seam: float = 0.0) -> Points:
        """The block between two shares of the song, `height` thick."""
        a, b = start + seam / self.length, end - seam / self.length
        return np.stack([self.at(a), self.at(b), self.at(b, height), self.at(a, height)])


@dataclass(frozen=True, slots=True)
class Wheel:
    """A circle, or a piece of one that bleeds off: its middle, its radius, and the degrees that the song takes."""

    x: float
    y: float
    radius: float
    first: float
    degrees: float
    thick: float = 1.0

    @property
    def length(self) -> float:
        """Length of the rim, in fractions of the side."""
        return float(np.radians(self.degrees) * self.radius)

    def at(self, time: float, height: float = 0.0) -> Points:
        """The place at a share of the song, `height` inside the rim."""
        turn = np.radians(self.first + self.degrees * time)
        return np.array((self.x, self.y)) + (self.radius - height) * np.array((np.sin(turn), -np.cos(turn)))

    def block(self, start: float, end: float, height: float, seam: float = 0.0) -> Points:
        """The piece of a ring between two shares of the song, `height` thick inward."""
        a, b = (self.first + self.degrees * t for t in (start + seam / self.length, end - seam / self.length))
        inner, outer = sorted((self.radius, self.radius - height))
        return band(self.x, self.y, inner, outer, a, b)


def _affinity(description: Description) -> float:
    return leaning(description, _LIKES, arousal=0.2)


@plate("blocks", style="album", affinity=_affinity)
def PLATE(canvas: Canvas, sheet: Sheet) -> tuple[TypeArea, ...]:  # noqa: N802
    """Blocks along a line and one disc."""
    palette, song = sheet.palette, parts(sheet.material)
    line, first = turn_of(sheet, _LINES)(), loudest(song)
    sides = [-1] * len(song) if isinstance(line, Wheel) else _sides(song)
    accent, *more = apart(palette.accents, palette.paper, palette.ink)
    canvas.polygons(_hairs(line, sheet, song, sides), palette.ink)
    lesser = max((i for i in range(len(song)) if i != first), key=lambda i: song[i].loud)
    colours = {first: accent, lesser: (more[1:] or [palette.ink])[0]}
    for i, (part, side) in enumerate(zip(song, sides, strict=True)):
        shape = line.block(part.start, part.end, side * thickness(part) * line.thick, _GAP)
        canvas.polygon(shape, colours.get(i, palette.ink))
    x, y, radius = _bass(line, sheet.material, song[first], sides[first])
    canvas.polygon(disc(x, y, radius), more[0] if more else accent)
    left, top, right, bottom = clearest(canvas, palette.paper, _corners())
    return (
        area(
            canvas, "both", left, top, right, bottom, palette.ink, face="condensed", size=0.06,
            align="left" if left < 0.5 else "right", anchor="top" if top < 0.5 else "bottom",
        ),
    )  # fmt: skip


def _bass(line: Axis | Wheel, material: Material, first: Part, side: int) -> tuple[float, float, float]:
    """Middle and radius of the bass: in the hub of a wheel, else against the line across from the loudest block."""
    radius = 0.07 + 0.30 * bass_share(material)
    if isinstance(line, Wheel):
        return line.x, line.y, min(radius * line.radius / 0.24, 0.72 * line.radius)
    middle = line.at(float(np.clip(first.middle, 0.24, 0.76)), -side * radius)
    return float(middle[0]), float(middle[1]), radius


def _straight(degrees: float, length: float = 1.36, x: float = 0.5, y: float = 0.5, thick: float = 1.0) -> Axis:
    """A line through a place, longer than the sheet is wide so that it bleeds off at both ends."""
    turn = np.radians(degrees)
    along = np.array((np.cos(turn), np.sin(turn)))
    return Axis(np.array((x, y)) - along * (length / 2), along, np.array((-along[1], along[0])), length, thick)


_LINES: tuple[Callable[[], Axis | Wheel], ...] = (
    lambda: _straight(-45),
    lambda: Wheel(0.5, 0.45, 0.19, 4, 352, 0.66),
    lambda: _straight(35),
    lambda: _straight(90, 1.04, 0.68, 0.5, 1.12),
    lambda: Wheel(-0.01, 1.01, 0.55, -3, 96, 1.05),
    lambda: _straight(45),
    lambda: _straight(0, 1.04, 0.5, 0.58, 1.12),
)


def thickness(part: Part) -> float:
    """How thick a section's block is, in fractions of the side."""
    return 0.045 + 0.25 * float(part.loud**1.25)


def _sides(song: tuple[Part, ...]) -> list[int]:
    """-1 above the line for the brighter half of the parts, 1 below it for the darker."""
    middle = float(np.median([part.bright for part in song]))
    return [-1 if part.bright > middle else 1 for part in song]


def _hairs(line: Axis | Wheel, sheet: Sheet, song: tuple[Part, ...], sides: list[int]) -> list[Points]:
    """The onsets as hairlines that stand on the line, across from the blocks."""
    heights = spread(stretches(sheet.material.onset, _HAIRS), 0, 100)
    half = 0.0013 / line.length
    made = []
    for index, height in enumerate(heights.tolist()):
        time = (index + 0.5) / _HAIRS
        side = next(s for part, s in zip(song, sides, strict=True) if time <= part.end)
        made.append(line.block(time - half, time + half, -side * (0.012 + 0.055 * height)))
    return made


def _corners() -> list[Box]:
    """Places for type in the corners, roomiest first, above before below."""
    made: list[Box] = []
    for width, height in _ROOMS:
        for top in (0.08, 0.92 - height):
            made += [(0.08, top, 0.08 + width, top + height), (0.92 - width, top, 0.92, top + height)]
    return made
