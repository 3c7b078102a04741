"""LevelDB tables made by hand, byte by byte."""

from __future__ import annotations

import struct

from albumen.data.crc32c import masked_crc32c
from albumen.data.sstable import MAGIC


def number(value: int) -> bytes:
    out = b""
    while value >= 0x80:
        out, value = out + bytes([value & 0x7F | 0x80]), value >> 7
    return out + bytes([value])


def field(key: int, value: int | bytes) -> bytes:
    if isinstance(value, bytes):
        return number(key << 3 | 2) + number(len(value)) + value
    return number(key << 3) + number(value)


def block(items: list[tuple[int, bytes, bytes]], compression: int = 0) -> bytes:
    """Items are (bytes shared with the key before, the rest of the key, value)."""
    body = b"".join(number(kept) + number(len(rest)) + number(len(value)) + rest + value for kept, rest, value in items)
    body += struct.pack("<II", 0, 1) + bytes([compression])
    return body + struct.pack("<I", masked_crc32c(body))


def table(items: list[tuple[int, bytes, bytes]], compression: int = 0) -> bytes:
    data = block(items, compression)
    index = block([(0, b"\xff", number(0) + number(len(data) - 5))])
    handles = number(0) + number(0) + number(len(data)) + number(len(index) - 5)
    return data + index + handles.ljust(40, b"\0") + struct.pack("<Q", MAGIC)
