"""Forest: trees in fog, row behind row; how tall they stand is the spectrogram, how close the onsets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from albumen.description import Description
from albumen.draw.press.canvas import Canvas
from albumen.draw.press.plate import Sheet, plate
from albumen.draw.press.scenery.dwellers import deer, hut, lantern_bearer
from albumen.draw.press.scenery.scene import Scene, scene, suits
from albumen.draw.press.scenery.shafts import fireflies, shafts, wisps
from albumen.draw.press.scenery.sky import Disc, moon_phase, one, paint_disc, paint_sky, rgb_of, stars
from albumen.draw.press.scenery.terrain import POINTS, bands, contour, weather
from albumen.draw.press.scenery.titles import lettered, on_the_ground
from albumen.draw.press.scenery.travellers import flock
from albumen.draw.press.scenery.trees import spruce, trunk
from albumen.draw.press.scenery.wash import Values, below, coloured, grid, patch, ramp, small
from albumen.draw.press.shapes import Points
from albumen.picture import Pixels, TypeArea

LAYERS = 6
_CELLS = 150

_LIKES = {"Folk": 1.0, "Classical": 0.5, "Traditional": 0.8, "Country": 0.5, "New-age": 0.5, "acoustic": 0.7,
          "Tender": 0.4, "Scary": 0.9, "Independent": 0.6, "Sad": 0.4, "folk": 0.6, "metal": 0.5}  # fmt: skip


@dataclass(frozen=True, slots=True)
class View:
    """The composition: spruces or bare trunks, where the far trees stand, where the wood opens, the light."""

    bare: bool
    horizon: float
    opening: float
    slim: float
    disc: Disc


def _affinity(description: Description) -> float:
    return suits(description, _LIKES, -0.3)


@plate("forest", style="conceptual", affinity=_affinity)
def PLATE(canvas: Canvas, sheet: Sheet) -> tuple[TypeArea, ...]:  # noqa: N802
    """Six rows of trees in fog, shafts of light, and someone in the clearing."""
    setting = scene(canvas, sheet)
    view = _view(setting)
    paint_sky(canvas.pixels, setting.hour, view.horizon + 0.08, view.disc, glow=1.2)
    if setting.hour.night:
        stars(canvas.pixels, setting.hour, setting.rng, 300, view.horizon)
    paint_disc(canvas.pixels, setting.hour, view.disc)
    if not view.bare and not setting.hour.night:
        flock(setting, view.disc)
    heard = list(reversed(bands(setting.material, LAYERS)))
    for i, band in enumerate(heard):
        near = i / (LAYERS - 1)
        if i == LAYERS - 1 and setting.hour.night:
            fireflies(setting, 0.93)
        ground = _ground(setting, view, near)
        _stand(setting, view, contour(band, smooth=0.02), ground, near)
        if i == LAYERS - 3:
            shafts(setting, view.disc, 0.6, 0.0 if view.bare else view.horizon - 0.06)
        if i == LAYERS - 2:
            _someone(setting, view, ground)
        if i < LAYERS - 1:
            wisps(setting, float(ground.mean()) + 0.01, 0.035 + 0.035 * near, 0.75 - 0.35 * near)
    if view.bare:
        # Narrow faces: the ground is not deep enough for three lines of a wide one.
        hand = setting.rng.uniform() < 0.5
        return on_the_ground(setting, 0.815, "hand" if hand else "condensed", "centre", 0.06 if hand else 0.046)
    return lettered(setting, view.disc.x)


def _view(setting: Scene) -> View:
    rng = setting.rng
    bare = bool(rng.uniform() < 0.35)
    horizon = float(rng.uniform(0.50, 0.66))
    opening = float(rng.choice([rng.uniform(0.25, 0.4), rng.uniform(0.6, 0.75)]))
    radius = float(rng.choice([0.03, 0.055, 0.10, 0.15], p=[0.25, 0.3, 0.27, 0.18])) * (
        0.6 if setting.hour.night else 1
    )
    x = float(np.clip(opening + rng.normal(0, 0.08), 0.15, 0.85))
    y = float(rng.uniform(0.30, horizon - 0.12)) if not bare else float(rng.uniform(0.22, 0.42))
    disc = Disc(x, max(y, 0.25 + radius), radius, moon_phase(setting.description) if setting.hour.night else 1.0)
    return View(bare, horizon, opening, float(rng.uniform(0.15, 0.27)), disc)


def _ground(setting: Scene, view: View, near: float) -> Values:
    base = _level(view, near)
    rolling = weather(setting.rng, coarse=2, octaves=4) * (0.035 - 0.012 * near)
    x = np.linspace(0, 1, POINTS)
    hollow = 0.02 * np.exp(-(((x - view.opening) / 0.2) ** 2))
    return np.asarray(base + rolling + hollow, np.float32)


def _level(view: View, near: float) -> float:
    """Where the ground of a row lies, but for its rolling."""
    return view.horizon + (_front(view) - view.horizon) * float(near**1.25)


def _front(view: View) -> float:
    """Where the nearest ground lies; under bare trunks it is broad enough for the lettering."""
    return 0.785 if view.bare else 0.97


def _stand(setting: Scene, view: View, loud: Values, ground: Values, near: float) -> None:
    """One row: its trees, then the ground they stand on."""
    field = _fogged(setting, view, near)
    patch(
        setting.pixels,
        _trunks(setting, view, ground, near) if view.bare else _spruces(setting, view, loud, ground, near),
        field,
    )
    # The next row's ground hides the rest.
    nearer = near + 1 / (LAYERS - 1)
    below(setting.pixels, ground, field, min(_level(view, nearer) + 0.08, 1.0) if nearer < 1.01 else 1.0)


def _fogged(setting: Scene, view: View, near: float) -> Pixels:
    """A row's colours: clear at the tops, lost in fog at the foot, warm where the light is."""
    x, y = grid(_CELLS, _CELLS)
    foot = _level(view, near)
    sunk = np.clip((y - (foot - 0.20 - 0.2 * near)) / (0.24 + 0.2 * near), 0, 1) ** 1.5
    share = 0.02 + 0.98 * near**0.9 - (0.30 - 0.26 * near**3) * sunk
    away = np.hypot((x - view.disc.x) / 0.36, (y - view.disc.y) / 0.42)
    lit = np.exp(-(away**2)) * 0.6 * (1 - near) ** 1.1
    colours = coloured(share + 0 * x, ramp(setting.hour.land))
    return small(colours * (1 - lit[..., None]) + one(setting.hour.glow) * lit[..., None])


