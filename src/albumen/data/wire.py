"""Protocol buffers' wire format (protobuf.dev/programming-guides/encoding), as much as TensorFlow's examples use."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator

VARINT, I64, LEN, I32 = 0, 1, 2, 5
_FIXED = {I64: 8, I32: 4}


class Malformed(ValueError):
    """Bytes that are no message of the kind that was asked for."""


def fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Each field in its order as (number, value): an int for a varint, its bytes for every other kind.

    Raises
    ------
    Malformed
        The message is cut short, or holds groups, field 0 or a kind that does not exist.
    """
    at, end = 0, len(message)
    while at < end:
        tag, at = varint(message, at)
        number, kind = tag >> 3, tag & 7
        if number == 0:
            raise Malformed("field 0")
        if kind == VARINT:
            value, at = varint(message, at)
            yield number, value
            continue
        size = _FIXED.get(kind, 0)
        if kind == LEN:
            size, at = varint(message, at)
        elif not size:
            raise Malformed(f"field kind {kind}")
        if at + size > end:
            raise Malformed("a field that is cut short")
        yield number, message[at : at + size]
        at += size


def messages(message: bytes, number: int) -> Iterator[bytes]:
    """The bytes of every field `number`, which holds strings or messages; Malformed if one is an integer."""
    for found, value in fields(message):
        if found == number:
            if isinstance(value, int):
                raise Malformed(f"an integer in field {number}")
            yield value


def varint(data: bytes, at: int) -> tuple[int, int]:
    """The unsigned 64-bit integer that begins at `at`, and where the next thing begins."""
    try:
        value = data[at]
        if value < 0x80:
            return value, at + 1
        value &= 0x7F
        for shift in range(7, 70, 7):
            at += 1
            byte = data[at]
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value & 0xFFFFFFFFFFFFFFFF, at + 1
    except IndexError:
        pass
    raise Malformed("an integer without an end")


def integers(message: bytes) -> Iterator[int]:
    """The int64 values of an Int64List, packed or one by one (field 1)."""
    for number, value in fields(message):
        if number == 1:
            yield from (_signed(value),) if isinstance(value, int) else _packed(value)


def floats(message: bytes) -> tuple[float, ...]:
    """The float32 values of a FloatList, packed or one by one (field 1)."""
    raw = b"".join(messages(message, 1))
    if len(raw) % 4:
        raise Malformed("a float that is cut short")
    return struct.unpack(f"<{len(raw) // 4}f", raw)


def write_varint(value: int) -> bytes:
    """The integer as a varint; negative ones in two's complement, ten bytes long."""
    value &= 0xFFFFFFFFFFFFFFFF
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def write_field(number: int, value: bytes) -> bytes:
    """A field that holds bytes: a string, a message, or packed numbers."""
    return write_varint(number << 3 | LEN) + write_varint(len(value)) + value


def pack_integers(values: Iterable[int]) -> bytes:
    """An Int64List, packed as TensorFlow writes it."""
    return write_field(1, b"".join(map(write_varint, values)))


def pack_floats(values: Iterable[float]) -> bytes:
    """A FloatList, packed as TensorFlow writes it."""
    return write_field(1, b"".join(struct.pack("<f", value) for value in values))


def _packed(raw: bytes) -> Iterator[int]:
    at = 0
    while at < len(raw):
        value, at = varint(raw, at)
        yield _signed(value)


def _signed(value: int) -> int:
    return value - (1 << 64) if value >> 63 else value
