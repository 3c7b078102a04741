"""Op art: the spectrogram as a sheet of dots that swells where the song is loud, or folds where it is quiet.

Time runs to the right, treble is on top; percussive music has squares for dots. A dot is as large as its cell is
strong against its band's own mean. The loudest part of the song swells most, at its loudest moment, high on the sheet
if it is bright; one or two lesser parts may swell beside it. Or one vast sphere bleeds off the sheet. Or the columns
are as wide as their moment is loud and the rows as tall as their band is strong. Or the song is a tunnel of rings, its
start outside, that winds to where it is bright and leans to where it is loud. The loudest moment is the accent. After
Vasarely and Riley.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from albumen.description import Description
from albumen.draw.press.canvas import Canvas
from albumen.draw.press.flats import Box, apart, leaning, turn_of
from albumen.draw.press.lettering import area
from albumen.draw.press.plate import Sheet, plate
from albumen.draw.press.reading import smooth, spread, stretches
from albumen.draw.press.shapes import Points, disc, turned
from albumen.draw.press.structure import Part, loudest, parts, relief, texture
from albumen.material import Material
from albumen.picture import TypeArea

_LIKES = {
    "Electronic": 0.7, "Disco": 0.8, "Funk": 0.5, "Pop": 0.3, "Hip hop": 0.3, "New-age": 0.2, "Exciting": 0.4,
    "Funny": 0.3,
}  # fmt: skip
_LEFT, _TOP, _RIGHT, _BOTTOM = 0.12, 0.12, 0.88, 0.78
_COLUMNS = 26
_FOLD_ROWS = 13
_FOLD_BANDS = np.linspace(84, 2, _FOLD_ROWS).astype(int)
"""A mel band for each row of a fold, treble on top."""
_SHARP = 4.0
"""Onsets a second from which the module is a square; calmer music has dots."""
_FRAMED: Box = (_LEFT, _TOP, _RIGHT, _BOTTOM)
_BLEEDING: Box = (-0.03, -0.04, 1.03, 0.785)


@dataclass(frozen=True, slots=True)
class Swell:
    """A sphere that the sheet swells into: its middle and radius in fractions of the side."""

    time: float
    """The moment that swells, as a share of the song, under 1."""
    x: float
    y: float
    radius: float

    def bent(self, points: Points) -> Points:
        """Points [..., 2] as they lie on the sphere: far apart in its middle, crowded at its rim."""
        away = points - (self.x, self.y)
        far = np.hypot(away[..., 0], away[..., 1])
        share = np.clip(far / self.radius, 1e-6, 1)
        grown = (1 - (1 - share) ** 2.5) / share
        return np.where((far < self.radius)[..., None], (self.x, self.y) + away * grown[..., None], points)


def _affinity(description: Description) -> float:
    return leaning(description, _LIKES, arousal=0.3)


@plate("opart", style="album", affinity=_affinity)
def PLATE(canvas: Canvas, sheet: Sheet) -> tuple[TypeArea, ...]:  # noqa: N802
    """Dots that swell."""
    palette = sheet.palette
    sharp = (sheet.description.onset_rate or 0.0) >= _SHARP
    module = _square() if sharp else disc(0, 0, 1, 32)
    dots, accented = turn_of(sheet, (_swollen, _tunnel, _vast, _folded))(sheet, module)
    canvas.polygons(dots, palette.ink)
    canvas.polygons(accented, apart(palette.accents, palette.paper, palette.ink)[0])
    return (
        area(canvas, "title", _LEFT, 0.825, 0.66, 0.95, palette.ink, face="grotesque", anchor="middle", size=0.036),
        area(canvas, "artist", 0.67, 0.825, _RIGHT, 0.95, palette.ink, anchor="middle", align="right", size=0.02),
    )


def _swollen(sheet: Sheet, module: Points) -> tuple[list[Points], list[Points]]:
    """The sheet with its spheres; and the column of the first one's moment."""
    dots, spheres = _modules(sheet.material, module, _FRAMED), swells(sheet.material)
    for swell in spheres:
        dots = swell.bent(dots)
    return _parted(dots, int(spheres[0].time * _COLUMNS))


def _vast(sheet: Sheet, module: Points) -> tuple[list[Points], list[Points]]:
    """A sheet without edges and one sphere that is too large for it."""
    first = swells(sheet.material)[0]
    dots = _modules(sheet.material, module, _BLEEDING)
    column = int(np.clip(first.time, 0.15, 0.84) * _COLUMNS)
    sphere = replace(first, x=float(dots[0, column, :, 0].mean()), y=0.36, radius=0.46)
    return _parted(sphere.bent(dots), column)


