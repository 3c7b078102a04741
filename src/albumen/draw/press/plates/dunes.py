"""Dunes: eight frequency bands of the whole piece as ridges, the treble far in the haze, the bass at one's feet."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from albumen.description import Description
from albumen.draw.press.canvas import Canvas
from albumen.draw.press.plate import Sheet, plate
from albumen.draw.press.scenery.scene import Scene, scene, suits
from albumen.draw.press.scenery.sky import Disc, cleared, moon_phase, one, paint_disc, paint_sky, stars
from albumen.draw.press.scenery.terrain import POINTS, bands, contour, crags, summits, valley, weather
from albumen.draw.press.scenery.titles import lettered
from albumen.draw.press.scenery.travellers import people
from albumen.draw.press.scenery.wash import Values, below, coloured, grid, patch, ramp, rows_between, small
from albumen.draw.press.shapes import ribbon
from albumen.picture import Pixels, TypeArea

LAYERS = 8
_CELLS = 200
_GROUND = 0.86
"""Height from the top under which the land is kept for lettering."""
_CEILING = 0.26
"""Height from the top that no summit passes."""

_LIKES = {"Folk": 0.7, "Classical": 0.4, "Country": 0.7, "Rock": 0.3, "Middle Eastern": 1.2, "Music of Africa": 1.0,
          "Traditional": 0.8, "ambient": 0.4, "guitar": 0.2, "Progressive rock": 0.6, "Blues": 0.3}  # fmt: skip


@dataclass(frozen=True, slots=True)
class View:
    """The composition: where the horizon lies, how sharp the land is (0 sand, 1 rock), how tall, the sun."""

    horizon: float
    rock: float
    tall: float
    hero: float
    """How far the loudest moment towers over the second ridge."""
    disc: Disc


def _affinity(description: Description) -> float:
    return suits(description, _LIKES, -0.1)


@plate("dunes", style="conceptual", affinity=_affinity)
def PLATE(canvas: Canvas, sheet: Sheet) -> tuple[TypeArea, ...]:  # noqa: N802
    """Eight ridges under a sun or moon, and someone on the way."""
    setting = scene(canvas, sheet)
    view = _view(setting)
    edges = ridges(setting, view)
    view = replace(view, disc=cleared(view.disc, np.min(edges, axis=0)))
    paint_sky(canvas.pixels, setting.hour, view.horizon, view.disc)
    if setting.hour.night:
        stars(canvas.pixels, setting.hour, setting.rng, 420, view.horizon)
    paint_disc(canvas.pixels, setting.hour, view.disc)
    path = ramp(setting.hour.land)
    stage = stage_of(edges, int(setting.rng.integers(3, 6)))
    for i, edge in enumerate(edges):
        near = i / (LAYERS - 1)
        # What lies under all of the next ridge is hidden by it.
        floor = min(float(edges[i + 1].max()) + 0.005, 1.0) if i + 1 < LAYERS else 1.0
        field = _Ground(edge, near, floor, path, setting, view)
        below(canvas.pixels, edge, field.colours(0.0), floor)
        patch(canvas.pixels, _shades(setting, edge, near, view), field.colours(0.09 + 0.08 * view.rock))
        if near > 0.4 and view.rock < 0.6:
            patch(canvas.pixels, wind_ripples(setting.rng, edge, near), field.colours(0.10), 0.8 * (0.6 - view.rock))
        if i == stage:
            people(setting, edge, near, view.disc)
    return lettered(setting, view.disc.x, _GROUND)


def stage_of(edges: list[Values], wanted: int) -> int:
    """Index of the ridge where someone is: the wanted one or, where lettering may stand on that, one farther away."""
    return next((i for i in range(wanted, 2, -1) if float(edges[i].max()) < _GROUND - 0.02), 2)


def _view(setting: Scene) -> View:
    rng, night = setting.rng, setting.hour.night
    rock = float(np.clip(setting.pace + rng.uniform(-0.45, 0.45), 0, 1))
    horizon = float(rng.uniform(0.44, 0.66))
    radius = float(rng.choice([0.035, 0.06, 0.11, 0.17], p=[0.25, 0.3, 0.27, 0.18])) * (0.55 if night else 1)
    x = float(rng.uniform(0.16, 0.40) if rng.uniform() < 0.4 else rng.uniform(0.58, 0.84))
    y = max(horizon - float(rng.uniform(0.1, 1.5)) * radius - float(rng.uniform(0.02, 0.09)), 0.27 + radius)
    disc = Disc(x, y, radius, moon_phase(setting.description) if night else 1.0)
    return View(horizon, rock, float(rng.uniform(0.13, 0.24)), float(rng.choice([0, 0.1, 0.2])) * (0.4 + rock), disc)


def ridges(setting: Scene, view: View) -> list[Values]:
    """The crests, far to near, as heights from the top; each rises where its band is loud."""
    found = []
    for i, band in enumerate(reversed(bands(setting.material, LAYERS))):
        near = i / (LAYERS - 1)
        rock = view.rock * (1 - 0.5 * near)
        loud = contour(band, smooth=0.028 + 0.03 * near + 0.03 * (1 - rock))
        rough = crags(setting.rng, coarse=3 + (LAYERS - i) // 2) - 0.4
        soft = weather(setting.rng, coarse=2 + (LAYERS - i) // 3, octaves=2)
        shape = rock * rough * 1.15 + (1 - rock) * 0.9 * soft
        rise = view.tall * (0.5 + 0.7 * near) * (0.55 * loud + (0.32 + 0.5 * loud) * shape)
        if i == 1:
            rise = rise + view.hero * _towering(setting) * (0.85 + 0.5 * rock * rough)
        base = view.horizon + (1.17 - view.horizon) * near**1.45 + 0.015
        # No summit climbs into the lettering.
        lowered = min(1.0, (base - _CEILING) / max(float(rise.max()), 1e-6))
        found.append(np.asarray(base - lowered * rise, np.float32))
    return found


def _towering(setting: Scene) -> Values:
    """The shape of a mountain at the song's loudest moment, float32 [POINTS] in 0..1."""
    loud = contour(setting.material.loudness, smooth=0.03)
    middle = float(np.clip(np.argmax(loud) / POINTS, 0.15, 0.85))
    away = np.abs(np.linspace(0, 1, POINTS) - middle)
    return np.asarray(np.exp(-((away / 0.15) ** 1.25)), np.float32)


