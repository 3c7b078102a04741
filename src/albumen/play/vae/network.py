"""The network: a convolutional VAE over time (Kingma and Welling 2013), for waveforms and for log-mel spectrograms.

"Img2Music", section 2.2, shows a simple VAE "inspired from InstructME" and gives no widths. What is chosen here:
strided convolutions down, their transposes up, one residual block at each rate, SiLU; codes keep time, a frame for
every `stride` steps. 330,750 samples become 1,292 frames of 8 numbers, 1 for 32.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from albumen.play.vae.lapped import Lapped

LEAST, MOST = -14.0, 4.0
"""Bounds of the log variance, beyond which exp is no use."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How large the network is."""

    channels: int
    """Of what it codes: 1 for a waveform, the bands of a mel spectrogram."""
    length: int
    """Steps of a clip: samples, or frames."""
    widths: tuple[int, ...]
    """Channels after each strided convolution."""
    strides: tuple[int, ...]
    latent: int
    """Numbers in each frame of a code."""
    lines: int = 0
    """Of the lapped transform that a waveform is seen through; 0 sees the samples themselves."""
    depth: int = 1
    """Residual blocks at each width, each reaching three times as far as the one before."""

    @property
    def stride(self) -> int:
        """Steps of the convolutions for each frame of a code."""
        return math.prod(self.strides)

    @property
    def steps(self) -> int:
        """Steps of a clip that the convolutions see: samples, or frames of any kind."""
        return -(-self.length // self.lines) + 1 if self.lines else self.length

    @property
    def frames(self) -> int:
        """Frames of a clip's code."""
        return -(-self.steps // self.stride)

    def to_dict(self) -> dict[str, object]:
        """As JSON can hold it."""
        return asdict(self)

    @classmethod
    def from_dict(cls, held: Mapping[str, Any]) -> Shape:
        """The shape that `to_dict` wrote; KeyError or TypeError if it is damaged."""
        return cls(
            held["channels"], held["length"], tuple(held["widths"]), tuple(held["strides"]), held["latent"],
            held.get("lines", 0), held.get("depth", 1),
        )  # fmt: skip


class Residual(nn.Module):
    """x + conv(silu(conv(silu(x)))), float32 [n, width, steps]; the first one looks `reach` steps to either side."""

    def __init__(self, width: int, reach: int = 1) -> None:
        super().__init__()
        wide = nn.Conv1d(width, width, 3, padding=reach, dilation=reach)
        self.layers = nn.Sequential(nn.SiLU(), wide, nn.SiLU(), nn.Conv1d(width, width, 1))

    def forward(self, x: Tensor) -> Tensor:
        """As large as `x`."""
        added: Tensor = x + self.layers(x)
        return added


class ConvVae(nn.Module):
    """Codes clips and gives them back; `mean` and `deviation` are of the music that it learns from.

    Parameters
    ----------
    shape
        How large it is.
    known
        How many clips' codes it keeps, float32 [known, latent, frames]: "Img2Music" starts from a known one.
    """

    mean: Tensor
    deviation: Tensor
    codes: Tensor
    gains: Tensor
    """What the lines of a lapped transform are divided by, float32 [lines]; only where there is one."""

    def __init__(self, shape: Shape, known: int) -> None:
        super().__init__()
        self.shape = shape
        self.register_buffer("mean", torch.zeros(()))
        self.register_buffer("deviation", torch.ones(()))
        self.register_buffer("codes", torch.zeros(known, shape.latent, shape.frames))
        if shape.lines:
            self.lapped = Lapped(shape.lines)
            self.register_buffer("gains", torch.ones(shape.lines))
        self.encoder = _encoder(shape)
        self.decoder = _decoder(shape)

    def encode(self, clips: Tensor) -> tuple[Tensor, Tensor]:
        """Mean and log variance of the codes, float32 [n, latent, frames], of clips [n, channels, length]."""
        missing = self.shape.frames * self.shape.stride - self.shape.steps
        mean, spread = self.encoder(functional.pad(self.seen(clips), (0, missing))).chunk(2, dim=1)
        return mean, spread.clamp(LEAST, MOST)

    def decode(self, codes: Tensor) -> Tensor:
        """Clips float32 [n, channels, length] of codes [n, latent, frames]."""
        decoded: Tensor = self.decoder(codes)[..., : self.shape.steps]
        if self.shape.lines:
            waves = self.lapped.inverse(decoded * self.gains[:, None])
            decoded = waves[:, None, : self.shape.length]
        return decoded * self.deviation + self.mean

    def seen(self, clips: Tensor) -> Tensor:
        """What the convolutions see of clips, float32 [n, channels or lines, steps], with a deviation of about 1."""
        scaled = (clips - self.mean) / self.deviation
        return self.lapped(scaled[:, 0]) / self.gains[:, None] if self.shape.lines else scaled

    def forward(self, clips: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """What it gives back, mean and log variance; in training a code is drawn, else it is the mean."""
        mean, spread = self.encode(clips)
        code = mean + torch.randn_like(mean) * torch.exp(spread / 2) if self.training else mean
        return self.decode(code), mean, spread


def _encoder(shape: Shape) -> nn.Sequential:
    layers: list[nn.Module] = []
    width = shape.lines or shape.channels
    for wider, stride in zip(shape.widths, shape.strides, strict=True):
        layers += [_down(width, wider, stride), *_residuals(wider, shape.depth)]
        width = wider
    return nn.Sequential(*layers, *_bend(shape), nn.Conv1d(width, 2 * shape.latent, 3, padding=1))


def _decoder(shape: Shape) -> nn.Sequential:
    widths = (shape.lines or shape.channels, *shape.widths)
    layers: list[nn.Module] = [nn.Conv1d(shape.latent, widths[-1], 3, padding=1)]
    for narrower, width, stride in reversed(list(zip(widths, widths[1:], shape.strides, strict=False))):
        layers += [*_residuals(width, shape.depth), *_bend(shape), _up(width, narrower, stride)]
    return nn.Sequential(*layers)


def _residuals(width: int, depth: int) -> list[nn.Module]:
    return [Residual(width, 3**at) for at in range(depth)]


def _bend(shape: Shape) -> list[nn.Module]:
    """Lines are best kept by a straight way through, as principal components keep them; samples are not."""
    return [] if shape.lines else [nn.SiLU()]


def _down(width: int, wider: int, stride: int) -> nn.Conv1d:
    if stride == 1:
        return nn.Conv1d(width, wider, 3, padding=1)
    return nn.Conv1d(width, wider, 2 * stride, stride, padding=stride // 2)


def _up(width: int, narrower: int, stride: int) -> nn.Module:
    if stride == 1:
        return nn.Conv1d(width, narrower, 3, padding=1)
    return nn.ConvTranspose1d(width, narrower, 2 * stride, stride, padding=stride // 2)
