"""Wet glass: lights out of focus behind it, drops and runs of rain upon it."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np

from albumen.colour.oklch import LCH
from albumen.draw.press.scenery.scene import Scene
from albumen.draw.press.scenery.sky import one
from albumen.draw.press.scenery.terrain import weather
from albumen.draw.press.scenery.wash import Values, coloured, flat, grid, patch, ramp, small
from albumen.draw.press.shapes import disc, ribbon
from albumen.material import level
from albumen.picture import Pixels

SOFT = 720
"""Side of what is out of focus; it has no edge finer than this."""


def night_outside(setting: Scene, street: float, roofs: Values, tints: list[LCH]) -> Pixels:
    """The town through the pane, out of focus, uint8 [SOFT, SOFT, 3]: roofs, and a disc for each note that stands out.

    A note's disc lies at its time from left to right and its pitch from the street up.
    """
    _, y = grid(SOFT, SOFT)
    sky = coloured(np.clip(y / street, 0, 1) ** 1.3 * 0.9, ramp(setting.hour.sky))
    tops = cv2.GaussianBlur(cv2.resize(roofs[None], (SOFT, 1), interpolation=cv2.INTER_NEAREST), (0, 0), 2.0)
    house = np.clip((y - tops) / 0.016 + 0.5, 0, 1)[..., None] * 0.9
    walls = coloured(0.52 + 0.48 * np.clip((y - street + 0.24) / 0.3, 0, 1), ramp(setting.hour.land))
    shown = small(sky * (1 - house) + walls * house)
    for px, py, radius, power, tint in _notes(setting, street, tints):
        _bokeh(shown, px, py, radius, one(tint) * power)
    return np.asarray(cv2.GaussianBlur(shown, (0, 0), 1.1), np.uint8)


_TIMES, _PITCHES = 34, 16


def _notes(setting: Scene, street: float, tints: list[LCH]) -> list[tuple[float, float, float, float, LCH]]:
    """x, y, radius, brightness and colour of the three notes of each stretch of time that stand out most."""
    mel = level(setting.material.mel)
    cells = cv2.resize(mel, (_PITCHES, _TIMES), interpolation=cv2.INTER_AREA)
    apart = cells - cv2.GaussianBlur(cells, (0, 0), sigmaX=3, sigmaY=3, borderType=cv2.BORDER_REPLICATE)
    rng, found = setting.rng, []
    for time in range(_TIMES):
        for pitch in np.argsort(-apart[time], kind="stable")[:3]:
            power = float(np.clip(0.35 + 3.0 * apart[time, pitch], 0, 1)) * float(np.sqrt(cells[time, pitch]))
            x = (time + float(rng.uniform(-0.4, 1.4))) / _TIMES
            y = street + 0.05 - 0.50 * ((pitch + float(rng.uniform(0, 1))) / _PITCHES) ** 1.35
            radius = 0.007 + 0.042 * float(rng.uniform()) ** 2
            found.append((x, y, radius, 0.75 * power, tints[int(rng.integers(len(tints)))]))
    return found


def _bokeh(shown: Pixels, x: float, y: float, radius: float, light: Values) -> None:
    """Add a disc of light, its rim a little brighter, as a lens with an open iris draws it."""
    r = radius * SOFT
    left, right, top, bottom = (
        int(np.clip(v, 0, SOFT)) for v in (x * SOFT - r - 2, x * SOFT + r + 3, y * SOFT - r - 2, y * SOFT + r + 3)
    )
    if right <= left or bottom <= top:
        return
    away = np.hypot(np.arange(left, right)[None] + 0.5 - x * SOFT, np.arange(top, bottom)[:, None] + 0.5 - y * SOFT)
    share = np.clip(r - away + 0.5, 0, 1) * (0.62 + 0.38 * np.clip(away / r, 0, 1) ** 6)
    part = shown[top:bottom, left:right]
    cv2.add(part, np.rint(share[..., None] * light).astype(np.uint8), dst=part)


def fogged(outside: Pixels, breath: Values, share: float) -> Pixels:
    """What is outside through breath on the pane, thickest at its foot and in its corners."""
    x, y = grid(SOFT, SOFT)
    thick = share * (0.45 + 0.75 * y**2 + 0.5 * np.abs(2 * x - 1) ** 3)[..., None]
    soft = cv2.GaussianBlur(outside, (0, 0), 2.2)
    return small(soft * (1 - thick) + breath * thick)


def runs(setting: Scene, clear: Pixels, bottom: float, slant: float = 0.0) -> None:
    """Runs of rain down the pane, one for each of the strongest onsets, at its time and as long as it is strong.

    `slant` is how far the wind drives them aside, of their length.
    """
    onset = level(setting.material.onset)
    heads, trails = [], []
    for i in _apart(onset, 26):
        x = 0.03 + 0.94 * (i + 0.5) / len(onset)
        start = float(setting.rng.uniform(0.0, 0.35))
        length = (0.08 + 0.85 * float(onset[i]) * float(setting.rng.uniform()) ** 1.5) * (bottom - start)
        down = np.linspace(0, 1, 60)
        wander = 0.010 * weather(setting.rng, 60, coarse=5, octaves=3)
        line = np.stack([x + wander + slant * length * down, start + length * down], axis=1)
        trails.append(ribbon(line, 0.0012 + 0.0042 * down**0.7))
        heads.append((float(line[-1, 0]), float(line[-1, 1]), float(setting.rng.uniform(0.0045, 0.0085))))
    for trail in trails:
        patch(setting.pixels, [trail], clear, 0.92)
    glints = [trail[: len(trail) // 2] for trail in trails]
    edges = [ribbon(line, 0.0005) for line in glints]
    patch(setting.pixels, edges, flat(setting.hour.disc), 0.22)
    for x, y, radius in heads:
        drop(setting, clear, x, y, radius)


def _apart(onset: Values, count: int) -> list[int]:
    """The strongest onsets, none nearer to another than a hundredth of the song."""
    found: list[int] = []
    for i in np.argsort(-onset, kind="stable"):
        if all(abs(int(i) - j) > len(onset) / 100 for j in found):
            found.append(int(i))
        if len(found) == count:
            break
    return found


def beads(setting: Scene, clear: Pixels, count: int, bottom: float) -> None:
    """Standing drops: many specks lit from below, and some large enough to hold the town upside down."""
    rng = setting.rng
    x, y, size = rng.uniform(0, 1, count), rng.uniform(0, bottom, count), rng.uniform(0, 1, count) ** 4
    unit = disc(0, 0, 1, 18) * (1, 1.15)
    whole = [unit * (0.0011 + 0.0028 * s) + (a, b) for a, b, s in zip(x, y, size, strict=True)]
    lit = [unit * (0.0006 + 0.0016 * s) + (a, b + 0.0004 + 0.0010 * s) for a, b, s in zip(x, y, size, strict=True)]
    patch(setting.pixels, whole, flat(setting.hour.land[-1]), 0.40)
    patch(setting.pixels, lit, flat(setting.hour.sky[-1]), 0.45)
    for _ in range(110):
        drop(
            setting,
            clear,
            float(rng.uniform(0, 1)),
            float(rng.uniform(0, bottom)),
            0.003 + 0.0085 * float(rng.uniform()) ** 2.5,
        )


def drop(setting: Scene, clear: Pixels, x: float, y: float, radius: float) -> None:
    """A drop that shows what is behind it upside down, dark at its upper rim, with a glint."""
    side = setting.canvas.side
    r = max(2, round(radius * side))
    left, top = round(x * side) - r, round(y * side) - r
    if left < 0 or top < 0 or left + 2 * r > side or top + 2 * r > side:
        return
    reach = 9 * radius
    a, b, c, d = (int(np.clip(v * SOFT, 0, SOFT)) for v in (x - reach, x + reach, y - reach, y + 1.4 * reach))
    seen = cv2.resize(clear[c:d, a:b][::-1, ::-1], (2 * r, 2 * r), interpolation=cv2.INTER_AREA)
    rim, glint, cover = _lens(r)
    part = setting.pixels[top : top + 2 * r, left : left + 2 * r]
    lit = np.minimum(seen * rim + glint, 255)
    part[:] = np.rint(part + (lit - part) * cover).astype(np.uint8)


@lru_cache(maxsize=64)
def _lens(r: int) -> tuple[Values, Values, Values]:
    """What a drop of `r` pixels does to what is behind it, float32 [2 r, 2 r, 1]: dims it, glints, covers."""
    across = ((np.arange(2 * r) + 0.5) / r - 1).astype(np.float32)
    away = np.hypot(across[None], across[:, None] * 0.92)
    rim = np.clip(1 - 0.75 * away**4 - 0.30 * np.clip(-across[:, None] - 0.1, 0, 1), 0, 1)
    glint = np.exp(-(((across[None] + 0.32) / 0.2) ** 2) - ((across[:, None] + 0.42) / 0.16) ** 2) * 150
    cover = np.clip((1 - away) * r + 0.5, 0, 1)
    return (0.30 + 0.95 * rim)[..., None], glint[..., None], cover[..., None]
