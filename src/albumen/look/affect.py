"""Valence and arousal of a picture, from its colours and the way it is laid out."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from albumen.description import Affect
from albumen.look.features import scale

VALENCE: Mapping[str, float] = {"light": 0.69, "chroma": 0.22, "angularity": -0.12}
"""Pleasure = .69 brightness + .22 saturation (Valdez and Mehrabian 1994, "Effects of color on emotions", table 2), both
as standard scores; rounder is liked better than angular (Bar and Neta 2006)."""

AROUSAL: Mapping[str, float] = {"light": -0.31, "chroma": 0.60, "clutter": 0.45, "contrast": 0.25, "slanted": 0.12}
"""Arousal = -.31 brightness + .60 saturation (same table); complex pictures excite (Berlyne 1971; Marin and Leder 2013
find r = .4 to .6), as contrast and tilted lines do (Arnheim 1954). How the latter weigh against colour is a judgement.
"""


def affect(measured: Mapping[str, float]) -> Affect:
    """Where the picture lies on the circumplex, each -1..1.

    Each is the share of ordinary pictures (album covers) that have less of it, from -1 for none to 1 for all, taking
    them as normally distributed: so that pictures of all kinds spread over the whole.
    """
    spread = spreads()
    return Affect(
        _rank(weighed(measured, VALENCE) / spread["valence"]), _rank(weighed(measured, AROUSAL) / spread["arousal"])
    )


def weighed(measured: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The sum of standard scores times their weights; not cut off, so that more is always more."""
    against = scale()
    places = {name: against.names.index(name) for name in weights}
    return sum(
        weight * (measured[name] - float(against.mean[places[name]])) / float(against.spread[places[name]])
        for name, weight in weights.items()
    )


def _rank(score: float) -> float:
    return math.erf(score / math.sqrt(2))


@cache
def spreads() -> dict[str, float]:
    """Standard deviation of both sums over album covers, measured by `tools/measure_covers.py`."""
    held: dict[str, float] = json.loads(Path(__file__).with_name("scale.json").read_text("utf-8"))["affect"]
    return held
