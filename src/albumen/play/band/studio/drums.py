"""Drums: heads over a shell, wires under it, beaters and sticks."""

from __future__ import annotations

import numpy as np

from albumen.play.band.studio.envelope import decay, held
from albumen.play.band.studio.envelope import seconds as times
from albumen.play.band.studio.hiss import Bands, hiss, noise
from albumen.play.band.studio.modal import RATE, modal
from albumen.song import Samples

MEMBRANE = (1.0, 1.594, 2.136, 2.296, 2.653, 2.918, 3.156, 3.500, 3.598, 3.647, 4.059, 4.132)
"""An ideal circular membrane's modes over its first: the zeros of Bessel functions (Fletcher and Rossing, 3.2)."""


def sweep(top: float, bottom: float, fall: float, half: float, long: float, bend: float = 0.0) -> Samples:
    """A sine that falls from `top` to `bottom` hertz within about `fall` seconds, its level halved each `half` seconds.

    `bend` drives it into saturation; `long` is its length in seconds.
    """
    frames = int(long * RATE)
    t = times(frames)
    cycles = bottom * t + (top - bottom) * fall * (1 - np.exp(-t / fall))
    sine = np.sin(2 * np.pi * cycles) * decay(frames, half)
    driven = np.tanh(sine * (1 + bend)) / np.tanh(1 + bend) if bend else sine
    return np.asarray(driven * held(frames, 0.0007, 0.02), np.float32)


def burst(low: float, high: float, half: float, long: float, rng: np.random.Generator, slope: float = 0.0) -> Samples:
    """Noise between two frequencies in hertz, its level halved each `half` seconds."""
    frames = int(long * RATE)
    sound: Samples = noise(frames, low, high, rng, slope) * decay(frames, half) * held(frames, 0.0004, 0.02)
    return sound


def rattle(bands: Bands, long: float, rng: np.random.Generator, rise: float = 0.001) -> Samples:
    """Noise with a decay of its own at each frequency, risen within `rise` seconds."""
    frames = int(long * RATE)
    return hiss(frames, bands, rng) * held(frames, rise, min(0.05, long / 3))


def head(
    frequency: float,
    half: float,
    velocity: float,
    rng: np.random.Generator,
    *,
    damping: float = 1.2,
    glide: float = 0.06,
) -> Samples:
    """Two heads and the air between: a membrane's modes, each split in two, gliding down after a hard stroke.

    Parameters
    ----------
    frequency, half
        The lowest mode in hertz, and the seconds in which it falls to a half.
    velocity, rng
        How hard it is struck, 0..1; the stroke's own lot.
    damping
        How much quicker higher modes die, as a power of their ratio.
    glide
        How far the pitch stands up at the stroke, as a fraction.
    """
    frames = int(half * 9 * RATE)
    ratios = np.array(MEMBRANE)
    struck = rng.uniform(0.5, 1.0, len(ratios)) * (0.25 + 0.6 * velocity) ** np.log2(ratios) / ratios**0.4
    split = np.concatenate([ratios, ratios * 1.045])
    falls = 0.69 / half * split**damping
    levels = np.concatenate([struck, 0.4 * struck * rng.uniform(0.4, 1.0, len(ratios))])
    ring = modal(frequency * split[1:], falls[1:], levels[1:], frames, rng.uniform(0, 0.6, len(split) - 1))
    lowest = sweep(frequency * (1 + glide * (0.3 + velocity)), frequency, 0.04, half, half * 9)[:frames]
    return (ring * held(frames, 0.0006, 0.02) + lowest).astype(np.float32)


def together(*sounds: Samples) -> Samples:
    """Sounds that begin at once, added."""
    total = np.zeros(max(len(sound) for sound in sounds), np.float32)
    for sound in sounds:
        total[: len(sound)] += sound
    return total


def clap(rng: np.random.Generator, long: float = 0.35) -> Samples:
    """Several hands that miss one another by some milliseconds, and the room."""
    total = burst(900, 7000, 0.05, long, rng) * 0.7
    for delay in (0.0, 0.009, 0.02):
        start = int(delay * RATE)
        hand = burst(900, 8000, 0.004, 0.03, rng)
        total[start : start + len(hand)] += hand
    return total
