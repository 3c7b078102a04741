"""What was pulled, byte for byte: the lock file beside each model, written when the last file is in place."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file as it was pulled; `size` in bytes."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Record:
    """The revision and the files of one pulled model; it outlives the weights, so that a later pull must match it."""

    origin: str
    revision: str
    files: tuple[HeldFile, ...]

    def sha256(self, path: str, revision: str) -> str | None:
        """The checksum that was recorded for a file of the same revision."""
        if revision != self.revision:
            return None
        return next((file.sha256 for file in self.files if file.path == path), None)

    def whole_in(self, folder: Path) -> bool:
        """Whether every file is in `folder`, at its size."""
        return all(_size(folder / file.path) == file.size for file in self.files)


def record_path(root: Path, name: str) -> Path:
    """Where a model's record lies."""
    return root / f"{name}.lock.json"


def read_record(root: Path, name: str) -> Record | None:
    """A model's record; None where there is none or it is damaged."""
    try:
        held = json.loads(record_path(root, name).read_text(encoding="utf-8"))
        files = tuple(HeldFile(**file) for file in held["files"])
        return Record(held["origin"], held["revision"], files)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_record(root: Path, name: str, record: Record) -> None:
    """Puts a model's record in place, whole or not at all."""
    path = record_path(root, name)
    fresh = path.with_suffix(".part")
    with fresh.open("w", encoding="utf-8") as file:
        json.dump(asdict(record), file, indent=2)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None
