"""First weights: principal components, as numpy has them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
import torch
from torch import Tensor

from albumen.play.vae.network import ConvVae, Shape
from albumen.train.vae.first import begin, moments, principal

LINES, LENGTH = 16, 16 * 60


def music(clips: int = 6) -> list[Tensor]:
    """Tones that fall and rise in noise: a few lines hold most of it."""
    rng, made = np.random.default_rng(0), []
    time = np.arange(LENGTH)
    for _ in range(clips):
        tones = [rng.uniform(0.2, 1) * np.sin(2 * np.pi * f * time + rng.uniform(0, 6)) for f in (0.02, 0.05, 0.11)]
        wave = np.sum(tones, axis=0) + 0.05 * rng.standard_normal(LENGTH) + 0.3
        made.append(torch.as_tensor(wave.astype(np.float32))[None, None])
    return made


def network(latent: int = 6, widths: tuple[int, ...] = (12,)) -> ConvVae:
    torch.manual_seed(0)
    return ConvVae(Shape(1, LENGTH, widths, (1,) * len(widths), latent, lines=LINES, depth=2), 0).eval()


def begun(vae: ConvVae, whitening: float) -> ConvVae:
    def clips() -> Iterator[Tensor]:
        return iter(music())

    begin(vae, clips, whitening)
    return vae


def test_moments_are_numpys() -> None:
    everything = torch.cat(music()).numpy()
    mean, deviation = moments(iter(music()))
    assert mean == pytest.approx(float(everything.mean()), rel=1e-5)
    assert deviation == pytest.approx(float(everything.std()), rel=1e-5)


@torch.no_grad()
def test_it_begins_as_good_as_principal_components() -> None:
    vae = begun(network(), 0.0)
    lines = torch.cat([vae.seen(clip)[0].T for clip in music()]).double().numpy()
    values = np.linalg.eigvalsh(lines.T @ lines)[::-1]
    lost = sum(float((vae.seen(vae(clip)[0]) - vae.seen(clip)).double().square().sum()) for clip in music())
    assert lost / values.sum() == pytest.approx(values[6:].sum() / values.sum(), rel=0.03)


@torch.no_grad()
def test_first_codes_have_a_variance_of_1_and_are_rather_certain() -> None:
    vae = begun(network(), 0.0)
    codes = [vae.encode(clip) for clip in music()]
    assert torch.cat([mean for mean, _ in codes]).square().mean((0, 2)).numpy() == pytest.approx(1, rel=1e-3)
    assert all(torch.all(spread == -5.0) for _, spread in codes)


@torch.no_grad()
@pytest.mark.parametrize("whitening", [0.0, 0.5, 1.0])
def test_silence_costs_1_however_lines_are_weighed(whitening: float) -> None:
    vae = begun(network(), whitening)
    seen = torch.cat([vae.seen(clip).flatten() for clip in music()])
    assert float(seen.square().mean()) == pytest.approx(1, rel=0.02)


@torch.no_grad()
def test_wholly_whitened_lines_are_all_alike() -> None:
    vae = begun(network(), 1.0)
    power = torch.cat([vae.seen(clip)[0].T for clip in music()]).square().mean(0)
    assert power.numpy() == pytest.approx(1, rel=0.02)


def test_of_another_shape_nothing_is_begun() -> None:
    assert not principal(network(widths=(12, 12)), torch.eye(LINES))
    assert not principal(network(widths=(32,)), torch.eye(LINES)), "wider than there are lines"
    assert not principal(network(latent=14), torch.eye(LINES)), "a code as wide as no channel"


def test_nothing_of_the_start_stands_still() -> None:
    """Every weight has a gradient: none of the blocks that add nothing at first is dead."""
    vae = begun(network(), 0.5).train()
    given, mean, _ = vae(music()[0])
    ((given - 0.5 * music()[0]).square().mean() + mean.square().mean()).backward()
    dead = [name for name, weight in vae.named_parameters() if weight.grad is None or not weight.grad.abs().sum()]
    inner = [name for name in dead if "layers.1" not in name]  # behind a last one of zero, until that has moved
    assert inner == []
