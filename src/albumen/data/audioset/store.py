"""The labelled clips of a split in memory-mapped arrays, so that training reads at the speed of memory."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tokenize import TokenError  # which numpy lets through from an odd header

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray

from albumen.data.audioset.clip import BANDS, ID_LENGTH, SECONDS, Clip
from albumen.data.audioset.labels import EXACT, Bits, mask
from albumen.data.audioset.splits import read_clips
from albumen.data.growing import GrowingArray
from albumen.data.tfrecord import Damage, OnDamage, refuse
from albumen.errors import AlbumenError, BadDataset
from albumen.progress import Progress, silent

LAYOUT = 1
"""Raised when what is stored changes, so that older stores are made anew."""
COLUMNS = ("features", "seconds", "masks", "ids")
CHUNK = 1024
"""Clips that are held in memory before they are written."""


@dataclass(frozen=True, slots=True, eq=False)
class ClipStore:
    """Clips with at least one of the 32 classes; every array is mapped from disk, not loaded.

    `features` uint8 [clips, 10, 128], zero after a clip's last second; `seconds` uint8 [clips], 1..10; `masks` uint32
    [clips], see `labels`; `ids` bytes [clips], of videos; `skipped` counts what was damaged and passed over.
    """

    features: NDArray[np.uint8]
    seconds: NDArray[np.uint8]
    masks: NDArray[np.uint32]
    ids: NDArray[np.bytes_]
    skipped: int


def open_store(
    paths: Sequence[Path],
    folder: Path,
    bits: Bits = EXACT,
    on_damage: OnDamage = refuse,
    progress: Progress = silent,
) -> ClipStore:
    """The store of these files' clips; made in `folder` the first time, whole or not at all, and then only mapped.

    It is made anew when a file's name, size or time of change, `bits`, or whether damage is refused, differ.

    Raises
    ------
    BadDataset
        A file cannot be read or (from `refuse`) is damaged, or no clip has any of the classes.
    AlbumenError
        The store cannot be written.
    """
    home = folder / f"clips-{_key(paths, bits, on_damage is refuse)}"
    store = _map(home)
    if store is None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with FileLock(f"{home}.lock"):  # of many processes of one training, one makes it
                store = _map(home) or _make(home, paths, bits, on_damage, progress)
        except OSError as error:
            raise AlbumenError(f"{home} cannot be written ({error.strerror or error}).") from error
    if store is None:
        raise AlbumenError(f"{home} cannot be read back after it was written; is another program changing it?")
    return store


def _key(paths: Iterable[Path], bits: Bits, strict: bool) -> str:
    try:
        files = [(f"{path.parent.name}/{path.name}", path.stat().st_size, path.stat().st_mtime_ns) for path in paths]
    except OSError as error:
        raise BadDataset(f"{error.filename} cannot be read ({error.strerror}).") from error
    words = sorted((str(key), value) for key, value in bits.items())
    return hashlib.sha256(json.dumps([LAYOUT, files, words, strict]).encode()).hexdigest()[:16]


def _map(home: Path) -> ClipStore | None:
    """The store, or None if there is none or a file of it is damaged."""
    try:
        told = json.loads((home / "store.json").read_text())
        features, seconds, masks, ids = (np.load(home / f"{name}.npy", mmap_mode="r") for name in COLUMNS)
        store = ClipStore(features, seconds, masks, ids, told["skipped"])
        rows = {len(features), len(seconds), len(masks), len(ids), told["clips"]}
    except (OSError, ValueError, KeyError, TypeError, EOFError, TokenError):
        return None
    return store if len(rows) == 1 and store.features.shape[1:] == (SECONDS, BANDS) else None


def _make(home: Path, paths: Sequence[Path], bits: Bits, on_damage: OnDamage, progress: Progress) -> ClipStore | None:
    part = home.with_name(f".{home.name}.part")
    shutil.rmtree(part, ignore_errors=True)  # of a run that was killed
    try:
        part.mkdir()
        _fill(part, paths, bits, on_damage, progress)
        shutil.rmtree(home, ignore_errors=True)
        part.replace(home)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return _map(home)


def _fill(part: Path, paths: Sequence[Path], bits: Bits, on_damage: OnDamage, progress: Progress) -> None:
    skipped = 0

    def tell(damage: Damage) -> None:
        nonlocal skipped
        on_damage(damage)
        skipped += 1

    with (
        GrowingArray(part / "features.npy", np.uint8, (SECONDS, BANDS)) as features,
        GrowingArray(part / "seconds.npy", np.uint8) as seconds,
        GrowingArray(part / "masks.npy", np.uint32) as masks,
        GrowingArray(part / "ids.npy", f"S{ID_LENGTH}") as ids,
    ):
        for done, path in enumerate(paths):
            progress(done / len(paths), path.name)
            kept = ((clip, mask(clip.labels, bits)) for clip in read_clips([path], tell))
            for chunk in _chunks((clip, found) for clip, found in kept if found):
                features.append(_padded([clip for clip, _ in chunk]))
                seconds.append([len(clip.frames) for clip, _ in chunk])
                masks.append([found for _, found in chunk])
                ids.append([clip.video_id.encode() for clip, _ in chunk])
    if not len(masks):
        raise BadDataset(f"None of the clips in {paths[0].parent if paths else 'no files'} has any of the 32 labels.")
    with (part / "store.json").open("w") as file:
        json.dump({"clips": len(masks), "skipped": skipped, "files": len(paths)}, file)
        file.flush()
        os.fsync(file.fileno())


def _chunks(rows: Iterable[tuple[Clip, int]]) -> Iterable[list[tuple[Clip, int]]]:
    chunk: list[tuple[Clip, int]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _padded(clips: Sequence[Clip]) -> NDArray[np.uint8]:
    block = np.zeros((len(clips), SECONDS, BANDS), np.uint8)
    for row, clip in zip(block, clips, strict=True):
        row[: len(clip.frames)] = clip.frames
    return block
