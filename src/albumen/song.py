"""Songs and the sound in them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Audio:
    """Sound: `samples` float32 [channels, frames] in -1..1 at `rate` hertz."""

    samples: Samples
    rate: int

    @property
    def seconds(self) -> float:
        """Length in seconds."""
        return int(self.samples.shape[1]) / self.rate

    def mono(self) -> Samples:
        """The mean of the channels, float32 [frames]."""
        mono: Samples = self.samples[0] if len(self.samples) == 1 else self.samples.mean(axis=0, dtype=np.float32)
        return mono


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a song that was listened to: it begins `start` seconds into the song."""

    start: float
    audio: Audio


class AudioSource(Protocol):
    """Where a song's sound comes from; reads stretches, never the whole of a long file."""

    def read(self, start: float, seconds: float) -> Audio:
        """The sound from `start` for at most `seconds`, at the file's own rate up to 48 kHz, in one or two channels.

        Raises
        ------
        BadAudio
            The file cannot be decoded there.
        """
        ...


@dataclass(frozen=True, slots=True)
class Song:
    """A song on disk: what its tags say, how long it is, and a way to hear any stretch of it."""

    path: Path
    duration: float
    """Length in seconds."""
    source: AudioSource
    title: str | None = None
    artist: str | None = None
    album: str | None = None
    released: str | None = None
    """Release date as the tags have it: a year or an ISO date."""
