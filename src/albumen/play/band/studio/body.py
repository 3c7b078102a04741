"""Bodies: what a string's sound passes through before it reaches the air, as impulse responses."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from albumen.music import Instrument
from albumen.play.band.studio.modal import RATE, modal
from albumen.play.band.studio.room import Convolution
from albumen.song import Samples

Peaks = tuple[tuple[float, float], ...]
"""Hertz and gain in dB: a curve through these points along the logarithm of the frequency."""

_TAPS = 4096


VIOLIN: Peaks = (
    (180, -14), (275, 2), (350, -5), (460, 4), (550, 3), (800, -3), (1200, 0), (2500, 5), (4500, -4), (9000, -16),
)  # fmt: skip
"""Air mode 275 Hz, main wood 460 Hz, bridge hill 2 to 3 kHz (Fletcher and Rossing, chapter 10)."""
CELLO: Peaks = (
    (60, -8), (104, 2), (185, 4), (300, -1), (600, 0), (1100, -3), (2200, 2), (4000, -8), (9000, -20),
)  # fmt: skip
GUITAR: Peaks = (
    (60, -12), (102, 4), (150, -3), (205, 4), (400, 1), (700, -2), (1500, -2), (3000, 2), (6000, -6), (11_000, -14),
)  # fmt: skip
"""Air mode 102 Hz, top plate 205 Hz (the same, chapter 9)."""
UPRIGHT: Peaks = ((40, -6), (62, 3), (105, 4), (190, 0), (400, -3), (900, -5), (2000, -9), (5000, -20))
SOUNDBOARD: Peaks = ((50, -6), (100, 1), (250, 2), (800, 0), (2000, 0), (4000, -3), (9000, -10))

_BODIES: dict[Instrument, tuple[Peaks, float, float]] = {
    "violin": (VIOLIN, 26.0, 0.25), "cello": (CELLO, 22.0, 0.25), "strings": (VIOLIN, 14.0, 0.5),
    "pizzicato": (VIOLIN, 14.0, 0.5), "steel guitar": (GUITAR, 24.0, 0.6),
    "nylon guitar": (GUITAR, 24.0, 0.5), "upright bass": (UPRIGHT, 14.0, 0.5), "grand piano": (SOUNDBOARD, 18.0, 1.0),
    "felt piano": (SOUNDBOARD, 18.0, 1.0), "harp": (GUITAR, 14.0, 1.0),
}  # fmt: skip
"""The shape, the modes' quality factor, and how much of the string itself is heard beside the body."""


def bodies(instrument: Instrument) -> list[Convolution]:
    """The instrument's body, which its strings' sound passes through; most have none."""
    return [Convolution(body(*_BODIES[instrument]))] if instrument in _BODIES else []


@cache
def body(peaks: Peaks, quality: float, direct: float, count: int = 110, seed: int = 5) -> Samples:
    """The answer of a wooden box: narrow modes under a curve, closer and closer, and the direct sound; float32 [taps].

    A vibrato moves partials over the modes' slopes, which makes a bowed string alive (Fletcher and Rossing, 10.9).
    """
    rng = np.random.default_rng(seed)
    f = np.exp(np.linspace(np.log(peaks[0][0]), np.log(peaks[-1][0]), count) + rng.normal(0, 0.02, count))
    level = curve(f, peaks) * rng.uniform(0.5, 1.4, count)
    d = np.pi * f / quality
    modes = modal(f, d, level * d, _TAPS, rng.uniform(0, 6.28, count))
    modes /= np.linalg.norm(modes)
    modes[-512:] *= np.linspace(1, 0, 512, dtype=np.float32)
    modes[0] += direct
    return modes


def curve(f: NDArray[np.floating], peaks: Peaks) -> NDArray[np.float64]:
    """Linear gain of a curve of dB points at frequencies in hertz."""
    decibels = np.interp(np.log(np.maximum(f, 1.0)), np.log([hertz for hertz, _ in peaks]), [dB for _, dB in peaks])
    return np.asarray(10 ** (decibels / 20))


def minimum_phase(peaks: Peaks, taps: int, ripple: float = 0.0, seed: int = 3) -> Samples:
    """The shortest impulse response with a curve's gains, float32 [taps]; `ripple` dB make it uneven as a cone is.

    By folding the real cepstrum (Oppenheim and Schafer, Discrete-Time Signal Processing, 13.5).
    """
    size = 8 * taps
    f = np.fft.rfftfreq(size, 1 / RATE)
    rough = np.random.default_rng(seed).normal(0, ripple, 90)
    uneven = np.interp(np.log(np.maximum(f, 20.0)), np.linspace(np.log(20), np.log(20_000), 90), rough)
    cepstrum = np.fft.irfft(np.log(curve(f, peaks) * 10 ** (uneven / 20)), size)
    cepstrum[1 : size // 2] *= 2
    cepstrum[size // 2 + 1 :] = 0
    response = np.fft.irfft(np.exp(np.fft.rfft(cepstrum)), size)[:taps]
    response[-taps // 4 :] *= np.linspace(1, 0, taps // 4)
    return np.asarray(response, np.float32)
