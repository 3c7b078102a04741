"""Onset strength, and its local autocorrelation: which tempi are heard when."""

from __future__ import annotations

import numpy as np

from albumen.audio.mel import MelBands
from albumen.audio.spectrum import BLOCK, HOP, N_FFT, RATE, Floats, autocorrelation, frames_of, hann, power_blocks
from albumen.song import Samples

BANDS = MelBands(RATE, N_FFT, 128)
"""The bands whose rises are onsets."""

_FLOOR, _RANGE = 1e-10, 80.0
_TINY = np.finfo(np.float32).tiny


def onset_strength(samples: Samples) -> Floats:
    """How strongly something begins at each frame, as `librosa.onset.onset_strength`.

    Parameters
    ----------
    samples
        Mono sound at 22,050 Hz, float32 [samples].

    Returns
    -------
    float32 [1 + samples // 512]: the mean rise of 128 mel bands in dB since the frame before (Böck and Widmer 2013,
    with lag 1 and no maximum filter).
    """
    frames = frames_of(samples, N_FFT, HOP, centre=True)
    bands = np.concatenate([BANDS.apply(power) for _, power in power_blocks(frames, N_FFT)])
    return rises(bands, float(bands.max()))


def rises(bands: Floats, loudest: float) -> Floats:
    """Onset strength from mel bands of the power spectrum, float32 [frames, 128] to float32 [frames].

    What is more than 80 dB under `loudest`, the piece's strongest band, is as silent as that.
    """
    floor = max(_FLOOR, loudest * 10 ** (-_RANGE / 10))
    decibels = 10 * np.log10(np.maximum(bands, np.float32(floor)))
    rising = np.maximum(np.diff(decibels, axis=0), 0).mean(axis=1)
    return np.pad(rising, (1 + N_FFT // (2 * HOP), 0))[: len(bands)]


def tempogram(onsets: Floats, win_length: int = 384) -> Floats:
    """The autocorrelation of the onsets around each frame, as `librosa.feature.tempogram` (Grosche et al. 2010).

    Parameters
    ----------
    onsets
        Onset strength, float32 [frames].
    win_length
        Frames of the Hann window, and lags of the result; 384 are 8.9 s.

    Returns
    -------
    float32 [frames, win_length]; lag k is a tempo of `60 * 22_050 / 512 / k` beats a minute. Each frame's largest
    value is 1, or 0 where there are no onsets.
    """
    half, length = win_length // 2, len(onsets)
    padded = np.pad(onsets, half, mode="linear_ramp")
    windows = frames_of(padded, win_length, 1, centre=False)[:length]
    result = np.empty((length, win_length), np.float32)
    for start in range(0, length, BLOCK):
        block = slice(start, min(start + BLOCK, length))
        result[block] = autocorrelation(windows[block] * hann(win_length), win_length)
    peak = np.abs(result).max(axis=1, keepdims=True)
    np.divide(result, peak, out=result, where=peak > _TINY)
    return result
