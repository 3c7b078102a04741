"""Reads an uncompressed LevelDB table (github.com/google/leveldb, doc/table_format.md).

The index of a TensorFlow checkpoint of format V2 is one, and a checkpoint of format V1 is nothing else.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from mmap import mmap

from albumen.data import wire
from albumen.data.crc32c import masked_crc32c

MAGIC = 0xDB4775248B80FB57
FOOTER = 48
TRAILER = 5


class BadCheckpoint(ValueError):
    """A checkpoint that is damaged, cut short, or of a kind that is not read here."""


def table_items(table: bytes | mmap) -> Iterator[tuple[bytes, bytes]]:
    """The (key, value) pairs of a table, in order of key.

    Raises
    ------
    BadCheckpoint
        It is no table, is damaged, or is compressed.
    """
    if len(table) < FOOTER or struct.unpack("<Q", table[-8:])[0] != MAGIC:
        raise BadCheckpoint("It does not end like a LevelDB table: it is cut short or is another file.")
    footer = table[-FOOTER:]
    _, at = _handle(footer, 0)
    index_block, _ = _handle(footer, at)
    for _, handle in _block_items(_block(table, index_block)):
        yield from _block_items(_block(table, _handle(handle, 0)[0]))


def varint(data: bytes, at: int) -> tuple[int, int]:
    """The variable-length integer that begins at `at`, and where the next thing begins."""
    try:
        return wire.varint(data, at)
    except wire.Malformed as error:
        raise BadCheckpoint("An integer of the table is cut short.") from error


def piece(data: bytes | mmap, at: int, size: int) -> bytes:
    """`size` bytes from `at`; BadCheckpoint if there are fewer."""
    if at < 0 or at + size > len(data):
        raise BadCheckpoint("The table is damaged: it points beyond its own end.")
    return data[at : at + size]


def _handle(data: bytes, at: int) -> tuple[tuple[int, int], int]:
    offset, at = varint(data, at)
    size, at = varint(data, at)
    return (offset, size), at


def _block(table: bytes | mmap, handle: tuple[int, int]) -> bytes:
    offset, size = handle
    kind, crc = struct.unpack("<BI", piece(table, offset + size, TRAILER))
    if masked_crc32c(piece(table, offset, size + 1)) != crc:
        raise BadCheckpoint("A block of the table is damaged: its checksum differs.")
    if kind != 0:
        raise BadCheckpoint("The table is compressed, which is not read here.")
    return piece(table, offset, size)


def _block_items(block: bytes) -> Iterator[tuple[bytes, bytes]]:
    restarts = int.from_bytes(piece(block, len(block) - 4, 4), "little")
    end = len(block) - 4 * (restarts + 1)
    at, key = 0, b""
    while at < end:
        shared, at = varint(block, at)
        unshared, at = varint(block, at)
        size, at = varint(block, at)
        key = piece(key, 0, shared) + piece(block, at, unshared)
        yield key, piece(block, at + unshared, size)
        at += unshared + size
