"""How a sound begins and ends."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from albumen.play.band.studio.modal import RATE
from albumen.song import Samples


def seconds(frames: int) -> Samples:
    """The time of each sample in seconds, float32 [frames]."""
    return np.arange(frames, dtype=np.float32) / np.float32(RATE)


def decay(frames: int, half: float) -> Samples:
    """Falls to a half in every `half` seconds from 1, float32 [frames]."""
    fall: Samples = np.exp2(-seconds(frames) / np.float32(half))
    return fall


def held(frames: int, attack: float, release: float, sustain: float = 1.0, settle: float = 0.3) -> Samples:
    """Rises in `attack` seconds, settles to `sustain`, and ends with `release` seconds to nothing; float32 [frames].

    Rise and release are raised cosines, so that neither clicks.
    """
    shape = np.ones(frames, np.float32)
    if sustain != 1.0:
        shape = (sustain + (1 - sustain) * np.exp(-seconds(frames) / settle)).astype(np.float32)
    rise, fall = min(frames, int(attack * RATE)), min(frames, int(release * RATE))
    if rise:
        shape[:rise] *= _slope(rise)
    if fall:
        shape[frames - fall :] *= _slope(fall)[::-1]
    return shape


def vibrato(sound: Samples, hertz: float, cents: float, onset: float, rng: np.random.Generator) -> Samples:
    """The sound with its pitch swaying by `cents` either side, coming in after `onset` seconds."""
    t = np.arange(len(sound)) / RATE
    wander = 1 + 0.12 * np.sin(2 * np.pi * 0.7 * t + rng.uniform(0, 6.28))
    depth = cents * np.clip((t - onset) / 0.4, 0, 1) * wander
    return warped(sound, depth * np.sin(2 * np.pi * hertz * t + rng.uniform(0, 6.28)))


def warped(sound: Samples, cents: NDArray[np.float64]) -> Samples:
    """The sound with its pitch moved by `cents` at each sample, float32 [frames]."""
    place = np.cumsum(2 ** (cents / 1200)) - 1
    moved: Samples = np.interp(place, np.arange(len(sound)), sound, right=0.0).astype(np.float32)
    return moved


def _slope(frames: int) -> Samples:
    rise: Samples = (0.5 - 0.5 * np.cos(np.pi * (np.arange(frames) + 0.5) / frames)).astype(np.float32)
    return rise
