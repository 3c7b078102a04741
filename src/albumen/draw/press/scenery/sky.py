"""Skies: the gradient, sun or moon with their glow, stars."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from albumen.colour.oklch import LCH, rgb
from albumen.description import Description
from albumen.draw.press.scenery.hours import Hour
from albumen.draw.press.scenery.wash import Values, coloured, cover, dab, fixed, grid, patch, ramp, small
from albumen.picture import RGB, Pixels
from albumen.vocabulary import PITCHES


@dataclass(frozen=True, slots=True)
class Disc:
    """A sun or moon: centre and radius as fractions of the side; `phase` 1 is full, 0 new."""

    x: float
    y: float
    radius: float
    phase: float = 1.0


def moon_phase(description: Description) -> float:
    """The moon's phase from the key's place on the circle of fifths: full around C, a sickle far from it."""
    if description.key is None:
        return 1.0
    fifths = PITCHES.index(description.key.tonic) * 7 % 12
    away = min(fifths, 12 - fifths)
    return 1.0 if away < 3 else 0.52 - 0.065 * away


def cleared(disc: Disc, skyline: Values) -> Disc:
    """A sickle moon lifted clear of what stands below it (heights from the top, left to right), or else a full one.

    A sun or full moon may set behind a summit; a sickle there is a scratch.
    """
    if disc.phase > 0.97:
        return disc
    left, right = (int(np.clip(x, 0, 1) * (len(skyline) - 1)) for x in (disc.x - disc.radius, disc.x + disc.radius))
    y = min(disc.y, float(skyline[left : right + 1].min()) - 0.02 - disc.radius)
    return replace(disc, y=y) if y >= 0.25 + disc.radius else replace(disc, phase=1.0)


def sky(hour: Hour, horizon: float, disc: Disc, glow: float = 1.0, bow: float = 1.6) -> Values:
    """The sky above and a little below `horizon`, its disc's glow but not the disc: a small field [GRID, GRID, 3]."""
    x, y = grid()
    down = np.clip(y / max(horizon, 0.05), 0, 1) ** bow
    colours = coloured(down + np.zeros_like(x), ramp(hour.sky))
    away = np.hypot(x - disc.x, y - disc.y)
    # A sickle glows from its middle; a full disc from its rim, or the glow would show as a ring within it.
    rim = disc.radius if disc.phase > 0.97 else 0.3 * disc.radius
    near = np.exp(-np.maximum(away - rim, 0) / (0.10 + disc.radius)) * 0.75 * glow
    # The top of the sky is kept calm: that is where the lettering goes.
    near = near * np.clip((y - 0.08) / 0.24, 0.2, 1)
    wide = np.exp(-(((x - disc.x) / 0.6) ** 2) - ((y - horizon) / 0.16) ** 2) * 0.35 * glow
    share = np.clip(near + wide * (1 - near), 0, 0.95)[..., None]
    return np.asarray(colours * (1 - share) + one(hour.glow) * share, np.float32)


def paint_sky(pixels: Pixels, hour: Hour, horizon: float, disc: Disc, glow: float = 1.0, bow: float = 1.6) -> None:
    """Cover the whole sheet with `sky`."""
    cover(pixels, small(sky(hour, horizon, disc, glow, bow)))


def rgb_of(colour: LCH) -> RGB:
    """One colour as 8-bit sRGB."""
    return rgb(*colour)


def one(colour: LCH) -> Values:
    """One colour as float32 [3] in 0..255."""
    return np.asarray(ramp((colour, colour), 2)[0], np.float32)


def paint_disc(pixels: Pixels, hour: Hour, disc: Disc) -> None:
    """Draw the sun or moon, a touch of its glow toward the lower rim."""
    turn = np.linspace(0, 2 * np.pi, 361, dtype=np.float32)
    whole = np.stack([disc.x + disc.radius * np.cos(turn), disc.y + disc.radius * np.sin(turn)], -1)
    rim = whole if disc.phase > 0.97 else _phased(disc, turn)
    x, y = grid()
    share = np.clip((y - disc.y) / disc.radius, 0, 1) ** 2 * 0.4 + np.zeros_like(x)
    field = one(hour.disc) * (1 - share[..., None]) + one(hour.glow) * share[..., None]
    patch(pixels, [np.asarray(rim, np.float32)], small(field))


def _phased(disc: Disc, turn: Values) -> Values:
    """The lit part of a moon, tilted a little: one half of the rim and the terminator, an ellipse."""
    half = turn[: len(turn) // 2 + 1]
    outer = np.stack([np.sin(half), -np.cos(half)], -1)
    inner = np.stack([np.sin(half) * (1 - 2 * disc.phase), -np.cos(half)], -1)[::-1]
    shape = np.concatenate([outer, inner])
    tilt = np.radians(-28)
    turned = shape @ np.array([[np.cos(tilt), np.sin(tilt)], [-np.sin(tilt), np.cos(tilt)]])
    return np.asarray(turned * disc.radius + [disc.x, disc.y], np.float32)


def stars(pixels: Pixels, hour: Hour, rng: np.random.Generator, count: int, horizon: float) -> None:
    """Scatter stars over the sky, few bright and many faint, fewer toward the horizon."""
    side = len(pixels)
    x, y = rng.uniform(0, 1, count), horizon * 0.92 * rng.uniform(0, 1, count) ** 1.5
    size = 0.00022 + 0.0011 * rng.uniform(0, 1, count) ** 7
    bright = (0.25 + 0.75 * rng.uniform(0, 1, count)) * (1 - y / horizon) ** 0.6
    lights = (64 * np.minimum((bright * 4).astype(int), 3) + 63).tolist()
    centres = fixed(np.stack([x, y], axis=1).astype(np.float32), side).tolist()
    radii = np.maximum(np.rint(size * side * 16), 1).astype(int).tolist()
    mask = np.zeros((max(1, int(horizon * side)), side), np.uint8)
    for i in np.argsort(bright, kind="stable").tolist():
        cv2.circle(mask, centres[i], radii[i], lights[i], -1, cv2.LINE_AA, 4)
    dab(pixels[: len(mask)], np.asarray(np.rint(one(hour.disc)), np.uint8), mask, mask)
