"""What is struck by hand or shaken: congas, bongos, shaker, claves, bells."""

from __future__ import annotations

import numpy as np

from albumen.play.band.studio.drums import clap, head, rattle, together
from albumen.play.band.studio.envelope import held
from albumen.play.band.studio.modal import RATE, modal
from albumen.play.band.studio.percussion import (
    BONGO_HIGH,
    BONGO_LOW,
    CLAP,
    CLAVES,
    CONGA_HIGH,
    CONGA_LOW,
    COWBELL,
    RIM,
    SHAKER,
    TAMBOURINE,
    TRIANGLE,
    Hit,
    Hits,
)  # fmt: skip
from albumen.song import Samples


def skin(frequency: float, half: float, level: float) -> Hit:
    """A drum struck with the fingers."""

    def hit(v: float, rng: np.random.Generator) -> Samples:
        slap = rattle(((500, 0.6, 0.008), (1500, 0.8, 0.006), (4500, 0.4 * v, 0.004)), 0.06, rng, 0.0005)
        return together(head(frequency, half, v, rng, damping=0.9), slap * 0.4) * np.float32(level)

    return hit


def bar(frequencies: list[float], decays: list[float], levels: list[float], frames: int) -> Hit:
    """Metal or wood that rings at a few frequencies in hertz, each dying by its decay in 1/seconds."""

    def hit(v: float, rng: np.random.Generator) -> Samples:
        return modal(frequencies, decays, levels, frames) * held(frames, 0.0004, frames / RATE / 3)

    return hit


def tambourine(v: float, rng: np.random.Generator) -> Samples:
    """Jingles that miss one another."""
    jingle = ((3500, 0.5, 0.05), (6500, 1.0, 0.05), (11_000, 0.7, 0.04))
    return together(*(rattle(jingle, 0.35, rng, rise) * np.float32(0.2 + 0.2 * v) for rise in (0.002, 0.012)))


def _rim(v: float, rng: np.random.Generator) -> Samples:
    wood = (
        (250, 1.0, 0.018),
        (370, 0.8, 0.025),
        (560, 0.25, 0.018),
        (1250, 0.95, 0.02),
        (2700, 0.5, 0.018),
        (5400, 0.42, 0.02),
        (8000, 0.2, 0.022),
    )
    return together(head(430, 0.014, v, rng, damping=0.5) * 0.2, rattle(wood, 0.2, rng, 0.0004) * 1.2)


def _shaken(v: float, rng: np.random.Generator) -> Samples:
    """Seeds thrown forward: a swell and a stop."""
    seeds = ((2500, 0.2, 0.03), (5000, 0.6, 0.03), (8000, 0.5, 0.025), (12_000, 0.3, 0.02))
    return rattle(seeds, 0.16, rng, 0.03) * np.float32(0.6 + 0.3 * v)


HANDS: Hits = {
    CLAP: lambda v, rng: clap(rng) * 0.6,
    RIM: _rim,
    TAMBOURINE: tambourine,
    COWBELL: bar([562, 845, 1690, 2540], [11.0, 13.0, 20.0, 26.0], [0.4, 0.5, 0.1, 0.06], 20_000),
    BONGO_HIGH: skin(420, 0.035, 0.6),
    BONGO_LOW: skin(310, 0.05, 0.6),
    CONGA_HIGH: skin(330, 0.06, 0.6),
    CONGA_LOW: skin(210, 0.09, 0.7),
    SHAKER: _shaken,
    CLAVES: bar([2480, 5100], [38.0, 60.0], [0.6, 0.1], 8000),
    TRIANGLE: bar([3950, 5900, 9100], [1.6, 2.2, 3.0], [0.18, 0.12, 0.08], 90_000),
}
"""Percussion that every kit has beside its own drums."""
