"""Sea: rows of waves from the horizon to our feet, each a band of the spectrogram; a light and its path, a vessel."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import cv2
import numpy as np

from albumen.description import Description
from albumen.draw.press.canvas import Canvas
from albumen.draw.press.plate import Sheet, plate
from albumen.draw.press.reading import section_places
from albumen.draw.press.scenery.scene import Scene, scene, suits
from albumen.draw.press.scenery.sky import Disc, moon_phase, one, paint_disc, paint_sky, rgb_of, stars
from albumen.draw.press.scenery.titles import lettered
from albumen.draw.press.scenery.travellers import flock
from albumen.draw.press.scenery.vessels import island, lighthouse, rower, sail_boat
from albumen.draw.press.scenery.wash import below, coloured, grid, ramp, rows_between, small
from albumen.draw.press.scenery.waves import Row, crest_line, echoes, rows
from albumen.draw.press.shapes import curve, disc
from albumen.picture import Pixels, TypeArea

_CELLS = 200
_CALM = 0.27
"""Height from the top down to which the sky is kept clear for type."""

_LIKES = {"New-age": 0.9, "ambient": 1.0, "Classical": 0.5, "chillout": 0.7, "Mellow": 0.6, "Tender": 0.4, "Sad": 0.5,
          "beautiful": 0.4, "piano": 0.4, "Reggae": 0.7, "Soul": 0.2, "Folk": 0.3, "Jazz": 0.2}  # fmt: skip


@dataclass(frozen=True, slots=True)
class View:
    """The composition: horizon, number of rows, how rough the sea, the light, where the boat is."""

    horizon: float
    count: int
    swell: float
    disc: Disc
    boat: float


def _affinity(description: Description) -> float:
    return suits(description, _LIKES, -0.5)


@plate("sea", style="conceptual", affinity=_affinity)
def PLATE(canvas: Canvas, sheet: Sheet) -> tuple[TypeArea, ...]:  # noqa: N802
    """A sky with bands of mist, an island, the rows of waves and one vessel."""
    setting = _over_water(scene(canvas, sheet))
    view = _view(setting)
    paint_sky(canvas.pixels, setting.hour, view.horizon, view.disc, glow=1.1)
    if setting.hour.night:
        stars(canvas.pixels, setting.hour, setting.rng, 380, view.horizon)
    paint_disc(canvas.pixels, setting.hour, view.disc)
    _mist(setting, view)
    what = str(setting.rng.choice(["island", "lighthouse", "sail", "rower"], p=[0.3, 0.25, 0.25, 0.2]))
    if what == "island":
        _far_island(setting, view)
    if not setting.hour.night:
        flock(setting, view.disc)
    waves = rows(setting.material, view.horizon, view.count, view.swell, setting.rng)
    stage = min(range(len(waves)), key=lambda i: abs(waves[i].near - _STAGE[what]))
    for i, row in enumerate(waves):
        if i == stage:
            _vessel(setting, view, row, what)
        _wave(setting, view, row)
    return lettered(setting, view.disc.x)


_STAGE = {"island": 0.30, "lighthouse": 0.36, "sail": 0.38, "rower": 0.58}
"""How near each thing is."""


def _over_water(setting: Scene) -> Scene:
    """The scene with a sea that has the sky's hues: coral land under a blue sky is well, a coral sea is not."""
    (_, chroma, zenith), land = setting.hour.sky[0], setting.hour.land
    # Under a cream sky the sea keeps its own hue: a cream sea is a brown one.
    if chroma < 0.05 or abs((land[1][2] - zenith + 180) % 360 - 180) < 110:
        return setting
    hues = (zenith - 18, zenith - 8, zenith, zenith + 8)
    sea = tuple((light, chroma, hue) for (light, chroma, _), hue in zip(land, hues, strict=True))
    return replace(setting, hour=replace(setting.hour, land=sea))


def _view(setting: Scene) -> View:
    rng = setting.rng
    horizon = float(rng.choice([rng.uniform(0.38, 0.46), rng.uniform(0.52, 0.66)]))
    swell = float(np.clip(setting.pace * 0.9 + rng.uniform(-0.2, 0.2), 0.02, 1))
    radius = float(rng.choice([0.03, 0.055, 0.10, 0.15], p=[0.25, 0.3, 0.27, 0.18]))
    radius *= 0.55 if setting.hour.night else 1
    x = float(rng.choice([rng.uniform(0.2, 0.38), 0.5, rng.uniform(0.62, 0.8)]))
    y = max(horizon - radius * float(rng.choice([0.0, 0.45, 1.7])) - 0.004, min(0.25 + radius, horizon))
    place = Disc(x, y, radius, moon_phase(setting.description) if setting.hour.night else 1.0)
    away = 0.26 + float(rng.uniform(0.0, 0.12))
    return View(horizon, int(rng.integers(15, 27)), swell, place, x + (away if x < 0.5 else -away))