class _Ground:
    """The colours of one ridge: clear at its crest, sinking into haze below, warmed toward the sun."""

    def __init__(self, edge: Values, near: float, floor: float, path: Values, setting: Scene, view: View) -> None:
        x, y = grid(_CELLS, _CELLS)
        self._rows = rows_between(float(edge.min()), floor, _CELLS)
        y = y[self._rows]
        crest = cv2.resize(edge[None], (_CELLS, 1), interpolation=cv2.INTER_AREA)
        self._depth = np.clip((y - crest) / (0.16 + 0.16 * near), 0, 1)
        self._near, self._path, self._glow = near, path, one(setting.hour.glow)
        away = np.hypot((x - view.disc.x) / 0.45, (y - view.disc.y) / 0.42)
        self._lit = np.exp(-(away**2)) * 0.45 * (1 - near) ** 1.3

    def colours(self, shaded: float) -> Pixels:
        """The field of the ridge's lit sides (0) or of its `shaded` ones, darkest at the crest; black where hidden."""
        ease = self._depth * self._depth * (3 - 2 * self._depth)
        deeper = shaded * (1 - ease) ** 1.4
        share = 0.97 * self._near**0.85 - 0.12 * ease * (1 - 0.4 * self._near) + 0.35 * deeper
        lit = self._lit * (1 - 2.5 * shaded)
        # Shade is mostly less light: further along a path of two hues it would be a patch of the other one.
        colours = coloured(share, self._path) * (1 - (0.55 + 0.9 * self._near) * deeper)[..., None]
        field = np.zeros((_CELLS, _CELLS, 3), np.uint8)
        field[self._rows] = small(colours * (1 - lit[..., None]) + self._glow * lit[..., None])
        return field


def _shades(setting: Scene, edge: Values, near: float, view: View) -> list[Values]:
    """The sides of the summits that look away from the sun: from the crest down to a spur that winds toward us."""
    found = []
    for top in summits(edge, 0.02 + 0.05 * near + 0.04 * (1 - view.rock)):
        away = 1 if top / (len(edge) - 1) > view.disc.x else -1
        end = valley(edge, top, away, int((0.10 + 0.14 * near) * len(edge)))
        if edge[end] - edge[top] > 0.008 + 0.012 * near:
            found.append(_shade(setting.rng, edge, top, end, near, view.rock))
    return found


def _shade(rng: np.random.Generator, edge: Values, top: int, end: int, near: float, rock: float) -> Values:
    last = len(edge) - 1
    crest = np.arange(top, end, 1 if end > top else -1)
    side = np.stack([crest / last, edge[crest]], -1)
    # On sand it reaches down to where it has faded, or its foot would be the edge of a shard.
    fall = (0.5 * (edge[end] - edge[top]) + 0.10 + 0.16 * near) * float(rng.uniform(0.8, 1.1)) * (2.1 - 1.1 * rock)
    width = (end - top) / last
    down = np.linspace(0, 1, 40)
    bow = rock * weather(rng, 40, coarse=3, octaves=3) * 0.30 + (1 - rock) * np.sin(down * np.pi) * 0.55
    spur = np.stack([top / last + width * (bow * np.sqrt(down) - 0.1 * down), edge[top] + fall * down], -1)
    foot = np.linspace(0, 1, 24)[1:-1]
    base = np.outer(1 - foot, spur[-1]) + np.outer(foot, side[-1])
    base[:, 1] += (
        fall * (0.22 * rock * weather(rng, 22, coarse=3, octaves=2) - 0.10 * (1 - rock)) * np.sin(foot * np.pi)
    )
    return np.concatenate([side[::-1], spur, base]).astype(np.float32)


def wind_ripples(rng: np.random.Generator, edge: Values, near: float) -> list[Values]:
    """What the wind draws on sand: fine lines that follow the crest further and further below it, breaking off."""
    found, x = [], np.linspace(0, 1, POINTS)
    soft = cv2.GaussianBlur(edge[None], (0, 0), 40, borderType=cv2.BORDER_REPLICATE)[0]
    for k in range(1, 13):
        drop = (0.004 + 0.010 * near) * k**1.15
        share = min(1.0, k / 6)
        line = (edge * (1 - share) + soft * share + drop + 0.004 * near * weather(rng, coarse=5, octaves=3)).astype(
            np.float32
        )
        start = int(rng.uniform(0, 0.75) * POINTS)
        part = slice(start, start + int(rng.uniform(0.12, 0.5) * POINTS))
        taper = np.sin(np.linspace(0, np.pi, len(x[part])))
        found.append(
            ribbon(np.stack([x[part], line[part]], axis=1).astype(np.float64), (0.0005 + 0.0010 * near) * taper)
        )
    return [np.asarray(shape, np.float32) for shape in found]
