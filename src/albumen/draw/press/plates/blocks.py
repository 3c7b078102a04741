"""Blocks: the song as a diagonal, its sections as blocks on either side of it, one disc for its bass.

The diagonal is the song from its start to its end. A block is as long as its section, as thick as the section is
loud, above the line where the music is bright and below it where it is dark; the loudest is the accent, and the disc
of the bass rests against it. On the line's other side stand the onsets, a hairline for every stretch of time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from albumen.description import Description
from albumen.draw.press.canvas import Canvas
from albumen.draw.press.flats import Box, apart, clearest, leaning, turn_of
from albumen.draw.press.lettering import area
from albumen.draw.press.plate import Sheet, plate
from albumen.draw.press.reading import spread, stretches
from albumen.draw.press.shapes import Points, disc
from albumen.draw.press.structure import Part, bass_share, loudest, parts
from albumen.picture import TypeArea

_LIKES = {
    "Electronic": 0.6, "Classical": 0.4, "Jazz": 0.4, "Pop": 0.3, "Hip hop": 0.3, "Rock": 0.3, "Disco": 0.3,
    "Exciting": 0.4, "Independent": 0.4,
}  # fmt: skip
_LENGTH = 1.36
"""The line is longer than the sheet is wide, so that it bleeds off at both ends."""
_HAIRS = 150
_ROOMS = (
    (0.50, 0.20), (0.44, 0.22), (0.38, 0.25), (0.50, 0.15), (0.33, 0.27), (0.42, 0.13), (0.34, 0.17), (0.28, 0.15),
)  # fmt: skip
"""Width and height of places for type, best first: a narrow one is tall, so that long titles break."""


@dataclass(frozen=True, slots=True)
class Axis:
    """The diagonal: its start, the way along it and the way across it, in fractions of the side."""

    start: Points
    along: Points
    across: Points

    def at(self, time: float, height: float = 0.0) -> Points:
        """The place at a share of the song, `height` off the line."""
        return self.start + self.along * (time * _LENGTH) + self.across * height

    def block(self, start: float, end: float, height: float) -> Points:
        """The block between two shares of the song, `height` thick."""
        return np.stack([self.at(start), self.at(end), self.at(end, height), self.at(start, height)])


def _affinity(description: Description) -> float:
    return leaning(description, _LIKES, arousal=0.2)


@plate("blocks", style="album", affinity=_affinity)
def PLATE(canvas: Canvas, sheet: Sheet) -> tuple[TypeArea, ...]:  # noqa: N802
    """Blocks along a diagonal and one disc."""
    palette, song = sheet.palette, parts(sheet.material)
    axis = _axis(turn_of(sheet, (-45, 35, -35, 45)))
    sides, first = _sides(song), loudest(song)
    accent, *more = apart(palette.accents, palette.paper, palette.ink)
    canvas.polygons(_hairs(axis, sheet, song, sides), palette.ink)
    for part, side in zip(song, sides, strict=True):
        colour = accent if part is song[first] else palette.ink
        canvas.polygon(axis.block(part.start, part.end, side * thickness(part)), colour)
    radius = 0.07 + 0.30 * bass_share(sheet.material)
    middle = axis.at(float(np.clip(song[first].middle, 0.24, 0.76)), -sides[first] * radius)
    canvas.polygon(disc(float(middle[0]), float(middle[1]), radius), more[0] if more else accent)
    left, top, right, bottom = clearest(canvas, palette.paper, _corners())
    return (
        area(
            canvas, "both", left, top, right, bottom, palette.ink, face="condensed", size=0.06,
            align="left" if left < 0.5 else "right", anchor="top" if top < 0.5 else "bottom",
        ),
    )  # fmt: skip


def _axis(degrees: float) -> Axis:
    turn = np.radians(degrees)
    along = np.array((np.cos(turn), np.sin(turn)))
    return Axis(np.array((0.5, 0.5)) - along * (_LENGTH / 2), along, np.array((-along[1], along[0])))


def thickness(part: Part) -> float:
    """How thick a section's block is, in fractions of the side."""
    return 0.045 + 0.25 * float(part.loud**1.25)


def _sides(song: tuple[Part, ...]) -> list[int]:
    """-1 above the line for the brighter half of the parts, 1 below it for the darker."""
    middle = float(np.median([part.bright for part in song]))
    return [-1 if part.bright > middle else 1 for part in song]


def _hairs(axis: Axis, sheet: Sheet, song: tuple[Part, ...], sides: list[int]) -> list[Points]:
    """The onsets as hairlines that stand on the line, across from the blocks."""
    heights = spread(stretches(sheet.material.onset, _HAIRS), 0, 100)
    half = 0.0011 / _LENGTH
    made = []
    for index, height in enumerate(heights.tolist()):
        time = (index + 0.5) / _HAIRS
        side = next(s for part, s in zip(song, sides, strict=True) if time <= part.end)
        made.append(axis.block(time - half, time + half, -side * (0.012 + 0.055 * height)))
    return made


def _corners() -> list[Box]:
    """Places for type in the corners, roomiest first, above before below."""
    made: list[Box] = []
    for width, height in _ROOMS:
        for top in (0.08, 0.92 - height):
            made += [(0.08, top, 0.08 + width, top + height), (0.92 - width, top, 0.92, top + height)]
    return made
