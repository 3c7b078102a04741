"""Meadow: poppies in bloom where the song sounds, time from left to right, the treble far off, the bass at our feet."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from albumen.colour.clarity import clear, natural_light
from albumen.colour.oklch import LCH
from albumen.description import Description
from albumen.draw.press.canvas import Canvas
from albumen.draw.press.plate import Sheet, plate
from albumen.draw.press.scenery.hours import Hour
from albumen.draw.press.scenery.scene import Scene, scene, suits
from albumen.draw.press.scenery.sky import Disc, moon_phase, paint_disc, paint_sky, rgb_of, stars
from albumen.draw.press.scenery.terrain import POINTS, bands, contour, weather
from albumen.draw.press.scenery.titles import lettered
from albumen.draw.press.scenery.travellers import flock
from albumen.draw.press.scenery.wash import Values, below, coloured, grid, ramp, small
from albumen.draw.press.shapes import Points, curve, ribbon, turned
from albumen.picture import Pixels, TypeArea

ROWS = 7
_CELLS = 150
_LIKES = {"Pop": 0.5, "Folk": 0.6, "Country": 0.7, "Children's": 1.0, "Happy": 0.5, "Tender": 0.5, "Independent": 0.5,
          "Reggae": 0.4, "Soul": 0.4, "Latin": 0.5, "Vocal": 0.3, "acoustic": 0.4, "Christian": 0.4}  # fmt: skip


@dataclass(frozen=True, slots=True)
class View:
    """The composition: the horizon and the light."""

    horizon: float
    disc: Disc


@dataclass(frozen=True, slots=True)
class Flower:
    """One flower: its foot and head, the radius of its blossom, how loud it is, and which of the colours it has."""

    foot: tuple[float, float]
    head: tuple[float, float]
    radius: float
    loud: float
    kind: int


def _affinity(description: Description) -> float:
    return suits(description, _LIKES, 0.15)


@plate("meadow", style="conceptual", affinity=_affinity)
def PLATE(canvas: Canvas, sheet: Sheet) -> tuple[TypeArea, ...]:  # noqa: N802
    """Sky and hills, then row before row of flowers, the nearest against the light."""
    setting = scene(canvas, sheet)
    view = _view(setting)
    paint_sky(canvas.pixels, setting.hour, view.horizon, view.disc, glow=1.1)
    if setting.hour.night:
        stars(canvas.pixels, setting.hour, setting.rng, 300, view.horizon)
    paint_disc(canvas.pixels, setting.hour, view.disc)
    _hills(setting, view)
    if not setting.hour.night:
        flock(setting, view.disc)
    colours = blossoms(setting.hour, sheet.palette.hues)
    for i, row in enumerate(rows(setting, view)):
        _grown(setting, row, i / (ROWS - 1), colours)
    return lettered(setting, view.disc.x)


def _view(setting: Scene) -> View:
    rng, night = setting.rng, setting.hour.night
    horizon = float(rng.uniform(0.52, 0.62))
    radius = float(rng.choice([0.05, 0.09, 0.14])) * (0.6 if night else 1)
    x = float(rng.uniform(0.18, 0.42) if rng.uniform() < 0.5 else rng.uniform(0.58, 0.82))
    disc = Disc(x, horizon - float(rng.uniform(0.02, 0.12)), radius, moon_phase(setting.description) if night else 1.0)
    if disc.phase < 0.97:
        disc = Disc(x, 0.32, radius, disc.phase)
    return View(horizon, disc)


def rows(setting: Scene, view: View) -> list[list[Flower]]:
    """The flowers, far to near: closer together and taller where their band is loud, none where it is silent."""
    found = []
    for i, band in enumerate(reversed(bands(setting.material, ROWS))):
        near = i / (ROWS - 1)
        loud = contour(band, smooth=0.012)
        found.append(_row(setting, view, loud, near))
    return found


def _row(setting: Scene, view: View, loud: Values, near: float) -> list[Flower]:
    rng, flowers = setting.rng, []
    ground = view.horizon + 0.012 + (1.10 - view.horizon) * near**1.6
    size = 0.0035 + 0.074 * near**2.2
    x = -0.02 + size * float(rng.uniform())
    while x < 1.02:
        level = float(loud[int(np.clip(x, 0, 1) * (POINTS - 1))])
        if rng.uniform() < 0.06 + 0.94 * level**0.8:
            tall = size * (1.5 + 2.4 * level + float(rng.uniform(0, 1.6)))
            lean = float(rng.normal(0.06, 0.14)) * tall
            foot = (x, ground + size * float(rng.uniform(-0.8, 0.8)))
            head = (x + lean, foot[1] - tall)
            flowers.append(Flower(foot, head, size * (0.34 + 0.40 * level), level, int(rng.integers(12))))
        x += size * float(rng.uniform(0.35, 1.2)) * (1.7 - 0.8 * level)
    return sorted(flowers, key=lambda flower: flower.foot[1])


def blossoms(hour: Hour, hues: tuple[float, float, float]) -> list[LCH]:
    """What colours flowers have, most of them the first: two of the song's hues that no leaf has, and pale ones."""
    free = [hue for hue in (*hues, hour.disc[2], 25.0, 350.0) if not 75 < hue < 200]
    found = [clear((float(np.clip(natural_light(hue), 0.56, 0.78)), 0.2, hue)) for hue in free[:2]]
    pale = (0.93, 0.035, free[0])
    return [found[0]] * 7 + [found[1]] * 3 + [pale] * 2


