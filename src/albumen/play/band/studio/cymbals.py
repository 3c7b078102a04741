"""Cymbals: hundreds of modes of a plate, and the hiss of the thousands above them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from albumen.play.band.studio.envelope import held
from albumen.play.band.studio.envelope import seconds as times
from albumen.play.band.studio.hiss import Bands, hiss
from albumen.play.band.studio.modal import RATE, modal
from albumen.song import Samples


@dataclass(frozen=True, slots=True)
class Plate:
    """A cymbal or a pair of them."""

    low: float
    """Hertz of its lowest mode that is heard."""
    half: float
    """Seconds in which its sound at 2 kHz falls to a half."""
    long: float
    """Seconds it is let ring."""
    bright: float = 1.0
    """How much of it lies above 5 kHz."""
    stick: float = 0.4
    """How much of the stick is heard against the wash."""
    rise: float = 0.0
    """Seconds in which its upper modes fill from its lower ones."""
    dull: float = 0.25
    """How much quicker what lies higher dies: a power of its frequency over 2.5 kHz."""
    tone: float = 0.5
    """Single modes against the hiss."""
    cast: int = 1
    """Which cymbal: its modes are drawn from this."""


def struck(plate: Plate, velocity: float, rng: np.random.Generator) -> Samples:
    """The cymbal struck: its modes stay, how they are set off differs from stroke to stroke; float32 [frames]."""
    frames = int(plate.long * RATE)
    bright = plate.bright * (0.35 + 0.75 * velocity)
    wash = hiss(frames, _wash(plate, bright), rng)
    if plate.rise:
        wash *= (1 - 0.8 * np.exp(-times(frames) / plate.rise)).astype(np.float32)
    stroke = hiss(int(0.03 * RATE), ((900, 0.4, 0.002), (3000, 1.0, 0.0025), (9000, 0.8 * bright, 0.002)), rng)
    sound = wash + plate.tone * _modes(plate, bright, frames, rng)
    sound[: len(stroke)] += stroke[:frames] * plate.stick * held(len(stroke), 0.0, 0.01)
    return sound * held(frames, 0.0007, min(0.4, plate.long * 0.4))


def _wash(plate: Plate, bright: float) -> Bands:
    levels = (
        (plate.low, 0.25),
        (plate.low * 2, 0.18),
        (1300, 0.17),
        (2600, 0.38),
        (4000, 0.9),
        (5500, 0.8),
        (8000, 0.62),
        (12_000, 0.55),
    )
    return tuple(
        (hertz, level * (bright if hertz > 3500 else 1.0), plate.half * min(1.0, (2500 / hertz) ** plate.dull))
        for hertz, level in levels
    )


def _modes(plate: Plate, bright: float, frames: int, rng: np.random.Generator) -> Samples:
    count = 300
    cast = np.random.default_rng(plate.cast)
    f = plate.low * (12_000 / plate.low) ** (cast.random(count) ** 0.7)
    level = cast.uniform(0.2, 1.0, count) * rng.uniform(0.5, 1.0, count) * np.where(f > 4500, bright, 1.0)
    fall = 0.69 / plate.half * np.maximum(f / 2500, 0.7) ** plate.dull * cast.uniform(0.6, 1.5, count)
    return modal(
        f, fall, level * np.minimum(f / 3500, 1.0) ** 0.5 / np.sqrt(count), frames, rng.uniform(0, 6.28, count)
    )
