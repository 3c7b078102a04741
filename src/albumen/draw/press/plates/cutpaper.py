"""Paper cut: the song's sections as a sheaf of fronds on two sheets, time from left to right.

A frond's fingers are its section's level over time from root to tip, the bass on the left, the treble on the right;
loud and long sections stand tallest, the loudest is cut from the accent and laid last, and the ground changes its
paper where that section begins. Or six sections stand apart, each on a paper of its own. After Matisse.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle, pairwise

import numpy as np

from albumen.colour.oklch import lch, mix
from albumen.description import Description
from albumen.draw.press.canvas import Canvas
from albumen.draw.press.flats import Box, apart, leaning, turn_of
from albumen.draw.press.fronds import FERN, LEAF, PALM, WEED, frond
from albumen.draw.press.gouache import lay
from albumen.draw.press.lettering import area
from albumen.draw.press.plate import Sheet, plate
from albumen.draw.press.shapes import Points, rectangle
from albumen.draw.press.structure import Part, loudest, parts
from albumen.picture import RGB, TypeArea

_LIKES = {
    "Folk": 0.7, "Latin": 0.8, "Jazz": 0.5, "Children's": 0.9, "Music of Africa": 0.8, "Reggae": 0.5, "Pop": 0.3,
    "Soul": 0.4, "Traditional": 0.6, "Happy": 0.4, "Tender": 0.4,
}  # fmt: skip


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
    root, kind = turn_of(sheet, (0.40, 0.5, 0.60)), (FERN, WEED, PALM)[int(sheet.rng.integers(3))]
    first = loudest(song)
    grounds = _grounds(canvas, sheet, song[first])
    accent, *others = _papers(sheet, grounds)
    colours = cycle(others or [accent])
    for index in sorted(range(len(song)), key=lambda i: song[i].loud):
        colour = accent if index == first else next(colours)
        lay(canvas, frond(song[index], sheet.material, root, kind), colour, 56 * (song[index].middle - 0.5), index)
    return (area(canvas, "both", 0.09, 0.075, 0.91, 0.215, sheet.palette.ink, face="hand", size=0.09),)


def _herbarium(canvas: Canvas, sheet: Sheet) -> tuple[TypeArea, ...]:
    """Six sections in two rows, each a frond on a paper as wide as the section is long; the loudest's is the accent."""
    song, palette = parts(sheet.material, 6, 6), sheet.palette
    kind = (WEED, LEAF)[int(sheet.rng.integers(2))]
    first = loudest(song)
    accent, *others = apart(palette.accents[:3], palette.paper)
    quiet = mix(palette.paper, palette.ink, 0.14)
    papers = [*others, palette.accents[3], palette.ink, quiet]
    for index, (part, (left, top, right, bottom)) in enumerate(zip(song, panels(song), strict=True)):
        paper = accent if index == first else papers[(index * 2 + index // 3) % len(papers)]
        canvas.polygon(_askew(rectangle(left, top, right, bottom), sheet.rng), paper)
        colour = max((palette.ink, palette.paper, *others), key=lambda c: _strength(c, paper))
        upright = replace(part, start=0.5 - part.share / 2, end=0.5 + part.share / 2)
        lay(canvas, _potted(frond(upright, sheet.material, 0.5, kind), (left, top, right, bottom)), colour, 0.0, index)
    return (area(canvas, "both", 0.07, 0.055, 0.93, 0.185, palette.ink, face="hand", size=0.085),)


def panels(song: tuple[Part, ...]) -> list[Box]:
    """The six places of the herbarium, time from left to right and from above to below, wide where a part is long."""
    made = []
    for row, (top, bottom) in enumerate(((0.215, 0.57), (0.585, 0.93))):
        shares = np.clip([part.share for part in song[row * 3 : row * 3 + 3]], 0.08, 0.30)
        edges = 0.07 + 0.875 * np.concatenate([[0], np.cumsum(shares)]) / shares.sum()
        made += [(a, top, b - 0.015 if b < 0.94 else b, bottom) for a, b in pairwise(edges.tolist())]
    return made


def _potted(shapes: list[Points], panel: Box) -> list[Points]:
    """A frond that fills its panel but for a margin, stretched a little if it has to be."""
    left, top, right, bottom = panel
    points = np.concatenate([shape[shape[:, 1] < 0.99] for shape in shapes])
    low, high = points.min(axis=0), points.max(axis=0)
    room = 0.84 * np.array((right - left, bottom - top)) / (high - low)
    scale = np.minimum(room, room.min() * 1.35)
    return [
        (np.minimum(shape, (2.0, 0.99)) - (low + high) / 2) * scale + ((left + right) / 2, (top + bottom) / 2)
        for shape in shapes
    ]


def _askew(panel: Points, rng: np.random.Generator) -> Points:
    """A paper that scissors cut: no corner quite where it should be."""
    return panel + rng.uniform(-0.0028, 0.0028, panel.shape)


def _strength(colour: RGB, paper: RGB) -> float:
    """How strongly a shape stands out from its paper: mostly by lightness, a little by colour."""
    (l0, c0, _), (l1, c1, _) = lch(colour), lch(paper)
    return abs(l0 - l1) + 0.4 * abs(c0 - c1)


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
