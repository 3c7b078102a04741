"""Many players at once: each harmonic is as broad as the section is wide, made in one transform."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from albumen.play.band.studio.body import Peaks, curve
from albumen.play.band.studio.modal import RATE, harmonics
from albumen.song import Samples

_LONG = 1 << 18
"""Samples of a loop, 5.9 s."""


def section(
    frequency: float, frames: int, rng: np.random.Generator, *, shape: Peaks, roll: float, edge: float, cents: float
) -> Samples:
    """A steady note of a section, beginning anywhere in it; float32 [frames], about unit root mean square.

    Players who differ by some cents and sway by some more are a narrow band of noise around every harmonic: the
    PADsynth algorithm (P. N. Octavian, 2003). The loop is made once for a pitch and a colour.

    Parameters
    ----------
    frequency, frames, rng
        Hertz, samples, and the lot that says where in the loop the note begins.
    shape, roll, edge
        The harmonics' gains in dB along the spectrum, their fall `k^-roll`, and the hertz above which they die away.
    cents
        How far the players stray: one standard deviation.
    """
    loop = _loop(round(frequency, 4), shape, roll, round(edge / 200) * 200, cents, int(rng.integers(2)))
    start = int(rng.integers(_LONG))
    return np.take(loop, np.arange(start, start + frames), mode="wrap")


@lru_cache(maxsize=80)
def _loop(frequency: float, shape: Peaks, roll: float, edge: float, cents: float, take: int) -> Samples:
    rng = np.random.default_rng((take, round(frequency * 100)))
    k, f = harmonics(frequency, 48)
    level = curve(f, shape) / k**roll * np.exp(-f / edge)
    spectrum = np.zeros(_LONG // 2 + 1, np.complex64)
    for centre, amplitude in zip(f, level, strict=True):
        width = max(centre * (2 ** (cents / 1200) - 1), 0.4) * _LONG / RATE
        middle, reach = centre * _LONG / RATE, int(4 * width) + 2
        bins = np.arange(max(1, int(middle) - reach), min(_LONG // 2, int(middle) + reach))
        band = amplitude / np.sqrt(width) * np.exp(-0.5 * ((bins - middle) / width) ** 2)
        spectrum[bins] += band * np.exp(2j * np.pi * rng.random(len(bins)))
    loop = np.fft.irfft(spectrum, _LONG)
    return np.asarray(loop / loop.std(), np.float32)
