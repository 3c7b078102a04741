"""Mastering: as loud as stores play it, no peak over the ceiling, nothing that clicks at either end."""

from __future__ import annotations

import numpy as np
import soxr
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from albumen.audio.loudness import loudness
from albumen.play.band.studio.blocks import blocks, through
from albumen.play.band.studio.effects import board
from albumen.play.band.studio.modal import RATE
from albumen.song import Audio, Passage, Samples

LOUDNESS = -14.0
"""LUFS integrated, what streaming services play at."""
CEILING = -1.5
"""dBTP; under -1 by what another meter's filter, or a store's codec, may find."""

_CLOSE, _TRIES = 0.05, 8
"""LU within which the loudness is right, and how often it is corrected at most."""
_OVER, _MARGIN = 4, 1024
"""How much finer true peaks are looked for, and the samples a stretch's neighbours lend to its filter."""
_BLOCK = 32
_REACH = 40
"""Blocks the limiter looks to either side: 29 ms."""


def mastered(mix: Samples) -> Samples:
    """The mix at -14 LUFS integrated with true peaks under -1 dBTP, its ends faded; float32 [2, frames].

    `mix` is written over.
    """
    from pedalboard import Compressor, HighpassFilter, HighShelfFilter

    measured = _lufs(mix)
    if measured is None:
        return _faded(mix)
    level = np.float32(10 ** ((-18 - measured) / 20))
    glue = board([HighpassFilter(24), Compressor(-15, 1.7, 25, 180), HighShelfFilter(9000, 1.0)])
    sound = _faded(through(mix, [lambda block: block * level, glue]))
    return _loud(sound, _true_peaks(sound))


def _loud(sound: Samples, peaks: NDArray[np.float32]) -> Samples:
    """The sound pushed into the limiter until it comes out at -14 LUFS.

    The limiter takes back some of each push, so the next is larger by what the last one lost.
    """
    gain = LOUDNESS - (_lufs(sound) or LOUDNESS)
    limited = _limited(sound, peaks, gain, np.empty_like(sound))
    before, push = 0.0, 1.0
    for _ in range(_TRIES):
        short = LOUDNESS - (_lufs(limited) or LOUDNESS)
        if abs(short) < _CLOSE:
            break
        if before:
            push = float(np.clip(push * before / max(before - short, 1e-3), 1.0, 4.0))
        gain, before = gain + push * short, short
        limited = _limited(sound, peaks, gain, limited)
    return limited


def true_peak(sound: Samples) -> float:
    """The largest true peak in dBTP of float32 [channels, frames], oversampled four times (BS.1770-4 annex 2)."""
    return float(20 * np.log10(max(float(_true_peaks(sound).max()), 1e-9)))


def _lufs(sound: Samples) -> float | None:
    return loudness([Passage(0.0, Audio(sound, RATE))])


def _true_peaks(sound: Samples) -> NDArray[np.float32]:
    """The largest magnitude between samples in every block of 32, over both channels [blocks]."""
    peaks = [_finest(sound, block) for block in blocks(sound.shape[1])]
    return np.concatenate(peaks)


def _finest(sound: Samples, block: slice) -> NDArray[np.float32]:
    """The same for a stretch, whose neighbours the resampling filter sees."""
    begins, frames = min(block.start, _MARGIN), block.stop - block.start
    exact = np.zeros(-(-frames // _BLOCK) * _BLOCK, np.float32)
    for channel in sound[:, block.start - begins : block.stop + _MARGIN]:
        fine = np.abs(soxr.resample(channel, RATE, _OVER * RATE, "HQ"))[_OVER * begins :][: _OVER * frames]
        near = fine[: len(fine) // _OVER * _OVER].reshape(-1, _OVER).max(axis=1)
        exact[: len(near)] = np.maximum(exact[: len(near)], near)
        exact[:frames] = np.maximum(exact[:frames], np.abs(channel[begins : begins + frames]))
    between: NDArray[np.float32] = exact.reshape(-1, _BLOCK).max(axis=1)
    return between


def _limited(sound: Samples, peaks: NDArray[np.float32], gain: float, into: Samples) -> Samples:
    """The sound with `gain` dB, turned down ahead of each peak that would pass the ceiling, written to `into`.

    The gain each block needs is held over the reach by a minimum, then smoothed over half of it: a smooth curve that is
    never above what any block needs.
    """
    amplify = 10 ** (gain / 20)
    needed = np.minimum(1.0, 10 ** (CEILING / 20) / np.maximum(peaks * amplify, 1e-9))
    held = sliding_window_view(np.pad(needed, _REACH, mode="edge"), 2 * _REACH + 1).min(axis=1)
    window = np.hanning(2 * (_REACH - 2) + 3)[1:-1]
    smooth = np.convolve(np.pad(held, _REACH - 2, mode="edge"), window / window.sum(), "valid")
    centres = (np.arange(len(smooth)) + 0.5) * _BLOCK
    for block in blocks(sound.shape[1]):
        curve = np.interp(np.arange(block.start, block.stop), centres, smooth) * amplify
        np.multiply(sound[:, block], curve.astype(np.float32), out=into[:, block])
    return into


def _faded(sound: Samples, rise: float = 0.004, fall: float = 0.35) -> Samples:
    """Raised cosines at both ends, in seconds; written over."""
    up, down = int(rise * RATE), min(int(fall * RATE), sound.shape[1] // 3)
    sound[:, :up] *= (0.5 - 0.5 * np.cos(np.pi * np.arange(up) / up)).astype(np.float32)
    sound[:, sound.shape[1] - down :] *= (0.5 + 0.5 * np.cos(np.pi * (np.arange(down) + 1) / down)).astype(np.float32)
    return sound
