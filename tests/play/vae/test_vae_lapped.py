"""The lapped transform against scipy's, and the VAE that sees through it."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.fft
import torch

from albumen.play.vae.lapped import Lapped
from albumen.play.vae.network import ConvVae, Shape

SHAPE = Shape(1, 1000, (16,), (1,), 4, lines=32, depth=2)


def noise(samples: int = 1000, seed: int = 0) -> torch.Tensor:
    return torch.as_tensor(np.random.default_rng(seed).standard_normal((2, samples)).astype(np.float32))


@pytest.mark.parametrize("samples", [64, 1000, 1024])
def test_what_went_through_comes_back(samples: int) -> None:
    lapped, waves = Lapped(32), noise(samples)
    lines = lapped(waves)
    assert lines.shape == (2, 32, lapped.frames(samples))
    torch.testing.assert_close(lapped.inverse(lines)[:, :samples], waves, atol=1e-5, rtol=0)


def test_squares_keep_their_sum() -> None:
    waves = noise()
    assert float(Lapped(32)(waves).square().sum()) == pytest.approx(float(waves.square().sum()), rel=1e-5)


def test_a_frame_is_scipys_cosine_transform_of_what_is_folded() -> None:
    """The MDCT is the DCT-IV of a windowed frame whose halves are folded (Princen and Bradley 1986)."""
    size, wave = 32, noise(64, 1)[:1]
    window = np.sin(np.pi / (2 * size) * (np.arange(2 * size) + 0.5))
    a, b, c, d = np.split(window * wave[0].numpy(), 4)
    folded = np.concatenate([-c[::-1] - d, a - b[::-1]])
    expected = scipy.fft.dct(folded, type=4, norm="ortho")
    assert Lapped(size)(wave)[0, :, 1].numpy() == pytest.approx(expected, abs=1e-5)


def test_a_tone_lies_on_its_line() -> None:
    time = np.arange(4096)
    wave = torch.as_tensor(np.sin(2 * np.pi * (10.5 / 64) * time).astype(np.float32))[None]
    power = Lapped(32)(wave)[0].square().mean(1)
    assert int(power.argmax()) == 10
    assert float(power[9:12].sum() / power.sum()) > 0.95


def test_the_basis_is_no_weight() -> None:
    assert "lapped.basis" not in ConvVae(SHAPE, 0).state_dict()


def test_lengths_and_frames_of_a_vae_of_lines() -> None:
    network = ConvVae(SHAPE, 2).eval()
    given, mean, spread = network(torch.randn(2, 1, 1000))
    assert given.shape == (2, 1, 1000)
    assert mean.shape == spread.shape == (2, 4, SHAPE.frames) == (2, 4, 33)
    assert Shape.from_dict(SHAPE.to_dict()) == SHAPE


def test_shapes_of_cards_that_know_no_lines_are_read() -> None:
    held = {"channels": 1, "length": 1000, "widths": [4, 8], "strides": [4, 2], "latent": 3}
    assert Shape.from_dict(held) == Shape(1, 1000, (4, 8), (4, 2), 3, lines=0, depth=1)


def test_deeper_blocks_look_further() -> None:
    """An impulse in one frame of the code reaches 1 + 1 + 3 + 1 frames to either side at depth 2, 3 at depth 1."""
    for depth, reach in ((1, 3), (2, 6)):
        torch.manual_seed(0)
        network = ConvVae(Shape(1, 3200, (16,), (1,), 4, lines=32, depth=depth), 0).eval()
        code = torch.zeros(1, 4, network.shape.frames)
        still = network.decoder(code)
        code[0, :, 50] = 1
        moved = (network.decoder(code) - still).abs().amax(1)[0] > 1e-7
        assert torch.flatten(moved.nonzero()).tolist() == list(range(50 - reach, 51 + reach))


def test_what_it_sees_is_divided_by_the_gains_and_put_back() -> None:
    network, clip = ConvVae(SHAPE, 0).eval(), noise()[:1, None]
    plain = network.seen(clip)
    network.gains.fill_(2.0)
    torch.testing.assert_close(network.seen(clip), plain / 2)
    code = torch.zeros(1, 4, SHAPE.frames)
    doubled = network.decode(code)
    network.gains.fill_(1.0)
    torch.testing.assert_close(doubled, 2 * network.decode(code))
