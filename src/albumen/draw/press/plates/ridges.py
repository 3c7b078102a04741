"""Ridge lines: the song's own spectrogram as a range of hills, its start far away at the top, its end at our feet."""

from __future__ import annotations

import cv2
import numpy as np

from albumen.colour.oklch import lch, mix, rgb
from albumen.description import Description
from albumen.draw.press.canvas import Canvas, blend
from albumen.draw.press.flats import turn_of
from albumen.draw.press.lettering import area
from albumen.draw.press.plate import Sheet, plate
from albumen.draw.press.reading import Reading, grid, loudness, smooth
from albumen.draw.press.shapes import Points
from albumen.material import Material
from albumen.picture import RGB, TypeArea

_LINES = 48
_BANDS = 44
_ACROSS = 560
_PEAK = 0.15
"""Height of the song's tallest ridge, as a fraction of the side."""


def _affinity(description: Description) -> float:
    return 1.0 + 0.4 * max(description.genres.get("Rock", 0.0), description.genres.get("Electronic", 0.0))


@plate("ridges", style="album", affinity=_affinity, ground="dark")
def PLATE(canvas: Canvas, sheet: Sheet) -> tuple[TypeArea, ...]:  # noqa: N802
    """Lines from far to near, each hiding what is behind it; one line, the song's loudest, in colour."""
    palette = sheet.palette
    light, chroma, hue = lch(palette.paper)
    paper = rgb(min(light, 0.235), chroma * min(1.0, 0.235 / max(light, 0.01)) ** 0.5, hue)
    canvas.fill(paper)
    frame = turn_of(sheet, _FRAMES)
    heights = ridge_heights(sheet.material, sheet.rng)
    loud = loudness(sheet.material, _LINES)
    hero = int(np.argmax(heights.max(axis=1) * loud)) if heights.max() > 0.02 else -1
    far = blend([(0.0, palette.ink), (1.0, palette.accents[1])], 0.75 * np.linspace(1, 0, _LINES) ** 1.6).tolist()
    for i, (row, level) in enumerate(zip(heights, loud, strict=True)):
        place = i / (_LINES - 1)
        left, y, scale = frame(place)
        line = np.stack([np.linspace(left, 1 - left, _ACROSS), y - row * scale], axis=1)
        width = (0.0019 + 0.0028 * float(level) ** 2) * (0.45 + 0.55 * scale)
        # What is quiet keeps back, or at a distance the range would be one grey field.
        stands = min(float(row.max()) / (0.6 * _PEAK), 1.0)
        colour = mix(paper, far[i], 0.38 + 0.62 * stands)
        if i == hero:
            width, colour = width * 1.8, palette.accents[0]
        _ridge(canvas, line, width, colour, paper)
    quiet = mix(palette.ink, paper, 0.1)
    return (
        area(
            canvas, "artist", 0.1, 0.07, 0.9, 0.12, quiet, align="centre", anchor="middle", capitals=True, size=0.0165
        ),
        area(
            canvas, "title", 0.1, 0.845, 0.9, 0.945, quiet, align="centre", anchor="middle", capitals=True, size=0.025
        ),
    )


def _field(place: float) -> tuple[float, float, float]:
    """A straight block of lines: left edge, height on the sheet, scale of the ridges."""
    return 0.15, 0.285 + 0.50 * place, 1.0


def _valley(place: float) -> tuple[float, float, float]:
    """Lines that come nearer: wider, further apart, taller."""
    return 0.285 - 0.205 * place, 0.285 + 0.52 * place**1.45, 0.55 + 0.6 * place


def _moon(place: float) -> tuple[float, float, float]:
    """Lines that fill a circle."""
    up = 1 - 2 * place
    half = float(np.sqrt(max(1 - up * up, 0.02)))
    return 0.5 - 0.325 * half, 0.505 - 0.325 * up, 0.95 * half


def _plain(place: float) -> tuple[float, float, float]:
    """Lines from edge to edge, low on the sheet, under much empty paper."""
    return -0.09, 0.44 + 0.36 * place**1.2, 1.15 + 0.4 * place


def _tower(place: float) -> tuple[float, float, float]:
    """A tall narrow column of lines."""
    return 0.325, 0.215 + 0.585 * place, 0.8


_FRAMES = (_field, _valley, _moon, _plain, _tower)


def ridge_heights(material: Material, rng: np.random.Generator) -> Reading:
    """Heights [lines, across] in fractions of the side, scaled over the whole song: silence flat, the loudest high."""
    bands = grid(material.mel, _LINES, _BANDS)
    # What stands out of the song's own average spectrum is what a listener follows; the average itself is a slope.
    level = loudness(material, _LINES)[:, None]
    stands_out = np.clip(bands - 0.86 * smooth(np.ascontiguousarray(bands.T), 3.0).T, 0, None)
    unusual = np.clip(bands - bands.mean(axis=0), 0, None)
    peaks = (stands_out**1.15 + 0.35 * unusual * (stands_out > 0)) * (0.15 + bands) * level**1.7
    top = float(np.percentile(peaks, 99.3))
    peaks = np.tanh(peaks / max(top, 1e-4) * 1.1) * _PEAK * min(top / 0.04, 1.0)
    wide = cv2.resize(peaks.astype(np.float32), (_ACROSS, _LINES), interpolation=cv2.INTER_CUBIC)
    soft = smooth(np.ascontiguousarray(np.clip(wide, 0, None).T), 2.5).T
    middle = np.sin(np.linspace(0, np.pi, _ACROSS)) ** 0.9
    murmur = smooth(rng.random((_ACROSS, _LINES), np.float32), 6.0).T - 0.5
    return np.asarray(soft * middle + murmur * middle * 0.008 * level, np.float32)


def _ridge(canvas: Canvas, line: Points, width: float, colour: RGB, paper: RGB) -> None:
    """One line, thick where it stands, its ends falling away into the paper; under it all is hidden."""
    low = line[:, 1].max() + 0.004
    canvas.polygon(np.concatenate([line, [(line[-1, 0], low), (line[0, 0], low)]]), paper)
    ends = len(line) // 7
    canvas.stroke(line[ends:-ends], width, colour)
    shares = (np.arange(0, ends, 3) + 1.5) / ends
    fading = blend([(0.0, paper), (1.0, colour)], shares**1.3)
    for start, faint in zip(range(0, ends, 3), fading.tolist(), strict=True):
        stop = min(start + 3, ends) + 1
        canvas.stroke(line[start:stop], width, faint)
        canvas.stroke(line[::-1][start:stop], width, faint)
