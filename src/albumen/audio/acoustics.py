"""Acoustics: what a song sounds like, as 89 numbers that do not depend on how loud its file is.

Spectral shape after Peeters, "A large set of audio features for sound description" (IRCAM 2004), section 6; contrast
after Jiang et al., "Music type classification by spectral contrast feature" (ICME 2002); the tonal intervals after
Bernardes et al., "A multi-level tonal interval space" (JNMR 2016); the percussive share after Fitzgerald,
"Harmonic/percussive separation using median filtering" (DAFx 2010), with grey openings, which are quicker than medians.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from albumen.audio.hearing import Heard
from albumen.audio.spectrum import Floats

Doubles = NDArray[np.float64]

RANGE = 80.0
"""dB under the song's loudest band that are told apart."""
_AUDIBLE = 1e-6  # of the loudest frame's power: 60 dB
_LENGTH = 17  # frames (0.4 s) or bands that an opening reaches over
_ROLLOFFS = (0.25, 0.5, 0.85, 0.95)
_LEVELS = (5, 25, 50, 75, 95)
_STRENGTHS = (50, 90, 99)

SHAPE = ("centroid", "bandwidth", "flatness", *(f"rolloff {share:.0%}" for share in _ROLLOFFS), "brightness")
ACOUSTICS: tuple[str, ...] = (
    *(f"mean {name}" for name in SHAPE),
    *(f"spread of {name}" for name in SHAPE),
    *(f"contrast in bands {at}-{at + 15}" for at in range(0, 128, 16)),
    *(f"mean flux in bands {at}-{at + 7}" for at in range(0, 128, 8)),
    *(f"spread of flux in bands {at}-{at + 7}" for at in range(0, 128, 8)),
    *("spread of level", *(f"{percent}th percentile of level" for percent in _LEVELS)),
    *("mean step of level", "spread of steps of level"),
    *("mean onset strength", "spread of onset strength", "peakedness of onset strength"),
    *(f"{percent}th percentile of onset strength" for percent in _STRENGTHS),
    *("percussive share", *(f"percussive share in bands {at}-{at + 11}" for at in range(0, 96, 12))),
    *(f"tonal interval {interval}" for interval in range(1, 7)),
    *("mean pitch class entropy", "spread of pitch class entropy", "pitch class change", "pitch class entropy of all"),
)
"""What each number is, in order; bands are 128 (flux, contrast, shape) or 96 (percussive share) of the mel scale."""


def acoustics(heard: Sequence[Heard], pitches: Floats, onsets: Sequence[Floats]) -> Floats:
    """The acoustics of a song, float32 [len(ACOUSTICS)], in the order of `ACOUSTICS`; finite whatever the sound.

    Parameters
    ----------
    heard
        The features of each passage that was listened to, at least one.
    pitches
        Their chroma together, float32 [frames, 12].
    onsets
        Their onset strength, float32 [frames] each.
    """
    power = np.concatenate([part.power for part in heard])
    audible = power >= power.max() * _AUDIBLE
    bands = np.ascontiguousarray(np.concatenate([part.rising for part in heard])[audible].T)
    level = _decibels(bands)
    centroid = np.concatenate([part.centroid for part in heard])[audible]
    return np.concatenate(
        [
            _moments(_shape(bands, level, centroid)),
            np.ptp(level.reshape(8, 16, -1), axis=1).mean(axis=1),
            _flux(level),
            _dynamics(_decibels(power[audible])),
            _accents(np.concatenate(onsets)),
            _percussive(np.concatenate([part.mel for part in heard])),
            _tonal(pitches),
        ]
    ).astype(np.float32)


def _decibels(power: Floats) -> Floats:
    """Decibels under the loudest, 0 to -80; all 0 in silence."""
    loudest = max(float(power.max()), float(np.finfo(np.float32).tiny))
    level: Floats = 10 * np.log10(np.maximum(power / np.float32(loudest), np.float32(10 ** (-RANGE / 10))))
    return level


