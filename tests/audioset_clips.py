"""Small AudioSet folders for tests, from one seed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from albumen.data.audioset import Clip, serialise
from albumen.data.tfrecord import write_records

ROCK, SKA, HAPPY, SCARY, SPEECH = 219, 263, 276, 282, 0


def make_clip(number: int = 0, labels: Iterable[int] = (ROCK,), seconds: int = 10) -> Clip:
    """A clip whose frames follow from its number."""
    rng = np.random.default_rng(number)
    frames = rng.integers(0, 256, (seconds, 128), dtype=np.uint8)
    return Clip(f"video{number:06d}", 30.0, 30.0 + seconds, tuple(labels), frames)


def write_shard(path: Path, clips: Iterable[Clip]) -> Path:
    """One TFRecord file of clips."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_records(path, map(serialise, clips))
    return path


def write_split(folder: Path, labels: Sequence[Sequence[int]], split: str = "unbal_train", shards: int = 2) -> None:
    """A split of clips with these labels, spread evenly over shards; every seventh clip is short."""
    clips = [make_clip(n, held, seconds=10 if n % 7 else 1 + n % 10) for n, held in enumerate(labels)]
    for shard in range(shards):
        write_shard(folder / split / f"{shard:02d}.tfrecord", clips[shard::shards])


def assert_same(a: Clip, b: Clip) -> None:
    """Two clips are equal in every field."""
    assert (a.video_id, a.start, a.end, a.labels) == (b.video_id, b.start, b.end, b.labels)
    np.testing.assert_array_equal(a.frames, b.frames)
