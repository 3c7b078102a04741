"""Chroma from spectral peaks: which pitch classes sound, whatever the instruments are tuned to.

After Gómez, Tonal Description of Music Audio Signals (2006), chapter 3: only spectral peaks count, so that noise and
drums weigh little; the tuning is found from the peaks' own pitches; each peak also speaks for the fundamentals that it
may be a harmonic of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from albumen.audio.spectrum import N_FFT, RATE, Floats

LOWEST, HIGHEST = 80.0, 2000.0
"""Hertz between which peaks are looked for."""
HARMONICS = 5
"""A peak at f speaks for f, f/2 … f/5. Fewer or more name the key of rendered MIDI files less often."""
DECAY = 0.6
"""What each harmonic weighs of the one before."""
WIDTH = 0.25
"""Standard deviation in semitones of how far off pitch a peak still counts."""

_FAINT = 1e-4  # of the frame's strongest bin, in power: 40 dB
_QUIET = 1e-2  # of the loudest frame's chroma: under it a frame is silent
_HZ = RATE / N_FFT


@dataclass(frozen=True, slots=True)
class Peaks:
    """Spectral peaks: `frame` int64, `pitch` in MIDI semitones and `strength` (magnitude) float32, each [peaks]."""

    frame: NDArray[np.int64]
    pitch: Floats
    strength: Floats


def peaks_of(power: Floats, first: int = 0) -> Peaks:
    """The peaks of power spectra, float32 [frames, 1025] of 2,048 samples at 22,050 Hz; the first is frame `first`.

    Their place and height come from a parabola through the logarithms of three neighbouring bins.
    """
    low, high = int(LOWEST / _HZ), int(HIGHEST / _HZ)
    around = power[:, low - 1 : high + 2]
    left, middle, right = around[:, :-2], around[:, 1:-1], around[:, 2:]
    enough = np.maximum(middle.max(axis=1, keepdims=True) * np.float32(_FAINT), np.float32(1e-12))
    frame, index = np.nonzero((middle > left) & (middle >= right) & (middle > enough))
    a, b, c = (np.log(np.maximum(side[frame, index], np.float32(1e-20))) for side in (left, middle, right))
    shift = 0.5 * (a - c) / np.minimum(a - 2 * b + c, np.float32(-1e-6))
    pitch = 69 + 12 * np.log2((low + index + shift) * (_HZ / 440))
    strength = np.exp(0.5 * (b - 0.25 * (a - c) * shift))
    return Peaks(frame + first, pitch.astype(np.float32), strength.astype(np.float32))


def joined(parts: Sequence[Peaks]) -> Peaks:
    """The peaks of several blocks as one."""
    return Peaks(
        np.concatenate([part.frame for part in parts]),
        np.concatenate([part.pitch for part in parts]),
        np.concatenate([part.strength for part in parts]),
    )


def tuning(peaks: Peaks) -> float:
    """How far the music is tuned from A = 440 Hz, in semitones from -0.5 to 0.5: the circular mean of the peaks."""
    turns = np.exp(2j * np.pi * peaks.pitch.astype(np.float64))
    mean = complex(np.sum(peaks.strength * turns))
    return float(np.angle(mean) / (2 * np.pi)) if mean else 0.0


def chroma(peaks: Peaks, frames: int, tuned: float = 0.0) -> Floats:
    """The strength of the twelve pitch classes from C, float32 [frames, 12]; a frame's strongest is 1, silence is 0."""
    energy = np.zeros(frames * 12)
    for harmonic in range(1, HARMONICS + 1):
        pitch = peaks.pitch - np.float32(tuned + 12 * np.log2(harmonic))
        note = np.rint(pitch)
        weight = DECAY ** (harmonic - 1) * peaks.strength * np.exp(-0.5 * ((pitch - note) / WIDTH) ** 2)
        energy += np.bincount(peaks.frame * 12 + note.astype(np.int64) % 12, weight, frames * 12)
    classes = energy.reshape(frames, 12)
    loudest = classes.max(axis=1, keepdims=True)
    heard = loudest > loudest.max(initial=0.0) * _QUIET
    relative = np.zeros((frames, 12), np.float32)
    np.divide(classes, loudest, out=relative, where=heard, casting="same_kind")
    return relative