def _moments(rows: Floats) -> Floats:
    """The means of the rows, then their standard deviations."""
    return np.concatenate([rows.mean(axis=1), rows.std(axis=1)])


def _shape(bands: Floats, level: Floats, centroid: Floats) -> Floats:
    """The shape of the spectrum of each frame, `SHAPE`, from the bands' power and level [128, frames]: [8, frames]."""
    magnitude = np.sqrt(bands) + np.float32(1e-12)
    number = np.arange(len(bands), dtype=np.float32)
    total = magnitude.sum(axis=0)
    middle = number @ magnitude / total
    width = np.sqrt(np.maximum(number**2 @ magnitude / total - middle**2, 0))
    flatness = level.mean(axis=0) - 10 * np.log10(np.mean(10 ** (level / 10), axis=0))
    below = np.cumsum(magnitude, axis=0) / total
    rolloffs = [np.count_nonzero(below < np.float32(share), axis=0) for share in _ROLLOFFS]
    return np.stack([middle, width, flatness, *rolloffs, np.log(np.maximum(centroid, 1))]).astype(np.float32)


def _flux(level: Floats) -> Floats:
    """Logarithms of how much the level rises from frame to frame in 16 groups of bands: means, then spreads."""
    rises = np.maximum(np.diff(level, axis=1, prepend=level[:, :1]), 0).reshape(16, 8, -1).mean(axis=1)
    return np.asarray(np.log(_moments(rises) + np.float32(1e-3)), np.float32)


def _dynamics(level: Floats) -> Doubles:
    steps = np.abs(np.diff(level, prepend=level[:1]))
    return np.array([level.std(), *np.percentile(level, _LEVELS), steps.mean(), steps.std()])


def _accents(onsets: Floats) -> Doubles:
    mean = float(onsets.mean(dtype=np.float64))
    peaked = float(np.mean(onsets.astype(np.float64) ** 3)) ** (1 / 3) / (mean + 1e-6)
    return np.array([mean, onsets.std(), peaked, *np.percentile(onsets, _STRENGTHS)])


def _percussive(mel: Floats) -> Doubles:
    """The share of the sound that is short and broad rather than long and narrow: of all, then of 8 groups of bands."""
    import cv2  # here, so that a song can be decoded before it is loaded

    steady = cv2.morphologyEx(mel, cv2.MORPH_OPEN, np.ones((_LENGTH, 1), np.uint8))
    broad = cv2.morphologyEx(mel, cv2.MORPH_OPEN, np.ones((1, _LENGTH), np.uint8))
    tiny = np.float32(1e-20) * max(float(mel.max()), 1e-9)
    share = broad / (broad + steady + tiny)
    sums = np.stack([np.sum(mel * share, axis=0, dtype=np.float64), np.sum(mel, axis=0, dtype=np.float64)])
    groups = sums.reshape(2, 8, 12).sum(axis=2)
    every = np.concatenate([groups.sum(axis=1, keepdims=True), groups], axis=1)
    return np.asarray(every[0] / np.maximum(every[1], np.finfo(np.float64).tiny))


def _tonal(pitches: Floats) -> Doubles:
    """Magnitudes of the mean chroma's Fourier transform (6), and how spread and how restless the pitch classes are."""
    shares = pitches / np.maximum(pitches.sum(axis=1, keepdims=True), np.float32(1e-6))
    mean = shares.mean(axis=0, dtype=np.float64)
    entropy = _entropy(shares)
    change = np.abs(np.diff(shares, axis=0)).sum(axis=1).sum() / max(len(shares) - 1, 1)
    intervals = np.abs(np.fft.rfft(mean))[1:]
    return np.array([*intervals, entropy.mean(), entropy.std(), change, float(_entropy(mean[None])[0])])


def _entropy(shares: NDArray[np.floating]) -> Doubles:
    return np.asarray(-np.sum(shares * np.log(shares + 1e-9), axis=1), np.float64)
