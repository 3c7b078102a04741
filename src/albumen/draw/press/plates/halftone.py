"""Halftone: one ink on a coloured sheet, printed as dots; mountains, a planet or a wave.

The mountains are the song from left to right, as high as it is loud; their rock is the spectrogram under that line,
treble on top, and the sun stands over the loudest place, larger the more bass there is. The planet, too large for the
sheet, is the chroma: its bands are the pitch classes, its turning is time. The wave rolls through the whole song, each
line of it a band of the spectrum.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from albumen.colour.contrast import readable
from albumen.colour.oklch import lch, rgb
from albumen.colour.palette import Palette
from albumen.description import Description
from albumen.draw.press.canvas import Canvas, Mask
from albumen.draw.press.flats import apart, leaning, turn_of
from albumen.draw.press.lettering import area
from albumen.draw.press.plate import Sheet, plate
from albumen.draw.press.reading import grid, smooth, spread
from albumen.draw.press.screen import halftone, printed
from albumen.draw.press.structure import bass_share, parts, relief, texture
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
    """One of three pictures in dots."""
    colours = inks(sheet.palette)
    canvas.fill(colours.sky)
    return turn_of(sheet, (_mountains, _planet, _wave))(canvas, sheet, colours)


def _mountains(canvas: Canvas, sheet: Sheet, colours: Inks) -> tuple[TypeArea, ...]:
    heights = relief(sheet.material, _FIELD, 3.2)
    radius = 0.12 + 0.22 * min(bass_share(sheet.material), 0.5)
    place = float(smooth(heights, 4).argmax()) / _FIELD
    canvas.disc(float(np.clip(place, 0.28, 0.72)), 0.45, radius, colours.sun)
    dots = halftone(_tone(sheet.material, heights), canvas.side, _PITCH, _degrees(sheet))
    printed(canvas, dots, colours.land, top=0.35)
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
    heights = relief(sheet.material, _FIELD, 9)
    radius = 0.09 + 0.16 * min(bass_share(sheet.material), 0.5)
    x = 0.27 + 0.46 * float(np.argmin(smooth(heights, 12)[40:-40])) / (_FIELD - 80)
    canvas.disc(x, 0.36, radius, colours.sun)
    dots = halftone(
        wave(sheet.material, heights, float(sheet.rng.uniform(0, 2 * np.pi))), canvas.side, _PITCH, _degrees(sheet)
    )
    printed(canvas, dots, colours.land, top=0.28)
    return _above(canvas, colours)


def _degrees(sheet: Sheet) -> float:
    return float(sheet.rng.choice([15, 30, 60, 75]))


def _above(canvas: Canvas, colours: Inks) -> tuple[TypeArea, ...]:
    return (area(canvas, "both", 0.08, 0.065, 0.92, 0.215, colours.land, face="condensed", size=0.095),)


def planet(material: Material, x: float, y: float, radius: float, side: int) -> Mask:
    """Ink on a sphere: bands of the pitch classes from pole to pole, time around it.

    It thickens away from the light for a dark ink (`side` 1), toward the light for a bright one (-1).
    """
    across = (np.arange(_FIELD, dtype=np.float32) + 0.5) / _FIELD
    right, down = (across[None] - x) / radius, (across[:, None] - y) / radius
    tilt = np.radians(24)
    along, up = right * np.cos(tilt) + down * np.sin(tilt), down * np.cos(tilt) - right * np.sin(tilt)
    far = np.hypot(right, down)
    turn = np.arcsin(np.clip(along / np.sqrt(np.maximum(1 - up**2, 1e-3)), -1, 1)) / np.pi + 0.5
    over_time = cv2.GaussianBlur(grid(material.chroma, 96, 12).T, (0, 0), sigmaX=2.5, sigmaY=0.3)
    bands = 0.5 * over_time + 0.5 * spread(over_time.mean(axis=1, keepdims=True), 0, 100)
    rows = np.asarray((np.arcsin(np.clip(up, -1, 1)) / np.pi + 0.5) * 11, np.float32)
    shown = cv2.remap(spread(bands), np.asarray(turn * 95, np.float32), rows, cv2.INTER_LINEAR)
    toward = 0.45 * (-right if x > 0.5 else right) - 0.75 * down
    light = np.clip(0.60 - side * 0.80 * toward, 0.30 if side > 0 else 0.12, 1)
    edge = np.clip((1 - far) * radius * _FIELD + 0.5, 0, 1)
    return np.asarray(np.rint(edge * np.clip((0.28 + 0.72 * shown) * light + 0.12, 0, 0.97) * 255), np.uint8)


def wave(material: Material, heights: np.ndarray[tuple[int], np.dtype[np.float32]], start: float = 0.0) -> Mask:
    """Ink on a swell: lines of equal depth, each as strong as its band of the spectrum, crests thin, troughs full.

    There are as many rollers as the song has long sections; `start` is the phase of the first, in radians.
    """
    y = np.arange(_FIELD, dtype=np.float32)[:, None] / _FIELD
    count = len(parts(material, 2, 5)) / 2.5
    roll = np.sin(np.linspace(start, start + 2 * np.pi * count, _FIELD, dtype=np.float32))
    crest = 0.62 - 0.16 / (0.5 + count) * roll - 0.20 * heights
    depth = (y - crest[None]) / (1 - crest[None])
    # The lines lie closer and flatter the deeper they are.
    phase = np.clip(depth, 0, 1) ** 0.8 * 7.5
    rows = np.asarray(np.clip(depth, 0, 1) * (_FIELD - 1), np.float32)
    columns = np.ascontiguousarray(np.broadcast_to(np.arange(_FIELD, dtype=np.float32)[None], rows.shape))
    sound = cv2.remap(cv2.GaussianBlur(texture(material, _FIELD, _FIELD), (0, 0), 5), columns, rows, cv2.INTER_LINEAR)
    swell = 0.5 - 0.5 * np.cos(2 * np.pi * phase)
    edge = np.clip((y - crest[None]) * (_FIELD / 3) + 0.5, 0, 1)
    tone = edge * np.clip(0.10 + 0.60 * swell * (0.45 + 0.8 * sound) + 0.25 * np.clip(depth, 0, 1), 0, 0.96)
    return np.asarray(np.rint(tone * 255), np.uint8)


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
    sun = rgb(0.955, 0.06, palette.hues[1])
    if palette.dark:
        return Inks(palette.paper, apart(palette.accents, palette.paper, sun)[0], sun)
    if lch(palette.paper)[1] > 0.085:
        return Inks(palette.paper, palette.ink, sun)
    return Inks(readable(palette.accents[0], palette.ink, 5.5), palette.ink, palette.paper)
