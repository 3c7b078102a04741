"""A fair sample of the frames of any number of songs, in bounded memory."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from albumen.score.embeddings import Frames

MOST = 50_000
"""Frames that are kept: 40 MB of musicnn's, 42 hours of sound."""


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """Frames float32 [n, d], and of which song each is, int64 [n]."""

    frames: Frames
    songs: NDArray[np.int64]

    def thinned(self, most: int, rng: np.random.Generator) -> Sample:
        """At most that many of the frames, drawn without replacement, in their order."""
        if len(self.frames) <= most:
            return self
        drawn = np.sort(rng.choice(len(self.frames), most, replace=False))
        return Sample(self.frames[drawn], self.songs[drawn])


class Reservoir:
    """Keeps each frame that comes with the same chance (Vitter 1985, "Random sampling with a reservoir", algorithm R).

    As long as no more than `most` have come, it keeps them all.
    """

    def __init__(self, dimension: int, rng: np.random.Generator, most: int = MOST) -> None:
        self._frames, self._songs = np.empty((most, dimension), np.float32), np.empty(most, np.int64)
        self._rng, self._seen = rng, 0

    def add(self, frames: Frames, song: int) -> None:
        """Takes in a song's frames [n, d]."""
        order = np.arange(self._seen, self._seen + len(frames))
        place = np.where(order < len(self._songs), order, self._rng.integers(0, order + 1))
        kept = place < len(self._songs)
        self._frames[place[kept]], self._songs[place[kept]] = frames[kept], song
        self._seen += len(frames)

    def sample(self) -> Sample:
        """What is kept now."""
        size = min(self._seen, len(self._songs))
        return Sample(self._frames[:size].copy(), self._songs[:size].copy())
