"""ONNX files written by hand: the few fields of its protocol buffers that plain convolutional networks need.

The numbers of fields and types are those of onnx.proto (ONNX 1.16, IR version 8, operator set 13).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

IR, OPSET = 8, 13
_FLOAT, _INT, _TEXT, _INTS = 1, 2, 3, 7


Settings = Mapping[str, int | str | tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Node:
    """One operation: what it is called, the values that go in, the one that comes out, and its settings."""

    kind: str
    inputs: tuple[str, ...]
    output: str
    settings: Settings = field(default_factory=dict)


def model(
    nodes: Sequence[Node], weights: Mapping[str, NDArray[np.float32]], takes: tuple[str, int], gives: Sequence[str]
) -> bytes:
    """The file of a network.

    Parameters
    ----------
    nodes
        Its operations, in order.
    weights
        Constants by name.
    takes
        The name of its input float32 [n, channels, height, width], and its channels.
    gives
        The names of its outputs.
    """
    graph = [
        *(_part(1, _node(node)) for node in nodes),
        _part(2, b"network"),
        *(_part(5, _tensor(name, array)) for name, array in weights.items()),
        _part(11, _taken(*takes)),
        outputs(gives),
    ]
    return b"".join([_number(1, IR), _part(7, b"".join(graph)), _part(8, _number(2, OPSET))])


def outputs(names: Sequence[str]) -> bytes:
    """The outputs of a graph (field 12 of GraphProto): floats, of shapes that follow from the nodes."""
    floats = _part(2, _part(1, _number(1, _FLOAT)))
    return b"".join(_part(12, _part(1, name.encode()) + floats) for name in names)


def more_outputs(names: Sequence[str]) -> bytes:
    """What, written behind an ONNX file, makes values inside its graph outputs.

    Protocol buffers merge: a second `graph` (field 7 of ModelProto) of nothing but outputs adds these to the first.
    """
    return _part(7, outputs(names))


def _node(node: Node) -> bytes:
    values = [_part(1, name.encode()) for name in node.inputs]
    settings = [_part(5, _setting(name, value)) for name, value in node.settings.items()]
    return b"".join([*values, _part(2, node.output.encode()), _part(4, node.kind.encode()), *settings])


def _setting(name: str, value: int | str | tuple[int, ...]) -> bytes:
    if isinstance(value, str):
        held = _part(4, value.encode()) + _number(20, _TEXT)
    elif isinstance(value, int):
        held = _number(3, value) + _number(20, _INT)
    else:
        held = b"".join(_number(8, each) for each in value) + _number(20, _INTS)
    return _part(1, name.encode()) + held


def _tensor(name: str, array: NDArray[np.float32]) -> bytes:
    sides = b"".join(_number(1, side) for side in array.shape)
    return sides + _number(2, _FLOAT) + _part(8, name.encode()) + _part(9, array.astype("<f4").tobytes())


def _taken(name: str, channels: int) -> bytes:
    sides = [_part(2, b"n"), _number(1, channels), _part(2, b"height"), _part(2, b"width")]
    kind = _number(1, _FLOAT) + _part(2, b"".join(_part(1, side) for side in sides))
    return _part(1, name.encode()) + _part(2, _part(1, kind))


def _part(number: int, content: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _number(number: int, value: int) -> bytes:
    return _varint(number << 3) + _varint(value)


def _varint(value: int) -> bytes:
    spelt = bytearray()
    while value > 127:
        spelt.append(value & 127 | 128)
        value >>= 7
    return bytes([*spelt, value])
