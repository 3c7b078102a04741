"""Reads a TensorFlow checkpoint of format V1 without TensorFlow: one file, a LevelDB table of SavedTensorSlices.

The value of the empty key names every variable with its shape; every other value holds a slice of one variable
(tensorflow/core/util/saved_tensor_slice.proto, tensorflow/core/framework/tensor.proto).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from mmap import mmap
from typing import Any

import numpy as np
from numpy.typing import NDArray

from albumen.data import wire
from albumen.data.sstable import BadCheckpoint, table_items

DT_FLOAT = 1
Floats = NDArray[np.float32]
Shape = tuple[int, ...]


def read_tensors(table: bytes | mmap) -> dict[str, Floats]:
    """The float32 variables of a checkpoint by name; other kinds (counters) are passed over.

    Raises
    ------
    BadCheckpoint
        It is no such checkpoint, is damaged, or lacks a part of a variable.
    """
    try:
        return _read(table)
    except wire.Malformed as fault:
        raise BadCheckpoint(f"It holds a message that is damaged ({fault}).") from fault


def _read(table: bytes | mmap) -> dict[str, Floats]:
    shapes: Mapping[str, Shape] = {}
    tensors: dict[str, Floats] = {}
    filled: Counter[str] = Counter()
    for key, value in table_items(table):
        if not key:
            shapes = dict(map(_described, _floats_of(value)))
            continue
        for saved in wire.messages(value, 2):
            name = _name(saved)
            if name in shapes:
                tensor = tensors.setdefault(name, np.empty(shapes[name], np.float32))
                filled[name] += _fill(tensor, name, saved)
    for name, shape in shapes.items():
        if filled[name] != math.prod(shape):
            raise BadCheckpoint(f"It lacks values of the variable {name!r}.")
    return tensors


def _floats_of(value: bytes) -> list[bytes]:
    """The SavedSliceMeta messages of float32 variables."""
    return [
        row for meta in wire.messages(value, 1) for row in wire.messages(meta, 1) if (3, DT_FLOAT) in wire.fields(row)
    ]


def _described(row: bytes) -> tuple[str, Shape]:
    shape = next(wire.messages(row, 2), b"")
    return _name(row), tuple(_number(dimension, 1) for dimension in wire.messages(shape, 2))


def _fill(tensor: Floats, name: str, saved: bytes) -> int:
    """Puts a slice's values in their place; how many they are."""
    part = next(wire.messages(saved, 2), b"")
    place: tuple[Any, ...] = tuple(_extent(extent) for extent in wire.messages(part, 1))
    raw = b"".join(values for data in wire.messages(saved, 3) for values in wire.messages(data, 5))
    target = tensor[(*place, ...)]  # the dots make a view even of a scalar
    if len(place) != tensor.ndim or len(raw) != target.size * 4:
        raise BadCheckpoint(f"The values of the variable {name!r} do not fill their slice.")
    target[...] = np.frombuffer(raw, "<f4").reshape(target.shape)
    return target.size


def _extent(extent: bytes) -> slice:
    """A dimension's part: `start` (field 1) and `length` (field 2); without a length, all of it."""
    length = _number(extent, 2, -1)
    start = _number(extent, 1)
    return slice(None) if length < 0 else slice(start, start + length)


def _name(message: bytes) -> str:
    return next(wire.messages(message, 1), b"").decode("utf-8", "replace")


def _number(message: bytes, field: int, default: int = 0) -> int:
    found = next((value for number, value in wire.fields(message) if number == field), default)
    if not isinstance(found, int):
        raise wire.Malformed(f"no integer in field {field}")
    return found
