"""Noise: between two frequencies, or with a level and a decay of its own at every frequency."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from albumen.play.band.studio.modal import RATE
from albumen.song import Samples

Bands = tuple[tuple[float, float, float], ...]
"""Anchors along the spectrum, rising: hertz, level, seconds in which it falls to a half."""

_LOOP = 1 << 17
"""Samples of a loop of steady noise, 3 s; a power of two, so that its transform wraps without a seam."""
_SHORTEST = 1 << 13
"""Samples of the shortest transform, so that the lowest bands are resolved."""


def noise(frames: int, low: float, high: float, rng: np.random.Generator, slope: float = 0.0) -> Samples:
    """Gaussian noise between `low` and `high` hertz, its power falling by `slope` dB an octave; unit variance.

    float32 [frames] at 44.1 kHz.
    """
    if frames <= 0:
        return np.zeros(0, np.float32)
    long, spectrum, f = _white(frames, rng)
    band = 1 / np.sqrt((1 + (low / f) ** 6) * (1 + (f / high) ** 6)) * (f / 1000) ** (-slope / 6.02)
    shaped = np.fft.irfft(spectrum * band.astype(np.float32), long)[:frames]
    sound: Samples = (shaped / max(float(shaped.std()), 1e-9)).astype(np.float32)
    return sound


def hiss(frames: int, bands: Bands, rng: np.random.Generator) -> Samples:
    """Noise that has a level and a half-life of its own at each of the bands' anchors, and what lies between, between.

    The spectrum below the first and above the last anchor falls away. float32 [frames] at 44.1 kHz.
    """
    if frames <= 0:
        return np.zeros(0, np.float32)
    long, spectrum, f = _white(frames, rng)
    centres = np.log([hertz for hertz, _, _ in bands])
    total = np.zeros(frames, np.float32)
    t = np.arange(frames, dtype=np.float32) / np.float32(RATE)
    place = np.interp(np.log(f), centres, np.arange(len(bands)))
    edges = 1 / np.sqrt((1 + (bands[0][0] / f) ** 4) * (1 + (f / bands[-1][0]) ** 4))
    for index, (_, level, half) in enumerate(bands):
        mask = (np.clip(1 - np.abs(place - index), 0, 1) * edges * level).astype(np.float32)
        total += np.fft.irfft(spectrum * mask, long)[:frames] * np.exp2(-t / np.float32(half))
    return total


def steady(frames: int, low: float, high: float, rng: np.random.Generator) -> Samples:
    """As `noise`, cut anywhere out of a loop that is made once: for breath and bows, of which many notes have some."""
    start = int(rng.integers(_LOOP))
    return np.take(_loop(low, high), np.arange(start, start + frames), mode="wrap")


@cache
def _loop(low: float, high: float) -> Samples:
    return noise(_LOOP, low, high, np.random.default_rng(17))


def _white(frames: int, rng: np.random.Generator) -> tuple[int, NDArray[np.complex64], NDArray[np.float64]]:
    """A power of two of samples, white noise's spectrum over it, and the bins' frequencies in hertz."""
    long = max(_SHORTEST, 1 << (frames - 1).bit_length())
    spectrum = np.fft.rfft(rng.standard_normal(long, np.float32)).astype(np.complex64)
    return long, spectrum, np.maximum(np.asarray(np.fft.rfftfreq(long, 1 / RATE)), 1.0)
