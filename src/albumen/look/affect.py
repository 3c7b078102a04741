"""Valence and arousal of a picture, from its colours and the way it is laid out."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike

from albumen.description import Affect
from albumen.look.features import Floats, scale

VALENCE: Mapping[str, float] = {
    "light": 0.40, "chroma": 0.10, "chroma spread": 0.30, "yellow": 0.10, "orange": 0.10, "clutter": -0.15,
    "angularity": -0.10,
}  # fmt: skip
"""What pleases, as weights of standard scores: half from plain colours, half from pictures.

Of plain colours pleasure = .69 brightness + .22 saturation (Valdez and Mehrabian 1994, "Effects of color on emotions",
table 2). Of pictures that people rated it is colour that goes with pleasure, most of all where it is set off against
what has less, and not brightness: a sunset is dark (a regression on half of OASIS, Kurdi, Lozano and Banaji 2017; see
docs/pictures.md). Joy is yellow and orange, for listeners as well (Jonauskaite et al. 2020; Palmer et al. 2013), and
round is liked better than angular (Bar and Neta 2006).
"""

AROUSAL: Mapping[str, float] = {
    "light": -0.30, "chroma": 0.50, "warmth": 0.25, "red": 0.20, "contrast": 0.25, "softness": 0.20, "angularity": 0.15,
}  # fmt: skip
"""What excites, likewise: arousal = -.31 brightness + .60 saturation of plain colours (same table), red and warm hues
more than blue and green ones as bright and as saturated (Wilms and Oberfeld 2018, "Color and emotion"), for listeners
too (Whiteford et al. 2018, "Color, music, and emotion"); in pictures, few large shapes that stand out more than fine
texture (OASIS); contrast (Arnheim 1954) and what is angular (Bar and Neta 2007, of the amygdala).

Fine detail is not weighed: it excites in paintings (Berlyne 1971; Marin and Leder 2013) and calms in photographs, where
it is bark, bricks and grass (OASIS, r -.27). How the parts weigh against each other is a judgement.
"""

UNBOUNDED = frozenset({"light", "chroma"})
"""Brighter is always brighter and more colour more; of anything else `MOST` standard scores are as much as counts, or
brown, of all pictures the one with most dark orange, would be joy itself."""
MOST = 2.0


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
    """The sum of standard scores times their weights; all but `UNBOUNDED` at most `MOST`."""
    against, total = scale(), 0.0
    for name, weight in weights.items():
        place = against.names.index(name)
        score = (measured[name] - float(against.mean[place])) / float(against.spread[place])
        total += weight * float(counted(name, score))
    return total


def counted(name: str, score: ArrayLike) -> Floats:
    """As much of a feature's standard scores as counts: all, or within -2..2."""
    scores = np.asarray(score, np.float64)
    return scores if name in UNBOUNDED else np.clip(scores, -MOST, MOST)


def _rank(score: float) -> float:
    return math.erf(score / math.sqrt(2))


@cache
def spreads() -> dict[str, float]:
    """Standard deviation of both sums over album covers, measured by `tools/measure_covers.py`."""
    held: dict[str, float] = json.loads(Path(__file__).with_name("scale.json").read_text("utf-8"))["affect"]
    return held
