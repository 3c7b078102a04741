"""Bowed strings and voices."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from albumen.play.band.studio.body import Peaks
from albumen.play.band.studio.ensemble import section
from albumen.play.band.studio.envelope import held, warped
from albumen.play.band.studio.envelope import seconds as times
from albumen.play.band.studio.hiss import steady
from albumen.play.band.studio.modal import RATE, harmonics, modal
from albumen.play.band.studio.voice import voice
from albumen.song import Samples

_FLAT: Peaks = ((60, 0), (9000, 0))
_AH: Peaks = (
    (80, -4),
    (400, 0),
    (700, 12),
    (900, 6),
    (1150, 9),
    (1700, -8),
    (2700, 2),
    (3300, 0),
    (4200, -12),
    (9000, -30),
)


def bow(
    frequency: float, seconds: float, velocity: float, rng: np.random.Generator, edge: float, attack: float
) -> Samples:
    """The string under the bow: a saw-tooth that catches, sways and never stands still; the body comes later.

    The bow bites first (noise and a pitch that settles), its pressure wavers, the left hand rolls after a while.
    """
    frames = int((seconds + 0.12) * RATE)
    k, f = harmonics(frequency, 48)
    a = np.exp(-f / (edge * (0.45 + 0.75 * velocity))) / k**0.85
    string = modal(f, 0.0, a, frames, rng.uniform(0, 0.5, len(k)) + np.pi * (k % 2))
    t = times(frames)
    pressure = 1 + 0.1 * _wander(t, 5.0, rng) + 0.06 * _wander(t, 11.0, rng)
    bite = 0.4 + 1.6 * np.exp(-t / 0.05)
    rosin = steady(frames, 900, 7500, rng)
    played = string * pressure + rosin * bite * np.float32(0.007 * a.sum())
    swell = held(frames, attack, 0.1) * (0.8 + 0.2 * np.sin(np.pi * np.clip(t / max(seconds, 0.1), 0, 1)))
    return np.asarray(_rolled(played.astype(np.float32), rng) * swell, np.float32)


def _rolled(sound: Samples, rng: np.random.Generator) -> Samples:
    t = times(len(sound)).astype(np.float64)
    speed = rng.uniform(5.0, 6.1)
    roll = np.clip((t - 0.15) / 0.35, 0, 1) * (1 + 0.3 * _wander(t, 1.5, rng)) * rng.uniform(11, 19)
    cents = roll * np.sin(2 * np.pi * speed * t + rng.uniform(0, 6.28)) + 3.5 * _wander(t, 2.5, rng)
    return warped(sound, cents - 18 * np.exp(-t / 0.03))


def _wander(t: NDArray[np.floating], hertz: float, rng: np.random.Generator) -> Samples:
    """A slow random curve of about unit size."""
    knots = np.arange(0, t[-1] + 2 / hertz, 1 / hertz) if len(t) else np.zeros(1)
    return np.asarray(np.interp(t, knots, rng.standard_normal(len(knots))), np.float32)


@voice("violin", gain=-15.3, lowest=55, highest=100)
def violin(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """One violin."""
    return bow(frequency, seconds, velocity, rng, 4800, 0.045)


@voice("cello", gain=-14.4, lowest=36, highest=81)
def cello(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """One cello."""
    return bow(frequency, seconds, velocity, rng, 3600, 0.05)


@voice("strings", gain=-18.2, wide=True, lowest=33, highest=98)
def strings(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """A section, a desk of it nearer than the rest."""
    frames = int((seconds + 0.3) * RATE)
    edge = 3000 * (0.45 + velocity)
    many = section(frequency, frames, rng, shape=_FLAT, roll=0.95, edge=edge, cents=9)
    swell = held(frames, 0.06 + 0.1 * (1 - velocity), 0.28)
    near = bow(frequency, seconds + 0.1, velocity, rng, 3600, 0.06)[:frames]
    sound = many * swell
    sound[: len(near)] += 0.55 * near
    return sound * held(frames, 0.0, 0.2)


@voice("choir", gain=-18.5, wide=True, lowest=40, highest=84)
def choir(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """Many voices on ah."""
    frames = int((seconds + 0.4) * RATE)
    many = section(frequency, frames, rng, shape=_AH, roll=0.9, edge=5000, cents=15)
    air = steady(frames, 2500, 8000, rng) * np.float32(0.02)
    return (many + air) * held(frames, 0.14, 0.36)