def _tunnel(sheet: Sheet, module: Points) -> tuple[list[Points], list[Points]]:
    """Rings within rings, each off its middle as far as its moment is loud and bright; squares turn as well.

    Calm music has few and broad ones.
    """
    count, square = 2 * int(np.clip(7 + 2 * (sheet.description.onset_rate or 3.0), 8, 18)), len(module) > 40
    bright = spread(smooth(stretches(sheet.material.brightness, count), 1.2))
    loud = relief(sheet.material, count, 1.2)
    radii = 0.368 * (1 - np.arange(count) / (count + 0.25))
    step = float(radii[0] - radii[1])
    # A ring that moved or turned further than it shrinks would cross the one around it.
    away = np.stack([bright - 0.5, 0.5 - loud], axis=1)
    away *= (0.30 if square else 0.72) * step / np.maximum(np.hypot(away[:, 0], away[:, 1]), 0.35)[:, None]
    middles = np.cumsum(away, axis=0) - away[0] + (0.5, 0.405)
    turn = np.degrees(np.cumsum((0.15 + 0.35 * loud) * step / radii)) * float(sheet.rng.choice([-1, 1]))
    shape = turned(module / np.hypot(*module.T).max(), 45, 0, 0) if square else disc(0, 0, 1, 180)
    rings = [turned(shape, float(angle), 0, 0) * r + m for r, m, angle in zip(radii, middles, turn, strict=True)]
    hero = int(np.argmax(loud[:-4])) // 2 * 2
    return rings, [*rings[hero : hero + 2], rings[-2]]


def _folded(sheet: Sheet, module: Points) -> tuple[list[Points], list[Points]]:
    """A chequered sheet whose columns are as wide as their moment is loud: the quiet lies in folds."""
    loud = relief(sheet.material, _COLUMNS, 2.4)
    wide = 0.06 + loud**2.4
    left, top, right, bottom = _BLEEDING
    edges = left + (right - left) * np.concatenate([[0], np.cumsum(wide)]) / wide.sum()
    strength = texture(sheet.material, _FOLD_ROWS, _COLUMNS)
    strong = 0.30 + spread(smooth(sheet.material.mel.mean(axis=0)[_FOLD_BANDS].astype(np.float32), 1.0), 0, 100)
    down = top + (bottom - top) * np.concatenate([[0], np.cumsum(strong)]) / strong.sum()
    unit = module / np.abs(module).max()
    cells: list[list[Points]] = [[] for _ in edges[1:]]
    for row, column in np.argwhere(np.add.outer(np.arange(_FOLD_ROWS), np.arange(_COLUMNS)) % 2 == 0).tolist():
        middle = ((edges[column] + edges[column + 1]) / 2, (down[row] + down[row + 1]) / 2)
        tall = down[row + 1] - down[row]
        half = ((edges[column + 1] - edges[column]) / 2, tall * (0.42 + 0.08 * float(strength[row, column])))
        cells[column].append(unit * half + middle)
    hero = int(np.argmax(wide))
    return [cell for column in cells for cell in column], cells[hero]


def _parted(dots: NDArray[np.float64], column: int) -> tuple[list[Points], list[Points]]:
    return list(dots.reshape(-1, *dots.shape[2:])), list(dots[:, column])


def swells(material: Material) -> list[Swell]:
    """One to three spheres that do not touch, the loudest part's first."""
    song = parts(material, 4, 6)
    first = song[loudest(song)]
    made: list[Swell] = []
    for part in sorted(song, key=lambda part: (part is not first, -(part.loud + 0.5 * part.share))):
        wanted = _swell(part, material, part is first)
        room = min([np.hypot(wanted.x - s.x, wanted.y - s.y) - s.radius for s in made], default=1.0)
        radius = min(wanted.radius, float(room))
        if radius > 0.09 and len(made) < 3:
            made.append(replace(wanted, radius=radius))
    return made


def _swell(part: Part, material: Material, first: bool) -> Swell:
    radius = float(np.clip(0.12 + 0.12 * part.loud + 0.30 * part.share, 0.23 if first else 0.1, 0.33))
    levels = smooth(part.of(material.loudness), 2)
    time = part.start + part.share * (int(levels.argmax()) + 0.5) / len(levels)
    x = np.clip(_LEFT + (_RIGHT - _LEFT) * time, radius + 0.03, 0.97 - radius)
    y = np.clip(_BOTTOM - (_BOTTOM - _TOP) * (0.25 + 0.5 * part.bright), radius + 0.03, 0.81 - radius)
    return Swell(time, float(x), float(y), radius)


def _modules(material: Material, module: Points, box: Box) -> NDArray[np.float64]:
    """The outlines of all modules over a box, [rows, columns, corners, 2]."""
    left, top, right, bottom = box
    cell = (right - left) / _COLUMNS
    rows = round((bottom - top) / cell)
    strength = texture(material, rows, _COLUMNS)
    x, y = np.meshgrid(left + (np.arange(_COLUMNS) + 0.5) * cell, top + (np.arange(rows) + 0.5) * cell, indexing="xy")
    radius = cell * (0.13 + 0.34 * strength)
    return np.stack([x, y], axis=-1)[:, :, None] + module * radius[:, :, None, None]


def _square() -> Points:
    """A square about as large as the disc of radius 1, with points enough along its sides to bend."""
    side = np.linspace(-0.9, 0.9, 12, endpoint=False)
    edge = np.stack([side, np.full(12, -0.9)], axis=1)
    return np.concatenate([turned(edge, quarter, 0, 0) for quarter in (0, 90, 180, 270)])
