"""Beat tracking by dynamic programming: Ellis, Beat Tracking by Dynamic Programming, JNMR 36 (2007)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from albumen.audio.spectrum import Floats
from albumen.audio.tempo import FPS, SLOWEST, sharpened, tempo_of

TIGHTNESS = 100.0
"""How dear it is to leave the tempo, Ellis' alpha (section 3) as librosa scales it."""

SILENT_HALF = 0.15
"""If every other beat is weaker than this part of the others, only the others are beats."""

_WEAK = 0.5

Frames = NDArray[np.int64]


def pulse_of(onsets: Sequence[Floats]) -> tuple[float | None, list[Floats]]:
    """The tempo of the passages of a piece in beats a minute, and the beats of each in seconds from its first frame.

    The beats check the tempo: if nothing sounds on every other one, it was twice too fast.
    """
    tempo = tempo_of(onsets)
    if tempo is None:
        return None, [np.empty(0, np.float32) for _ in onsets]
    beats = [beats_of(passage, tempo) for passage in onsets]
    if tempo / 2 < SLOWEST or _evenness(onsets, beats, tempo) > SILENT_HALF:
        return tempo, beats
    return tempo / 2, [beats_of(passage, tempo / 2) for passage in onsets]


def beats_of(onsets: Floats, tempo: float) -> Floats:
    """The times of the beats in seconds from the first frame, float32 [beats].

    Parameters
    ----------
    onsets
        Onset strength, float32 [frames], 43 frames a second.
    tempo
        Beats a minute, from 30 to 300.
    """
    if len(onsets) < 2 or not onsets.any():
        return np.empty(0, np.float32)
    period = 60 * FPS / tempo
    strength = _smoothed(onsets / onsets.std(ddof=1), period)
    score, before = _chains(strength, period)
    return (_strong(_followed(score, before), strength) / FPS).astype(np.float32)


def _evenness(onsets: Sequence[Floats], beats: Sequence[Floats], tempo: float) -> float:
    """How strong the weaker beats are beside the stronger, of every two."""
    pairs = np.zeros(2)
    for passage, times in zip(onsets, beats, strict=True):
        even = len(times) // 2 * 2
        frames = np.rint(times[:even] * FPS).astype(np.int64)
        sums = _smoothed(sharpened(passage), 60 * FPS / tempo)[frames].reshape(-1, 2).sum(axis=0, dtype=np.float64)
        pairs += np.sort(sums)
    return float(pairs[0] / pairs[1]) if pairs[1] else 1.0


def _smoothed(onsets: Floats, period: float) -> Floats:
    """Onsets under a Gaussian a sixteenth of a beat wide, so that a beat may be a little off."""
    reach = np.arange(-round(period), round(period) + 1)
    return np.convolve(onsets, np.exp(-0.5 * (reach * 32 / period) ** 2))[len(reach) // 2 :][: len(onsets)].astype(
        np.float32
    )


def _chains(strength: Floats, period: float) -> tuple[Floats, Frames]:
    """The score of the best chain of beats that ends at each frame, and the beat before it there (-1: none).

    A beat is at least half a period after the one before, so that half a period of frames is decided at once.
    """
    near, far = round(period / 2), round(period * 2)
    price = (-TIGHTNESS * np.log(np.arange(far, near - 1, -1) / period) ** 2).astype(np.float32)
    padded = np.zeros(far + len(strength), np.float32)
    earlier = sliding_window_view(padded, len(price))
    before = np.full(len(strength), -1, np.int64)
    for start in range(0, len(strength), near):
        now = np.arange(start, min(start + near, len(strength)))
        linked = earlier[now] + price
        best = linked.argmax(axis=1)
        gain = linked[np.arange(len(now)), best]
        before[now] = np.where(gain > 0, now - far + best, -1)
        padded[now + far] = strength[now] + np.maximum(gain, 0)
    return padded[far:], before


def _followed(score: Floats, before: Frames) -> Frames:
    """The chain that ends last among those that end well, first beat first."""
    peaks = np.flatnonzero((score >= np.append(score[1:], -np.inf)) & (score > np.append(-np.inf, score[:-1])))
    last = int(peaks[score[peaks] >= _WEAK * np.median(score[peaks])][-1]) if len(peaks) else int(score.argmax())
    chain = [last]
    while before[chain[-1]] >= 0:
        chain.append(int(before[chain[-1]]))
    return np.array(chain[::-1])


def _strong(beats: Frames, strength: Floats) -> Frames:
    """The beats without the weak ones at both ends, where the music has not begun or is over."""
    level = strength[beats]
    loud = np.flatnonzero(level > _WEAK * np.sqrt(np.mean(level**2)))
    return beats[loud[0] : loud[-1] + 1]
