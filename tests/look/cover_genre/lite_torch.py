"""EfficientNet-Lite in torch, layer by layer: what the ONNX file is held against."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from albumen.look.cover_genre.lite import SEEN, Block, Size, blocks


class Same(nn.Conv2d):
    """A convolution that pads as TensorFlow does: to ceil(length / stride), the odd pixel after."""

    def __init__(self, inputs: int, outputs: int, kernel: int, stride: int = 1, groups: int = 1) -> None:
        super().__init__(inputs, outputs, kernel, stride, groups=groups, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        down, across = (self._lack(length) for length in x.shape[-2:])
        padded = functional.pad(x, (across // 2, across - across // 2, down // 2, down - down // 2))
        return super().forward(padded)

    def _lack(self, length: int) -> int:
        kernel, stride = self.kernel_size[0], self.stride[0]
        return max((-(-length // stride) - 1) * stride + kernel - length, 0)


class Bottleneck(nn.Module):
    """An inverted bottleneck without squeeze and excitation."""

    def __init__(self, block: Block) -> None:
        super().__init__()
        wide = block.inputs * block.expansion
        self._adds = block.stride == 1 and block.inputs == block.outputs
        if block.expansion > 1:
            self._expand_conv, self._bn0 = Same(block.inputs, wide, 1), _norm(wide)
        self._depthwise_conv, self._bn1 = Same(wide, wide, block.kernel, block.stride, groups=wide), _norm(wide)
        self._project_conv, self._bn2 = Same(wide, block.outputs, 1), _norm(block.outputs)

    def forward(self, x: Tensor) -> Tensor:
        wide = functional.relu6(self._bn0(self._expand_conv(x))) if hasattr(self, "_expand_conv") else x
        narrow: Tensor = self._bn2(self._project_conv(functional.relu6(self._bn1(self._depthwise_conv(wide)))))
        return narrow + x if self._adds else narrow


class LiteTorch(nn.Module):
    """The network, its batch norms with statistics of their own."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self._drawn = list(blocks(size))
        self._conv_stem, self._bn0 = Same(3, 32, 3, 2), _norm(32)
        self._blocks = nn.ModuleList(Bottleneck(block) for block in self._drawn)
        self._conv_head, self._bn1 = Same(self._drawn[-1].outputs, 1280, 1), _norm(1280)
        self._fc = nn.Linear(1280, 1000)

    def forward(self, x: Tensor) -> list[Tensor]:
        x = functional.relu6(self._bn0(self._conv_stem(x)))
        stages = []
        for block, layer in zip(self._drawn, self._blocks, strict=True):
            x = layer(x)
            if block.ends in SEEN:
                stages.append(x)
        return [*stages, functional.relu6(self._bn1(self._conv_head(x)))]


def lively(size: Size) -> LiteTorch:
    """The network with chance weights, each batch norm with a mean, a spread, a gain and a shift that count."""
    torch.manual_seed(0)
    network = LiteTorch(size).eval()
    for norm in (each for each in network.modules() if isinstance(each, nn.BatchNorm2d)):
        nn.init.uniform_(norm.weight, 0.7, 1.4)
        nn.init.uniform_(norm.bias, -0.3, 0.6)
        norm.running_mean = torch.empty(norm.num_features).uniform_(-0.2, 0.2)
        norm.running_var = torch.empty(norm.num_features).uniform_(0.05, 0.2)
    return network


def _norm(channels: int) -> nn.BatchNorm2d:
    return nn.BatchNorm2d(channels, eps=1e-3)
