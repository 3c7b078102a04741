"""The VAE's network, the perturbation of codes, and the way from log-mels back to sound."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from albumen.play.vae.latent import perturbed, projection
from albumen.play.vae.network import ConvVae, Shape
from albumen.play.vae.sound import MEL, RATE, coded, griffin_lim, heard, magnitudes

PUBLISHED = Shape(1, 330_750, (32, 64, 128, 256), (4, 4, 4, 4), 8)


def small(length: int = 1000) -> ConvVae:
    torch.manual_seed(0)
    return ConvVae(Shape(1, length, (4, 8), (4, 2), 3), 2)


def test_a_clip_of_fifteen_seconds_has_1292_frames() -> None:
    assert (PUBLISHED.stride, PUBLISHED.frames) == (256, 1292)
    assert Shape.from_dict(PUBLISHED.to_dict()) == PUBLISHED


@pytest.mark.parametrize("length", [1000, 1001, 1007])
def test_what_comes_back_is_as_long_as_the_clip(length: int) -> None:
    given, mean, spread = small(length)(torch.zeros(2, 1, length))
    assert given.shape == (2, 1, length)
    assert mean.shape == spread.shape == (2, 3, 126 if length == 1001 or length == 1007 else 125)


def test_outside_training_nothing_is_drawn() -> None:
    network, clip = small(), torch.randn(1, 1, 1000)
    network.eval()
    given, mean, _ = network(clip)
    assert torch.equal(given, network.decode(mean))
    network.train()
    assert not torch.equal(network(clip)[0], network(clip)[0])


def test_scale_and_offset_of_the_music_are_taken_out_and_put_back() -> None:
    network, clip = small().eval(), torch.randn(1, 1, 1000)
    plain, code, _ = network(clip)
    network.mean.fill_(-3.0)
    network.deviation.fill_(2.0)
    moved, same, _ = network(2 * clip - 3)
    torch.testing.assert_close(same, code)
    torch.testing.assert_close(moved, 2 * plain - 3)


def test_the_projection_is_orthonormal_and_always_the_same() -> None:
    columns = projection(500, 12)
    assert columns.T @ columns == pytest.approx(np.eye(12), abs=1e-12)
    projection.cache_clear()
    assert np.array_equal(columns, projection(500, 12))
    rows = projection(12, 500)
    assert rows @ rows.T == pytest.approx(np.eye(12), abs=1e-12)


def test_alpha_says_how_far_a_code_moves() -> None:
    rng = np.random.default_rng(0)
    code, vector = rng.standard_normal((8, 100)).astype(np.float32), rng.standard_normal(30).astype(np.float32)
    assert np.array_equal(perturbed(code, vector, 0.0, 2.0), code)
    for alpha in (0.25, 1.0):
        moved = perturbed(code, vector, alpha, 2.0) - code
        assert np.sqrt(np.mean(moved**2)) == pytest.approx(alpha * 2.0, rel=1e-4)
    assert np.array_equal(perturbed(code, None, 1.0, 2.0), code)
    assert np.array_equal(perturbed(code, np.zeros(30, np.float32), 1.0, 2.0), code)


def test_where_a_clip_is_silent_hardly_anything_is_added() -> None:
    rng = np.random.default_rng(0)
    code = rng.standard_normal((8, 100)).astype(np.float32)
    code[:, 50:] *= 0.01
    code[3] *= 10
    moved = perturbed(code, rng.standard_normal(30).astype(np.float32), 0.5, 1.0) - code
    loud, soft = (float(np.sqrt(np.mean(part**2))) for part in (moved[:, :45], moved[:, 55:]))
    assert soft < 0.03 * loud
    others = np.delete(np.arange(8), 3)
    assert np.sqrt(np.mean(moved[3, :45] ** 2) / np.mean(moved[others, :45] ** 2)) == pytest.approx(10, rel=0.5)


def test_pictures_that_are_alike_move_a_code_alike() -> None:
    rng = np.random.default_rng(1)
    code = np.zeros((8, 100), np.float32)
    one, other = rng.standard_normal((2, 30)).astype(np.float32)
    first, second = (perturbed(code, vector, 1.0, 1.0).ravel() for vector in (one, other))
    angle = first @ second / np.linalg.norm(first) / np.linalg.norm(second)
    assert angle == pytest.approx(one @ other / np.linalg.norm(one) / np.linalg.norm(other), abs=1e-5)


def test_a_waveform_is_coded_as_it_is() -> None:
    wave = np.random.default_rng(0).uniform(-1, 1, 5000).astype(np.float32)
    assert np.array_equal(heard(torch.as_tensor(coded(wave, "waveform")), "waveform", 5000), wave)


def test_griffin_lim_finds_a_sound_of_these_magnitudes() -> None:
    time = torch.arange(RATE) / RATE
    wave = torch.sin(2 * torch.pi * (300 + 400 * time) * time) * 0.5
    window = torch.hann_window(MEL.win_length)

    def spectrum(sound: torch.Tensor) -> torch.Tensor:
        taken: torch.Tensor = torch.stft(
            sound, MEL.n_fft, MEL.hop_length, window=window, pad_mode="constant", return_complex=True
        ).abs()
        return taken

    wanted = spectrum(wave)
    for rounds, most in ((0, 1.0), (32, 0.12)):
        far = torch.linalg.vector_norm(spectrum(griffin_lim(wanted, RATE, rounds)) - wanted)
        assert far / torch.linalg.vector_norm(wanted) < most
    assert far / torch.linalg.vector_norm(wanted) < 0.12


def test_a_tone_keeps_its_pitch_through_mels_and_back() -> None:
    tone = (0.5 * np.sin(2 * np.pi * 440 * np.arange(RATE) / RATE)).astype(np.float32)
    bands = torch.as_tensor(coded(tone, "mel"))
    assert bands.shape == (80, 1 + RATE // 256)
    assert magnitudes(bands).shape == (513, 87)
    back = heard(bands, "mel", RATE)
    assert back.shape == (RATE,)
    assert abs(int(np.abs(np.fft.rfft(back)).argmax()) - 440) <= 22
    assert np.sqrt(np.mean(back**2)) == pytest.approx(0.354, rel=0.3)
