"""Tags over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Taggram:
    """How likely each tag is in each 3 s patch of a song."""

    times: NDArray[np.float64]
    """Where each patch begins, in seconds: [patches]."""
    tags: tuple[str, ...]
    probabilities: NDArray[np.float32]
    """Independent probabilities, 0..1: [patches, tags]."""

    def song_tags(self) -> dict[str, float]:
        """The song's own probability of each tag: the mean over its patches, as the original's `top_tags` takes it."""
        means = self.probabilities.mean(axis=0, dtype=np.float64)
        return dict(zip(self.tags, means.tolist(), strict=True))

    def top(self, count: int = 5) -> list[str]:
        """The song's `count` likeliest tags, likeliest first; equal ones in the order of the vocabulary."""
        song = self.song_tags()
        return sorted(song, key=lambda tag: -song[tag])[:count]


@dataclass(frozen=True, slots=True)
class Tagging:
    """What one tagger heard: the taggram, and the 200 features (penultimate layer) behind it."""

    taggram: Taggram
    features: NDArray[np.float32]
    """[patches, 200]."""

    def embedding(self) -> NDArray[np.float32]:
        """The song as one vector: the mean of the features over its patches, float32 [200]."""
        return np.asarray(self.features.mean(axis=0, dtype=np.float64), np.float32)


def joined(taggings: Sequence[Tagging]) -> Tagging:
    """The taggings of several passages of one song, by one tagger, as one; at least one is needed."""
    first = taggings[0].taggram
    times = np.concatenate([each.taggram.times for each in taggings])
    probabilities = np.concatenate([each.taggram.probabilities for each in taggings])
    return Tagging(Taggram(times, first.tags, probabilities), np.concatenate([each.features for each in taggings]))
