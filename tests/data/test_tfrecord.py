"""TFRecord files: what is written is read, and no damage goes unseen."""

from __future__ import annotations

import gzip
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from albumen.data.crc32c import masked_crc32c
from albumen.data.tfrecord import Damage, read_records, write_records
from albumen.errors import AlbumenError, BadDataset

RECORDS = [b"first", b"", b"third and longer"]


def laid_out(records: list[bytes]) -> bytes:
    """The bytes of a file by the format's definition."""
    out = b""
    for record in records:
        length = struct.pack("<Q", len(record))
        out += length + struct.pack("<I", masked_crc32c(length)) + record + struct.pack("<I", masked_crc32c(record))
    return out


def read(path: Path) -> tuple[list[tuple[int, bytes]], list[Damage]]:
    damage: list[Damage] = []
    return list(read_records(path, damage.append)), damage


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "00.tfrecord"


def test_the_file_is_laid_out_as_defined(path: Path) -> None:
    write_records(path, RECORDS)
    assert path.read_bytes() == laid_out(RECORDS)


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=8))
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, records: list[bytes]) -> None:
    path = tmp_path_factory.mktemp("records") / "a.tfrecord"
    write_records(path, records)
    assert list(read_records(path)) == list(enumerate(records))


def test_a_file_that_tensorflow_wrote_is_read() -> None:
    assert len(list(read_records(Path(__file__).parent / "tensorflow.tfrecord"))) == 3


@pytest.mark.parametrize("at", range(len(laid_out(RECORDS))))
def test_no_changed_byte_goes_unseen(path: Path, at: int) -> None:
    data = bytearray(laid_out(RECORDS))
    data[at] ^= 0x40
    path.write_bytes(data)
    found, damage = read(path)
    assert len(damage) == 1
    assert all(record == RECORDS[number] for number, record in found)


@pytest.mark.parametrize("size", range(1, len(laid_out(RECORDS))))
def test_no_missing_end_goes_unseen(path: Path, size: int) -> None:
    path.write_bytes(laid_out(RECORDS)[:size])
    found, damage = read(path)
    whole = [len(laid_out(RECORDS[:count])) for count in range(1, 3)]
    assert [number for number, _ in found] == [number for number, end in enumerate(whole) if end <= size]
    assert bool(damage) == (size not in whole)


def test_reading_goes_on_after_damaged_bytes(path: Path) -> None:
    data = bytearray(laid_out(RECORDS))
    data[12] ^= 1
    path.write_bytes(data)
    found, damage = read(path)
    assert [record for _, record in found] == RECORDS[1:]
    assert [(d.path, d.record) for d in damage] == [(path, 0)]


def test_a_damaged_length_ends_the_file(path: Path) -> None:
    data = bytearray(laid_out(RECORDS))
    data[len(laid_out(RECORDS[:1]))] ^= 1
    path.write_bytes(data)
    found, damage = read(path)
    assert [record for _, record in found] == RECORDS[:1]
    assert "checksum of a length" in damage[0].reason


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"<html>not found, alas</html>", "is not a TFRecord file"),
        (gzip.compress(b"x" * 99), "compressed with gzip"),
        (laid_out(RECORDS)[:-1], "is cut short at record 3"),
        (laid_out(RECORDS)[:20], "is cut short"),
    ],
)
def test_damage_is_refused_in_one_sentence(path: Path, data: bytes, says: str) -> None:
    path.write_bytes(data)
    with pytest.raises(BadDataset, match=says) as error:
        list(read_records(path))
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)


def test_a_length_beyond_the_file_is_not_allocated(path: Path) -> None:
    length = struct.pack("<Q", 1 << 50)
    path.write_bytes(length + struct.pack("<I", masked_crc32c(length)) + b"short")
    with pytest.raises(BadDataset, match="cut short"):
        list(read_records(path))


@pytest.mark.parametrize("name", ["missing.tfrecord", "."])
def test_what_cannot_be_opened_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadDataset, match="cannot be read"):
        list(read_records(tmp_path / name))


def test_a_write_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def failing() -> list[bytes]:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_records(tmp_path / "a.tfrecord", (record for _ in range(1) for record in failing()))
    with pytest.raises(AlbumenError):
        write_records(tmp_path / "nowhere" / "a.tfrecord", RECORDS)
    assert list(tmp_path.iterdir()) == []


def test_records_come_before_the_damage_behind_them(path: Path) -> None:
    path.write_bytes(laid_out(RECORDS)[:-1])
    found = read_records(path)
    assert [next(found), next(found)] == list(enumerate(RECORDS[:2]))
    with pytest.raises(BadDataset):
        next(found)


def test_records_are_counted_through_damage(path: Path) -> None:
    data = bytearray(laid_out(RECORDS))
    data[12] ^= 1
    path.write_bytes(data)
    assert [number for number, _ in read(path)[0]] == [1, 2]
