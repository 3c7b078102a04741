"""Riso: a grid of the song's bars, each cut from its strongest pitch classes and printed in three inks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from albumen.colour.clarity import coloured, natural_light
from albumen.colour.oklch import lch, rgb
from albumen.colour.palette import Palette
from albumen.description import Description
from albumen.draw.press.canvas import Canvas
from albumen.draw.press.flats import leaning, turn_of
from albumen.draw.press.ink import overprint
from albumen.draw.press.lettering import area
from albumen.draw.press.plate import Sheet, plate
from albumen.draw.press.reading import loudness, spread, stretches
from albumen.draw.press.shapes import Points, arc, disc, rectangle, turned
from albumen.material import Material
from albumen.picture import RGB, TypeArea

_LIKES = {"Pop": 0.5, "Funk": 0.5, "Electronic": 0.4, "Children's": 0.8, "Hip hop": 0.4, "Latin": 0.4, "Jazz": 0.4,
          "Classical": 0.4, "Rock": 0.3, "Funny": 0.4, "Angry": -0.5}  # fmt: skip
Outlines = list[Points]
Cell = tuple[int, int, int]
"""Row, column and span of a piece of the grid."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the bars lie: the corner of the first, the side of one, how many rows and columns."""

    left: float
    top: float
    cell: float
    rows: int
    columns: int

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.rows * self.cell


def framed(side: int) -> Grid:
    """A square of bars with air around it."""
    return Grid(0.13, 0.105, 0.74 / side, side, side)


def bleeding(side: int) -> Grid:
    """Bars from edge to edge, one row less than columns: the rest is for type."""
    return Grid(0.0, 0.0, 1 / side, side - 1, side)


def _affinity(description: Description) -> float:
    return leaning(description, _LIKES, valence=0.3, arousal=0.2)


@plate("riso", style="album", affinity=_affinity, ground="light", grain=4.0)
def PLATE(canvas: Canvas, sheet: Sheet) -> tuple[TypeArea, ...]:  # noqa: N802
    """A grid of bars; never more than two inks meet in one of them, so nothing goes black."""
    paper, inks = _stock(sheet.palette)
    canvas.fill(paper)
    grid = turn_of(sheet, (framed, bleeding))(grid_of(sheet.description))
    for shapes, ink in zip(printed_layers(sheet.material, grid), inks, strict=True):
        overprint(canvas, shapes, ink, sheet.rng)
    ink, edge = sheet.palette.ink, max(grid.left, 0.075)
    # The wider the strip, the larger the type.
    top, size = grid.bottom + (0.015 if grid.left else 0.03), 0.044 + 0.16 * max(0.955 - grid.bottom - 0.16, 0)
    return (
        area(canvas, "title", edge, top, 0.66, 0.955, ink, face="condensed", size=size),
        area(canvas, "artist", 0.68, top, 1 - edge, 0.955, ink, face="condensed", align="right", size=0.02),
    )


def grid_of(description: Description) -> int:
    """Cells a side: 3 for music with an onset a second, 6 for four and more."""
    rate = 3.0 if description.onset_rate is None else description.onset_rate
    return int(np.clip(round(2.2 + 0.85 * rate), 3, 6))


def printed_layers(material: Material, grid: Grid) -> tuple[list[Outlines], list[Outlines], list[Outlines]]:
    """The shapes of each of the three inks, bar by bar, left to right and down."""
    cells = cells_of(material, grid.rows, grid.columns)
    pitches = _pitches(material, len(cells))
    loud = spread(loudness(material, len(cells)))
    silent = loudness(material, len(cells)) < 0.04
    layers: tuple[list[Outlines], list[Outlines], list[Outlines]] = ([], [], [])
    for cell, (first, second, third), strong, still in zip(cells, pitches, loud, silent, strict=True):
        if still or strong < 0.1:
            continue
        row, column, span = cell
        place = (grid.left + column * grid.cell, grid.top + row * grid.cell, grid.cell * span)
        one, two = first % 3, second % 3
        layers[one].append(_placed(_SHAPES[first], third % 4, place))
        if two != one and strong > 0.3:
            layers[two].append(_placed(_SHAPES[second], first % 4, place))
    return layers


