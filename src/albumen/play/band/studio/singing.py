"""A singer without words: vowels, the consonants that lead into them, vibrato."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from albumen.play.band.studio.envelope import held, warped
from albumen.play.band.studio.envelope import seconds as times
from albumen.play.band.studio.hiss import steady
from albumen.play.band.studio.modal import RATE, harmonics, modal
from albumen.play.band.studio.voice import voice
from albumen.song import Samples

Formants = tuple[tuple[float, float, float], ...]
"""Hertz, bandwidth in hertz, level in dB."""

VOWELS: dict[str, Formants] = {
    "a": ((850, 90, 0), (1220, 100, -4), (2810, 130, -20), (3700, 180, -26), (4800, 250, -36)),
    "o": ((590, 80, 0), (920, 90, -8), (2710, 130, -24), (3600, 180, -28), (4700, 250, -38)),
    "e": ((560, 80, 0), (1900, 120, -14), (2900, 150, -18), (3800, 180, -26), (4900, 250, -38)),
    "u": ((370, 60, 0), (900, 90, -14), (2670, 130, -34), (3500, 180, -36), (4700, 250, -44)),
}
"""Women's: the first three after Peterson and Barney (1952), the others by the length of a vocal tract."""
_HUM: Formants = ((280, 80, 0), (1000, 200, -22), (2400, 250, -34))
"""Lips or tongue closed: what an m, an n or an l begins with."""
_S, _SH, _T = (4500.0, 9000.0, 0.075), (2300.0, 6000.0, 0.085), (3000.0, 8000.0, 0.025)
"""Noise between two frequencies in hertz, and how many seconds it takes."""
_HISSED = 0.45
"""How many syllables begin with one of those; the others with a hum."""
_SUNG = ("a", "a", "o", "e", "u")


@voice("singer", gain=-11.2, lowest=48, highest=84)
def singer(frequency: float, seconds: float, velocity: float, rng: np.random.Generator) -> Samples:
    """One singer on la, no, mee …: the pitch is reached from below, the vibrato comes late."""
    frames = int((seconds + 0.12) * RATE)
    vowel = VOWELS[_SUNG[rng.integers(len(_SUNG))]]
    opened, closed = (_phonated(frequency, frames, throat, velocity) for throat in (vowel, _HUM))
    spoken = _sibilant(frames, rng) if rng.random() < _HISSED else None
    hum = np.float32(0.6 if spoken is None else 0.05)
    t = times(frames)
    mouth = 1 / (1 + np.exp(-(t - rng.uniform(0.04, 0.07)) / 0.012)).astype(np.float32)
    ending = np.clip((seconds - t) / 0.1, 0.25, 1).astype(np.float32)
    air = steady(frames, 1500, 7000, rng) * np.float32(0.012 * np.abs(opened).max())
    sound = opened * mouth * ending + hum * closed * (1 - mouth * ending) + air * mouth
    loud = held(frames, 0.05, 0.1) * (0.85 + 0.15 * np.sin(np.pi * np.clip(t / max(seconds, 0.1), 0, 1)))
    sung = np.asarray(_intoned(sound, rng) * loud, np.float32)
    if spoken is not None:
        sung += spoken * np.float32(0.2 * np.abs(opened).max() / max(float(np.abs(spoken).max()), 1e-9))
    return sung


def _sibilant(frames: int, rng: np.random.Generator) -> Samples:
    """An s, a sh or a t before the vowel."""
    low, high, long = (_S, _SH, _T)[rng.integers(3)]
    t = times(frames)
    shape = np.clip(t / 0.012, 0, 1) * np.clip((long + 0.03 - t) / 0.03, 0, 1)
    return np.asarray(steady(frames, low, high, rng) * shape * held(frames, 0.0, 0.01), np.float32)


def _phonated(frequency: float, frames: int, throat: Formants, velocity: float) -> Samples:
    """A glottis' harmonics, steeper when it sings softly, through a throat."""
    k, f = harmonics(frequency, 48)
    tilt = 10 ** (-(10 - 5 * velocity) * np.log2(k) / 20)
    return modal(f, 0.0, tilt * resonances(f, throat), frames, 0.12 * k**2)


def resonances(f: NDArray[np.float64], throat: Formants) -> NDArray[np.float64]:
    """Linear gain at frequencies in hertz of formants side by side (Klatt 1980, the parallel branch)."""
    gain = np.full_like(f, 10 ** (-46 / 20))
    for centre, width, level in throat:
        wide = width + 0.06 * centre
        gain = gain + 10 ** (level / 20) * (f / centre) ** 0.3 / np.sqrt(1 + ((f - centre) / wide) ** 2)
    return gain


def _intoned(sound: Samples, rng: np.random.Generator) -> Samples:
    t = times(len(sound)).astype(np.float64)
    scoop = -rng.uniform(30, 110) * np.exp(-t / 0.045)
    wide = np.clip((t - 0.28) / 0.35, 0, 1) * rng.uniform(28, 50)
    drift = 5 * np.sin(2 * np.pi * 0.9 * t + rng.uniform(0, 6.28))
    return warped(sound, scoop + wide * np.sin(2 * np.pi * rng.uniform(5.1, 5.9) * t) + drift)
