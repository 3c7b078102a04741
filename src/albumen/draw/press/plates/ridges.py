"""Ridge lines: the song's own spectrogram as a range of hills, its start far away at the top, its end at our feet.

They are etched in light on a dark sheet or in ink on a pale one, engraved on a disc or a panel of one flat colour, or
cut from papers laid one before the other. Silence lies flat, the loudest bars tower, the loudest line of all has a
colour.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from albumen.colour.oklch import lch, mix
from albumen.description import Description
from albumen.draw.press.canvas import Canvas, blend
from albumen.draw.press.flats import apart, turn_of
from albumen.draw.press.lettering import area
from albumen.draw.press.plate import Sheet, plate
from albumen.draw.press.reading import Reading, grid, loudness, smooth
from albumen.draw.press.shapes import Points, disc, rectangle
from albumen.material import Material
from albumen.picture import RGB, TypeArea

_BANDS = 44
_ACROSS = 840
_STEP = 5
"""Points of a line's end that are of one shade."""
_PEAK = 0.15
"""Height of the song's tallest ridge, as a fraction of the side."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """How many lines there are and how one at a place 0 far .. 1 near lies: left edge, height from the top, scale."""

    count: int
    lie: Callable[[float], tuple[float, float, float]]
    fading: bool = True

    def lines(self, heights: Reading) -> list[Points]:
        """Each ridge as a line from left to right, far to near."""
        made = []
        for i, row in enumerate(heights):
            left, y, scale = self.lie(i / (self.count - 1))
            made.append(np.stack([np.linspace(left, 1 - left, len(row)), y - row * scale], axis=1))
        return made


def _affinity(description: Description) -> float:
    return 1.0 + 0.4 * max(description.genres.get("Rock", 0.0), description.genres.get("Electronic", 0.0))


@plate("ridges", style="album", affinity=_affinity)
def PLATE(canvas: Canvas, sheet: Sheet) -> tuple[TypeArea, ...]:  # noqa: N802
    """Lines from far to near, each hiding what is behind it."""
    return turn_of(sheet, (_etched, _layered, _engraved, _framed))(canvas, sheet)


def _etched(canvas: Canvas, sheet: Sheet) -> tuple[TypeArea, ...]:
    """A range that comes toward us and off the sheet."""
    _etch(canvas, sheet, _Frame(38, lambda p: (0.22 - 0.34 * p, 0.335 + 0.72 * p**1.5, 0.62 + 1.25 * p)))
    return _sky(canvas, sheet)


def _engraved(canvas: Canvas, sheet: Sheet) -> tuple[TypeArea, ...]:
    """A disc of the accent, the lines cut into it, its summits breaking out of its rim."""
    middle, radius = 0.475, 0.345
    frame = _Frame(30, lambda place: _chord(place, middle, radius), fading=False)
    return _cut_into(canvas, sheet, disc(0.5, middle, radius), frame)


def _framed(canvas: Canvas, sheet: Sheet) -> tuple[TypeArea, ...]:
    """The same on a panel."""
    frame = _Frame(36, lambda place: (0.125, 0.235 + 0.555 * place, 1.1), fading=False)
    return _cut_into(canvas, sheet, rectangle(0.125, 0.165, 0.875, 0.815), frame)


def _cut_into(canvas: Canvas, sheet: Sheet, ground: Points, frame: _Frame) -> tuple[TypeArea, ...]:
    """Lines of ink, or of paper where ink would not be seen, on a ground of the accent."""
    palette = sheet.palette
    colour, *others = apart(palette.accents, palette.paper)
    canvas.polygon(ground, colour)
    groove = palette.ink if _contrast(colour, palette.ink) > 0.3 else palette.paper
    accent = apart((palette.paper, *others), colour, groove)[0]
    heights, loud = _heights(sheet, frame)
    hero = _hero(heights, loud)
    for i, line in enumerate(frame.lines(heights)):
        width = 0.0028 + 0.0040 * float(loud[i]) ** 2
        _land(canvas, line, colour)
        canvas.stroke(line, width * 1.6 if i == hero else width, accent if i == hero else groove)
    return _ends(canvas, sheet)


def _layered(canvas: Canvas, sheet: Sheet) -> tuple[TypeArea, ...]:
    """Papers from edge to edge, one behind the other, from the sheet's own colour to the accents."""
    frame = _Frame(15, lambda p: (-0.06, 0.40 + 0.62 * p**1.12, 1.5 + 0.9 * p), fading=False)
    heights, loud = _heights(sheet, frame)
    palette, lines = sheet.palette, frame.lines(heights)
    # Cream among the accents would make the near papers grey.
    first, *more = [c for c in apart(palette.accents[:3], palette.paper) if lch(c)[1] > 0.045] or [palette.accents[3]]
    near = mix(palette.accents[3], min(palette.ink, palette.paper, key=lambda c: lch(c)[0]), 0.4)
    stops = [palette.paper, *(more[:1] or [palette.ink]), first, near]
    colours = blend(list(zip((0.0, 0.36, 0.72, 1.0), stops, strict=True)), np.linspace(0.12, 0.95, frame.count))
    hero = _hero(heights, loud)
    for i, line in enumerate(lines):
        floor = float(lines[i + 1][:, 1].max()) if i + 1 < len(lines) else 1.02
        _land(canvas, line, tuple(colours[i].tolist()), floor + 0.004)
        if i == hero:
            canvas.stroke(line, 0.006, palette.light if lch(first)[0] < 0.75 else near)
    return _sky(canvas, sheet)


