"""Reads a TensorFlow checkpoint (format V2, "tensor bundle") without TensorFlow.

A bundle is two files. `.index` is a LevelDB table (github.com/google/leveldb, doc/table_format.md) whose keys are the
names of variables and whose values are BundleEntryProto messages (tensorflow/core/protobuf/tensor_bundle.proto);
`.data-00000-of-00001` holds their values, raw and little-endian, at the offsets that the entries name.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from albumen.data.crc32c import masked_crc32c
from albumen.data.sstable import BadCheckpoint, piece, table_items, varint

DT_FLOAT = 1


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
                held.append(piece(message, at, size))
            at += size
        elif kind == 5:
            fields[number] = int.from_bytes(piece(message, at, 4), "little")
            at += 4
        else:
            raise BadCheckpoint(f"A message of the index holds field kind {kind}, which is not read here.")
    return fields


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
