"""Where a song turns: verse to chorus, theme to theme."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from albumen.audio.spectrum import Floats
from albumen.material import Bytes

MOST = 12
"""Sections that a song has at the most."""
REACH = 12.0
"""Seconds before and after a boundary that are compared."""
SHORTEST_SONG = 20.0
SHORTEST = 8.0
"""Seconds of a song that is looked into, and of a section; a section is never under a twentieth of its song."""

_NOTHING, _LITTLE = 0.03, 0.1  # novelty: 2 is the most that real songs have, 0.005 that of steady noise
_CELL = 0.5
_LEAST, _RANK = 0.4, 2  # of the third strongest boundary's novelty: one great turn must not hide all else
_STEADY_MEL, _STEADY_CHROMA = 3.0, 0.1  # changes of a decibel and of a tenth of a pitch class are no changes
_SNAP = 0.75
_BANDS = 12

Doubles = NDArray[np.float64]


def sections_of(mel: Bytes, chroma: Floats, seconds: float, beats: Floats) -> Floats:
    """The starts of a song's sections in seconds, float32 [sections], the first 0; at most twelve.

    Foote's novelty (Automatic Audio Segmentation Using a Measure of Audio Novelty, ICME 2000, section 2.2): how much a
    moment's past and future are each alike, and unlike each other, by a checkerboard of Gaussian taper along the
    diagonal of the self-similarity matrix. The taper is separable, so the novelty is the squared distance between the
    tapered means of the features before and after, and the matrix need not be made.

    Parameters
    ----------
    mel
        Log-mel as a material holds it, [columns, bands] in 0..255 for 80 dB, over the song from its start to its end.
    chroma
        float32 [columns, 12], over the same.
    seconds
        Length of the song; one under 20 s is one section.
    beats
        Beat times in seconds; a boundary moves to a beat within 0.75 s.
    """
    if seconds < SHORTEST_SONG:
        return np.zeros(1, np.float32)
    cells = min(len(mel), int(seconds / _CELL))
    features = np.hstack([_timbre(_pooled(mel, cells)), _harmony(_pooled(chroma, cells))])
    turns = _turns(_novelty(features, REACH * cells / seconds), max(SHORTEST, seconds / 20) * cells / seconds)
    return _snapped(np.append(0.0, turns * seconds / cells), beats)


def _pooled(columns: Floats | Bytes, cells: int) -> Doubles:
    starts = np.arange(cells) * len(columns) // cells
    counts = np.diff(np.append(starts, len(columns)))
    sums: Doubles = np.add.reduceat(columns.astype(np.float64), starts)
    return sums / counts[:, None]


def _timbre(mel: Doubles) -> Doubles:
    """Twelve broad bands in dB, less their median over the song."""
    bands = np.stack([part.mean(axis=1) for part in np.array_split(mel, _BANDS, axis=1)], axis=1)
    return _bounded(bands - np.median(bands, axis=0), _STEADY_MEL)


def _harmony(chroma: Doubles) -> Doubles:
    return _bounded(chroma - chroma.mean(axis=0), _STEADY_CHROMA)


def _bounded(features: Doubles, steady: float) -> Doubles:
    """Features under 1 long, half that at their median length, so that silence at the end does not outdo all else."""
    length = np.linalg.norm(features, axis=1, keepdims=True)
    return np.asarray(features / (length + max(float(np.median(length)), steady)))


def _novelty(features: Doubles, reach: float) -> Doubles:
    """The novelty before each cell, [cells]."""
    half = max(round(reach), 2)
    taper = np.exp(-2 * ((np.arange(half) + 0.5) / half) ** 2)
    kernel = np.concatenate([taper[::-1], -taper]) / taper.sum()
    padded = np.pad(features, ((half, half), (0, 0)), mode="edge")
    differences = np.stack([np.correlate(column, kernel, "valid")[:-1] for column in padded.T])
    return np.asarray(np.sum(differences * differences, axis=0))


def _turns(novelty: Doubles, apart: float) -> NDArray[np.int64]:
    """The strongest peaks, none nearer than `apart` cells to another or to an end, in order of time."""
    inner = novelty[1:-1]
    peaks = 1 + np.flatnonzero((inner > novelty[:-2]) & (inner >= novelty[2:]))
    chosen: list[int] = []
    for peak in peaks[np.argsort(-novelty[peaks], kind="stable")]:
        ends = peak < apart or peak > len(novelty) - apart
        if not ends and all(abs(peak - other) >= apart for other in chosen):
            chosen.append(int(peak))
    return np.array(sorted(_telling(chosen[: MOST - 1], novelty)), np.int64)


def _telling(chosen: list[int], novelty: Doubles) -> list[int]:
    """Those of the turns, strongest first, that are more than a fill; one at the least, if anything changes at all."""
    if not chosen or novelty[chosen[0]] < _NOTHING:
        return []
    least = max(_LEAST * novelty[chosen[min(_RANK, len(chosen) - 1)]], _LITTLE)
    return chosen[:1] + [turn for turn in chosen[1:] if novelty[turn] >= least]


def _snapped(starts: Doubles, beats: Floats) -> Floats:
    """Each start but the first on the nearest beat, if one is near."""
    if len(beats):
        nearest = beats[np.abs(starts[1:, None] - beats[None, :]).argmin(axis=1)]
        starts[1:] = np.where(np.abs(nearest - starts[1:]) < _SNAP, nearest, starts[1:])
    return starts.astype(np.float32)
