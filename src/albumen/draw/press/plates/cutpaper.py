"""Paper cut: the song's sections as a sheaf of fronds on two sheets, time from left to right.

A frond's fingers are its section's level over time from root to tip, the bass on the left, the treble on the right;
loud and long sections stand tallest, the loudest is cut from the accent and laid last, and the ground changes its
paper where that section begins. Or six sections stand apart, each on a paper of its own. After Matisse.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle

import numpy as np

from albumen.colour.oklch import mix
from albumen.description import Description
from albumen.draw.press.canvas import Canvas
from albumen.draw.press.flats import Box, apart, leaning, turn_of
from albumen.draw.press.gouache import lay
from albumen.draw.press.lettering import area
from albumen.draw.press.plate import Sheet, plate
from albumen.draw.press.reading import Reading, spread, stretches
from albumen.draw.press.scissors import cut, leaf
from albumen.draw.press.shapes import Points, rectangle
from albumen.draw.press.structure import Part, loudest, parts
from albumen.material import Material
from albumen.picture import RGB, TypeArea

_LIKES = {
    "Folk": 0.7, "Latin": 0.8, "Jazz": 0.5, "Children's": 0.9, "Music of Africa": 0.8, "Reggae": 0.5, "Pop": 0.3,
    "Soul": 0.4, "Traditional": 0.6, "Happy": 0.4, "Tender": 0.4,
}  # fmt: skip
_STEM = 80
_BASS = 36
"""Mel bands below this one are a frond's left side, about 1.2 kHz."""


def _affinity(description: Description) -> float:
    return leaning(description, _LIKES, valence=0.25)


@plate("cutpaper", style="album", affinity=_affinity)
def PLATE(canvas: Canvas, sheet: Sheet) -> tuple[TypeArea, ...]:  # noqa: N802
    """Cut fronds, one a section: a sheaf, or a herbarium."""
    return turn_of(sheet, (_sheaf, _herbarium))(canvas, sheet)


def _sheaf(canvas: Canvas, sheet: Sheet) -> tuple[TypeArea, ...]:
    # Calm music is a few large fronds, excited music a thicket.
    least = round(4.5 + 1.5 * sheet.description.affect.arousal)
    song = parts(sheet.material, least, least + 2)
    root = turn_of(sheet, (0.40, 0.5, 0.60))
    first = loudest(song)
    grounds = _grounds(canvas, sheet, song[first])
    accent, *others = _papers(sheet, grounds)
    colours = cycle(others or [accent])
    for index in sorted(range(len(song)), key=lambda i: song[i].loud):
        colour = accent if index == first else next(colours)
        lay(canvas, frond(song[index], sheet.material, root), colour, 56 * (song[index].middle - 0.5), index)
    return (area(canvas, "both", 0.09, 0.075, 0.91, 0.215, sheet.palette.ink, face="hand", size=0.09),)


