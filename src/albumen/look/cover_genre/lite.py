"""EfficientNet-Lite2 (Tan and Le 2019; the Lite variants: Liu 2020), frozen: ImageNet in 6.1 million weights.

Its layers have the names of the published PyTorch weights, so that these load as they are.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

SIDE = 260
"""Pixels to a side, as it was trained."""
STAGES = (
    (16, 1, 3, 1, 1), (24, 3, 3, 2, 6), (48, 3, 5, 2, 6), (88, 4, 3, 2, 6), (120, 4, 5, 1, 6), (208, 5, 5, 2, 6),
    (352, 1, 3, 1, 6),
)  # fmt: skip
"""Channels, blocks, kernel, stride, expansion of each stage (EfficientNet-B0's table 1, 1.1 as wide, 1.2 as deep)."""
STEM, HEAD, CLASSES = 32, 1280, 1000


class Same(nn.Conv2d):
    """A convolution that pads as TensorFlow does: to ceil(length / stride), the odd pixel after."""

    def __init__(self, inputs: int, outputs: int, kernel: int, stride: int = 1, groups: int = 1) -> None:
        super().__init__(inputs, outputs, kernel, stride, groups=groups, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        """[n, inputs, height, width] to [n, outputs, ceil(height / stride), ceil(width / stride)]."""
        down, across = (self._lack(length) for length in x.shape[-2:])
        padded = functional.pad(x, (across // 2, across - across // 2, down // 2, down - down // 2))
        return super().forward(padded)

    def _lack(self, length: int) -> int:
        kernel, stride = self.kernel_size[0], self.stride[0]
        return max((-(-length // stride) - 1) * stride + kernel - length, 0)


class Block(nn.Module):
    """An inverted bottleneck without squeeze and excitation."""

    def __init__(self, inputs: int, outputs: int, kernel: int, stride: int, expansion: int) -> None:
        super().__init__()
        wide = inputs * expansion
        self._adds = stride == 1 and inputs == outputs
        if expansion > 1:
            self._expand_conv, self._bn0 = Same(inputs, wide, 1), _norm(wide)
        self._depthwise_conv, self._bn1 = Same(wide, wide, kernel, stride, groups=wide), _norm(wide)
        self._project_conv, self._bn2 = Same(wide, outputs, 1), _norm(outputs)

    def forward(self, x: Tensor) -> Tensor:
        """[n, inputs, height, width] to [n, outputs, ...]."""
        wide = functional.relu6(self._bn0(self._expand_conv(x))) if hasattr(self, "_expand_conv") else x
        narrow: Tensor = self._bn2(self._project_conv(functional.relu6(self._bn1(self._depthwise_conv(wide)))))
        return narrow + x if self._adds else narrow


class Lite2(nn.Module):
    """Pictures float32 [n, 3, side, side], (R, G, B - 127) / 128, to what the last stages see."""

    def __init__(self) -> None:
        super().__init__()
        self._conv_stem, self._bn0 = Same(3, STEM, 3, 2), _norm(STEM)
        inputs, blocks, self._ends = STEM, list[nn.Module](), list[int]()
        for outputs, count, kernel, stride, expansion in STAGES:
            for at in range(count):
                blocks.append(Block(inputs, outputs, kernel, stride if at == 0 else 1, expansion))
                inputs = outputs
            self._ends.append(len(blocks) - 1)
        self._blocks = nn.ModuleList(blocks)
        self._conv_head, self._bn1 = Same(inputs, HEAD, 1), _norm(HEAD)
        self._fc = nn.Linear(HEAD, CLASSES)

    def forward(self, x: Tensor) -> list[Tensor]:
        """The maps of stages 3 to 6 (strides 8, 16, 16, 32) and of the head (stride 32), each [n, channels, ...]."""
        x = functional.relu6(self._bn0(self._conv_stem(x)))
        stages = []
        for at, block in enumerate(self._blocks):
            x = block(x)
            if at in self._ends[2:6]:
                stages.append(x)
        return [*stages, functional.relu6(self._bn1(self._conv_head(x)))]

    def classes(self, head: Tensor) -> Tensor:
        """Logits of ImageNet's classes [n, 1000] by the head's map."""
        logits: Tensor = self._fc(head.mean((-2, -1)))
        return logits


def _norm(channels: int) -> nn.BatchNorm2d:
    return nn.BatchNorm2d(channels, eps=1e-3)


def frozen(weights: dict[str, Tensor]) -> Lite2:
    """The network with these weights, for looking only; RuntimeError if they are another's."""
    network = Lite2()
    network.load_state_dict(weights)
    return network.eval().requires_grad_(False)


def taken(pixels: Tensor) -> Tensor:
    """What the network is shown of pictures uint8 [n, side, side, 3]."""
    return (pixels.to(torch.float32).permute(0, 3, 1, 2) - 127) / 128
