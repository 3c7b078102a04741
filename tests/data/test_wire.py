"""Protocol buffers' wire format against the examples of its own description."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from albumen.data import wire
from albumen.data.wire import Malformed


@pytest.mark.parametrize(
    ("encoded", "value"), [(b"\x01", 1), (b"\x96\x01", 150), (b"\xff" * 9 + b"\x01", (1 << 64) - 1), (b"\x80\x00", 0)]
)
def test_varints_are_read_as_described(encoded: bytes, value: int) -> None:
    assert wire.varint(b"?" + encoded + b"?", 1) == (value, 1 + len(encoded))


@pytest.mark.parametrize("encoded", [b"", b"\x80", b"\xff" * 10])
def test_an_integer_without_an_end_is_refused(encoded: bytes) -> None:
    with pytest.raises(Malformed, match="integer"):
        wire.varint(encoded, 0)


def test_fields_of_every_kind_are_told_apart() -> None:
    message = b"\x08\x96\x01" + b"\x12\x07testing" + b"\x1d" + bytes(4) + b"\x21" + bytes(8)
    assert list(wire.fields(message)) == [(1, 150), (2, b"testing"), (3, bytes(4)), (4, bytes(8))]


@pytest.mark.parametrize("message", [b"\x12\x07test", b"\x1d\0", b"\x0b", b"\x0f", b"\x02\x00", b"\x08"])
def test_what_is_no_message_is_refused(message: bytes) -> None:
    with pytest.raises(Malformed):
        list(wire.fields(message))


def test_an_integer_where_a_message_belongs_is_refused() -> None:
    with pytest.raises(Malformed, match="field 1"):
        list(wire.messages(b"\x08\x01", 1))


@given(st.lists(st.integers(-(1 << 63), (1 << 63) - 1)))
def test_integers_survive_packed_and_one_by_one(values: list[int]) -> None:
    assert list(wire.integers(wire.pack_integers(values))) == values
    assert list(wire.integers(b"".join(b"\x08" + wire.write_varint(value) for value in values))) == values


@given(st.lists(st.floats(width=32, allow_nan=False)))
def test_floats_survive_packed_and_one_by_one(values: list[float]) -> None:
    assert list(wire.floats(wire.pack_floats(values))) == values
    assert list(wire.floats(b"".join(b"\x0d" + struct.pack("<f", value) for value in values))) == values


def test_a_float_that_is_cut_short_is_refused() -> None:
    with pytest.raises(Malformed, match="float"):
        wire.floats(b"\x0a\x03abc")


@given(st.binary(max_size=60))
def test_no_bytes_do_worse_than_malformed(data: bytes) -> None:
    try:
        for number, value in wire.fields(data):
            assert number > 0
            assert isinstance(value, int | bytes)
    except Malformed:
        pass


def test_fields_are_written_as_described() -> None:
    """The description's own examples: a string in field 2, three packed numbers, and minus two in ten bytes."""
    assert wire.write_field(2, b"testing") == bytes.fromhex("120774657374696e67")
    assert wire.pack_integers([3, 270, 86942]) == bytes.fromhex("0a06038e029ea705")
    assert wire.write_varint(-2) == bytes.fromhex("feffffffffffffffff01")
    assert wire.pack_floats([1.5]) == bytes.fromhex("0a040000c03f")


def test_long_fields_have_long_lengths() -> None:
    assert wire.write_field(1, bytes(300))[:3] == b"\x0a\xac\x02"
    assert list(wire.fields(wire.write_field(70, bytes(300)))) == [(70, bytes(300))]
