"""General MIDI percussion: what is struck by which number, and where in a kit it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from albumen.song import Samples

Hit = Callable[[float, np.random.Generator], Samples]
"""Velocity 0..1 and the lot -> one stroke, float32 [frames]."""
Hits = Mapping[int, Hit]

KICK, RIM, SNARE, CLAP, CLOSED, PEDAL, OPEN = 36, 37, 38, 39, 42, 44, 46
LOW_TOM, MID_TOM, HIGH_TOM, CRASH, RIDE, RIDE_BELL = 43, 47, 50, 49, 51, 53
TAMBOURINE, COWBELL, BONGO_HIGH, BONGO_LOW, CONGA_HIGH, CONGA_LOW, SHAKER, CLAVES, TRIANGLE = (
    54, 56, 60, 61, 63, 64, 70, 75, 81,
)  # fmt: skip
ALL = (
    KICK, RIM, SNARE, CLAP, CLOSED, PEDAL, OPEN, LOW_TOM, MID_TOM, HIGH_TOM, CRASH, RIDE, RIDE_BELL, TAMBOURINE,
    COWBELL, BONGO_HIGH, BONGO_LOW, CONGA_HIGH, CONGA_LOW, SHAKER, CLAVES, TRIANGLE,
)  # fmt: skip
"""The numbers that every kit has a sound for."""
LIKE = {35: 36, 40: 38, 41: 43, 45: 47, 48: 50, 57: 49, 55: 49, 52: 49, 59: 51, 62: 63, 69: 70, 82: 70}
"""Percussion numbers that sound like another."""

_PLACES = {
    CLOSED: 0.45, PEDAL: 0.45, OPEN: 0.45, RIDE: -0.5, RIDE_BELL: -0.5, CRASH: 0.55, LOW_TOM: -0.5, MID_TOM: 0.0,
    HIGH_TOM: 0.35, SNARE: 0.08, RIM: 0.1, SHAKER: -0.4, TAMBOURINE: -0.35, CONGA_HIGH: -0.3, CONGA_LOW: -0.45,
    COWBELL: 0.3, TRIANGLE: 0.6, CLAVES: 0.5, BONGO_HIGH: 0.3, BONGO_LOW: 0.2,
}  # fmt: skip


def place(number: int) -> float:
    """Where a drum stands as the player's audience hears it, -1 left to 1 right."""
    return _PLACES.get(LIKE.get(number, number), 0.0)


def played(hits: Hits, number: int, velocity: float, rng: np.random.Generator) -> Samples:
    """One stroke; a number that no drum has is silence."""
    hit = hits.get(LIKE.get(number, number))
    return hit(velocity, rng) if hit else np.zeros(1, np.float32)
