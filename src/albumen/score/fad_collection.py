"""What was heard of a collection of songs, by one embedding: all that a distance between two collections needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from albumen import audio
from albumen.audio.passages import clock
from albumen.errors import AlbumenError, BadAudio, MissingExtra, MissingWeights
from albumen.progress import Progress, silent
from albumen.score.embeddings import Embedding, Frames
from albumen.score.fad_sample import Reservoir, Sample
from albumen.score.fad_statistics import Running, Statistics

Fault = Callable[[Path, AlbumenError], None]
"""Told of a file that could not be heard; the rest go on."""
Listening = Callable[[Path, Frames], None]
"""Told of each song's frames."""


@dataclass(frozen=True, slots=True, eq=False)
class Collection:
    """Songs as one cloud of frames: its Gaussian, and a fair sample of it."""

    name: str
    """The folder, or what else says which songs these are."""
    embedding: str
    version: str
    songs: int
    seconds: float
    """Seconds of sound that were heard."""
    statistics: Statistics
    sample: Sample
    skipped: tuple[str, ...] = ()
    """A sentence for each file that could not be heard."""

    def to_dict(self) -> dict[str, object]:
        """For JSON: everything but the numbers themselves."""
        return {
            "name": self.name,
            "files": self.songs + len(self.skipped),
            "songs": self.songs,
            "frames": self.statistics.count,
            "seconds": round(self.seconds, 3),
            "skipped": list(self.skipped),
        }

    def to_text(self) -> str:
        """In words."""
        files = f" of {self.songs + len(self.skipped):,} files" if self.skipped else ""
        length = f" in {clock(self.seconds)}" if self.seconds else ""
        return f"{self.name}: {self.songs:,} songs{files}, {self.statistics.count:,} frames{length}"


def gather(
    name: str,
    paths: Sequence[Path],
    embedding: Embedding,
    fault: Fault,
    progress: Progress = silent,
    listening: Listening | None = None,
    seed: int = 0,
) -> Collection:
    """Hears songs one after the other; the memory does not grow with their number.

    `listening` is told of each song's frames. `seed` draws the sample, where there are more frames than it keeps.

    Raises
    ------
    MissingWeights, MissingExtra
        The embedding lacks something.
    BadDataset
        All songs together have less than two frames.
    """
    running, reservoir = Running(embedding.dimension), Reservoir(embedding.dimension, np.random.default_rng(seed))
    songs, seconds = 0, 0.0
    skipped: list[str] = []
    for done, path in enumerate(paths):
        progress(done / len(paths), path.name)
        try:
            frames, length = _frames(path, embedding)
        except (MissingWeights, MissingExtra):
            raise
        except AlbumenError as error:
            skipped.append(str(error))
            fault(path, error)
            continue
        running.add(frames)
        reservoir.add(frames, songs)
        songs, seconds = songs + 1, seconds + length
        if listening:
            listening(path, frames)
    progress(1.0, "")
    heard, kept = running.statistics(), reservoir.sample()
    return Collection(name, embedding.name, embedding.version, songs, seconds, heard, kept, tuple(skipped))


def _frames(path: Path, embedding: Embedding) -> tuple[Frames, float]:
    """A song's frames, and how many seconds of it they are."""
    song = audio.open(path)
    frames = embedding.embed(song)
    if not len(frames) or not np.isfinite(frames).all():
        raise BadAudio(f"{path} gives no embeddings of {embedding.name} that are numbers; check its sound.")
    return frames, min(len(frames) * embedding.seconds or song.duration, song.duration)
