"""What an instrument of the studio is, and the rack they stand in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from albumen.music import Instrument
from albumen.song import Samples

Make = Callable[[float, float, float, np.random.Generator], Samples]
"""Frequency in hertz, seconds the key is held, velocity 0..1 -> the note with its tail, float32 [frames]."""

Strike = Callable[[int, float, np.random.Generator], Samples]
"""General MIDI percussion number, velocity -> the hit, float32 [frames]."""


@dataclass(frozen=True, slots=True)
class Voice:
    """How an instrument's notes are made."""

    make: Make
    gain: float = 0.0
    """dB that bring its notes at full velocity to the same loudness as the others'."""
    release: float = 0.08
    """Seconds a note takes to die when its key is let go; only for instruments that ring by themselves."""
    rings: bool = False
    """Whether a note decays by itself: it is made once, as long as it rings, and damped where its key is let go."""
    wide: bool = False
    """Whether left and right are made apart, as a section or a pad stands."""
    lowest: int = 21
    highest: int = 108
    """MIDI notes it can play; others are moved by octaves."""


@dataclass(frozen=True, slots=True)
class Kit:
    """How a drum kit's hits are made."""

    strike: Strike
    gain: float = 0.0
    spread: float = 0.0
    """How far its drums stand apart, 0 in one place to 1 over all of the stage."""


RACK: dict[Instrument, Voice | Kit] = {}


def voice(
    name: Instrument,
    *,
    gain: float,
    release: float = 0.08,
    rings: bool = False,
    wide: bool = False,
    lowest: int = 21,
    highest: int = 108,
) -> Callable[[Make], Make]:
    """Files a function that makes notes in the rack under `name`."""

    def file(make: Make) -> Make:
        RACK[name] = Voice(make, gain, release, rings, wide, lowest, highest)
        return make

    return file


def kit(name: Instrument, gain: float = 0.0, spread: float = 0.0) -> Callable[[Strike], Strike]:
    """Files a function that makes hits in the rack under `name`."""

    def file(strike: Strike) -> Strike:
        RACK[name] = Kit(strike, gain, spread)
        return strike

    return file
