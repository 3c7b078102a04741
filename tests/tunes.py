"""Small synthetic music whose tempo, key and form are known because they were chosen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from albumen.song import Audio, Passage, Samples

RATE = 22_050

MAJOR_CADENCE = ((0, 4, 7), (5, 9, 12), (7, 11, 14, 17), (0, 4, 7))
"""I, IV, V7, I in semitones above the tonic."""
MINOR_CADENCE = ((0, 3, 7), (5, 8, 12), (7, 11, 14, 17), (0, 3, 7))
"""The same in harmonic minor."""


def noise(seconds: float, seed: int = 0, level: float = 0.1, rate: int = RATE) -> Samples:
    """White noise."""
    return (np.random.default_rng(seed).standard_normal(round(seconds * rate)) * level).astype(np.float32)


def tone(frequency: float, seconds: float, partials: int = 1, rate: int = RATE) -> Samples:
    """A steady tone, partial h at 1 / h of the first."""
    time = np.arange(round(seconds * rate)) / rate
    waves = np.stack([np.sin(2 * np.pi * h * frequency * time) / h for h in range(1, partials + 1)])
    return np.asarray(0.2 * waves.sum(axis=0), np.float32)


def clicks(times: Sequence[float] | np.ndarray[tuple[int], np.dtype[np.float64]], seconds: float) -> Samples:
    """A short knock at each time."""
    length = round(0.03 * RATE)
    knock = noise(0.03, seed=1, level=0.4) * np.exp(-np.arange(length) / (length / 6)).astype(np.float32)
    sound = np.zeros(round(seconds * RATE) + length, np.float32)
    for time in times:
        start = round(time * RATE)
        sound[start : start + length] += knock
    return sound[: round(seconds * RATE)]


def chord(pitches: Sequence[float], seconds: float, partials: int = 6) -> Samples:
    """MIDI pitches struck together and dying away."""
    decay = np.exp(-2 * np.arange(round(seconds * RATE)) / RATE / seconds).astype(np.float32)
    return sum((tone(440 * 2 ** ((p - 69) / 12), seconds, partials) for p in pitches), np.float32(0)) * decay


def cadence(tonic: int, chords: Sequence[Sequence[int]], each: float = 0.8, tuned: float = 0.0) -> Samples:
    """Chords in close position over their roots, from the tonic (0: C) in the octave of middle C."""
    bars = [[48 + tonic + degrees[0] + tuned, *(60 + tonic + d + tuned for d in degrees)] for degrees in chords]
    return np.concatenate([chord(bar, each) for bar in bars])


def passage(samples: Samples, start: float = 0.0, rate: int = RATE) -> Passage:
    """Mono or [channels, frames] samples as a passage."""
    return Passage(start, Audio(np.atleast_2d(samples).astype(np.float32), rate))
