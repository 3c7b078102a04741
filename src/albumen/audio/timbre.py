"""Timbre: how bright the sound is, and how often notes begin."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from albumen.audio.spectrum import N_FFT, RATE, Floats
from albumen.audio.tempo import FPS

_HERTZ = np.arange(N_FFT // 2 + 1, dtype=np.float32) * np.float32(RATE / N_FFT)
_BEFORE, _AFTER = 4, 5  # frames whose mean an onset must exceed, as librosa.onset.onset_detect
_DELTA = 0.05
_RISE = 0.5  # dB


def centroid(power: Floats) -> Floats:
    """The spectral centroid in hertz of power spectra, float32 [frames, 1025] to float32 [frames]; 0 in silence.

    The mean frequency, weighted by magnitude, as `librosa.feature.spectral_centroid`.
    """
    magnitude = np.sqrt(power)
    total: Floats = magnitude.sum(axis=1)
    hertz = np.zeros_like(total)
    np.divide(np.einsum("fb,b->f", magnitude, _HERTZ), total, out=hertz, where=total > 0)
    return hertz


def onsets_in(strength: Floats) -> NDArray[np.int64]:
    """The frames at which notes begin, by peak picking (Böck, Krebs and Schedl 2012).

    Peaks of the onset strength, float32 [frames], that rise above the mean of the fifth of a second around them by half
    a decibel and by a twentieth of the strongest onsets: the 99th percentile, because one bang must not hide all else.
    """
    if not len(strength):
        return np.empty(0, np.int64)
    scale = max(float(np.percentile(strength, 99)), float(strength.max()) / 4)
    height = strength - _around(strength) - max(_DELTA * scale, _RISE)
    before, after = np.append(np.float32(0), strength[:-1]), np.append(strength[1:], np.float32(0))
    return np.flatnonzero((strength > before) & (strength >= after) & (height >= 0))


def _around(strength: Floats) -> NDArray[np.float64]:
    total = np.append(0.0, np.cumsum(strength, dtype=np.float64))
    frame = np.arange(len(strength))
    low, high = np.maximum(frame - _BEFORE, 0), np.minimum(frame + _AFTER, len(strength))
    mean: NDArray[np.float64] = (total[high] - total[low]) / (high - low)
    return mean


def onset_rate(strengths: list[Floats]) -> float:
    """Note onsets a second in the onset strengths of a piece's passages; 0 if there is no sound."""
    seconds = sum(len(strength) for strength in strengths) / FPS
    return sum(len(onsets_in(strength)) for strength in strengths) / seconds if seconds else 0.0
