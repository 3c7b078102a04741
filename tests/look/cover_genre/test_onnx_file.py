"""ONNX files written by hand, read by onnx itself."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from albumen.look.cover_genre.onnx_file import Node, Settings, model, more_outputs
from albumen.models.runtime import session

KERNEL = np.arange(2 * 3 * 3 * 3, dtype=np.float32).reshape(2, 3, 3, 3)


def _file() -> bytes:
    settings: Settings = {"strides": (2, 2), "group": 1, "auto_pad": "SAME_UPPER"}
    return model([Node("Conv", ("x", "w"), "y", settings)], {"w": KERNEL}, ("x", 3), ["y"])


def test_onnx_reads_what_was_written() -> None:
    read = onnx.load_from_string(_file())
    (node,) = read.graph.node
    assert (node.op_type, list(node.input), list(node.output)) == ("Conv", ["x", "w"], ["y"])
    told = {each.name: helper.get_attribute_value(each) for each in node.attribute}
    assert told == {"strides": [2, 2], "group": 1, "auto_pad": b"SAME_UPPER"}
    assert np.array_equal(numpy_helper.to_array(read.graph.initializer[0]), KERNEL)


def test_it_runs() -> None:
    ones = np.ones((1, 3, 4, 4), np.float32)
    (told,) = session(_file()).run(None, {"x": ones})
    assert told.shape == (1, 2, 2, 2)
    assert told[0, :, 0, 0] == pytest.approx(KERNEL.sum((1, 2, 3)))


def test_values_inside_a_graph_become_outputs() -> None:
    """What is written behind the file is read by onnx as two more outputs, the second with a name of 200 letters."""
    long = "n" * 200
    nodes = [helper.make_node("Abs", ["x"], ["middle"]), helper.make_node("Neg", ["middle"], [long]),
             helper.make_node("Abs", [long], ["y"])]  # fmt: skip
    x, y = (helper.make_tensor_value_info(name, TensorProto.FLOAT, [2]) for name in "xy")
    whole = onnx.load_from_string(
        helper.make_model(helper.make_graph(nodes, "g", [x], [y])).SerializeToString() + more_outputs(("middle", long))
    )
    assert [each.name for each in whole.graph.output] == ["y", "middle", long]
    assert len(whole.graph.node) == 3