def _herbarium(canvas: Canvas, sheet: Sheet) -> tuple[TypeArea, ...]:
    """Six sections in two rows, each frond upright on its own paper; the loudest is the accent."""
    song, palette = parts(sheet.material, 6, 6), sheet.palette
    first = loudest(song)
    accent, *others = apart(palette.accents, palette.paper)
    papers = [
        mix(palette.paper, colour, share) for colour, share in ((palette.ink, 0.12), *((o, 0.68) for o in others))
    ]
    for index, (part, (left, top, right, bottom)) in enumerate(zip(song, panels(), strict=True)):
        paper = accent if index == first else papers[(index * 2 + index // 3) % len(papers)]
        canvas.polygon(rectangle(left, top, right, bottom), paper)
        colours = apart((palette.ink, *palette.accents[2:], palette.paper), paper)
        scale = (bottom - top) / 0.71
        upright = replace(part, start=0.5 - part.share / 2, end=0.5 + part.share / 2)
        stood = [
            (shape - (0.5, 0.99)) * scale + ((left + right) / 2, bottom) for shape in frond(upright, sheet.material)
        ]
        inside = [np.minimum(shape, (1.0, bottom)) for shape in stood]
        lay(canvas, inside, palette.paper if index == first else colours[index % len(colours)], 0.0, index)
    return (area(canvas, "both", 0.09, 0.06, 0.91, 0.19, palette.ink, face="hand", size=0.08),)


def panels() -> list[Box]:
    """The six places of the herbarium, time from left to right and from above to below."""
    across, down = np.linspace(0.09, 0.91, 4).tolist(), np.linspace(0.215, 0.925, 3).tolist()
    return [
        (across[column], down[row], across[column + 1] - 0.012, down[row + 1] - 0.012)
        for row in range(2)
        for column in range(3)
    ]


def frond(part: Part, material: Material, root: float = 0.5) -> list[Points]:
    """A section's frond as outlines; it grows from below the sheet near `root`, leaning as it lies in time."""
    lean = (part.middle - 0.5) * 2 + (0.5 - root) * 0.8
    length = 0.40 + 0.18 * part.loud + 0.12 * min(1.0, part.share * 2.4)
    angles = -np.pi / 2 + lean * (0.56 + 0.38 * np.linspace(0, 1, _STEM))
    steps = np.stack([np.cos(angles), np.sin(angles)], axis=1) * (length / _STEM)
    stem = np.array((root + lean * 0.18, 1.05)) + np.cumsum(steps, axis=0)
    width = 0.16 + 0.10 * part.loud
    return cut([_stalk(stem, angles, width), *_fingers(stem, angles, width, length, _levels(part, material))], 0.0066)


def _levels(part: Part, material: Material) -> Reading:
    """The level of bass and treble along a section, 0..1 [fingers, 2]; longer sections have more fingers."""
    count = int(np.clip(round(part.share * 26), 6, 9))
    mel = np.rint(part.of(material.mel) * 255).astype(np.uint8)
    both = stretches(
        np.stack([mel[:, :_BASS].mean(axis=1), mel[:, _BASS:].mean(axis=1)], axis=1).astype(np.uint8), count
    )
    return np.stack([spread(both[:, 0], 0, 100), spread(both[:, 1], 0, 100)], axis=1)


def _stalk(stem: Points, angles: np.ndarray[tuple[int], np.dtype[np.float64]], width: float) -> Points:
    half = width * np.linspace(0.13, 0.07, len(stem))[:, None]
    beside = np.stack([-np.sin(angles), np.cos(angles)], axis=1) * half
    return np.vstack([stem + beside, (stem - beside)[::-1]])


def _fingers(
    stem: Points, angles: np.ndarray[tuple[int], np.dtype[np.float64]], width: float, length: float, levels: Reading
) -> list[Points]:
    pitch = length * 0.82 / len(levels)
    made = [leaf(stem[-10], angles[-1], width * 0.5, pitch * 0.25, pitch * 0.4)]
    for finger, both in enumerate(levels):
        up = 0.17 + 0.80 * (finger + 0.5) / len(levels)
        at = int(up * (_STEM - 1))
        taper = np.sin(np.pi * (0.24 + 0.58 * up)) ** 0.8
        splay = 1.08 - 0.5 * up
        between = pitch * np.sin(splay)
        for side, height in zip((-1, 1), both.tolist(), strict=True):
            reach = width * (0.42 + 0.72 * height) * taper + pitch * 0.35
            made.append(leaf(stem[at], angles[at] + side * splay, reach, 0.24 * between, 0.44 * between))
    return made


def _grounds(canvas: Canvas, sheet: Sheet, part: Part) -> tuple[RGB, RGB]:
    """The sheet's paper and a second one beside it, whose edge is where the loudest section begins (or ends)."""
    palette = sheet.palette
    hue = apart(palette.accents, palette.paper)
    second = mix(palette.paper, hue[min(1, len(hue) - 1)], 0.22 if palette.dark else 0.40)
    edge = 0.2 + 0.6 * (part.start if part.start > 0.15 else part.end)
    canvas.polygon(rectangle(-0.1, -0.1, edge, 1.1), second)
    return palette.paper, second


def _papers(sheet: Sheet, grounds: tuple[RGB, RGB]) -> tuple[RGB, ...]:
    """The colours that fronds are cut from, the loudest section's first; none like the grounds or that first one."""
    palette = sheet.palette
    accent = apart(palette.accents, *grounds)[0]
    quiet = mix(palette.ink, grounds[1], 0.45)
    return (accent, *apart((palette.ink, *palette.accents[2:], *palette.accents[:2], quiet), *grounds, accent))
