"""Writes VGGish as ONNX: without weights, as albumen ships it, or with them, to be run anywhere.

    python -m tools.vggish_graph src/albumen/listen/vggish/vggish.onnx
    python -m tools.vggish_graph vggish.onnx --weights vggish.safetensors

Needs the `onnx` package (the `test` extra) and no torch. Without weights every tensor of the graph says where it would
lie outside ("external data"); whoever runs it hands them over.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper

from albumen.listen.vggish.layers import CONVOLUTIONS, DENSE, DIMENSIONS, FRAMES, MELS, POOLED, Tensors, shapes
from albumen.listen.vggish.weights import read_weights
from tools.onnx_graph import Graph

OPSET, IR_VERSION = 13, 8
PLACE = "vggish.safetensors"


def build(tensors: Tensors | None = None) -> onnx.ModelProto:
    """The network, from `log_mel` [batch, 96, 64] to `embedding` [batch, 128] without its ReLU."""
    graph = Graph()
    last = graph.add("Unsqueeze", ["log_mel", graph.whole(1)], "channel")
    for place, _, _ in CONVOLUTIONS:
        last = graph.add("Conv", [last, *_held(f"features.{place}")], f"conv_{place}", pads=[1, 1, 1, 1])
        last = graph.add("Relu", [last], f"relu_{place}")
        if place in POOLED:
            last = graph.add("MaxPool", [last], f"pool_{place}", kernel_shape=[2, 2], strides=[2, 2])
    last = graph.add("Transpose", [last], "channels_last", perm=[0, 2, 3, 1])
    last = graph.add("Flatten", [last], "flat")
    for place, _, after in DENSE:
        name = "embedding" if after == DIMENSIONS else f"fc_{place}"
        last = graph.add("Gemm", [last, *_held(f"embeddings.{place}")], name, transB=1)
        last = last if after == DIMENSIONS else graph.add("Relu", [last], f"fc_relu_{place}")
    weights = [graph.weights[name] for name in graph.weights]
    for name, shape in shapes().items():
        weights.append(_outside(name, shape) if tensors is None else _inside(name, tensors))
    return _model(graph.nodes, weights)


def _held(layer: str) -> list[str]:
    return [f"{layer}.weight", f"{layer}.bias"]


def _outside(name: str, shape: tuple[int, ...]) -> onnx.TensorProto:
    tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=shape, data_location=TensorProto.EXTERNAL)
    tensor.external_data.add(key="location", value=PLACE)
    return tensor


def _inside(name: str, tensors: Tensors) -> onnx.TensorProto:
    return onnx.numpy_helper.from_array(np.ascontiguousarray(tensors[name], np.float32), name)


def _model(nodes: list[onnx.NodeProto], weights: list[onnx.TensorProto]) -> onnx.ModelProto:
    examples = helper.make_tensor_value_info("log_mel", TensorProto.FLOAT, ["batch", FRAMES, MELS])
    embedding = helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["batch", DIMENSIONS])
    graph = helper.make_graph(nodes, "vggish", [examples], [embedding], weights)
    opset = [helper.make_opsetid("", OPSET)]
    return helper.make_model(graph, opset_imports=opset, ir_version=IR_VERSION, producer_name="albumen")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Write VGGish as ONNX.")
    parser.add_argument("onnx", type=Path)
    parser.add_argument("--weights", type=Path, help="The converted weights, vggish.safetensors.")
    given = parser.parse_args()
    model = build(read_weights(given.weights) if given.weights else None)
    given.onnx.write_bytes(model.SerializeToString(deterministic=True))


if __name__ == "__main__":
    main()