def cells_of(material: Material, rows: int, columns: int) -> list[Cell]:
    """The grid's pieces in reading order: where a section begins, the bar takes four cells at once if there is room."""
    free = np.ones((rows, columns), bool)
    cells: list[Cell] = []
    begins = np.unique((np.asarray(material.sections) / max(material.seconds, 1e-6) * free.size).astype(int))
    big = 0
    for number in range(free.size):
        row, column = divmod(number, columns)
        if not free[row, column]:
            continue
        near = bool(np.any(np.abs(begins - number) <= 1))
        inside = columns > 3 and row + 1 < rows and column + 1 < columns
        room = inside and bool(free[row : row + 2, column : column + 2].all())
        span = 2 if near and room and big < columns - 2 else 1
        big += span - 1
        free[row : row + span, column : column + span] = False
        cells.append((row, column, span))
    return cells


def _pitches(material: Material, count: int) -> NDArray[np.intp]:
    """Three strongest pitch classes of each bar [count, 3], measured against the song's average so that chords show."""
    chroma = stretches(material.chroma, count)
    return np.argsort(-(chroma - 0.75 * chroma.mean(axis=0)), axis=1, kind="stable")[:, :3]


def _placed(shape: Callable[[], Outlines], quarter: int, place: tuple[float, float, float]) -> Outlines:
    left, top, size = place
    return [turned(outline, 90 * quarter) * size + (left, top) for outline in shape()]


def _stock(palette: Palette) -> tuple[RGB, Sequence[RGB]]:
    """Paper and three inks: a bold sheet is bleached, since inks that multiply with it would go brown."""
    light, chroma, hue = lch(palette.paper)
    paper = rgb(max(light, 0.945), min(chroma, 0.022), hue)
    return paper, _inks(palette)


def _inks(palette: Palette) -> list[RGB]:
    """Each hue where it is most itself, so that overprints stay clean; the darkest deeper, to hold in grey."""
    hues = [lch(accent)[2] for accent in palette.accents[:3]]
    order = sorted(range(3), key=lambda i: natural_light(hues[i]))
    if _near(hues[order[1]], hues[order[2]]) and natural_light(hues[order[1]]) > 0.7:
        # Two yellows would print brown: the deeper of them turns red.
        hues[order[1]] = 25.0
    vivid = 0.72 + 0.28 * min(max(lch(accent)[1] for accent in palette.accents[:3]) / 0.18, 1.0)
    lights = [natural_light(hue) for hue in hues]
    lights[order[0]], lights[order[1]] = min(lights[order[0]], 0.53), max(lights[order[1]], 0.66)
    return [rgb(*coloured(light, vivid, hue)) for light, hue in zip(lights, hues, strict=True)]


def _near(first: float, second: float) -> bool:
    return abs((first - second + 180) % 360 - 180) < 48


def _quarter() -> Outlines:
    return [np.concatenate([[(0.0, 1.0)], arc(0, 1, 1, 0, 90)])]


def _leaf() -> Outlines:
    return [np.concatenate([arc(0, 1, 1, 0, 90), arc(1, 0, 1, 180, 270)])]


def _half() -> Outlines:
    return [arc(0.5, 0, 0.5, 90, 270), arc(0.5, 0.5, 0.5, 90, 270)]


def _stripes() -> Outlines:
    return [rectangle(0, i / 5, 1, (i + 1) / 5) for i in (0, 2, 4)]


def _dots() -> Outlines:
    return [disc(x, y, 0.17, 90) for x in (0.25, 0.75) for y in (0.25, 0.75)]


def _petals() -> Outlines:
    return [
        np.concatenate([[(0.0, 0.5)], arc(0, 0.5, 0.5, 0, 90)]),
        np.concatenate([[(1.0, 0.5)], arc(1, 0.5, 0.5, 180, 270)]),
    ]


_SHAPES: tuple[Callable[[], Outlines], ...] = (
    lambda: [disc(0.5, 0.5, 0.5)],
    _quarter,
    lambda: [np.array([(0.0, 0.0), (1.0, 1.0), (0.0, 1.0)])],
    _half,
    _leaf,
    lambda: [disc(0.5, 0.5, 0.5), disc(0.5, 0.5, 0.25)],
    _stripes,
    lambda: [disc(0.5, 0.5, 0.29)],
    _petals,
    lambda: [rectangle(0, 0, 0.5, 1)],
    _dots,
    lambda: [np.concatenate([arc(0, 1, 1, 0, 90), arc(0, 1, 0.5, 90, 0)])],
)
"""A shape for each pitch class from C, in a unit cell."""
