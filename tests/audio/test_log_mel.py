"""The front ends against librosa and against the published code, written out."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace

import librosa
import numpy as np
import pytest

from albumen.audio.log_mel import MUSICNN, VGGISH, log_mel
from albumen.audio.spectrum import Floats
from albumen.song import Samples
from tests.songs import music
from tests.tunes import cadence, clicks, noise, tone

SIGNALS: dict[str, Samples] = {
    "noise": noise(5, rate=16_000),
    "quiet noise": noise(2, level=1e-4, rate=16_000),
    "very loud": noise(2, level=1.0, rate=16_000) * 20,
    "tone": tone(440, 3, 8, 16_000),
    "music": music(4.0, 16_000, 1)[0],
    "clicks": clicks(np.arange(0.2, 3.8, 0.25), 4),
    "chords": np.concatenate([cadence(0, ((0, 4, 7), (5, 9, 12)))] * 2),
    "silence": np.zeros(16_000, np.float32),
    "constant": np.full(16_000, 0.5, np.float32),
    "clipped": np.sign(tone(100, 1, rate=16_000)),
}


def by_librosa(samples: Samples) -> Floats:
    """As musicnn/extractor.py has it, without its float16."""
    mel = librosa.feature.melspectrogram(y=samples, sr=16_000, hop_length=256, n_fft=512, n_mels=96).T
    return np.asarray(np.log10(10_000 * mel + 1), np.float32)


@pytest.mark.parametrize("name", SIGNALS)
def test_musicnns_is_librosas(name: str) -> None:
    made = log_mel(SIGNALS[name], MUSICNN)
    assert made.dtype == np.float32
    np.testing.assert_allclose(made, by_librosa(SIGNALS[name]), atol=1e-4)


@pytest.mark.filterwarnings("ignore:n_fft=512 is too large")
@pytest.mark.parametrize("length", [1, 2, 255, 256, 257, 511, 512, 513])
def test_very_short_sound_too(length: int) -> None:
    samples = noise(1)[:length]
    np.testing.assert_allclose(log_mel(samples, MUSICNN), by_librosa(samples), atol=1e-4)


def test_loud_sound_stays_finite_where_half_precision_overflows() -> None:
    loud = tone(300, 1, rate=16_000) * 100
    with np.errstate(over="ignore"):
        halved = librosa.feature.melspectrogram(y=loud, sr=16_000, hop_length=256, n_fft=512, n_mels=96).astype(
            np.float16
        )
    assert np.isinf(np.float16(10_000) * halved.max()) or np.isinf(halved).any()
    assert np.isfinite(log_mel(loud, MUSICNN)).all()


def vggish_as_published(samples: Samples) -> Floats:
    """mel_features.log_mel_spectrogram of the TensorFlow models, frame by frame in float64."""
    window = 0.5 - 0.5 * np.cos(2 * np.pi / 400 * np.arange(400))
    count = 1 + (len(samples) - 400) // 160
    spectra = [np.abs(np.fft.rfft(samples[160 * i : 160 * i + 400] * window, 512)) for i in range(count)]
    mels = 1127.0 * np.log(1.0 + np.linspace(0.0, 8000.0, 257) / 700.0)
    edges = np.linspace(1127.0 * np.log(1.0 + 125.0 / 700.0), 1127.0 * np.log(1.0 + 7500.0 / 700.0), 66)
    weights = np.empty((257, 64))
    for band in range(64):
        low, top, high = edges[band : band + 3]
        weights[:, band] = np.maximum(0.0, np.minimum((mels - low) / (top - low), (high - mels) / (high - top)))
    weights[0] = 0.0
    return np.log(np.array(spectra) @ weights + 0.01).astype(np.float32)


@pytest.mark.parametrize("name", SIGNALS)
def test_vggishs_is_the_published_one(name: str) -> None:
    """Published in float64: single precision would show beside the offset, where a pure tone leaves a band empty."""
    np.testing.assert_allclose(log_mel(SIGNALS[name], VGGISH), vggish_as_published(SIGNALS[name]), atol=5e-6)


@pytest.mark.parametrize(("length", "frames"), [(0, 0), (399, 0), (400, 1), (559, 1), (560, 2), (16_000, 98)])
def test_vggish_hears_whole_frames_only(length: int, frames: int) -> None:
    assert log_mel(np.zeros(length, np.float32), VGGISH).shape == (frames, 64)


def test_silence_is_the_logarithm_of_the_offset() -> None:
    np.testing.assert_array_equal(log_mel(np.zeros(8000, np.float32), MUSICNN), np.zeros((32, 96), np.float32))
    np.testing.assert_allclose(log_mel(np.zeros(8000, np.float32), VGGISH), np.log(0.01), rtol=1e-6)


@pytest.mark.parametrize("scale", ["slaney", "htk"])
@pytest.mark.parametrize("power", [1, 2])
@pytest.mark.parametrize("centre", [True, False])
def test_any_other_front_end_is_librosas(scale: str, power: int, centre: bool) -> None:
    ours = replace(
        MUSICNN, rate=22_050, n_fft=1024, win_length=1024, hop_length=300, n_mels=64, fmin=50.0, fmax=10_000.0,
        scale="htk" if scale == "htk" else "slaney", area=power == 2, power=1 if power == 1 else 2, centre=centre,
        gain=1.0, offset=1.0, base=2.0,
    )  # fmt: skip
    mel = librosa.feature.melspectrogram(
        y=SIGNALS["music"], sr=22_050, n_fft=1024, hop_length=300, n_mels=64, fmin=50, fmax=10_000,
        htk=scale == "htk", norm="slaney" if power == 2 else None, power=power, center=centre,
    )  # fmt: skip
    np.testing.assert_allclose(log_mel(SIGNALS["music"], ours), np.log2(1 + mel.T), atol=1e-4)


def test_a_shorter_window_sits_in_the_middle_of_its_frame_as_librosas() -> None:
    ours = replace(MUSICNN, win_length=400, hop_length=160)
    mel = librosa.feature.melspectrogram(
        y=SIGNALS["music"], sr=16_000, n_fft=512, win_length=400, hop_length=160, n_mels=96
    )
    np.testing.assert_allclose(log_mel(SIGNALS["music"], ours), np.log10(1 + 10_000 * mel.T), atol=1e-4)


def test_memory_grows_with_the_result_not_with_the_spectrum() -> None:
    samples = noise(600, rate=16_000)
    log_mel(samples[:16_000], MUSICNN)
    tracemalloc.start()
    made = log_mel(samples, MUSICNN)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    whole_spectrum = len(made) * 257 * 4
    assert peak < samples.nbytes + made.nbytes + whole_spectrum / 8


@pytest.mark.parametrize("name", SIGNALS)
def test_librosa_hears_the_same_in_single_and_double_precision(name: str) -> None:
    """Its window is float64, so that its transform is in double either way; both are what ours is compared with."""
    hertz = replace(VGGISH, straight="hertz")
    mels = [
        librosa.feature.melspectrogram(
            y=SIGNALS[name].astype(kind), sr=16_000, n_fft=512, win_length=400, hop_length=160, n_mels=64, fmin=125,
            fmax=7500, htk=True, norm=None, power=1, center=False,
        ).T
        for kind in (np.float32, np.float64)
    ]  # fmt: skip
    # librosa puts the window of 400 into the middle of its 512, so that its frames begin 56 samples later.
    ours = log_mel(SIGNALS[name][56:], hertz)[: len(mels[0])]
    for mel in mels:
        np.testing.assert_allclose(ours[: len(mel)], np.log(mel[: len(ours)] + 0.01), atol=5e-6)