def _hills(setting: Scene, view: View) -> None:
    rng = setting.rng
    loud = contour(setting.material.loudness, smooth=0.06)
    for i, height in enumerate((0.075, 0.035)):
        rolling = 0.5 + 0.5 * weather(rng, coarse=2 + i, octaves=2)
        edge = view.horizon + 0.012 * i - height * (0.35 * loud + 0.65 * rolling)
        below(setting.pixels, np.asarray(edge, np.float32), _field(setting, view, 0.08 + 0.16 * i), 1.0)
    uneven = view.horizon + 0.015 + 0.004 * weather(rng, octaves=3)
    below(setting.pixels, np.asarray(uneven, np.float32), _meadow(setting, view))


def _field(setting: Scene, view: View, share: float) -> Pixels:
    x, y = grid(_CELLS, _CELLS)
    lit = np.exp(-(((x - view.disc.x) / 0.35) ** 2) - ((y - view.disc.y) / 0.30) ** 2) * 0.5
    colours = coloured(share + 0.1 * (y - view.horizon) + 0 * x, ramp(setting.hour.land))
    glow = coloured(np.ones_like(lit), ramp((setting.hour.glow, setting.hour.glow)))
    return small(colours * (1 - lit[..., None]) + glow * lit[..., None])


def _meadow(setting: Scene, view: View) -> Pixels:
    """The grass: light where it meets the sky, dark at our feet."""
    x, y = grid(_CELLS, _CELLS)
    down = np.clip((y - view.horizon) / (1 - view.horizon), 0, 1)
    return small(coloured(0.26 + 0.44 * down**0.8 + 0 * x, ramp(setting.hour.land)))


def _grown(setting: Scene, row: list[Flower], near: float, colours: list[LCH]) -> None:
    """One row: its grass, stems and blossoms; what is far is pale, what is near dark against the light."""
    ink = rgb_of(_between(setting.hour.land, 0.42 + 0.58 * near**0.7))
    for flower in row:
        setting.canvas.polygons([*_stem(flower, near)], ink)
        for blade in _blades(setting.rng, flower, near):
            setting.canvas.polygon(blade, ink)
        colour, far = colours[flower.kind % len(colours)], setting.hour.land[0]
        hazy = 0.5 * (1 - near) ** 1.5
        lit = (colour[0] * (1 - hazy) + far[0] * hazy, colour[1] * (1 - 0.6 * hazy), colour[2])
        _blossom(setting, flower, lit, near)


def _between(stops: tuple[LCH, ...], share: float) -> LCH:
    place = float(np.clip(share, 0, 1)) * (len(stops) - 1)
    first = min(int(place), len(stops) - 2)
    rest = place - first
    a, b = stops[first], stops[first + 1]
    turn = (b[2] - a[2] + 180) % 360 - 180
    return (a[0] + (b[0] - a[0]) * rest, a[1] + (b[1] - a[1]) * rest, (a[2] + turn * rest) % 360)


def _stem(flower: Flower, near: float) -> list[Points]:
    (x0, y0), (x1, y1) = flower.foot, flower.head
    up = np.linspace(0, 1, 10 if near > 0.4 else 4)
    line = np.stack([x0 + (x1 - x0) * up**1.8, y0 + (y1 - y0) * up], axis=1)
    return [ribbon(line, flower.radius * (0.14 - 0.05 * up))]


def _blades(rng: np.random.Generator, flower: Flower, near: float) -> list[Points]:
    """Grass and leaves at the foot."""
    found = []
    (x, y), size = flower.foot, flower.radius
    for _ in range(6 if near > 0.5 else 3):
        way, tall = float(rng.normal(0, 1.0)) * size, float(rng.uniform(1.2, 4.6)) * size
        up = np.linspace(0, 1, 7)
        line = np.stack([x + float(rng.normal(0, 1.3)) * size + way * up**2, y + 0.2 * size - tall * up], axis=1)
        found.append(ribbon(line, 0.16 * size * (1 - up) ** 0.8))
    return found


def _blossom(setting: Scene, flower: Flower, colour: LCH, near: float) -> None:
    """A poppy from the side: the petals behind, the heart, the two in front; far off only a dab."""
    (x, y), radius = flower.head, flower.radius
    if near < 0.3:
        setting.canvas.disc(x, y, radius * 0.85, rgb_of(colour))
        return
    light, chroma, hue = colour
    way = 1 if flower.kind % 2 else -1
    tilt = 0.35 * (flower.kind / 11 - 0.5)
    for outline, change in ((_BACK, -0.10), (_LEFT, 0.0), (_RIGHT, 0.055)):
        shape = turned(outline * (way, 1), float(np.degrees(tilt)), 0, 0) * radius * 1.25 + (x, y)
        setting.canvas.polygon(shape, rgb_of((float(np.clip(light + change, 0.15, 0.97)), chroma, hue)))


def _cup(points: list[tuple[float, float]]) -> Points:
    return curve([*points, points[0]], 8)


_BACK = _cup([(-0.62, -0.30), (-0.42, -0.80), (0.0, -0.70), (0.42, -0.82), (0.62, -0.30), (0.0, 0.05)])
_LEFT = _cup([(-0.95, -0.42), (-0.50, -0.62), (0.02, -0.42), (0.22, 0.02), (-0.10, 0.26), (-0.62, 0.12)])
_RIGHT = _cup([(0.95, -0.40), (0.52, -0.58), (0.05, -0.30), (-0.12, 0.06), (0.12, 0.27), (0.62, 0.14)])
"""A poppy's petals, its stem's end at (0, 0.2), one side to another about 2."""
