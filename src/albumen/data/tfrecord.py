"""TFRecord files without TensorFlow.

A file is a row of records, each `uint64 length, uint32 masked CRC-32C of the length, the bytes, uint32 masked CRC-32C
of the bytes`, little-endian (tensorflow/core/lib/io/record_writer.h).
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from albumen.data.crc32c import masked_crc32c
from albumen.errors import BadDataset
from albumen.sleeve import atomic

HEADER, FOOTER = struct.Struct("<QI"), struct.Struct("<I")


@dataclass(frozen=True, slots=True)
class Damage:
    """What is wrong with one file: `record` counts from 0; None where the file as a whole is no TFRecord."""

    path: Path
    record: int | None
    reason: str

    def __str__(self) -> str:
        where = "" if self.record is None else f" at record {self.record + 1}"
        return f"{self.path} {self.reason}{where}; bring the file anew, or skip what is damaged."


OnDamage = Callable[[Damage], None]


def refuse(damage: Damage) -> None:
    """The strict answer to damage: raises BadDataset with one sentence."""
    raise BadDataset(str(damage))


def read_records(path: Path, on_damage: OnDamage = refuse) -> Iterator[tuple[int, bytes]]:
    """The records of one file in order, each with its number from 0, one in memory at a time.

    Damage is told to `on_damage`. If that returns, reading goes on after a record whose bytes are damaged; a damaged
    length or a missing end leaves nothing to go on from, and ends the file.

    Raises
    ------
    BadDataset
        The file cannot be opened, or (from `refuse`) it is damaged.
    """
    try:
        with path.open("rb", buffering=1 << 18) as file:
            yield from _records(file, path, path.stat().st_size, on_damage)
    except OSError as error:
        raise BadDataset(f"{path} cannot be read ({error.strerror or error}).") from error


def write_records(path: Path, records: Iterable[bytes]) -> None:
    """Writes the records as one file, whole or not at all; AlbumenError if it cannot be written."""
    with atomic.replacing(path) as temporary, temporary.open("wb") as file:
        for record in records:
            length = struct.pack("<Q", len(record))
            file.write(length + FOOTER.pack(masked_crc32c(length)))
            file.write(record + FOOTER.pack(masked_crc32c(record)))


def _records(file: BinaryIO, path: Path, left: int, on_damage: OnDamage) -> Iterator[tuple[int, bytes]]:
    if not left:
        on_damage(Damage(path, None, "is empty"))
    number = 0
    while left:
        header = file.read(HEADER.size)
        fault = _header_fault(header, left, number)
        if fault:
            on_damage(Damage(path, number or None, fault))
            return
        size = HEADER.unpack(header)[0]
        record, footer = file.read(size), file.read(FOOTER.size)
        if len(footer) < FOOTER.size:
            on_damage(Damage(path, number, "is cut short"))
            return
        if FOOTER.unpack(footer)[0] != masked_crc32c(record):
            on_damage(Damage(path, number, "is damaged (the checksum of the bytes differs)"))
        else:
            yield number, record
        left -= HEADER.size + size + FOOTER.size
        number += 1


def _header_fault(header: bytes, left: int, number: int) -> str:
    if number == 0 and header[:2] == b"\x1f\x8b":
        return "is compressed with gzip, which is not read here"
    if len(header) < HEADER.size:
        return "is cut short"
    size, crc = HEADER.unpack(header)
    if masked_crc32c(header[:8]) != crc:
        return "is damaged (the checksum of a length differs)" if number else "is not a TFRecord file"
    return "is cut short" if size + HEADER.size + FOOTER.size > left else ""
