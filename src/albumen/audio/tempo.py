"""The tempo of a piece, from how its onsets repeat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from albumen.audio.spectrum import HOP, RATE, Floats, frames_of, hann

FPS = RATE / HOP
"""Frames of the onset strength a second."""
SLOWEST, FASTEST = 40.0, 240.0
LIKELIEST, SPREAD = 115.0, 0.45
"""The prior: log-normal about the tempo that people like to tap (Moelants 2002), standard deviation in octaves."""
PULSE, DOUBT = 0.05, 1.2
"""How like itself the onset strength must be one to four beats later for there to be a tempo at all: `PULSE`, and
`DOUBT` over the seconds heard, because the less of a noise is heard the likelier it is to repeat."""

LIVELY, STEADY, LIKE = 100.0, 0.085, 1.2
"""From `LIVELY` beats a minute on, every other beat may be but a half beat. It is so if the onsets' spectrum at the
tempo and at half of it, in geometric mean, is over `STEADY`; `LIKE` asks for more the more a beat is like the next."""

_WINDOW, _STEP, _POINTS = 1024, 256, 4096  # 24 s, 6 s
_SHORTEST = 2.5  # seconds
_SMOOTH = 43  # frames, a second
_BEATS = (1, 2, 3, 4)
_OVERLAP = 0.75  # the longest lag, of the window
_SILENT = 1e-6

Doubles = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How onset strength repeats: its autocorrelation, `likeness` [lags], and mean spectrum, `periodicity` [bins].

    The latter of windows of energy 1, over the root of their length: a steady pulse weighs the same in all lengths.
    """

    likeness: Doubles
    periodicity: Doubles

    def halved(self, tempo: float) -> bool:
        """Whether every other beat at this tempo is but a half beat: heard, but unlike the one before it.

        So is a slow song, whose hi-hats or strings sound twice a beat: it moves at half the tempo too, and what is
        on the half beats repeats what is on the beats badly.
        """
        if tempo < LIVELY:
            return False
        likeness = float(_at(self.likeness, np.array([60 * FPS / tempo]))[0])
        moving = _at(self.periodicity, np.array([tempo, tempo / 2]) / 60 / FPS * _POINTS)
        return bool(np.sqrt(moving.prod()) > STEADY * np.exp(LIKE * likeness))


def tempo_of(onsets: Sequence[Floats]) -> float | None:
    """The tempo in beats a minute of the onset strengths, float32 [frames] each, of one or more passages of a piece.

    Autocorrelation alone also answers at half and a third of the tempo, the spectrum alone at twice and three times:
    their product answers where both do (Peeters 2005), and the prior chooses the octave, unless every other beat is
    but a half beat (`Rhythm.halved`). None if nothing repeats, or less than 2.5 s are heard.
    """
    heard = [sharpened(passage) for passage in onsets if len(passage) >= _SHORTEST * FPS]
    rhythm = _rhythm(heard)
    if rhythm is None:
        return None
    enough = PULSE + DOUBT * FPS / sum(len(passage) for passage in heard)
    candidates = np.exp(np.arange(np.log(SLOWEST), np.log(FASTEST), 0.005))
    likeness, spectrum = _likeness(rhythm, candidates), _at(rhythm.periodicity, candidates / 60 / FPS * _POINTS)
    prior = np.exp(-0.5 * (np.log2(candidates / LIKELIEST) / SPREAD) ** 2)
    score = np.maximum(likeness, 0) * np.sqrt(spectrum) * prior
    tempo = _summit(candidates, score, int(score.argmax()))
    tempo = tempo / 2 if rhythm.halved(tempo) else tempo
    return tempo if _likeness(rhythm, np.array([tempo]))[0] > enough else None


def sharpened(onsets: Floats) -> Floats:
    """What rises above the mean of the second around it, float32 [frames]."""
    total = np.cumsum(np.pad(onsets.astype(np.float64), (_SMOOTH // 2 + 1, _SMOOTH // 2), mode="edge"))
    mean = (total[_SMOOTH:] - total[:-_SMOOTH]) / _SMOOTH
    return np.maximum(onsets - mean, 0).astype(np.float32)


def _rhythm(passages: list[Floats]) -> Rhythm | None:
    """The means over windows of 24 s, each weighing the same however loud it is."""
    window = min(_WINDOW, max((len(passage) for passage in passages), default=0))
    spectra = [_spectra(passage, window) for passage in passages]
    if not sum(len(passage) for passage in spectra):
        return None
    power = np.concatenate(spectra)
    taper = np.fft.irfft(_power(hann(window)[None]), _POINTS)[0, : int(_OVERLAP * window)]
    correlation = np.fft.irfft(power.mean(axis=0), _POINTS)[: len(taper)]
    return Rhythm(correlation * taper[0] / taper, np.sqrt(power).mean(axis=0) / np.sqrt(window))


def _spectra(passage: Floats, window: int) -> Doubles:
    """Power spectra of the windows that are not silent, [windows, bins], the energy of each 1."""
    frames = frames_of(np.pad(passage, (0, max(window - len(passage), 0))), window, _STEP, centre=False)
    windows = (frames - frames.mean(axis=1, keepdims=True)) * hann(window)
    energy = np.sum(windows**2, axis=1, keepdims=True)
    loud = energy[:, 0] > _SILENT
    return np.asarray(_power(windows[loud]) / energy[loud])


def _power(rows: Floats) -> Doubles:
    spectra = np.fft.rfft(rows.astype(np.float64), _POINTS)
    return spectra.real**2 + spectra.imag**2


def _likeness(rhythm: Rhythm, tempi: Doubles) -> Doubles:
    """The mean autocorrelation at one to four beats, as far as the sound lasts."""
    lags = np.outer(_BEATS, 60 * FPS / tempi)
    known = (lags < len(rhythm.likeness) - 1) | (lags == lags[0])
    return np.average(_at(rhythm.likeness, lags), axis=0, weights=known)


def _at(values: Doubles, places: Doubles) -> Doubles:
    return np.interp(places, np.arange(len(values)), values, right=0.0)


def _summit(candidates: Doubles, score: Doubles, best: int) -> float:
    """The top of the parabola through the best candidate and its neighbours."""
    if not 0 < best < len(score) - 1:
        return float(candidates[best])
    left, top, right = score[best - 1 : best + 2]
    shift = 0.5 * (left - right) / (left - 2 * top + right)
    return float(candidates[best] * (candidates[best + 1] / candidates[best]) ** shift)
