"""Frames to columns: a song's features at a fixed number of times from its start to its end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from albumen.audio.spectrum import Floats
from albumen.material import Bytes

Doubles = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Columns:
    """`count` equal stretches of `seconds` seconds, and the frames, at `times`, that were heard in them."""

    count: int
    seconds: float
    times: Floats

    def mean(self, frames: Floats) -> Floats:
        """The mean of the frames in each column, float32 [frames, …] to float32 [count, …].

        A column without a frame lies on the straight line between its neighbours that have some.
        """
        column = np.clip((self.times / self.seconds * self.count).astype(np.int64), 0, self.count - 1)
        filled, starts, counts = np.unique(column, return_index=True, return_counts=True)
        values = frames.reshape(len(frames), -1)
        sums: Doubles = np.add.reduceat(values, starts, axis=0, dtype=np.float64)
        return _between(sums / counts[:, None], filled, self.count).reshape(self.count, *frames.shape[1:])


def _between(means: Doubles, filled: NDArray[np.int64], count: int) -> Floats:
    every = np.arange(count)
    above = np.clip(np.searchsorted(filled, every), 0, len(filled) - 1)
    below = np.clip(np.searchsorted(filled, every, side="right") - 1, 0, len(filled) - 1)
    gap = np.maximum(filled[above] - filled[below], 1)
    part = ((every - filled[below]) / gap)[:, None]
    return np.asarray(means[below] * (1 - part) + means[above] * part, np.float32)


def decibels(power: Floats, span: float) -> Bytes:
    """Power as bytes: 255 is the strongest, 0 is `span` dB and more under it; 0 everywhere in silence."""
    strongest = power.max(initial=0.0)
    if strongest <= 0:
        return np.zeros(power.shape, np.uint8)
    relative = np.maximum(power / strongest, np.float32(10 ** (-span / 10)))
    return as_bytes(1 + 10 * np.log10(relative) / span)


def share(values: Floats, strongest: Floats | float) -> Bytes:
    """Values as bytes: 255 is `strongest`; 0 where that is 0."""
    level = np.zeros_like(values)
    np.divide(values, strongest, out=level, where=np.greater(strongest, 0))
    return as_bytes(level)


def as_bytes(level: Floats) -> Bytes:
    """0..1 as 0..255, rounded; what lies outside is at the end it passed."""
    return np.rint(np.clip(level, 0, 1) * 255).astype(np.uint8)
