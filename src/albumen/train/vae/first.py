"""First weights that are worth something, and how loud the music is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

import torch
from torch import Tensor, nn

from albumen.play.vae.network import ConvVae, Residual

CERTAIN = -5.0
"""Log variance of the first codes, whose means have a variance of 1."""


@torch.no_grad()
def begin(network: ConvVae, clips: Callable[[], Iterator[Tensor]], whitening: float) -> None:
    """Tells a network mean and deviation of its clips, and has one of a lapped transform begin with their components.

    Parameters
    ----------
    network
        New.
    clips
        Gives the training clips one by one, float32 [1, channels, length], as often as it is asked.
    whitening
        The power of each line's variance that its squared error is divided by, 0..1.
    """
    mean, deviation = moments(clips())
    network.mean.fill_(mean)
    network.deviation.fill_(deviation)
    if network.shape.lines:
        covariance = _covariance(network, clips())
        variance = covariance.diagonal().clamp(min=1e-8)
        powers = variance**whitening
        gains = (powers * (variance / powers).mean()).sqrt()  # so that silence costs 1
        network.gains.copy_(gains)
        principal(network, covariance / gains[:, None] / gains)


def moments(clips: Iterator[Tensor]) -> tuple[float, float]:
    """Mean and deviation of all numbers in clips."""
    sums = torch.zeros(3, dtype=torch.float64)
    for clip in clips:
        values = clip.double()
        sums += torch.stack([torch.tensor(float(values.numel())), values.sum(), values.square().sum()])
    mean = float(sums[1] / sums[0])
    return mean, max(float(sums[2] / sums[0]) - mean**2, 1e-8) ** 0.5


@torch.no_grad()
def principal(network: ConvVae, covariance: Tensor) -> bool:
    """Has the network begin as a code of principal components, from where it learns; False if its shape is another.

    Channels begin as the lines' largest components, each with a variance of 1, the code as the first of them, and the
    residual blocks add nothing yet (Zhang, Dauphin and Ma 2019, "Fixup initialization").

    Parameters
    ----------
    network
        With a lapped transform and one width, not below the size of a code, at stride 1.
    covariance
        Of what `ConvVae.seen` gives, float [lines, lines].
    """
    shape = network.shape
    if shape.strides != (1,) or not shape.latent <= shape.widths[0] <= shape.lines:
        return False
    values, vectors = torch.linalg.eigh(covariance.double())
    values, vectors = values.flip(0)[: shape.widths[0]].clamp(min=1e-8).sqrt(), vectors.flip(1)[:, : shape.widths[0]]
    code = torch.eye(shape.latent, shape.widths[0])
    _pointwise(network.encoder[0], (vectors / values).T)
    _pointwise(network.encoder[-1], torch.cat([code, torch.zeros_like(code)]))
    _pointwise(network.decoder[0], code.T)
    _pointwise(network.decoder[-1], vectors * values)
    cast(Tensor, network.encoder[-1].bias)[shape.latent :] = CERTAIN
    for module in network.modules():
        if isinstance(module, Residual):
            _pointwise(module.layers[-1], torch.zeros(shape.widths[0], shape.widths[0]))
    return True


def _covariance(network: ConvVae, clips: Iterator[Tensor]) -> Tensor:
    """Of the lines of clips, float64 [lines, lines]; their means are nearly 0 and count as 0."""
    lines = network.shape.lines
    sums, frames = torch.zeros(lines, lines, dtype=torch.float64), 0
    for clip in clips:
        seen = network.seen(clip)[0].double()
        sums, frames = sums + seen @ seen.T, frames + seen.shape[1]
    return sums / frames


def _pointwise(module: nn.Module, matrix: Tensor) -> None:
    """Makes a convolution apply a matrix to each frame by itself, and add nothing."""
    conv = cast(nn.Conv1d, module)
    conv.weight.zero_()
    conv.weight[:, :, conv.kernel_size[0] // 2] = matrix.to(conv.weight)
    cast(Tensor, conv.bias).zero_()
