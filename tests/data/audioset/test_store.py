"""Clips in memory-mapped arrays: the same clips, made once, whole or not at all."""

from __future__ import annotations

import errno
import os
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from albumen.data.audioset import EXACT, ClipStore, mask, open_store, shards, store
from albumen.data.growing import GrowingArray
from albumen.data.tfrecord import Damage
from albumen.errors import AlbumenError, BadDataset
from tests.audioset_clips import HAPPY, ROCK, SKA, SPEECH, make_clip, write_shard, write_split

LABELLED = [[ROCK], [SPEECH], [SKA, HAPPY], [], [HAPPY], [ROCK, SKA], [SPEECH], [SKA]]


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    write_split(tmp_path, LABELLED, shards=1)
    return shards(tmp_path, "unbalanced")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "store"


def forbid_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_: object) -> Iterator[object]:
        raise AssertionError("the files were read again")

    monkeypatch.setattr(store, "read_clips", read)


def same(a: ClipStore, b: ClipStore) -> bool:
    return all(np.array_equal(getattr(a, name), getattr(b, name)) for name in store.COLUMNS)


def test_it_holds_the_clips_that_have_a_class(paths: list[Path], home: Path) -> None:
    held = open_store(paths, home)
    kept = [number for number, labels in enumerate(LABELLED) if mask(labels)]
    assert held.ids.tolist() == [f"video{number:06d}".encode() for number in kept]
    assert held.masks.tolist() == [mask(LABELLED[number]) for number in kept]
    assert held.seconds.tolist() == [1, 10, 10, 10, 8]
    for row, number in enumerate(kept):
        clip = make_clip(number, seconds=int(held.seconds[row]))
        np.testing.assert_array_equal(held.features[row, : held.seconds[row]], clip.frames)
        assert not held.features[row, held.seconds[row] :].any()


def test_its_arrays_are_mapped(paths: list[Path], home: Path) -> None:
    assert isinstance(open_store(paths, home).features, np.memmap)


def test_the_second_time_no_file_is_read(paths: list[Path], home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = open_store(paths, home)
    forbid_reading(monkeypatch)
    assert same(open_store(paths, home), first)


def test_a_changed_file_makes_it_anew(paths: list[Path], home: Path) -> None:
    open_store(paths, home)
    write_shard(paths[0], [make_clip(99)])
    assert open_store(paths, home).ids.tolist() == [b"video000099"]


def test_a_file_of_the_same_size_but_later_makes_it_anew(paths: list[Path], home: Path) -> None:
    open_store(paths, home)
    os.utime(paths[0], ns=(1, 1))
    open_store(paths, home)
    assert len(list(home.glob("clips-*/ids.npy"))) == 2


def test_other_labels_make_another(paths: list[Path], home: Path) -> None:
    assert len(open_store(paths, home, {**EXACT, SPEECH: 1}).ids) == 7
    assert len(open_store(paths, home).ids) == 5


def test_chunks_leave_no_seam(paths: list[Path], home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = open_store(paths, home)
    monkeypatch.setattr(store, "CHUNK", 2)
    assert same(open_store(paths, home.with_name("chunked")), whole)


def test_one_that_was_cut_short_is_made_again(paths: list[Path], home: Path) -> None:
    whole = open_store(paths, home)
    expected = np.array(whole.features)
    file = next(home.glob("clips-*/features.npy"))
    file.write_bytes(file.read_bytes()[:-100])
    np.testing.assert_array_equal(open_store(paths, home).features, expected)


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("features.npy", b""),
        ("masks.npy", b"\x93NUMPY\x01\x00\x10\x00{'descr': '<u4', "),
        ("seconds.npy", b"\x93NUMPY\x01\x00"),
        ("store.json", b"[]"),
        ("store.json", b"null"),
        ("store.json", b'{"clips": 1, "skipped": 0}'),
    ],
)
def test_one_that_is_damaged_is_made_again(paths: list[Path], home: Path, name: str, held: bytes) -> None:
    whole = open_store(paths, home)
    [folder] = [path for path in home.iterdir() if path.is_dir()]
    (folder / name).unlink()  # it is mapped, and what is mapped must not shrink
    (folder / name).write_bytes(held)
    again = open_store(paths, home)
    np.testing.assert_array_equal(again.features, whole.features)
    np.testing.assert_array_equal(again.masks, whole.masks)


def test_what_a_killed_run_left_is_cleared_away(paths: list[Path], home: Path) -> None:
    open_store(paths, home)
    made = next(home.glob("clips-*/ids.npy")).parent
    left = made.rename(made.with_name(f".{made.name}.part"))
    (left / "seconds.npy").write_bytes(b"half")
    assert len(open_store(paths, home).ids) == 5
    assert not left.exists()


def test_of_two_processes_at_once_one_makes_it(paths: list[Path], home: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        a, b = pool.map(lambda _: open_store(paths, home), range(2))
    assert same(a, b)
    assert a.features.filename == b.features.filename  # type: ignore[attr-defined]


def test_damage_is_refused_and_leaves_nothing(paths: list[Path], home: Path) -> None:
    paths[0].write_bytes(paths[0].read_bytes()[:-1])
    with pytest.raises(BadDataset, match="cut short"):
        open_store(paths, home)
    assert not [path for path in home.rglob("*") if path.suffix != ".lock"]


def test_damage_that_is_passed_over_is_counted_for_good(paths: list[Path], home: Path) -> None:
    paths[0].write_bytes(paths[0].read_bytes()[:-1])
    told: list[Damage] = []
    assert open_store(paths, home, on_damage=told.append).skipped == 1
    assert len(told) == 1
    assert open_store(paths, home, on_damage=told.append).skipped == 1
    with pytest.raises(BadDataset):
        open_store(paths, home)


def test_a_full_disk_is_one_sentence_and_leaves_nothing(
    paths: list[Path], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: GrowingArray, rows: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(GrowingArray, "append", full)
    with pytest.raises(AlbumenError, match=r"cannot be written \(No space left on device\)\.$"):
        open_store(paths, home)
    assert not [path for path in home.rglob("*") if path.suffix != ".lock"]


def test_clips_without_any_class_make_no_store(tmp_path: Path, home: Path) -> None:
    path = write_shard(tmp_path / "a.tfrecord", [make_clip(labels=[SPEECH])])
    with pytest.raises(BadDataset, match="None of the clips"):
        open_store([path], home)
    with pytest.raises(BadDataset, match="cannot be read"):
        open_store([tmp_path / "missing.tfrecord"], home)


def test_progress_goes_by_files(tmp_path: Path, home: Path) -> None:
    write_split(tmp_path, LABELLED, shards=4)
    told: list[float] = []
    open_store(shards(tmp_path, "unbalanced"), home, progress=lambda done, doing="": told.append(done))
    assert told == [0, 0.25, 0.5, 0.75]


def test_memory_does_not_grow_with_the_clips(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "CHUNK", 64)
    path = write_shard(tmp_path / "a.tfrecord", (make_clip(n) for n in range(3000)))
    tracemalloc.start()
    try:
        assert len(open_store([path], home).ids) == 3000
        assert tracemalloc.get_traced_memory()[1] < 1_500_000  # a sixth of what the clips hold
    finally:
        tracemalloc.stop()
