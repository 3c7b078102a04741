"""Checkpoints of format V1: one that TensorFlow 2.21 wrote (`tools/run_original_vggish.py`), and damaged ones."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from albumen.data.sstable import BadCheckpoint, table_items
from albumen.data.tensor_slices import read_tensors
from tests.sstables import field, table

REAL = (Path(__file__).parent / "tensorflow_v1.ckpt").read_bytes()


def described(name: bytes, shape: tuple[int, ...], kind: int = 1) -> bytes:
    """A SavedSliceMeta."""
    return field(1, name) + field(2, b"".join(field(2, field(1, size)) for size in shape)) + field(3, kind)


def saved(name: bytes, values: bytes, extents: tuple[bytes, ...]) -> bytes:
    """The value of a key: a SavedTensorSlices with one SavedSlice."""
    part = b"".join(field(1, extent) for extent in extents)
    return field(2, field(1, name) + field(2, part) + field(3, field(5, values)))


def checkpoint(meta: bytes, *values: bytes) -> bytes:
    rest = [(0, b"\0%d" % key, value) for key, value in enumerate(values)]
    return table([(0, b"", field(1, field(1, meta))), *rest])


def test_whole_variables_slices_and_scalars_are_tensorflows() -> None:
    tensors = read_tensors(REAL)
    np.testing.assert_array_equal(tensors["whole"], np.arange(6).reshape(2, 3) / 4)
    np.testing.assert_array_equal(tensors["parted"], np.arange(14).reshape(7, 2) - 5)
    assert tensors["scalar"] == 2.5
    assert tensors["whole"].dtype == np.float32


def test_integers_are_passed_over() -> None:
    assert sorted(read_tensors(REAL)) == ["parted", "scalar", "whole"]


def test_tensorflow_wrote_the_second_in_three_slices() -> None:
    assert sum(b"parted" in key for key, _ in table_items(REAL)) == 3


@pytest.mark.parametrize("content", [b"", b"<html>not found</html>", REAL[:-1], REAL[100:-48], bytes(1000)])
def test_what_is_no_checkpoint_is_refused(content: bytes) -> None:
    with pytest.raises(BadCheckpoint, match="LevelDB table"):
        read_tensors(content)


@pytest.mark.parametrize("at", range(0, 400, 17))
def test_a_changed_byte_is_seen(at: int) -> None:
    content = bytearray(REAL)
    content[at] ^= 0x40
    with pytest.raises(BadCheckpoint, match="damaged"):
        read_tensors(bytes(content))


def test_a_slice_is_put_where_its_extent_says() -> None:
    made = checkpoint(
        described(b"v", (3, 2)),
        saved(b"v", struct.pack("<2f", 5, 6), (field(1, 2) + field(2, 1), b"")),
        saved(b"v", struct.pack("<4f", 1, 2, 3, 4), (field(2, 2), b"")),
    )
    assert read_tensors(made)["v"].tolist() == [[1, 2], [3, 4], [5, 6]]


def test_a_missing_slice_is_named() -> None:
    made = checkpoint(described(b"v", (3, 2)), saved(b"v", bytes(16), (field(2, 2), b"")))
    with pytest.raises(BadCheckpoint, match="lacks values of the variable 'v'"):
        read_tensors(made)


@pytest.mark.parametrize("values", [bytes(20), bytes(28), b""])
def test_too_few_or_too_many_values_are_refused(values: bytes) -> None:
    with pytest.raises(BadCheckpoint, match="'v' do not fill their slice"):
        read_tensors(checkpoint(described(b"v", (3, 2)), saved(b"v", values, (b"", b""))))


def test_a_slice_of_other_dimensions_is_refused() -> None:
    with pytest.raises(BadCheckpoint, match="do not fill"):
        read_tensors(checkpoint(described(b"v", (3, 2)), saved(b"v", bytes(24), (b"",))))


def test_a_message_that_is_cut_short_is_refused() -> None:
    with pytest.raises(BadCheckpoint, match="message that is damaged"):
        read_tensors(checkpoint(described(b"v", (1,)), saved(b"v", bytes(4), (b"",))[:-2]))
