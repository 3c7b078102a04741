"""A lapped transform: sound as frames of lines that overlap, without one number more than it has samples."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional


class Lapped(nn.Module):
    """The modified discrete cosine transform under a sine window, orthonormal.

    Princen and Bradley 1986, "Analysis/synthesis filter bank design based on time domain aliasing cancellation";
    Malvar 1990. Nothing is lost and squares keep their sum, so that a squared error of lines is one of samples.

    Parameters
    ----------
    lines
        In a frame, and samples from one frame to the next.
    """

    basis: Tensor

    def __init__(self, lines: int) -> None:
        super().__init__()
        self.lines = lines
        self.register_buffer("basis", _basis(lines), persistent=False)

    def frames(self, samples: int) -> int:
        """Frames of so many samples."""
        return -(-samples // self.lines) + 1

    def forward(self, waves: Tensor) -> Tensor:
        """Lines float32 [n, lines, frames] of waveforms [n, samples]."""
        missing = (self.frames(waves.shape[-1]) - 1) * self.lines - waves.shape[-1]
        blocks = functional.pad(waves, (self.lines, self.lines + missing)).reshape(len(waves), -1, self.lines)
        framed = torch.cat([blocks[:, :-1], blocks[:, 1:]], dim=-1)
        return (framed @ self.basis).transpose(1, 2)

    def inverse(self, lines: Tensor) -> Tensor:
        """Waveforms float32 [n, (frames - 1) * lines] of lines [n, lines, frames]."""
        framed = lines.transpose(1, 2) @ self.basis.T
        return (framed[:, :-1, self.lines :] + framed[:, 1:, : self.lines]).flatten(1)


def _basis(lines: int) -> Tensor:
    """Windowed cosines, float32 [2 lines, lines]."""
    time = torch.arange(2 * lines, dtype=torch.float64)[:, None] + 0.5
    line = torch.arange(lines, dtype=torch.float64)[None] + 0.5
    window = torch.sin(math.pi / (2 * lines) * time)
    return (math.sqrt(2 / lines) * window * torch.cos(math.pi / lines * (time + lines / 2) * line)).float()
