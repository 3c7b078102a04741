"""Text to glyphs on a line, with HarfBuzz: kerning, ligatures, accents, right-to-left and joined scripts.

Pillow can shape only where libfribidi happens to be installed, and would set the same title with other spacing
elsewhere; HarfBuzz comes with us, so that the same bytes come out on every machine.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import uharfbuzz as hb

from albumen.sleeve.fonts import Contour, Font

_JOINED = (("\u0590", "\u0dff"), ("\u0e00", "\u0fff"), ("\u1780", "\u18af"), ("\ufb50", "\ufdff"))
"""Scripts whose letters join or stack: never spaced out."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of shaped text; everything in ems of the main font, y upwards, x from the left edge of its ink."""

    glyphs: tuple[tuple[Contour, ...], ...]
    width: float
    top: float
    bottom: float
    """Ink: from 0 to `width`, from `bottom` (negative below the baseline) to `top`."""


def shape(
    runs: list[tuple[Font, str]], tracking: float = 0.0, capitals: bool = False, rightwards: bool | None = None
) -> Line:
    """The runs on one line, in visual order, with `tracking` ems between the letters of unjoined scripts.

    `rightwards` is the direction of the whole text where the line is only a part of it.
    """
    glyphs: list[tuple[Contour, ...]] = []
    pen = 0.0
    for font, text, forward in visual_order(runs, rightwards):
        placed, pen = _shape_run(font, text, forward, pen, tracking, capitals)
        glyphs += placed
    return _line(glyphs)


def reads_rightwards(text: str) -> bool:
    """The direction of a text: that of its first letter that has one (UAX #9, rules P2 and P3)."""
    return next((s for s in map(_strong, text) if s is not None), True)


def visual_order(runs: list[tuple[Font, str]], rightwards: bool | None = None) -> list[tuple[Font, str, bool]]:
    """Runs of one font and one direction from left to right; True where the text runs rightwards.

    The bidirectional algorithm (UAX #9) without explicit embeddings, which titles do not have: neutrals between
    two runs of one direction belong to them, others and brackets to the whole text; numbers run rightwards in either.
    """
    text = "".join(t for _, t in runs)
    base = reads_rightwards(text) if rightwards is None else rightwards
    directions = _directions(text, base)
    fonts = [font for font, t in runs for _ in t]
    pieces = [
        (fonts[i], directions[i], text[i : j + 1])
        for i, j in _stretches([(id(f), d) for f, d in zip(fonts, directions, strict=True)])
    ]
    if base:
        return [p for _, group in groupby(pieces, lambda p: p[1]) for p in _laid(list(group))]
    whole = [list(group) for _, group in groupby(pieces, lambda p: p[1])]
    return [p for group in reversed(whole) for p in _laid(group)]


def _laid(group: list[tuple[Font, bool, str]]) -> list[tuple[Font, str, bool]]:
    return [(f, t, d) for f, d, t in (group if group[0][1] else reversed(group))]


def _stretches(keys: list[tuple[int, bool]]) -> list[tuple[int, int]]:
    found = [list(group) for _, group in groupby(range(len(keys)), lambda i: keys[i])]
    return [(group[0], group[-1]) for group in found]


def _strong(character: str) -> bool | None:
    kind = unicodedata.bidirectional(character)
    return True if kind == "L" else False if kind in ("R", "AL") else None


def _number(character: str) -> bool:
    return unicodedata.bidirectional(character) in ("EN", "AN")


def _directions(text: str, base: bool) -> list[bool]:
    strong = [base if unicodedata.mirrored(c) else _number(c) or _strong(c) for c in text]
    out: list[bool] = []
    for i, direction in enumerate(strong):
        if direction is None:
            after = next((s for s in strong[i:] if s is not None), base)
            before = out[-1] if out else base
            direction = before if before == after or unicodedata.bidirectional(text[i]) == "NSM" else base
        out.append(direction)
    return out


def _shape_run(
    font: Font, text: str, rightwards: bool, pen: float, tracking: float, capitals: bool
) -> tuple[list[tuple[Contour, ...]], float]:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "ltr" if rightwards else "rtl"
    spaced = 0.0 if any(low <= c <= high for c in text for low, high in _JOINED) else tracking
    hb.shape(font.font, buffer, {"kern": True, "liga": spaced <= 0, "case": capitals})
    placed = []
    upem = font.face.upem
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        offset = np.array([pen + position.x_offset / upem, position.y_offset / upem], np.float32)
        placed.append(tuple(contour + offset for contour in font.outline(info.codepoint)))
        pen += position.x_advance / upem + (spaced if position.x_advance else 0)
    return placed, pen


def _line(glyphs: list[tuple[Contour, ...]]) -> Line:
    points = [contour for glyph in glyphs for contour in glyph]
    if not points:
        return Line((), 0.0, 0.0, 0.0)
    every = np.concatenate(points)
    (left, bottom), (right, top) = every.min(0), every.max(0)
    moved = tuple(tuple(contour - np.array([left, 0], np.float32) for contour in glyph) for glyph in glyphs if glyph)
    return Line(moved, float(right - left), float(top), float(bottom))
