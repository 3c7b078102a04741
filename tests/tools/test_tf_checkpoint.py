"""A checkpoint made by hand, byte by byte, from LevelDB's table format and TensorFlow's bundle messages."""

from __future__ import annotations

import struct

import numpy as np
import pytest

from albumen.data.crc32c import masked_crc32c
from albumen.data.sstable import BadCheckpoint, table_items, varint
from tests.sstables import field, number, table
from tools.tf_checkpoint import Checkpoint

KERNEL = np.arange(6, dtype="<f4").reshape(2, 3)
BIAS = np.array([-1.5], "<f4")
DATA = KERNEL.tobytes() + BIAS.tobytes()


def bundle_entry(values: np.ndarray[tuple[int, ...], np.dtype[np.float32]], offset: int, kind: int = 1) -> bytes:
    shape = b"".join(field(2, field(1, size)) for size in values.shape)
    raw = values.tobytes()
    crc = number(6 << 3 | 5) + struct.pack("<I", masked_crc32c(raw))
    return field(1, kind) + field(2, shape) + field(4, offset) + field(5, len(raw)) + crc


HEADER = (0, b"", field(1, 1) + field(3, field(1, 1)))
ITEMS = [
    HEADER,
    (0, b"conv/bias", bundle_entry(BIAS, KERNEL.nbytes)),
    (5, b"kernel", bundle_entry(KERNEL, 0)),
    (5, b"steps", bundle_entry(BIAS, 0, kind=3)),
]


def test_variables_have_their_names_shapes_and_values() -> None:
    checkpoint = Checkpoint(table(ITEMS), DATA)
    np.testing.assert_array_equal(checkpoint.read("conv/kernel"), KERNEL)
    np.testing.assert_array_equal(checkpoint.read("conv/bias"), BIAS)


def test_variables_that_are_not_float32_are_passed_over() -> None:
    assert set(Checkpoint(table(ITEMS), DATA).entries) == {"conv/bias", "conv/kernel"}


def test_keys_are_put_together_from_the_key_before() -> None:
    items = [(0, b"abc", b"1"), (2, b"d", b"2"), (3, b"ef", b"3")]
    assert list(table_items(table(items))) == [(b"abc", b"1"), (b"abd", b"2"), (b"abdef", b"3")]


def test_crc32c_is_castagnoli_as_rfc_3720_gives_it() -> None:
    plain = 0x8A9136AA  # RFC 3720, B.4: 32 bytes of zeros
    assert masked_crc32c(bytes(32)) == ((plain >> 15 | plain << 17 & 0xFFFFFFFF) + 0xA282EAD8) & 0xFFFFFFFF


@pytest.mark.parametrize("value", [0, 1, 127, 128, 300, 2**32 - 1, 2**63])
def test_varint_reads_what_was_written(value: int) -> None:
    assert varint(b"\xff" + number(value) + b"\x07", 1) == (value, 1 + len(number(value)))


@pytest.mark.parametrize("damaged", [b"", b"\x80", b"\xff" * 11])
def test_an_integer_without_an_end_is_refused(damaged: bytes) -> None:
    with pytest.raises(BadCheckpoint, match="integer"):
        varint(damaged, 0)


@pytest.mark.parametrize("index", [b"", b"short", bytes(200), table(ITEMS)[:-1]])
def test_what_does_not_end_like_a_table_is_refused(index: bytes) -> None:
    with pytest.raises(BadCheckpoint, match="LevelDB table"):
        Checkpoint(index, DATA)


def test_a_changed_byte_in_the_index_is_refused() -> None:
    index = bytearray(table(ITEMS))
    index[20] ^= 1
    with pytest.raises(BadCheckpoint, match="checksum"):
        Checkpoint(bytes(index), DATA)


def test_an_index_that_lost_its_beginning_is_refused() -> None:
    with pytest.raises(BadCheckpoint):
        Checkpoint(table(ITEMS)[40:], DATA)


def test_a_compressed_index_is_refused() -> None:
    with pytest.raises(BadCheckpoint, match="compressed"):
        Checkpoint(table(ITEMS, compression=1), DATA)


@pytest.mark.parametrize("header", [field(1, 2), field(1, 1) + field(2, 1)])
def test_shards_and_big_endian_data_are_refused(header: bytes) -> None:
    with pytest.raises(BadCheckpoint, match="sharded or big-endian"):
        Checkpoint(table([(0, b"", header)]), DATA)


def test_a_data_file_that_is_cut_short_is_refused() -> None:
    with pytest.raises(BadCheckpoint, match="cut short at variable 'conv/bias'"):
        Checkpoint(table(ITEMS), DATA[:-2]).read("conv/bias")


def test_a_changed_byte_in_the_data_is_refused() -> None:
    with pytest.raises(BadCheckpoint, match="'conv/kernel' are damaged"):
        Checkpoint(table(ITEMS), b"\x01" + DATA[1:]).read("conv/kernel")


def test_an_unknown_variable_is_refused_by_name() -> None:
    with pytest.raises(BadCheckpoint, match="'dense/bias'"):
        Checkpoint(table(ITEMS), DATA).read("dense/bias")
