"""AudioSet's CSV files: the labelled segments of each split, and the list of labels."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from albumen.errors import BadDataset


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of one video: `start` and `end` in seconds, `labels` as MIDs."""

    video_id: str
    start: float
    end: float
    labels: tuple[str, ...]


def read_segments(path: Path) -> Iterator[Segment]:
    """The rows of eval_segments.csv and its like, one in memory at a time; comments and a heading are passed over.

    Raises
    ------
    BadDataset
        The file cannot be read, or a row is no segment.
    """
    for line, row in _rows(path):
        if row[0].startswith("#") or row[0] == "YTID":
            continue
        try:
            video_id, start, end, labels = row
            first, last = float(start), float(end)
            if not 0 <= first < last < math.inf:
                raise ValueError("no stretch of time")
            yield Segment(video_id, first, last, tuple(labels.split(",")))
        except ValueError:
            raise BadDataset(f"{path} has no segment in line {line}; bring the file again.") from None


def read_indices(path: Path) -> dict[str, int]:
    """Index of each MID by class_labels_indices.csv; BadDataset if the file is another."""
    try:
        return {mid: int(index) for line, (index, mid, _) in _rows(path) if line > 1}
    except ValueError:
        raise BadDataset(f"{path} is not AudioSet's class_labels_indices.csv; bring the file again.") from None


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not blank with its line, from 1."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file, skipinitialspace=True)
            yield from ((reader.line_num, row) for row in reader if row)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadDataset(f"{path} cannot be read ({error}).") from error
