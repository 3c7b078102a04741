"""Grounds: what a song's sheet of paper is like, dark or light, quiet or bold."""

from __future__ import annotations

from typing import Literal

import numpy as np

from albumen.colour.affect import sureness
from albumen.colour.clarity import coloured, deep_hue, natural_light
from albumen.colour.oklch import LCH
from albumen.description import Description

Ground = Literal["any", "dark", "light"]
Light = Literal["paper", "tint", "bold"]
Dark = Literal["deep", "night"]
Kind = Literal["paper", "tint", "bold", "deep", "night"]

_LIGHTS: tuple[Light, ...] = ("paper", "tint", "bold")
_DARKS: tuple[Dark, ...] = ("deep", "night")
_LEANS: dict[str, tuple[float, float, float, float, float]] = {
    "Pop": (0, 1, 2, 0, 0),
    "Disco": (0, 0, 2, 1, 0),
    "Funk": (0, 0, 1.5, 0.5, 0),
    "Hip hop": (0, 0, 1, 0, 0.8),
    "Electronic": (0.8, 0, 0.7, 0.3, 1.2),
    "Folk": (1.5, 0.3, 0, 1, 0),
    "Country": (1.2, 0.5, 0, 0.5, 0),
    "Classical": (1.2, 0.4, 0, 1.2, 0),
    "Jazz": (0.3, 0, 1.2, 1, 0),
    "Rock": (0.4, 0, 0.8, 0, 1),
    "New-age": (0, 1.5, 0, 0.8, 0),
    "Children's": (0, 1, 1.5, 0, 0),
    "Soul": (0, 0, 0.5, 1.2, 0),
    "Blues": (0.4, 0, 0, 1.2, 0.6),
    "Reggae": (0, 0, 1.5, 0.5, 0),
    "Latin": (0, 0, 1.5, 0.8, 0),
    "Traditional": (1.2, 0.3, 0, 0.8, 0),
}
"""What a sure genre adds to the weights of paper, tint, bold, deep and night: taste, not measurement."""


def ground_kinds(description: Description, dice: np.random.Generator) -> tuple[Kind, Kind]:
    """A song's two grounds, one light and one dark, the one that fits it better first."""
    valence, arousal = description.affect.valence, description.affect.arousal
    weights = np.array(
        [1.0, 0.9 - 0.4 * arousal, 0.5 + 0.5 * arousal + 0.4 * valence, 1.0 + 0.3 * valence, 0.7 - 0.4 * valence]
    )
    for genre, share in sureness(description).items():
        weights += np.array(_LEANS.get(genre, (0, 0, 0, 0, 0))) * share
    weights = np.maximum(weights, 0.05)
    weights[4] += 6 * max(description.tags.get("metal", 0.0), description.tags.get("heavy metal", 0.0))
    light = _LIGHTS[int(dice.choice(3, p=weights[:3] / weights[:3].sum()))]
    dark = _DARKS[int(dice.choice(2, p=weights[3:] / weights[3:].sum()))]
    return (light, dark) if dice.uniform() < 0.55 + 0.35 * valence else (dark, light)


def ground_lch(kind: Kind, hues: tuple[float, ...], vivid: float, dice: np.random.Generator) -> LCH:
    """The colour of a ground in OKLCH; `hues` are the song's, strongest first, `vivid` 0..1."""
    drift, roll = float(dice.uniform(-1, 1)), float(dice.uniform())
    hue = _picked(hues, roll, _GREENLESS[kind])
    if kind == "paper":
        return (0.955 + 0.015 * drift, 0.010 + 0.010 * vivid, 85.0 if drift > 0.2 else hue)
    if kind == "tint":
        return (0.895 + 0.02 * drift, 0.030 + 0.035 * vivid, hue)
    if kind == "bold":
        return coloured(max(natural_light(hue), 0.66) + 0.02 * drift, 0.66 + 0.3 * vivid, hue)
    if kind == "deep":
        deep = deep_hue(hue)
        # Teal that is as dark as wine is black.
        return coloured(0.30 + 0.05 * drift + 0.045 * _near(deep, 185), 0.50 + 0.35 * vivid, deep, 0.13)
    # Red that is nearly black is brown; a step toward purple it is aubergine.
    dim = deep_hue(hue)
    return (0.175 + 0.025 * drift, 0.022 + 0.034 * vivid, dim - 30 if 5 < dim < 40 else dim)


_GREENLESS: dict[Kind, float] = {"paper": 0.0, "tint": 0.2, "bold": 0.55, "deep": 0.75, "night": 0.75}
"""How much rarer a green sheet is than one of another hue: a dark one half of all hues would make green."""


def _picked(hues: tuple[float, ...], roll: float, greenless: float) -> float:
    """One of a song's hues, the first the likeliest, a green one less likely."""
    seen = [deep_hue(hue) if greenless > 0.7 else hue for hue in hues]
    weights = np.array((0.5, 0.38, 0.12)) * [1 - greenless * _near(hue, 150) for hue in seen]
    shares = np.cumsum(weights / weights.sum())
    return hues[min(int(np.searchsorted(shares, roll)), 2)]


def _near(hue: float, other: float) -> float:
    """1 for the same hue, falling to 0 at 45 degrees."""
    return max(1 - abs((hue - other + 180) % 360 - 180) / 45, 0.0)
