"""Mel filter banks against librosa's and against the formula."""

from __future__ import annotations

import librosa
import numpy as np
import pytest

from albumen.audio.mel import MelBands
from tests.tunes import noise


@pytest.mark.parametrize("scale", ["slaney", "htk"])
@pytest.mark.parametrize("area", [True, False])
@pytest.mark.parametrize(("rate", "n_fft", "n_mels", "fmin", "fmax"), [(16_000, 512, 96, 0, 8000), (22_050, 2048, 128, 0, 11_025), (44_100, 4096, 40, 50, 15_000)])  # fmt: skip  # noqa: E501
def test_filters_are_librosas(
    scale: str, area: bool, rate: int, n_fft: int, n_mels: int, fmin: float, fmax: float
) -> None:
    bands = MelBands(rate, n_fft, n_mels, fmin, fmax, "htk" if scale == "htk" else "slaney", "hertz", area)
    expected = librosa.filters.mel(
        sr=rate, n_fft=n_fft, n_mels=n_mels, fmin=fmin, fmax=fmax, htk=scale == "htk", norm="slaney" if area else None
    )
    np.testing.assert_allclose(bands.filters(), expected, atol=1e-6)


def test_sides_straight_in_mel_are_straight_in_mel() -> None:
    """The matrix of VGGish's mel_features.spectrogram_to_mel_matrix, written out bin by bin."""
    bands = MelBands(16_000, 512, 64, 125.0, 7500.0, "htk", "mel", area=False)

    def mel(hertz: float) -> float:
        return float(1127.0 * np.log(1.0 + hertz / 700.0))

    edges = np.linspace(mel(125.0), mel(7500.0), 66)
    for band in (0, 7, 30, 63):
        low, top, high = edges[band : band + 3]
        for bin_ in range(1, 257):
            here = mel(bin_ * 8000 / 256)
            expected = max(0.0, min((here - low) / (top - low), (high - here) / (high - top)))
            assert bands.filters()[band, bin_] == pytest.approx(expected, abs=2e-5)


def test_nothing_at_zero_hertz_passes() -> None:
    for scale in ("slaney", "htk"):
        bands = MelBands(16_000, 512, 64, 0.0, 8000.0, "htk" if scale == "htk" else "slaney", "mel", area=False)
        assert not bands.filters()[:, 0].any()


def test_the_top_is_half_the_rate_unless_told() -> None:
    np.testing.assert_array_equal(MelBands(16_000, 512, 40).filters(), MelBands(16_000, 512, 40, fmax=8000.0).filters())


@pytest.mark.parametrize("n_mels", [1, 15, 16, 17, 96, 128])
def test_applying_the_bank_is_multiplying_by_its_matrix(n_mels: int) -> None:
    bands = MelBands(22_050, 2048, n_mels)
    spectra = np.abs(noise(0.5)[: 10 * 1025].reshape(10, 1025))
    np.testing.assert_allclose(bands.apply(spectra), spectra @ bands.filters().T, rtol=1e-5, atol=1e-9)


def test_more_filters_than_bins_leave_some_empty_but_finite() -> None:
    made = MelBands(16_000, 64, 96).apply(np.ones((3, 33), np.float32))
    assert made.shape == (3, 96)
    assert np.isfinite(made).all()