def _mist(setting: Scene, view: View) -> None:
    """Bands of mist with round ends, one for each section of the song, as long as the section."""
    starts = [*section_places(setting.material), 1.0]
    tint = rgb_of(setting.hour.sky[-1])
    for a, b in pairwise(starts):
        half, tall = 0.10 + 0.45 * (b - a), 0.004 + 0.007 * float(setting.rng.uniform())
        x, y = 0.06 + 0.9 * (a + b) / 2, view.horizon - 0.02 - 0.16 * float(setting.rng.uniform()) ** 1.3
        y = max(y, min(_CALM, view.horizon - 0.01))
        pill = np.concatenate([disc(x - half, y, tall, 60)[30:], disc(x + half, y, tall, 60)[:31]])
        setting.canvas.polygon(pill, tint, alpha=0.34)


def _far_island(setting: Scene, view: View) -> None:
    middle, half = view.boat, float(setting.rng.uniform(0.14, 0.30))
    shape = island(setting, view.horizon, float(setting.rng.uniform(0.05, 0.13)), middle - half, middle + half)
    setting.canvas.shade(shape, [(0, rgb_of(setting.hour.land[1])), (1, rgb_of(setting.hour.land[0]))])


def _vessel(setting: Scene, view: View, row: Row, what: str) -> None:
    y = float(np.interp(view.boat, np.linspace(0, 1, len(row.crest)), row.crest))
    ink, way = rgb_of(setting.hour.land[-1]), 1 if view.boat < view.disc.x else -1
    cloth = rgb_of(setting.hour.disc if setting.hour.sky[0][0] < 0.6 else setting.hour.land[2])
    if what == "lighthouse":
        x = view.boat + (0.06 if view.boat > 0.5 else -0.06)
        # Its lantern stays under the lettering.
        size = min(float(setting.rng.uniform(0.17, 0.24)), (y - 0.26) / 1.28)
        lighthouse(setting, x, y + 0.3 * row.height, size, ink)
    elif what == "rower":
        rower(setting, view.boat, y - 0.013, 0.12, ink)
    else:
        sail_boat(
            setting,
            view.boat,
            y,
            0.055 if what == "island" else float(setting.rng.uniform(0.08, 0.15)),
            ink,
            cloth,
            way,
        )


def _wave(setting: Scene, view: View, row: Row) -> None:
    side_floor = min(1.0, float(row.crest.max()) + 1.6 * row.height + 0.07 * row.near)
    below(setting.pixels, row.crest, _water(setting, view, row, side_floor), side_floor)
    light = _line_colour(setting, row)
    if row.near > 0.04:
        setting.canvas.polygon(crest_line(row, 0.0011 + 0.0046 * row.near**1.2), light)
    if row.near > 0.22:
        for echo in echoes(row, 2 + int(3 * row.near), 0.0004 + 0.0022 * row.near):
            setting.canvas.polygon(echo, light)
    _glitter(setting, view, row)


def _water(setting: Scene, view: View, row: Row, floor: float) -> Pixels:
    """A row's colours down to `floor`: light at the crest, dark in the trough, and the sky's glow under the sun."""
    x, y = grid(_CELLS, _CELLS)
    seen = rows_between(float(row.crest.min()), floor, _CELLS)
    y = y[seen]
    crest = cv2.resize(row.crest[None], (_CELLS, 1), interpolation=cv2.INTER_AREA)
    depth = np.clip((y - crest) / (1.5 * row.height + 0.004), 0, 1)
    share = 0.03 + 0.93 * row.near**0.75 + (0.16 * depth - 0.08) * min(1.0, 4 * row.near)
    colours = coloured(share + 0 * x, ramp(setting.hour.land))
    spread = 0.05 + view.disc.radius + 0.16 * row.near
    lit = np.exp(-(((x - view.disc.x) / spread) ** 2)) * (0.62 - 0.5 * row.near) + 0.25 * np.exp(-row.near / 0.08)
    lit = lit * (1 - 0.6 * depth)
    field = np.zeros((_CELLS, _CELLS, 3), np.uint8)
    field[seen] = small(colours * (1 - lit[..., None]) + one(setting.hour.glow) * lit[..., None])
    return field


def _line_colour(setting: Scene, row: Row) -> tuple[int, int, int]:
    body, foam = one(setting.hour.land[min(3, int(row.near * 3.2))]), one(setting.hour.sky[-1])
    mixed = body + (foam - body) * (0.30 + 0.25 * row.near)
    r, g, b = (int(v) for v in np.rint(mixed))
    return (r, g, b)


def _glitter(setting: Scene, view: View, row: Row) -> None:
    """The light's path: lens-shaped strokes on the row, thick where its band is loud."""
    rng, colour = setting.rng, rgb_of(setting.hour.disc)
    width = view.disc.radius * 0.75 + 0.012 + 0.055 * row.near
    for _ in range(9):
        x = view.disc.x + width * float(rng.normal(0, 0.55))
        place = float(np.clip(x, 0, 1)) * (len(row.crest) - 1)
        loud, y = float(row.loud[int(place)]), float(row.crest[int(place)]) + row.height * float(rng.uniform(0.1, 0.9))
        half = (0.003 + 0.03 * row.near) * float(rng.uniform(0.4, 1.3)) * (0.5 + 0.7 * loud)
        thick = (0.0006 + 0.0026 * row.near) * (0.5 + 0.6 * loud)
        lens = curve([(-half, 0), (0, -thick), (half, 0)], 6), curve([(half, 0), (0, thick), (-half, 0)], 6)
        setting.canvas.polygon(np.concatenate(lens) + np.array([x, y]), colour, alpha=0.85 - 0.45 * row.near)
