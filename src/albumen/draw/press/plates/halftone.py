"""Halftone: one ink on a coloured sheet, printed as dots; mountains, a planet, a wave or an eye.

The mountains are the song from left to right, as high as it is loud; their rock is the spectrogram under that line,
treble on top, and the sun stands over the loudest place, larger the more bass there is. The planet, too large for the
sheet, is the chroma: its bands are the pitch classes, its turning is time. The wave rolls through the whole song, each
line of it a band of the spectrum. The eye is the spectrogram bent around a flat pupil: time runs clockwise from the
top, the bass lies inside.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from albumen.colour.contrast import readable
from albumen.colour.oklch import lch, rgb
from albumen.colour.palette import Palette
from albumen.description import Description
from albumen.draw.press.canvas import Canvas
from albumen.draw.press.flats import apart, leaning, turn_of
from albumen.draw.press.lettering import area
from albumen.draw.press.plate import Sheet, plate
from albumen.draw.press.reading import smooth
from albumen.draw.press.screen import halftone, printed
from albumen.draw.press.structure import bass_share, relief
from albumen.draw.press.tones import FIELD, eye, far_range, mountains, planet, wave
from albumen.picture import RGB, TypeArea

_LIKES = {
    "Jazz": 0.9, "Blues": 0.7, "Soul": 0.7, "Funk": 0.6, "Rock": 0.5, "Hip hop": 0.6, "R&B": 0.5, "Country": 0.4,
    "Angry": 0.3,
}  # fmt: skip
_PITCH = 1 / 70


@dataclass(frozen=True, slots=True)
class Inks:
    """The three colours of the print."""

    sky: RGB
    land: RGB
    sun: RGB


def _affinity(description: Description) -> float:
    return leaning(description, _LIKES)


@plate("halftone", style="album", affinity=_affinity)
def PLATE(canvas: Canvas, sheet: Sheet) -> tuple[TypeArea, ...]:  # noqa: N802
    """One of four pictures in dots."""
    colours = inks(sheet.palette)
    canvas.fill(colours.sky)
    return turn_of(sheet, (_mountains, _eye, _planet, _wave))(canvas, sheet, colours)


def _mountains(canvas: Canvas, sheet: Sheet, colours: Inks) -> tuple[TypeArea, ...]:
    heights = relief(sheet.material, FIELD, 4.5)
    radius = 0.12 + 0.22 * min(bass_share(sheet.material), 0.5)
    place = float(smooth(heights, 4).argmax()) / FIELD
    canvas.disc(float(np.clip(place, 0.28, 0.72)), 0.45, radius, colours.sun)
    tone = np.maximum(far_range(sheet.material), mountains(sheet.material, heights))
    dots = halftone(tone, canvas.side, _PITCH, _degrees(sheet))
    printed(canvas, dots, colours.land, top=0.35)
    return _above(canvas, colours)


def _eye(canvas: Canvas, sheet: Sheet, colours: Inks) -> tuple[TypeArea, ...]:
    """The song around a pupil that is large where there is much bass."""
    x, y, radius = 0.5, 0.665, 0.425
    pupil = radius * (0.18 + 0.28 * min(bass_share(sheet.material), 0.5))
    tone = eye(sheet.material, x, y, radius, pupil + 0.012)
    printed(canvas, halftone(tone, canvas.side, 1 / 88, _degrees(sheet)), colours.land, top=y - radius - 0.02)
    canvas.disc(x, y, pupil, colours.sun)
    return _above(canvas, colours)


def _planet(canvas: Canvas, sheet: Sheet, colours: Inks) -> tuple[TypeArea, ...]:
    """A disc that bleeds off the sheet, lit from one side, and a moon of flat colour."""
    right = bool(sheet.rng.uniform() < 0.5)
    x, y, radius = (0.80 if right else 0.20), 0.80, 0.56
    tone = planet(sheet.material, x, y, radius, -1 if sheet.palette.dark else 1)
    printed(canvas, halftone(tone, canvas.side, _PITCH, _degrees(sheet)), colours.land, top=y - radius - 0.02)
    size = 0.045 + 0.10 * min(bass_share(sheet.material), 0.5)
    canvas.disc(x + (-0.49 if right else 0.49), y - 0.43, size, colours.sun)
    return _above(canvas, colours)


def _wave(canvas: Canvas, sheet: Sheet, colours: Inks) -> tuple[TypeArea, ...]:
    """A swell that runs across the sheet under a flat sun."""
    heights = relief(sheet.material, FIELD, 9)
    radius = 0.09 + 0.16 * min(bass_share(sheet.material), 0.5)
    x = 0.27 + 0.46 * float(np.argmin(smooth(heights, 12)[40:-40])) / (FIELD - 80)
    canvas.disc(x, 0.395, radius, colours.sun)
    dots = halftone(
        wave(sheet.material, heights, float(sheet.rng.uniform(0, 2 * np.pi))), canvas.side, _PITCH, _degrees(sheet)
    )
    printed(canvas, dots, colours.land, top=0.28)
    return _above(canvas, colours)


def _degrees(sheet: Sheet) -> float:
    return float(sheet.rng.choice([15, 30, 60, 75]))


def _above(canvas: Canvas, colours: Inks) -> tuple[TypeArea, ...]:
    return (area(canvas, "both", 0.08, 0.065, 0.92, 0.215, colours.land, face="condensed", size=0.095),)


def inks(palette: Palette) -> Inks:
    """A dark sheet gets a bright ink; a bold one stays as it is, a pale one is flooded with the accent."""
    sun = rgb(0.955, 0.06, palette.hues[1])
    if palette.dark:
        return Inks(palette.paper, apart(palette.accents, palette.paper, sun)[0], sun)
    if lch(palette.paper)[1] > 0.085:
        return Inks(palette.paper, palette.ink, sun)
    return Inks(readable(palette.accents[0], palette.ink, 5.5), palette.ink, palette.paper)
