"""How AudioSet's clips spread over the genres and moods (the paper's section 3.1 and Fig. 2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from albumen.data.audioset.labels import CLASSES, EXACT, WORDS, Bits, Task, mask, task_bits
from albumen.data.audioset.segments import read_segments
from albumen.data.audioset.splits import SPLITS, Split, need_shards, read_clips, segments_file, shards
from albumen.data.tfrecord import OnDamage, refuse
from albumen.progress import Progress, silent

_ROW = np.dtype([("mask", np.uint32), ("seconds", np.uint32)])


@dataclass(frozen=True, slots=True)
class Distribution:
    """The clips of one split.

    `clips` are all of them; `labelled` those with at least one class of a task, `seconds` their length (of a feature
    file: how many 128-byte frames they hold), `several` those with more than one class of it; `counts` the clips of
    each of the 32 classes.
    """

    clips: int
    labelled: Mapping[Task, int]
    seconds: Mapping[Task, int]
    several: Mapping[Task, int]
    counts: Mapping[str, int]

    def to_dict(self) -> dict[str, object]:
        """The same for JSON."""
        return {name: dict(held) if isinstance(held := getattr(self, name), Mapping) else held for name in _FIELDS}


_FIELDS = ("clips", "labelled", "seconds", "several", "counts")


def count(rows: Iterable[tuple[int, int]]) -> Distribution:
    """The distribution of clips that are each given as (mask, seconds); eight bytes of memory a clip."""
    table = np.fromiter(rows, _ROW)
    masks, seconds = table["mask"], table["seconds"]
    counts = [int(np.count_nonzero(masks & np.uint32(1 << bit))) for bit in range(len(WORDS))]
    held = {task: np.bitwise_count(masks & np.uint32(task_bits(task))) for task in CLASSES}
    return Distribution(
        len(table),
        {task: int((n > 0).sum()) for task, n in held.items()},
        {task: int(seconds[n > 0].sum()) for task, n in held.items()},
        {task: int((n > 1).sum()) for task, n in held.items()},
        dict(zip(WORDS, counts, strict=True)),
    )


def survey(
    folder: Path, split: Split, bits: Bits = EXACT, on_damage: OnDamage = refuse, progress: Progress = silent
) -> Distribution:
    """The distribution of a split by its feature files, or where there are none by its CSV file.

    Raises
    ------
    BadDataset
        The folder holds neither, or (from `refuse`) a file is damaged.
    """
    segments = segments_file(folder, split)
    if shards(folder, split) or segments is None:
        return count(_of_clips(need_shards(folder, split), bits, on_damage, progress))
    return count((mask(row.labels, bits), round(row.end - row.start)) for row in read_segments(segments))


def survey_all(
    folder: Path, bits: Bits = EXACT, on_damage: OnDamage = refuse, progress: Progress = silent
) -> dict[Split, Distribution]:
    """The distribution of every split that the folder holds; raises as `survey` does, and if there is none."""
    there = [split for split in SPLITS if shards(folder, split) or segments_file(folder, split)]
    return {split: survey(folder, split, bits, on_damage, progress) for split in there or SPLITS[:1]}


def _of_clips(paths: list[Path], bits: Bits, on_damage: OnDamage, progress: Progress) -> Iterator[tuple[int, int]]:
    for done, path in enumerate(paths):
        progress(done / len(paths), f"{path.parent.name}/{path.name}")
        yield from ((mask(clip.labels, bits), len(clip.frames)) for clip in read_clips([path], on_damage))
