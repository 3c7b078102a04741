"""Reads a TensorFlow checkpoint (format V2, "tensor bundle") without TensorFlow.

A bundle is two files. `.index` is a LevelDB table (github.com/google/leveldb, doc/table_format.md) whose keys are the
names of variables and whose values are BundleEntryProto messages (tensorflow/core/protobuf/tensor_bundle.proto);
`.data-00000-of-00001` holds their values, raw and little-endian, at the offsets that the entries name.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from albumen.data import wire
from albumen.data.crc32c import masked_crc32c

MAGIC = 0xDB4775248B80FB57
FOOTER = 48
TRAILER = 5
DT_FLOAT = 1


class BadCheckpoint(ValueError):
    """A checkpoint that is damaged, cut short, or of a kind that is not read here."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Where one variable lies in the data file: `size` bytes from `offset`, with their masked CRC-32C."""

    shape: tuple[int, ...]
    offset: int
    size: int
    crc: int


class Checkpoint:
    """The float32 variables of one checkpoint by name; other kinds (counters) are passed over.

    Parameters
    ----------
    index, data
        The bytes of the two files.

    Raises
    ------
    BadCheckpoint
        The index is not a table, is damaged, or uses what is not read here (compression, shards, big-endian data).
    """

    def __init__(self, index: bytes, data: bytes) -> None:
        self._data = data
        self.entries: dict[str, Entry] = {}
        for key, value in table_items(index):
            fields = message_fields(value)
            if not key:
                _check_header(fields)
            elif fields.get(1) == DT_FLOAT:
                self.entries[key.decode()] = _entry(fields)

    def read(self, name: str) -> NDArray[np.float32]:
        """The value of variable `name`; BadCheckpoint if there is none, or its bytes are cut short or damaged."""
        if name not in self.entries:
            raise BadCheckpoint(f"The checkpoint holds no float32 variable called {name!r}.")
        entry = self.entries[name]
        raw = self._data[entry.offset : entry.offset + entry.size]
        if len(raw) != entry.size or entry.size != 4 * int(np.prod(entry.shape)):
            raise BadCheckpoint(f"The data file is cut short at variable {name!r}.")
        if masked_crc32c(raw) != entry.crc:
            raise BadCheckpoint(f"The bytes of variable {name!r} are damaged: their checksum differs.")
        return np.frombuffer(raw, "<f4").astype(np.float32).reshape(entry.shape)


def table_items(table: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The (key, value) pairs of an uncompressed LevelDB table, in order of key; BadCheckpoint if it is damaged."""
    if len(table) < FOOTER or struct.unpack("<Q", table[-8:])[0] != MAGIC:
        raise BadCheckpoint("The index does not end like a LevelDB table: it is cut short or is another file.")
    footer = table[-FOOTER:]
    _, at = _handle(footer, 0)
    index_block, _ = _handle(footer, at)
    for _, handle in _block_items(_block(table, index_block)):
        yield from _block_items(_block(table, _handle(handle, 0)[0]))


def message_fields(message: bytes) -> dict[int, int | list[bytes]]:
    """The fields of a protocol buffer by number: integers, or for field kind 2 the list of all its bytes."""
    fields: dict[int, int | list[bytes]] = {}
    at = 0
    while at < len(message):
        tag, at = varint(message, at)
        number, kind = tag >> 3, tag & 7
        if kind == 0:
            fields[number], at = varint(message, at)
        elif kind == 2:
            size, at = varint(message, at)
            held = fields.setdefault(number, [])
            if isinstance(held, list):
                held.append(_slice(message, at, size))
            at += size
        elif kind == 5:
            fields[number] = int.from_bytes(_slice(message, at, 4), "little")
            at += 4
        else:
            raise BadCheckpoint(f"A message of the index holds field kind {kind}, which is not read here.")
    return fields


def varint(data: bytes, at: int) -> tuple[int, int]:
    """The variable-length integer that begins at `at`, and where the next thing begins."""
    try:
        return wire.varint(data, at)
    except wire.Malformed as error:
        raise BadCheckpoint("An integer of the index is cut short.") from error


def _handle(data: bytes, at: int) -> tuple[tuple[int, int], int]:
    offset, at = varint(data, at)
    size, at = varint(data, at)
    return (offset, size), at


def _block(table: bytes, handle: tuple[int, int]) -> bytes:
    offset, size = handle
    raw = _slice(table, offset, size + TRAILER)
    kind, crc = raw[size], int.from_bytes(raw[size + 1 :], "little")
    if masked_crc32c(raw[: size + 1]) != crc:
        raise BadCheckpoint("A block of the index is damaged: its checksum differs.")
    if kind != 0:
        raise BadCheckpoint("The index is compressed, which is not read here.")
    return raw[:size]


def _block_items(block: bytes) -> Iterator[tuple[bytes, bytes]]:
    restarts = int.from_bytes(_slice(block, len(block) - 4, 4), "little")
    end = len(block) - 4 * (restarts + 1)
    at, key = 0, b""
    while at < end:
        shared, at = varint(block, at)
        unshared, at = varint(block, at)
        size, at = varint(block, at)
        key = _slice(key, 0, shared) + _slice(block, at, unshared)
        yield key, _slice(block, at + unshared, size)
        at += unshared + size


def _slice(data: bytes, at: int, size: int) -> bytes:
    if at < 0 or at + size > len(data):
        raise BadCheckpoint("The index is damaged: it points beyond its own end.")
    return data[at : at + size]


def _check_header(fields: dict[int, int | list[bytes]]) -> None:
    if fields.get(1, 1) != 1 or fields.get(2, 0) != 0:
        raise BadCheckpoint("The checkpoint is sharded or big-endian, which is not read here.")


def _entry(fields: dict[int, int | list[bytes]]) -> Entry:
    shapes = fields.get(2, [b""])
    dims = message_fields(shapes[0] if isinstance(shapes, list) and shapes else b"").get(2, [])
    shape = [_number(message_fields(dim), 1) for dim in dims] if isinstance(dims, list) else []
    return Entry(tuple(shape), _number(fields, 4), _number(fields, 5), _number(fields, 6))


def _number(fields: dict[int, int | list[bytes]], number: int) -> int:
    value = fields.get(number, 0)
    if not isinstance(value, int):
        raise BadCheckpoint("An entry of the index is damaged: a number is missing.")
    return value
