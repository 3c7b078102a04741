"""Drums and cymbals of a kit by its shells: how they are tuned, damped and struck.

Half-lives and levels along the spectrum lie near those that were measured on strokes of a sampled kit (FluidR3 GM).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from albumen.play.band.studio.cymbals import Plate, struck
from albumen.play.band.studio.drums import head, rattle, sweep, together
from albumen.play.band.studio.envelope import held
from albumen.play.band.studio.hand_drums import HANDS
from albumen.play.band.studio.modal import RATE, modal
from albumen.play.band.studio.percussion import (
    CLOSED,
    CRASH,
    HIGH_TOM,
    KICK,
    LOW_TOM,
    MID_TOM,
    OPEN,
    PEDAL,
    RIDE,
    RIDE_BELL,
    SNARE,
    Hit,
    Hits,
)  # fmt: skip
from albumen.song import Samples

TOMS = {LOW_TOM: 1.0, MID_TOM: 1.33, HIGH_TOM: 1.75}
"""The toms' tunings over the lowest."""


@dataclass(frozen=True, slots=True)
class Shells:
    """How a kit's drums are tuned and damped."""

    kick: float
    """Hertz of the bass drum; `thump` seconds in which it falls to a half, `beater` how hard its click is."""
    thump: float
    beater: float
    snare: float
    """Hertz of the snare's batter head; `wires` how loud and `rattle` how long its wires are, in seconds."""
    wires: float
    rattle: float
    ring_of_snare: float
    """Seconds in which the snare's heads fall to a half."""
    tom: float
    """Hertz of the lowest tom, `ring` seconds in which it falls to a half."""
    ring: float


def kick(shells: Shells) -> Hit:
    """A bass drum with a pillow in it: two heads that thump, a shell that is over in a moment, the beater's slap."""

    def hit(v: float, rng: np.random.Generator) -> Samples:
        f, half, hard = shells.kick, shells.thump, shells.beater * (0.3 + 0.7 * v)
        low = sweep(f * (1.25 + 0.35 * v), f, 0.018, half, half * 8)
        heads = modal([1.35 * f, 1.9 * f], [0.69 / (0.75 * half), 0.69 / (0.6 * half)], [0.5, 0.4], len(low), 0.3)
        shell = (
            (300, 0.9, 0.007), (500, 0.9, 0.006), (800, 0.35, 0.008), (1300, 0.22, 0.010), (2100, 0.5 * hard, 0.007),
            (3400, 0.45 * hard, 0.010), (5500, 0.28 * hard, 0.008), (8500, 0.1 * hard, 0.006), (12_500, 0.003, 0.004),
        )  # fmt: skip
        return together(low * 0.3, heads * held(len(low), 0.0006, 0.02) * 0.4, rattle(shell, 0.25, rng, 0.0004) * 0.6)

    return hit


def snare(shells: Shells) -> Hit:
    """A snare drum: two heads, short as they are damped; the wires that buzz with them, the higher the longer."""

    def hit(v: float, rng: np.random.Generator) -> Samples:
        f, hard, half = shells.snare * rng.uniform(0.995, 1.005), 0.35 + 0.65 * v, shells.rattle
        body = modal(
            f * np.array([1.0, 1.12, 1.5, 2.25]), 0.69 / (shells.ring_of_snare * np.array([1.0, 0.65, 0.9, 0.6])),
            [0.6, 0.4, 0.12 * v, 0.28], int(0.4 * RATE), 0.4,
        )  # fmt: skip
        wires = (
            (350, 0.3, 0.3 * half), (500, 0.75, 0.35 * half), (800, 0.7, 0.5 * half), (1300, 0.5, 0.75 * half),
            (2100, 0.5, 0.8 * half), (3400, 0.42 * hard, half), (5500, 0.34 * hard, 1.05 * half),
            (8500, 0.2 * hard, 1.1 * half), (12_500, 0.01, 1.1 * half),
        )  # fmt: skip
        buzz = rattle(wires, half * 10 + 0.1, rng, 0.0006) * np.float32(shells.wires * (0.45 + 0.55 * v))
        return together(body * held(len(body), 0.0005, 0.05), buzz)

    return hit


def toms(lowest: float, ring: float) -> Hits:
    """Three toms: long heads, a stick."""

    def tom(frequency: float) -> Hit:
        def hit(v: float, rng: np.random.Generator) -> Samples:
            knock = (
                (150, 1.0, 0.04),
                (370, 0.8, 0.04),
                (560, 0.4, 0.03),
                (1800, 0.45, 0.015),
                (4000, 0.25, 0.01),
                (9000, 0.1, 0.008),
            )
            stick = rattle(knock, 0.2, rng, 0.0004) * np.float32(0.5 + 0.5 * v)
            return together(head(frequency, ring, v, rng, damping=0.8, glide=0.09) * 0.4, stick * 0.7)

        return hit

    return {number: tom(lowest * ratio) for number, ratio in TOMS.items()}


def plates(low: float, crash: float, ride: float, closed: float, opened: float, bright: float) -> Hits:
    """Hats, ride and crash; `low` scales their lowest modes, the others are half-lives in seconds."""
    tuned = {
        CLOSED: Plate(low, closed, 0.3, bright, 0.5, dull=0.0, cast=1),
        PEDAL: Plate(low, closed * 0.8, 0.22, bright * 0.7, 0.15, dull=0.0, cast=1),
        OPEN: Plate(low, opened, 1.1, bright, 0.5, dull=0.15, cast=1),
        RIDE: Plate(low, ride, 2.0, bright, 2.6, dull=0.9, tone=1.1, cast=2),
        CRASH: Plate(low * 0.7, crash, 3.0, bright, 0.5, rise=0.008, dull=0.25, tone=0.4, cast=3),
        RIDE_BELL: Plate(low * 1.9, ride * 0.9, 2.0, bright * 0.5, 0.7, dull=0.7, tone=2.5, cast=4),
    }
    levels = {CLOSED: 0.27, PEDAL: 0.34, OPEN: 0.17, RIDE: 0.15, CRASH: 0.45, RIDE_BELL: 0.13}

    def hit(number: int) -> Hit:
        return lambda v, rng: struck(tuned[number], v, rng) * np.float32(levels[number])

    return {number: hit(number) for number in tuned}


def whole(shells: Shells, cymbals: Hits, others: Hits | None = None) -> Hits:
    """A kit: drums by their shells, its cymbals, hand percussion, and what this kit has in another's place."""
    drums: Hits = {KICK: kick(shells), SNARE: snare(shells)}
    return {**HANDS, **drums, **toms(shells.tom, shells.ring), **cymbals, **(others or {})}
