"""EfficientNet-Lite (Tan and Le 2019; the Lite variants: Liu 2020), frozen, as an ONNX file.

The names of its layers are those of the published PyTorch weights. Each batch norm is folded into the convolution
before it, and ONNX Runtime looks four times as fast as torch does on a processor.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from albumen.look.cover_genre.onnx_file import Node, Settings, model

Weights = Mapping[str, NDArray[np.float32]]
STAGES = ((16, 1, 3, 1, 1), (24, 2, 3, 2, 6), (40, 2, 5, 2, 6), (80, 3, 3, 2, 6), (112, 3, 5, 1, 6), (192, 4, 5, 2, 6),
          (320, 1, 3, 1, 6))  # fmt: skip
"""Channels, blocks, kernel, stride, expansion of each stage (EfficientNet-B0's table 1)."""
EPSILON = 1e-3
SEEN = (2, 3, 4, 5)
"""The stages that are looked through, beside the head: strides 8, 16, 16 and 32."""


@dataclass(frozen=True, slots=True)
class Size:
    """How wide and deep beside EfficientNet-B0, and the side in pixels that it was trained with."""

    wider: float
    deeper: float
    side: int


SIZES = {"lite0": Size(1.0, 1.0, 224), "lite1": Size(1.0, 1.1, 240), "lite2": Size(1.1, 1.2, 260)}


@dataclass(frozen=True, slots=True)
class Block:
    """One inverted bottleneck; `ends` is the stage that it ends, -1 within one."""

    inputs: int
    outputs: int
    kernel: int
    stride: int
    expansion: int
    ends: int


def blocks(size: Size) -> Iterator[Block]:
    """The blocks of a network of that size; the first and last stages of the Lite variants are not deeper."""
    inputs = 32
    for at, (channels, count, kernel, stride, expansion) in enumerate(STAGES):
        outputs = _rounded(channels * size.wider)
        deep = count if at in (0, len(STAGES) - 1) else math.ceil(count * size.deeper)
        for block in range(deep):
            ends = at if block == deep - 1 else -1
            yield Block(inputs, outputs, kernel, stride if block == 0 else 1, expansion, ends)
            inputs = outputs


def network(weights: Weights, size: Size) -> bytes:
    """The ONNX file of the network.

    It takes pictures `x` float32 [n, 3, side, side], (R, G, B - 127) / 128, and gives the maps of the stages `SEEN` and
    of the head (1280 channels), each [n, channels, rows, columns]. KeyError if a layer's weights are lacking.
    """
    drawn = _Drawn(weights)
    value, gives = drawn.convolved("x", "_conv_stem", "_bn0", 2), []
    for at, block in enumerate(blocks(size)):
        value = drawn.block(value, f"_blocks.{at}.", block)
        if block.ends in SEEN:
            gives.append(value)
    gives.append(drawn.convolved(value, "_conv_head", "_bn1"))
    return model(drawn.nodes, drawn.held, ("x", 3), gives)


class _Drawn:
    """A network as it is drawn: the operations so far, and their constants."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self.nodes: list[Node] = []
        self.held = {"nought": np.array(0, np.float32), "six": np.array(6, np.float32)}

    def block(self, value: str, name: str, block: Block) -> str:
        wide = value
        if block.expansion > 1:
            wide = self.convolved(value, name + "_expand_conv", name + "_bn0")
        channels = block.inputs * block.expansion
        deep = self.convolved(wide, name + "_depthwise_conv", name + "_bn1", block.stride, channels)
        narrow = self.convolved(deep, name + "_project_conv", name + "_bn2", cut=False)
        if block.stride > 1 or block.inputs != block.outputs:
            return narrow
        self.nodes.append(Node("Add", (value, narrow), name + "sum"))
        return name + "sum"

    def convolved(self, value: str, layer: str, norm: str, stride: int = 1, groups: int = 1, cut: bool = True) -> str:
        """A convolution that pads as TensorFlow does, its batch norm, and ReLU6."""
        kernel, shift = folded(self._weights, layer, norm)
        self.held |= {layer + ".w": kernel, layer + ".b": shift}
        settings: Settings = {"strides": (stride, stride), "group": groups, "auto_pad": "SAME_UPPER"}
        self.nodes.append(Node("Conv", (value, layer + ".w", layer + ".b"), layer, settings))
        if not cut:
            return layer
        self.nodes.append(Node("Clip", (layer, "nought", "six"), layer + ".cut"))
        return layer + ".cut"


def folded(weights: Weights, layer: str, norm: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Kernel and shift of a convolution with its batch norm in it."""
    gain = weights[f"{norm}.weight"] / np.sqrt(weights[f"{norm}.running_var"] + EPSILON)
    shift = weights[f"{norm}.bias"] - weights[f"{norm}.running_mean"] * gain
    kernel = weights[f"{layer}.weight"] * gain[:, None, None, None]
    return kernel.astype(np.float32), shift.astype(np.float32)


def taken(pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
    """What the network is shown of pictures uint8 [n, side, side, 3]."""
    return np.ascontiguousarray((pixels.astype(np.float32).transpose(0, 3, 1, 2) - 127) / 128)


def _rounded(channels: float) -> int:
    """Channels in eighths, never a tenth less than was wanted (EfficientNet's `round_filters`)."""
    whole = max(8, int(channels + 4) // 8 * 8)
    return whole + 8 if whole < 0.9 * channels else whole
