"""An ONNX graph under construction."""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

Array = NDArray[np.float64]


class Graph:
    """Nodes and constants, each by its name."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: dict[str, onnx.TensorProto] = {}

    def weight(self, name: str, values: Array | NDArray[np.float32] | list[float]) -> str:
        """A float32 constant; its name."""
        self.weights[name] = numpy_helper.from_array(np.ascontiguousarray(values, np.float32), name)
        return name

    def whole(self, *values: int) -> str:
        """A constant list of integers, such as a shape; its name."""
        name = "whole_" + "_".join(map(str, values))
        self.weights[name] = numpy_helper.from_array(np.array(values, np.int64), name)
        return name

    def add(self, kind: str, inputs: list[str], name: str, **settings: Any) -> str:
        """A node of `kind`; the name of its output, which is also the node's."""
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, **settings))
        return name
