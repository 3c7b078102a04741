"""Where the splits lie, and what reading them does with damage."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from albumen.data.audioset import need_shards, read_clips, serialise, shards
from albumen.data.tfrecord import Damage, write_records
from albumen.errors import BadDataset
from tests.audioset_clips import assert_same, make_clip, write_shard, write_split


def test_each_split_has_its_own_shards_in_order(tmp_path: Path) -> None:
    for split in ("bal_train", "unbal_train", "eval"):
        write_split(tmp_path, [[219]] * 3, split, shards=3)
    assert [path.name for path in shards(tmp_path, "balanced")] == ["00.tfrecord", "01.tfrecord", "02.tfrecord"]
    assert {path.parent.name for path in shards(tmp_path, "balanced")} == {"bal_train"}
    assert {path.parent.name for path in shards(tmp_path, "unbalanced")} == {"unbal_train"}
    assert {path.parent.name for path in shards(tmp_path, "eval")} == {"eval"}


def test_the_archives_own_folder_is_found(tmp_path: Path) -> None:
    write_split(tmp_path / "audioset_v1_embeddings", [[219]], "eval", shards=1)
    assert len(need_shards(tmp_path, "eval")) == 1


def test_a_split_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadDataset, match=r"bal_train/\*\.tfrecord; unpack"):
        need_shards(tmp_path, "balanced")


def test_clips_come_in_the_order_of_the_files(tmp_path: Path) -> None:
    clips = [make_clip(n) for n in range(4)]
    paths = [write_shard(tmp_path / "a.tfrecord", clips[:3]), write_shard(tmp_path / "b.tfrecord", clips[3:])]
    for found, clip in zip(read_clips(paths), clips, strict=True):
        assert_same(found, clip)


def test_records_of_another_kind_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tfrecord"
    write_records(path, [serialise(make_clip()), b"a picture, say"])
    with pytest.raises(BadDataset, match=r"other than an AudioSet clip \(.*\) at record 2;"):
        list(read_clips([path]))


def test_what_is_damaged_can_be_passed_over(tmp_path: Path) -> None:
    clips = [make_clip(n) for n in range(4)]
    damaged = write_shard(tmp_path / "a.tfrecord", clips)
    data = bytearray(damaged.read_bytes())
    data[len(data) // 8] ^= 1
    damaged.write_bytes(data[:-5])
    odd = tmp_path / "b.tfrecord"
    write_records(odd, [b"odd", serialise(clips[3])])
    missing: list[Damage] = []
    ids = [clip.video_id for clip in read_clips([damaged, odd], missing.append)]
    assert ids == ["video000001", "video000002", "video000003"]
    assert [(d.path.name, d.record) for d in missing] == [("a.tfrecord", 0), ("a.tfrecord", 3), ("b.tfrecord", 0)]


def test_reading_holds_one_clip_at_a_time(tmp_path: Path) -> None:
    path = write_shard(tmp_path / "a.tfrecord", (make_clip(n) for n in range(2000)))
    tracemalloc.start()
    try:
        assert sum(1 for _ in read_clips([path])) == 2000
        assert tracemalloc.get_traced_memory()[1] < 600_000  # a fifth of the file
    finally:
        tracemalloc.stop()
