"""Kits that people play."""

from __future__ import annotations

import numpy as np

from albumen.play.band.studio.drums import burst, head, rattle, together
from albumen.play.band.studio.percussion import KICK, SNARE, played
from albumen.play.band.studio.shells import Shells, plates, whole
from albumen.play.band.studio.voice import kit
from albumen.song import Samples

ACOUSTIC = whole(
    Shells(58, thump=0.036, beater=0.8, snare=205, wires=1.0, rattle=0.03, ring_of_snare=0.019, tom=92, ring=0.09),
    plates(340, 0.3, 0.28, 0.028, 0.22, 0.9),
)
"""A small kit in a dead room."""
ROCK = whole(
    Shells(62, thump=0.06, beater=1.2, snare=192, wires=1.1, rattle=0.055, ring_of_snare=0.022, tom=78, ring=0.12),
    plates(300, 0.38, 0.3, 0.032, 0.28, 1.0),
)
"""A big kit, hit hard."""


def _swept(v: float, rng: np.random.Generator) -> Samples:
    """A brush drawn and tapped on the snare."""
    hiss = rattle(((500, 0.25, 0.05), (1500, 0.6, 0.06), (4000, 0.7, 0.06), (9000, 0.4, 0.05)), 0.5, rng, 0.012)
    return together(hiss * 0.3, head(200, 0.03, v * 0.5, rng, damping=0.8) * 0.12)


BRUSHES = whole(
    Shells(68, thump=0.055, beater=0.15, snare=210, wires=0.4, rattle=0.03, ring_of_snare=0.025, tom=100, ring=0.11),
    plates(330, 0.32, 0.33, 0.028, 0.2, 0.7),
    {SNARE: _swept},
)
"""A jazz kit, the snare swept with brushes."""


def _boom(v: float, rng: np.random.Generator) -> Samples:
    """A concert bass drum: a slack head and a soft beater."""
    return together(head(44, 0.22, v * 0.5, rng, damping=0.8), burst(60, 500, 0.03, 0.3, rng) * 0.2)


ORCHESTRAL = whole(
    Shells(44, thump=0.2, beater=0.05, snare=170, wires=0.8, rattle=0.05, ring_of_snare=0.02, tom=73, ring=0.32),
    plates(280, 0.9, 0.5, 0.03, 0.3, 0.8),
    {KICK: _boom},
)
"""A bass drum, timpani on the toms, field drum and large cymbals."""


@kit("acoustic kit", gain=2.1, spread=0.7)
def acoustic(number: int, velocity: float, rng: np.random.Generator) -> Samples:
    """A small kit in a dead room."""
    return played(ACOUSTIC, number, velocity, rng)


@kit("rock kit", gain=-0.1, spread=0.9)
def rock(number: int, velocity: float, rng: np.random.Generator) -> Samples:
    """A big kit, hit hard."""
    return played(ROCK, number, velocity, rng)


@kit("brush kit", gain=5.3, spread=0.7)
def brushes(number: int, velocity: float, rng: np.random.Generator) -> Samples:
    """A jazz kit, the snare swept with brushes."""
    return played(BRUSHES, number, velocity, rng)


@kit("orchestral drums", gain=-5.4, spread=0.6)
def orchestral(number: int, velocity: float, rng: np.random.Generator) -> Samples:
    """A bass drum, timpani on the toms, field drum and large cymbals."""
    return played(ORCHESTRAL, number, velocity, rng)
