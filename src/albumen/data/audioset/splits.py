"""Where AudioSet's three splits lie in a folder, and the clips of their shards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from albumen.data.audioset.clip import Clip, parse
from albumen.data.tfrecord import Damage, OnDamage, read_records, refuse
from albumen.data.wire import Malformed
from albumen.errors import BadDataset

Split = Literal["eval", "balanced", "unbalanced"]
SPLITS: tuple[Split, ...] = ("eval", "balanced", "unbalanced")
_SHARDS = {"eval": "eval", "balanced": "bal_train", "unbalanced": "unbal_train"}
_SEGMENTS = {"eval": "eval", "balanced": "balanced_train", "unbalanced": "unbalanced_train"}


def shards(folder: Path, split: Split) -> list[Path]:
    """The split's TFRecord files in order of name; none if they are not there.

    `folder` is where features.tar.gz was unpacked, or the folder `audioset_v1_embeddings` that it makes.
    """
    places = (folder / _SHARDS[split], folder / "audioset_v1_embeddings" / _SHARDS[split])
    return sorted(path for place in places for path in place.glob("*.tfrecord"))


def need_shards(folder: Path, split: Split) -> list[Path]:
    """Like `shards`; BadDataset if there are none."""
    found = shards(folder, split)
    if not found:
        raise BadDataset(
            f"{folder} holds no {_SHARDS[split]}/*.tfrecord; unpack AudioSet's features.tar.gz there "
            "or name the folder that it was unpacked in."
        )
    return found


def segments_file(folder: Path, split: Split) -> Path | None:
    """The split's CSV file; None if it is not there."""
    path = folder / f"{_SEGMENTS[split]}_segments.csv"
    return path if path.is_file() else None


def read_clips(paths: Iterable[Path], on_damage: OnDamage = refuse) -> Iterator[Clip]:
    """The clips of these files in order, one in memory at a time.

    Damage is told to `on_damage`; if that returns, the record (or what is left of the file) is passed over.

    Raises
    ------
    BadDataset
        A file cannot be read, or (from `refuse`) it is damaged or holds something else.
    """
    for path in paths:
        for number, record in read_records(path, on_damage):
            try:
                clip = parse(record)
            except Malformed as error:
                on_damage(Damage(path, number, f"holds something other than an AudioSet clip ({error})"))
            else:
                yield clip
