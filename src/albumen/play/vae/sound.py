"""Between sound and what a VAE codes: the waveform itself, or a log-mel spectrogram and the way back from it."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from albumen.audio.log_mel import FrontEnd, log_mel
from albumen.play.vae.shelf import Domain
from albumen.song import Samples

RATE = 22_050
"""Hertz ("Img2Music", section 3.2)."""
MEL = FrontEnd(
    rate=RATE, n_fft=1024, win_length=1024, hop_length=256, n_mels=80, fmin=0.0, fmax=RATE / 2, scale="slaney",
    straight="hertz", area=True, power=1, centre=True, gain=1.0, offset=1e-4, base=np.e,
)  # fmt: skip
"""Of the mel variant, which is not in the paper."""
ROUNDS = 32
"""Of Griffin-Lim."""
_MOMENTUM = 0.99
_LOUDEST = 8.0
"""Louder than any sound within -1..1: what a code far from all known ones becomes must stay a number."""


def coded(samples: Samples, domain: Domain) -> NDArray[np.float32]:
    """What the VAE of a domain codes: a waveform float32 [1, samples] or log-mels [80, 1 + samples // 256]."""
    return samples[None] if domain == "waveform" else np.ascontiguousarray(log_mel(samples, MEL).T)


def heard(clip: Tensor, domain: Domain, samples: int) -> Samples:
    """The sound of what a VAE of a domain gave back, float32 [samples]; no chance in it."""
    wave = clip[0] if domain == "waveform" else griffin_lim(magnitudes(clip), samples)
    return np.asarray(wave[:samples].float().cpu().numpy(), np.float32)


def magnitudes(log_mels: Tensor) -> Tensor:
    """Magnitudes float32 [513, frames] of log-mels [80, frames]: the filters' pseudo-inverse, cut off at 0."""
    bands = (torch.exp(log_mels.float().clamp(max=_LOUDEST)) - MEL.offset).clamp(min=0) / MEL.gain
    return (_inverse() @ bands).clamp(min=0)


def griffin_lim(magnitude: Tensor, samples: int, rounds: int = ROUNDS) -> Tensor:
    """Sound float32 [samples] that has these magnitudes [513, frames], as nearly as `rounds` make it.

    Phases begin at 0 and are those of the nearest real sound after each round, with momentum (Perraudin, Balazs and
    Søndergaard 2013, "A fast Griffin-Lim algorithm", alpha 0.99).
    """
    window = torch.hann_window(MEL.win_length)
    phase, former = torch.zeros_like(magnitude), torch.zeros_like(magnitude, dtype=torch.complex64)
    spectrum = torch.polar(magnitude, phase)
    for _ in range(rounds):
        wave = torch.istft(spectrum, MEL.n_fft, MEL.hop_length, window=window, length=samples)
        real = torch.stft(
            wave, MEL.n_fft, MEL.hop_length, window=window, pad_mode="constant", return_complex=True
        )  # fmt: skip
        wanted = real + _MOMENTUM * (real - former)
        spectrum, former = torch.polar(magnitude, wanted.angle()), real
    return torch.istft(spectrum, MEL.n_fft, MEL.hop_length, window=window, length=samples)


@lru_cache(maxsize=1)
def _inverse() -> Tensor:
    return torch.as_tensor(np.linalg.pinv(MEL.bands.filters().astype(np.float64)).astype(np.float32))
