"""A kit for metal: a kick that clicks, a snare that blazes, both triggered and loud to the last of their ringing."""

from __future__ import annotations

import numpy as np

from albumen.play.band.studio.drums import head, rattle, sweep, together
from albumen.play.band.studio.percussion import KICK, SNARE, played
from albumen.play.band.studio.shells import Shells, plates, whole
from albumen.play.band.studio.voice import kit
from albumen.song import Samples

_BOX = (
    (90, 1.2, 0.07), (160, 0.9, 0.06), (250, 0.35, 0.05), (370, 0.2, 0.05), (700, 0.05, 0.045), (2700, 0.08, 0.045),
    (5400, 0.14, 0.04), (8000, 0.08, 0.035), (12_000, 0.012, 0.03),
)  # fmt: skip
_CLICK = ((900, 0.25, 0.008), (2600, 0.7, 0.006), (4500, 0.6, 0.005), (9000, 0.15, 0.004))
_BUZZ = (
    (250, 1.2, 0.064), (370, 0.9, 0.08), (560, 0.8, 0.08), (1250, 0.75, 0.08), (2700, 0.8, 0.08), (5400, 1.0, 0.064),
    (7800, 1.0, 0.06), (12_000, 0.3, 0.052),
)  # fmt: skip
_STICK = ((350, 0.6, 0.012), (1400, 0.9, 0.008), (5000, 0.7, 0.006), (9000, 0.5, 0.005))


def _kick(v: float, rng: np.random.Generator) -> Samples:
    """As much click as thump, so that sixteenths stay apart."""
    click = rattle(_CLICK, 0.06, rng, 0.0003) * np.float32(0.8 * (0.3 + 0.7 * v))
    return together(sweep(60 * (1.25 + 0.35 * v), 60, 0.018, 0.06, 0.48), rattle(_BOX, 0.6, rng) * 2.6, click)


def _snare(v: float, rng: np.random.Generator) -> Samples:
    """Wires that sound as bright at their end as at their beginning."""
    hard = 0.3 + 0.7 * v
    skin = head(172 * rng.uniform(0.995, 1.005), 0.05, v, rng, damping=0.3, glide=0.04) * 0.4
    bands = tuple((hertz, level * (hard if hertz > 2000 else 1.0), half) for hertz, level, half in _BUZZ)
    wires = rattle(bands, 0.74, rng, 0.001) * np.float32(0.8 * (0.5 + 0.5 * v))
    return together(skin, wires, rattle(_STICK, 0.08, rng, 0.0003) * np.float32(0.5 * hard))


HEAVY = whole(
    Shells(kick=60, thump=0.06, beater=0.9, snare=172, wires=0.8, rattle=0.08, ring_of_snare=0.05, tom=78, ring=0.12),
    plates(300, 0.38, 0.3, 0.032, 0.28, 1.0),
    {KICK: _kick, SNARE: _snare},
)


@kit("heavy kit", gain=-3.8, spread=0.9)
def heavy(number: int, velocity: float, rng: np.random.Generator) -> Samples:
    """Two bass drums, triggered."""
    return played(HEAVY, number, velocity, rng)
