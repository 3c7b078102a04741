"""The resampler of the published VGGish code: resampy's `kaiser_best`, for sound that comes in pieces.

A sinc under a Kaiser window (Smith, "Digital audio resampling"). VGGish's highest bands lie where every resampler rolls
off in its own way, so with another one they hold other numbers.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from albumen.song import Samples

ZEROS, BETA, ROLLOFF = 50, 12.984585247040012, 0.9173473666432338
"""Zero crossings on each side, the window's shape, and the pass band: `kaiser_best` of resampy 0.4."""
GRAIN = 8192
"""Places that resampy keeps of the filter from one zero crossing to the next; it steps along them by whole ones."""

Doubles = NDArray[np.float64]


class Resampler:
    """Mono sound at `rate` hertz to `to_rate`: piece by piece the same as in one piece, with silence around it."""

    def __init__(self, rate: int, to_rate: int) -> None:
        common = math.gcd(rate, to_rate)
        self._down, self._up = rate // common, to_rate // common
        self._bank, self._right = filters(self._down, self._up)
        self._held: Doubles = np.zeros(self._bank.shape[1] - self._right - 1)
        self._came = self._made = 0

    def push(self, samples: Samples, last: bool = False) -> Samples:
        """What is certain of the result once this piece, float32 [samples], is known; with `last`, all the rest.

        In all it is float32 [samples * to_rate // rate].
        """
        self._came += len(samples)
        after = np.zeros(self._right if last else 0)
        self._held = np.concatenate([self._held, samples, after])
        made = self._filtered(self._whole() - self._made if last else self._certain())
        self._made += len(made)
        return made

    def _whole(self) -> int:
        return self._came * self._up // self._down

    def _at(self, sample: int) -> int:
        """Where the window of a sample of the result begins, counted from the first of the zeros before the sound."""
        return sample * self._down // self._up

    def _certain(self) -> int:
        """Samples of the result that lie so far from the end that no later piece changes them."""
        last = self._at(self._made) + len(self._held) - int(self._bank.shape[1])
        return max(0, ((last + 1) * self._up - 1) // self._down + 1 - self._made)

    def _filtered(self, count: int) -> Samples:
        """The next `count` samples of the result; all of one phase are made together, as they share a filter."""
        out = np.empty(count, np.float32)
        begin = self._at(self._made)
        if count:
            windows = sliding_window_view(self._held, self._bank.shape[1])
        for first in range(min(self._up, count)):
            sample, part = self._made + first, out[first :: self._up]
            rows = windows[self._at(sample) - begin :: self._down][: len(part)]
            part[:] = np.einsum("ij,j->i", rows, self._bank[sample * self._down % self._up])
        self._held = self._held[self._at(self._made + count) - begin :]
        return out


def resampled(samples: Samples, rate: int, to_rate: int) -> Samples:
    """Mono sound float32 [samples] at another rate, in one piece; itself if the rates are equal."""
    return samples if rate == to_rate else Resampler(rate, to_rate).push(samples, last=True)


@lru_cache(maxsize=2)  # of odd rates they take tens of megabytes
def filters(down: int, up: int) -> tuple[Doubles, int]:
    """The filter of each phase, float64 [up, taps], and how many of the taps lie after the moment that is asked for."""
    scale = min(1.0, up / down)
    half, step = _half(), int(scale * GRAIN)
    side = len(half) // step + 1
    bank = np.zeros((up, 2 * side))
    for phase in range(up):
        before = scale * phase / up
        bank[phase, side - 1 :: -1] = _wing(half, before, step, side)
        bank[phase, side:] = _wing(half, scale - before, step, side)
    return bank * scale, side


def _wing(half: Doubles, first: float, step: int, count: int) -> Doubles:
    """The filter every `step` places from `first` zero crossings on, straight between places; 0 beyond its end."""
    offset = int(first * GRAIN)
    places = offset + step * np.arange(min(count, (len(half) - offset) // step))
    here, next_ = half[places], half[np.minimum(places + 1, len(half) - 1)]
    wing = np.zeros(count)
    wing[: len(places)] = here + (first * GRAIN - offset) * (next_ - here)
    return wing


@cache
def _half() -> Doubles:
    """The filter from its middle on."""
    places = ZEROS * GRAIN
    window = np.kaiser(2 * places + 1, BETA)[places:]
    return np.asarray(ROLLOFF * np.sinc(ROLLOFF * np.arange(places + 1) / GRAIN) * window, np.float64)
