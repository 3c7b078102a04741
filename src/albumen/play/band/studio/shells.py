"""Drums and cymbals of a kit by its shells: how they are tuned, damped and struck."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from albumen.play.band.studio.cymbals import Plate, struck
from albumen.play.band.studio.drums import head, rattle, sweep, together
from albumen.play.band.studio.hand_drums import HANDS
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
    tom: float
    """Hertz of the lowest tom, `ring` seconds in which it falls to a half."""
    ring: float


def kick(shells: Shells) -> Hit:
    """A bass drum with a pillow in it: the head's thump, the shell's box, the beater's felt and slap."""

    def hit(v: float, rng: np.random.Generator) -> Samples:
        low = sweep(shells.kick * (1.25 + 0.35 * v), shells.kick, 0.018, shells.thump, shells.thump * 8)
        box = (
            (90, 1.2, 0.07), (160, 0.9, 0.06), (250, 0.35, 0.05), (370, 0.2, 0.05), (700, 0.05, 0.045),
            (2700, 0.08, 0.045), (5400, 0.14 * v, 0.04), (8000, 0.08 * v, 0.035), (12_000, 0.012, 0.03),
        )  # fmt: skip
        slap = ((900, 0.25, 0.008), (2600, 0.7, 0.006), (4500, 0.6, 0.005), (9000, 0.15, 0.004))
        click = rattle(slap, 0.06, rng, 0.0003) * np.float32(0.9 * shells.beater * (0.3 + 0.7 * v))
        return together(low, rattle(box, 0.6, rng) * 2.6, click)

    return hit


def snare(shells: Shells) -> Hit:
    """A snare drum: two heads' modes, the wires that buzz with them, the stick."""

    def hit(v: float, rng: np.random.Generator) -> Samples:
        skin = head(shells.snare * rng.uniform(0.995, 1.005), 0.05, v, rng, damping=0.3, glide=0.04) * 0.4
        hard, half = 0.3 + 0.7 * v, shells.rattle
        buzz = (
            (250, 1.2, half * 0.8), (370, 0.9, half), (560, 0.8, half), (1250, 0.75, half), (2700, 0.8 * hard, half),
            (5400, 1.0 * hard, half * 0.8), (7800, 1.0 * hard, half * 0.75), (12_000, 0.3 * hard, half * 0.65),
        )  # fmt: skip
        wires = rattle(buzz, half * 8 + 0.1, rng, 0.001) * np.float32(shells.wires * (0.5 + 0.5 * v))
        stick = rattle(
            ((350, 0.6, 0.012), (1400, 0.9, 0.008), (5000, 0.7, 0.006), (9000, 0.5, 0.005)), 0.08, rng, 0.0003
        )
        return together(skin, wires, stick * np.float32(0.5 * hard))

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
            return together(head(frequency, ring, v, rng, damping=0.8, glide=0.09) * 0.8, stick)

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
    levels = {CLOSED: 0.26, PEDAL: 0.2, OPEN: 0.24, RIDE: 0.13, CRASH: 0.36, RIDE_BELL: 0.14}

    def hit(number: int) -> Hit:
        return lambda v, rng: struck(tuned[number], v, rng) * np.float32(levels[number])

    return {number: hit(number) for number in tuned}


def whole(shells: Shells, cymbals: Hits, others: Hits | None = None) -> Hits:
    """A kit: drums by their shells, its cymbals, hand percussion, and what this kit has in another's place."""
    drums: Hits = {KICK: kick(shells), SNARE: snare(shells)}
    return {**HANDS, **drums, **toms(shells.tom, shells.ring), **cymbals, **(others or {})}
