"""What a VAE makes smaller, and how near it comes."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

RESOLUTIONS = ((512, 128), (1024, 256), (2048, 512))
"""Window and hop, in samples."""

SPAN = 65_536
"""Samples of each clip, about 3 s, that the spectral loss is taken of: of all 15 s it costs more than the network."""


def excerpt(waves: Tensor) -> Tensor:
    """`SPAN` samples from somewhere in waveforms [..., samples], drawn by torch's generator; all of shorter ones."""
    first = int(torch.randint(max(1, waves.shape[-1] - SPAN + 1), ()))
    return waves[..., first : first + SPAN]


def divergence(mean: Tensor, spread: Tensor) -> Tensor:
    """KL divergence of the codes' normal distributions (log variance `spread`) from the standard normal, in nats for
    each number of the code (Kingma and Welling 2013, appendix B).
    """
    return 0.5 * (mean**2 + spread.exp() - 1 - spread).mean()


def spectral(given: Tensor, wanted: Tensor) -> Tensor:
    """Multi-resolution STFT loss of waveforms [n, samples]: at each of `RESOLUTIONS` the spectral convergence and the
    mean difference of log magnitudes, averaged (Yamamoto, Song and Kim 2020, "Parallel WaveGAN", equations 4 to 6).
    """
    terms = []
    for n_fft, hop_length in RESOLUTIONS:
        told, true = magnitudes(given, n_fft, hop_length), magnitudes(wanted, n_fft, hop_length)
        logs = functional.l1_loss(told.clamp(min=1e-5).log(), true.clamp(min=1e-5).log())
        terms.append(convergence(told, true) + logs)
    return torch.stack(terms).mean()


def convergence(told: Tensor, true: Tensor) -> Tensor:
    """Spectral convergence of magnitudes: the norm of their difference by the norm of the true ones; 1 for silence."""
    distance: Tensor = torch.linalg.vector_norm(told - true) / torch.linalg.vector_norm(true).clamp(min=1e-8)
    return distance


def magnitudes(waves: Tensor, n_fft: int = 2048, hop_length: int = 512) -> Tensor:
    """STFT magnitudes [n, bins, frames] of waveforms [n, samples] under a Hann window."""
    window = torch.hann_window(n_fft, device=waves.device)
    spectrum = torch.stft(waves.float(), n_fft, hop_length, window=window, return_complex=True)
    # The root of a sum of squares has no gradient at 0.
    return (spectrum.real**2 + spectrum.imag**2).clamp(min=1e-12).sqrt()
