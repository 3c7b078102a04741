"""Pads: synthesizers that are held."""

from __future__ import annotations

import numpy as np

from albumen.play.band.studio.envelope import held
from albumen.play.band.studio.envelope import seconds as times
from albumen.play.band.studio.hiss import noise
from albumen.play.band.studio.modal import RATE, modal
from albumen.play.band.studio.synths import swept
from albumen.play.band.studio.voice import voice
from albumen.song import Samples


@voice("warm pad", gain=-16.3, wide=True)
def warm_pad(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """Six saws behind a slowly opening filter."""
    frames = int((seconds + 0.9) * RATE)
    t = times(frames)
    moves = 0.5 - 0.5 * np.cos(2 * np.pi * t / max(4.0, seconds) + rng.uniform(-0.5, 0.5))
    cutoffs = (500.0, 900.0 + 1400 * velocity)
    sound = swept(frequency, frames, rng, voices=6, cents=12, cutoffs=cutoffs, moves=moves.astype(np.float32))
    return sound * held(frames, min(0.6, 0.2 + seconds / 5), 0.85)


@voice("glass pad", gain=-15.8, wide=True)
def glass_pad(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """High, thin partials that come and go."""
    frames = int((seconds + 1.2) * RATE)
    t = times(frames)
    sound = np.zeros(frames, np.float32)
    for k, a in ((1, 1.0), (2, 0.5), (3, 0.16), (4, 0.3), (6, 0.14), (8, 0.1)):
        slow = 0.55 + 0.45 * np.sin(2 * np.pi * rng.uniform(0.07, 0.3) * t + rng.uniform(0, 6.28))
        drift = k * (1 + rng.normal(0, 0.0012))
        sound += modal(frequency * drift, 0.0, a, frames, rng.uniform(0, 6.28)) * slow.astype(np.float32)
    return sound * held(frames, min(0.9, 0.25 + seconds / 4), 1.1)


@voice("dark pad", gain=-17.2, wide=True, highest=84)
def dark_pad(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """Low saws under a closed filter, with wind in them."""
    frames = int((seconds + 1.0) * RATE)
    sound = swept(frequency, frames, rng, voices=5, cents=18, cutoffs=(320.0 + 500 * velocity,), resonance=0.4)
    wind = noise(frames, 150, 900, rng) * 0.12
    return (sound + wind) * held(frames, min(0.9, 0.3 + seconds / 4), 0.95)


@voice("noise sweep", gain=-10.4, wide=True)
def noise_sweep(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """Noise that rises through its notes' length: the breath before a drop."""
    frames = int((seconds + 0.05) * RATE)
    rise = (np.arange(frames, dtype=np.float32) / max(frames, 1)) ** 1.7
    low, high = noise(frames, 300, 2500, rng), noise(frames, 2500, 12_000, rng)
    return np.asarray((low * (1 - rise) + high * rise) * rise * held(frames, 0.05, 0.05), np.float32)
