"""The VAE's losses against numpy, scipy and torch's own distributions."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.signal
import torch

from albumen.train.vae.losses import RESOLUTIONS, SPAN, convergence, divergence, excerpt, magnitudes, spectral


def noise(seed: int, samples: int = 8192) -> torch.Tensor:
    return torch.as_tensor(np.random.default_rng(seed).normal(0, 0.1, (2, samples)).astype(np.float32))


def truth(waves: torch.Tensor, n_fft: int, hop_length: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """STFT magnitudes by scipy, [n, bins, frames]."""
    padded = np.pad(waves.numpy().astype(np.float64), ((0, 0), (n_fft // 2, n_fft // 2)), mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(padded, n_fft, axis=1)[:, ::hop_length]
    window = scipy.signal.get_window("hann", n_fft)
    return np.abs(np.fft.rfft(frames * window)).transpose(0, 2, 1)


@pytest.mark.parametrize(("n_fft", "hop_length"), RESOLUTIONS)
def test_magnitudes_are_scipys(n_fft: int, hop_length: int) -> None:
    waves = noise(0)
    assert magnitudes(waves, n_fft, hop_length).numpy() == pytest.approx(truth(waves, n_fft, hop_length), abs=1e-3)


def test_the_spectral_loss_is_its_formula() -> None:
    given, wanted = noise(1), noise(2)
    terms = []
    for n_fft, hop_length in RESOLUTIONS:
        told, true = truth(given, n_fft, hop_length), truth(wanted, n_fft, hop_length)
        logs = np.abs(np.log(np.maximum(told, 1e-5)) - np.log(np.maximum(true, 1e-5))).mean()
        terms.append(np.linalg.norm(told - true) / np.linalg.norm(true) + logs)
    assert float(spectral(given, wanted)) == pytest.approx(np.mean(terms), rel=1e-3)


def test_the_same_sound_costs_nothing_and_silence_converges_to_1() -> None:
    wave = noise(3)
    assert float(spectral(wave, wave)) == 0
    assert float(convergence(torch.zeros(3), torch.ones(3))) == 1
    assert float(convergence(torch.zeros(3), torch.zeros(3))) == 0


def test_phases_do_not_count_but_the_waveform_does() -> None:
    wave = noise(4)
    assert float(spectral(-wave, wave)) == pytest.approx(0, abs=1e-6)
    assert float(spectral(0.5 * wave, wave)) == pytest.approx(0.5 + np.log(2), rel=1e-2)


def test_silence_has_a_gradient_that_is_a_number() -> None:
    given = torch.zeros(1, 4096, requires_grad=True)
    spectral(given, noise(5)[:1, :4096]).backward()  # type: ignore[no-untyped-call]
    assert given.grad is not None
    assert torch.isfinite(given.grad).all()


def test_the_divergence_is_torchs() -> None:
    torch.manual_seed(0)
    mean, spread = torch.randn(2, 3, 4), torch.randn(2, 3, 4)
    normal = torch.distributions.Normal(mean, (spread / 2).exp())
    known = torch.distributions.kl_divergence(normal, torch.distributions.Normal(0.0, 1.0)).mean()
    assert float(divergence(mean, spread)) == pytest.approx(float(known), rel=1e-5)
    assert float(divergence(torch.zeros(3), torch.zeros(3))) == 0


def test_an_excerpt_is_the_same_part_of_every_wave_and_another_each_time() -> None:
    waves = torch.arange(3 * SPAN, dtype=torch.float32).repeat(2, 1)
    torch.manual_seed(0)
    first, second = excerpt(waves), excerpt(waves)
    assert first.shape == (2, SPAN)
    assert torch.equal(first[0], first[1])
    assert torch.equal(first[0].diff(), torch.ones(SPAN - 1))
    assert not torch.equal(first, second)
    assert excerpt(waves[:, :100]).shape == (2, 100)