def _spruces(setting: Scene, view: View, loud: Values, ground: Values, near: float) -> list[Points]:
    rng, found = setting.rng, []
    struck = contour(setting.material.onset, smooth=0.02)
    x, step = -0.03, 0.011 + 0.075 * near**1.6
    while x < 1.03:
        place = int(np.clip(x, 0, 1) * (POINTS - 1))
        clear = 1 - (0.25 + 0.75 * near) * float(np.exp(-(((x - view.opening) / (0.10 + 0.13 * near)) ** 2)))
        tall = (0.045 + 0.26 * near**1.2) * (0.40 + 0.85 * float(loud[place])) * float(rng.uniform(0.7, 1.2)) * clear
        tall = min(tall, float(ground[place]) - 0.27)
        if tall > 0.012 + 0.12 * near**2:
            found.append(spruce(rng, x, float(ground[place]) + 0.006, tall, view.slim))
        x += step * float(rng.uniform(0.45, 1.4)) * (1.25 - 0.5 * float(struck[place]))
    return found


def _trunks(setting: Scene, view: View, ground: Values, near: float) -> list[Points]:
    """Trunks stand where the onsets are strong, thinning toward the opening."""
    rng, found = setting.rng, []
    struck = contour(setting.material.onset, smooth=0.006)
    x, step = -0.02, 0.016 + 0.13 * near**1.3
    while x < 1.02:
        place = int(np.clip(x, 0, 1) * (POINTS - 1))
        gap = float(np.exp(-(((x - view.opening) / (0.05 + 0.16 * near)) ** 2)))
        if rng.uniform() > gap * 1.3:
            width = (0.0035 + 0.034 * near**1.5) * (0.6 + 0.6 * float(struck[place])) * float(rng.uniform(0.7, 1.25))
            found.extend(trunk(rng, x, float(ground[place]) + 0.01, width))
        x += step * float(rng.uniform(0.4, 1.6))
    return found


def _someone(setting: Scene, view: View, ground: Values) -> None:
    """A hut, a stag or a wanderer where the wood opens."""
    x = view.opening + float(setting.rng.normal(0, 0.02))
    y = float(np.interp(x, np.linspace(0, 1, POINTS), ground)) + 0.004
    ink = rgb_of(setting.hour.land[-1])
    chance = setting.rng.uniform()
    if chance < 0.36:
        hut(setting, x, y, 0.042, ink)
    elif chance < 0.68:
        deer(setting, x, y, 0.062, ink)
    else:
        lantern_bearer(setting, x, y, 0.048, ink)
