"""Sound as a sum of decaying partials, fast enough to make every note of a piece afresh."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from albumen.song import Samples

RATE = 44_100
"""Hertz of everything in the studio."""

Partials = NDArray[np.float64]

_HIGHEST = 0.45 * RATE


def modal(
    frequencies: ArrayLike, decays: ArrayLike, amplitudes: ArrayLike, frames: int, phases: ArrayLike = 0.0
) -> Samples:
    """The sum of `a exp(-d t) sin(2 pi f t + phase)` over the partials, float32 [frames] at 44.1 kHz.

    A sample's time is split into a coarse and a fine part, so that the exponentials factor and the whole sum is one
    product of two small matrices: `exp(s (c + m)) = exp(s c) exp(s m)`. Partials above 0.45 of the rate are left out.

    Parameters
    ----------
    frequencies, decays, amplitudes, phases
        One a partial: hertz, 1/seconds, linear, radians; what is a single number holds for all.
    frames
        Length in samples.
    """
    given = np.broadcast_arrays(np.atleast_1d(frequencies), decays, amplitudes, phases)
    f, d, a, p = (np.asarray(each, np.float64) for each in given)
    heard = (f > 0) & (f < _HIGHEST) & (np.abs(a) > 1e-6)
    f, d, a, p = f[heard], d[heard], a[heard], p[heard]
    if not len(f) or frames <= 0:
        return np.zeros(max(frames, 0), np.float32)
    step = max(1, math.isqrt(frames - 1) + 1)
    real, imaginary = _powers(f * step, d * step, -(-frames // step), a, p)
    fine = _powers(f, d, step, np.ones_like(a), np.zeros_like(p))
    left = np.concatenate([imaginary, real])
    sound: Samples = (left.T @ np.concatenate(fine)).ravel()[:frames]
    return sound


def _powers(f: Partials, d: Partials, count: int, a: Partials, p: Partials) -> tuple[Samples, Samples]:
    """Cosine and sine of each partial at `count` steps.

    Turns are counted in double precision and only what is left of one is taken to single, whose sines are fast.
    """
    n = np.arange(count)
    turns = np.outer(f / RATE, n) + (p / (2 * np.pi))[:, None]
    angle = ((turns - np.rint(turns)) * (2 * np.pi)).astype(np.float32)
    fall = (
        (a[:, None] * np.exp(np.outer(-d / RATE, n))).astype(np.float32) if d.any() else a[:, None].astype(np.float32)
    )
    return np.cos(angle) * fall, np.sin(angle) * fall


def harmonics(frequency: float, most: int = 60, stiffness: float = 0.0) -> tuple[NDArray[np.float64], ...]:
    """The numbers 1, 2, 3 … and the frequencies in hertz of a string's partials below 0.45 of the rate.

    Stiffness B stretches them: `k f sqrt(1 + B k^2)` (Fletcher and Rossing, The Physics of Musical Instruments, 2.18).
    """
    count = max(1, min(most, int(_HIGHEST / frequency)))
    k = np.arange(1, count + 1, dtype=np.float64)
    return k, k * frequency * np.sqrt(1 + stiffness * k**2)


def unison(voices: int, cents: float, rng: np.random.Generator) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Detunings as factors around 1, evenly within `cents` either side, and random phases in radians [voices]."""
    spread = np.linspace(-cents, cents, voices) if voices > 1 else np.zeros(1)
    return 2 ** (spread / 1200), rng.uniform(0, 2 * np.pi, voices)


def formants(frequencies: NDArray[np.float64], peaks: tuple[tuple[float, float, float], ...]) -> NDArray[np.float64]:
    """The gain of a body or a mouth at each frequency: 1 plus bumps of (centre hertz, width hertz, gain)."""
    gain = np.ones_like(frequencies)
    for centre, width, height in peaks:
        gain = gain + height * np.exp(-0.5 * ((frequencies - centre) / width) ** 2)
    return gain