def _chord(place: float, middle: float, radius: float) -> tuple[float, float, float]:
    up = 1 - 2 * (0.06 + 0.90 * place)
    half = radius * float(np.sqrt(max(1 - up * up, 0.0)))
    return 0.5 - 0.985 * half, middle - radius * up, 0.25 + 0.85 * half / radius


def _etch(canvas: Canvas, sheet: Sheet, frame: _Frame) -> None:
    palette = sheet.palette
    heights, loud = _heights(sheet, frame)
    hero = _hero(heights, loud)
    tint = max(palette.accents[1:3], key=lambda accent: _contrast(accent, palette.paper))
    far = blend([(0.0, palette.ink), (1.0, tint)], np.linspace(1, 0, frame.count) ** 1.2).tolist()
    first = apart(palette.accents, palette.paper, palette.ink)[0]
    for i, line in enumerate(frame.lines(heights)):
        scale = frame.lie(i / (frame.count - 1))[2]
        width = (0.0030 + 0.0036 * float(loud[i]) ** 2) * (0.45 + 0.5 * scale)
        # What is quiet keeps back, or at a distance the range would be one grey field.
        stands = min(float(heights[i].max()) / (0.6 * _PEAK), 1.0)
        colour = mix(palette.paper, far[i], 0.6 + 0.4 * stands)
        if i == hero:
            width, colour = width * 1.9, first
        _land(canvas, line, palette.paper)
        _faded(canvas, line, width, colour, palette.paper)


def _heights(sheet: Sheet, frame: _Frame) -> tuple[Reading, Reading]:
    return ridge_heights(sheet.material, sheet.rng, frame.count), loudness(sheet.material, frame.count)


def _hero(heights: Reading, loud: Reading) -> int:
    """Index of the song's most prominent line, -1 in silence."""
    return int(np.argmax(heights.max(axis=1) * loud)) if heights.max() > 0.02 else -1


def _contrast(first: RGB, second: RGB) -> float:
    return abs(lch(first)[0] - lch(second)[0])


def _sky(canvas: Canvas, sheet: Sheet) -> tuple[TypeArea, ...]:
    """Title and artist in the empty upper fifth."""
    ink = sheet.palette.ink
    return (area(canvas, "both", 0.09, 0.075, 0.91, 0.215, ink, capitals=True, size=0.031),)


def _ends(canvas: Canvas, sheet: Sheet) -> tuple[TypeArea, ...]:
    """The artist above, the title below."""
    ink = mix(sheet.palette.ink, sheet.palette.paper, 0.06)
    return (
        area(canvas, "artist", 0.1, 0.065, 0.9, 0.115, ink, align="centre", anchor="middle", capitals=True, size=0.018),
        area(canvas, "title", 0.1, 0.855, 0.9, 0.95, ink, align="centre", anchor="middle", capitals=True, size=0.027),
    )  # fmt: skip


def ridge_heights(material: Material, rng: np.random.Generator, count: int = 48) -> Reading:
    """Heights [count, across] in fractions of the side, scaled over the whole song: silence flat, the loudest high."""
    bands = grid(material.mel, count, _BANDS)
    # What stands out of the song's own average spectrum is what a listener follows; the average itself is a slope.
    level = loudness(material, count)[:, None]
    stands_out = np.clip(bands - 0.86 * smooth(np.ascontiguousarray(bands.T), 3.0).T, 0, None)
    unusual = np.clip(bands - bands.mean(axis=0), 0, None)
    peaks = (stands_out**1.15 + 0.35 * unusual * (stands_out > 0)) * (0.15 + bands) * level**1.7
    top = float(np.percentile(peaks, 99.3))
    peaks = np.tanh(peaks / max(top, 1e-4) * 1.1) * _PEAK * min(top / 0.04, 1.0)
    wide = cv2.resize(peaks.astype(np.float32), (_ACROSS, count), interpolation=cv2.INTER_CUBIC)
    soft = smooth(np.ascontiguousarray(np.clip(wide, 0, None).T), 4.0).T
    middle = np.sin(np.linspace(0, np.pi, _ACROSS)) ** 0.9
    murmur = smooth(rng.random((_ACROSS, count), np.float32), 9.0).T - 0.5
    return np.asarray(soft * middle + murmur * middle * 0.008 * level, np.float32)


def _land(canvas: Canvas, line: Points, colour: RGB, floor: float = 0.0) -> None:
    """What hides the lines behind: the ground under a line, down to `floor` or just below the line."""
    low = max(line[:, 1].max() + 0.004, floor)
    canvas.polygon(np.concatenate([line, [(line[-1, 0], low), (line[0, 0], low)]]), colour)


def _faded(canvas: Canvas, line: Points, width: float, colour: RGB, paper: RGB) -> None:
    """One line whose ends fall away into the paper."""
    ends = len(line) // 7 // _STEP * _STEP
    canvas.stroke(line[ends:-ends], width, colour)
    shares = (np.arange(0, ends, _STEP) + _STEP / 2) / ends
    fading = blend([(0.0, paper), (1.0, colour)], shares**1.3)
    for start, faint in zip(range(0, ends, _STEP), fading.tolist(), strict=True):
        stop = start + _STEP + 1
        canvas.stroke(line[start:stop], width, faint)
        canvas.stroke(line[::-1][start:stop], width, faint)
