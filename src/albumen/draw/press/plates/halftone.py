"""Halftone: the song's loudness as table mountains before a flat sun, one ink on a coloured sheet.

The land is the song from left to right, as high as it is loud; its rock is the spectrogram under that line, treble on
top, printed as dots. The sun stands over the loudest place, larger the more bass there is.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from albumen.colour.contrast import readable
from albumen.colour.oklch import lch
from albumen.colour.palette import Palette
from albumen.description import Description
from albumen.draw.press.canvas import Canvas, Mask
from albumen.draw.press.flats import apart, leaning, turn_of
from albumen.draw.press.lettering import area
from albumen.draw.press.plate import Sheet, plate
from albumen.draw.press.reading import smooth
from albumen.draw.press.screen import halftone, printed
from albumen.draw.press.structure import bass_share, relief, texture
from albumen.material import Material
from albumen.picture import RGB, TypeArea

_LIKES = {
    "Jazz": 0.9, "Blues": 0.7, "Soul": 0.7, "Funk": 0.6, "Rock": 0.5, "Hip hop": 0.6, "R&B": 0.5, "Country": 0.4,
    "Angry": 0.3,
}  # fmt: skip
_FIELD = 300
"""Cells a side of the tone that is screened."""
_PITCH = 1 / 70
_LOWEST, _RISE = 0.10, 0.50
"""Height of the land in silence, and what full loudness adds."""


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
    """Mountains of dots before a sun."""
    colours = inks(sheet.palette)
    heights = relief(sheet.material, _FIELD, 3.2)
    canvas.fill(colours.sky)
    radius = 0.12 + 0.22 * min(bass_share(sheet.material), 0.5)
    place = float(smooth(heights, 4).argmax()) / _FIELD
    canvas.disc(float(np.clip(place, 0.28, 0.72)), 0.45, radius, colours.sun)
    degrees = turn_of(sheet, (15, 30, 60, 75))
    dots = halftone(_tone(sheet.material, heights), canvas.side, _PITCH, degrees)
    printed(canvas, dots, colours.land, top=0.35)
    return (area(canvas, "both", 0.08, 0.065, 0.92, 0.215, colours.land, face="condensed", size=0.095),)


def _tone(material: Material, heights: np.ndarray[tuple[int], np.dtype[np.float32]]) -> Mask:
    """How much ink each place takes: the spectrogram under the line of heights, thinning out below."""
    y = np.arange(_FIELD, dtype=np.float32)[:, None] / _FIELD
    top = 1 - (_LOWEST + _RISE * heights)[None]
    rows = np.clip((y - top) / (1 - top), 0, 1) * (_FIELD - 1)
    columns = np.broadcast_to(np.arange(_FIELD, dtype=np.float32)[None], rows.shape)
    rock = cv2.GaussianBlur(texture(material, _FIELD, _FIELD), (0, 0), 1.8)
    shown = cv2.remap(rock, np.ascontiguousarray(columns), np.asarray(rows, np.float32), cv2.INTER_LINEAR)
    edge = np.clip((y - top) * (_FIELD / 4) + 0.5, 0, 1)
    thinning = 1 - 0.5 * np.clip((y - 0.68) / 0.3, 0, 1)
    return np.asarray(np.rint(edge * (0.40 + 0.5 * shown) * thinning * 255), np.uint8)


def inks(palette: Palette) -> Inks:
    """A dark sheet gets a bright ink; a bold one stays as it is, a pale one is flooded with the accent."""
    if palette.dark:
        return Inks(palette.paper, apart(palette.accents, palette.paper, palette.light)[0], palette.light)
    if lch(palette.paper)[1] > 0.085:
        return Inks(palette.paper, palette.ink, palette.light)
    return Inks(readable(palette.accents[0], palette.ink, 5.5), palette.ink, palette.paper)
