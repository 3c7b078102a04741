"""Lines of lettering in an area: how large, how many, where. Nothing is ever cut; it gets smaller instead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise, product

from albumen.picture import TypeArea
from albumen.sleeve.copytext import Copy
from albumen.sleeve.faces import FAMILIES, Voice
from albumen.sleeve.shaping import Line

READABLE = 0.03
"""Least cap height of display lettering, in sides of the picture: 9 px at 300 px."""
SIGNATURE = 0.021
"""Greatest cap height of a signature; between the two it would be neither read nor overlooked."""
LEAST = 0.004
"""Cap height under which nothing is set: 12 px at 3000 px."""
_LEAST_ARTIST = 0.0165
_LONGEST = 300
"""Characters: more are no title but a text, and would be too small to read in any place on a cover."""
_LINE_PRICE = 0.8
"""A line more must make the lettering larger than this many times to be worth it."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A line in its place: `scale` pixels an em, `x` the left edge of its ink and `baseline` in pixels."""

    line: Line
    scale: float
    x: float
    baseline: float


@dataclass(frozen=True, slots=True)
class Block:
    """The lettering of one area."""

    area: TypeArea
    lines: tuple[Placed, ...]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of the ink, in pixels."""
        return (
            min(p.x for p in self.lines),
            min(p.baseline - p.line.top * p.scale for p in self.lines),
            max(p.x + p.line.width * p.scale for p in self.lines),
            max(p.baseline - p.line.bottom * p.scale for p in self.lines),
        )

    def moved(self, down: float) -> Block:
        """The same block `down` pixels lower."""
        return Block(self.area, tuple(replace(p, baseline=p.baseline + down) for p in self.lines))


@dataclass(frozen=True, slots=True)
class _Grade:
    """A range of sizes with its own way of setting: cap heights in sides, tracking in ems, leading in cap heights."""

    largest: float
    voices: tuple[Voice, Voice]
    """Of the title and of the artist."""
    smallest: float
    tracking: tuple[float, float]
    leading: float
    ratio: float
    """Cap height of the artist over that of the title."""
    gap: float
    """From the title's baseline to the top of the artist's capitals, in the title's cap heights."""
    anywhere: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    line: Line
    unit: float
    """Title's cap heights an em of this line."""
    lead: float
    """Least distance from the baseline before, in the title's cap heights."""
    air: float
    """Least distance from the ink before, in the same."""


def set_block(title: str, artist: str, area: TypeArea, side: int) -> Block | None:
    """The two texts (either may be empty) in the area of a picture of `side` pixels; None when they cannot be read.

    The largest size that fits wins, up to the area's own; more lines must pay for themselves in size.
    """
    if max(len(title), len(artist)) > _LONGEST or min(_size(area, side)) < 1:
        return None
    for grade in _grades(area):
        copies = [
            Copy(text, area.face, voice, tracking, grade.anywhere)
            for text, voice, tracking in zip((title, artist), grade.voices, grade.tracking, strict=True)
            if text
        ]
        copies = [copy for copy in copies if copy.visible]
        if not copies:
            return None
        fitted = _fitted(copies, grade, area, side, both=len(copies) == 2, only_artist=not title)
        if fitted:
            return Block(area, _placed(*fitted, area, side))
    return None


def _grades(area: TypeArea) -> Iterator[_Grade]:
    family = FAMILIES[area.face]
    if area.capitals:
        if area.size >= READABLE:
            yield _Grade(area.size, ("capitals",) * 2, READABLE, (0.08, 0.16), 1.7, 0.5, 1.1)
        small = _Grade(min(area.size, SIGNATURE), ("capitals",) * 2, 0.009, (0.24, 0.24), 2.3, 0.8, 2.2)
    else:
        if area.size >= READABLE:
            tracking = family.tracking
            yield _Grade(
                area.size, ("title", "artist"), READABLE, (tracking, 0.0), family.leading, family.artist_share, 0.85
            )
        small = _Grade(min(area.size, SIGNATURE), ("artist",) * 2, 0.009, (0.01, 0.01), 1.9, 0.8, 1.9)
    yield small
    yield replace(small, anywhere=True, tracking=(0.02, 0.02))
    for anywhere in (False, True):
        yield _Grade(small.smallest, small.voices, LEAST, (0.02, 0.02), 1.8, 1.0, 1.6, anywhere)


def _fitted(
    copies: list[Copy], grade: _Grade, area: TypeArea, side: int, both: bool, only_artist: bool
) -> tuple[list[_Row], float] | None:
    """The best rows and their cap height in pixels, or None when the grade's smallest does not fit."""
    across, down = _size(area, side)
    counts = [copy.likely(across / down) for copy in copies]
    best: tuple[float, list[_Row], float] | None = None
    for split in product(*counts):
        ratio = grade.ratio
        rows = _rows(copies, split, grade, ratio)
        cap = _largest(rows, grade.largest, area, side)
        if both and cap * ratio < _LEAST_ARTIST * side < cap:
            rows = _rows(copies, split, grade, _LEAST_ARTIST * side / cap)
            cap = _largest(rows, cap / side, area, side)
        worth = cap * _LINE_PRICE ** (sum(split) - len(split))
        if cap >= grade.smallest * side and (best is None or worth > best[0]):
            best = (worth, rows, cap)
    return best[1:] if best else None


def _rows(copies: list[Copy], split: tuple[int, ...], grade: _Grade, ratio: float) -> list[_Row]:
    rows: list[_Row] = []
    for copy, count, share in zip(copies, split, (1.0, ratio), strict=False):
        unit = share / copy.cap_height
        for i, line in enumerate(copy.lines(count)):
            first = i == 0 and bool(rows)
            lead = grade.gap + share if first else grade.leading * share
            rows.append(_Row(line, unit, lead, 0.55 * grade.gap if first else 0.15 * share))
    return [rows[0], *(replace(b, lead=max(b.lead, _clear(a, b))) for a, b in pairwise(rows))]


def _clear(above: _Row, below: _Row) -> float:
    """The distance of baselines at which the ink of two lines keeps apart."""
    return below.line.top * below.unit - above.line.bottom * above.unit + below.air


def _largest(rows: list[_Row], wanted: float, area: TypeArea, side: int) -> float:
    """The greatest cap height in pixels, up to `wanted` sides, at which the rows fit the area."""
    width = max(row.line.width * row.unit for row in rows)
    top, depth = _extent(rows)
    across, down = _size(area, side)
    return min(wanted * side, across / max(width, 1e-6), down / max(top + depth, 1e-6))


def _extent(rows: list[_Row]) -> tuple[float, float]:
    """Ink above the first baseline and below it, in cap heights."""
    baseline, top, depth = 0.0, rows[0].line.top * rows[0].unit, 0.0
    for i, row in enumerate(rows):
        baseline += row.lead if i else 0.0
        top = max(top, row.line.top * row.unit - baseline)
        depth = max(depth, baseline - row.line.bottom * row.unit)
    return top, depth


def _placed(rows: list[_Row], cap: float, area: TypeArea, side: int) -> tuple[Placed, ...]:
    top, depth = _extent(rows)
    across, down = _size(area, side)
    slack = down - (top + depth) * cap
    down_by = {"top": 0.0, "middle": slack / 2, "bottom": slack}[area.anchor]
    baseline = area.top * side + down_by + top * cap
    out = []
    for i, row in enumerate(rows):
        baseline += row.lead * cap if i else 0.0
        free = across - row.line.width * row.unit * cap
        x = area.left * side + {"left": 0.0, "centre": free / 2, "right": free}[area.align]
        out.append(Placed(row.line, row.unit * cap, x, baseline))
    return tuple(out)


def _size(area: TypeArea, side: int) -> tuple[float, float]:
    return (area.right - area.left) * side, (area.bottom - area.top) * side
