"""The one pass over a passage gives what each feature gives on its own."""

from __future__ import annotations

import librosa
import numpy as np
import pytest

from albumen.audio.hearing import hear
from albumen.audio.tempogram import onset_strength, rises
from albumen.song import Samples
from tests.songs import music
from tests.tunes import RATE, noise, passage, tone


def centred(sound: Samples) -> Samples:
    return np.asarray(sound - sound.mean(dtype=np.float64), np.float32)


SOUND = centred(music(9.0, RATE, 1)[0])


@pytest.mark.parametrize(("name", "bands", "fmax"), [("mel", 96, 8000), ("rising", 128, 11_025)])
def test_mel_bands_are_librosas(name: str, bands: int, fmax: float) -> None:
    power = librosa.feature.melspectrogram(y=SOUND, sr=RATE, n_fft=2048, hop_length=512, n_mels=bands, fmax=fmax).T
    np.testing.assert_allclose(getattr(hear(passage(SOUND)), name), power, rtol=1e-3, atol=1e-6 * power.max())


def test_the_centroid_is_librosas() -> None:
    expected = librosa.feature.spectral_centroid(y=SOUND, sr=RATE)[0]
    np.testing.assert_allclose(hear(passage(SOUND)).centroid, expected, rtol=1e-3)


def test_onsets_from_it_are_the_onset_strength() -> None:
    rising = hear(passage(SOUND)).rising
    np.testing.assert_allclose(rises(rising, float(rising.max())), onset_strength(SOUND), atol=1e-4)


def test_what_is_80_db_under_the_loudest_passage_has_no_onsets() -> None:
    rising = hear(passage(1e-4 * noise(3))).rising
    assert rises(rising, float(rising.max())).max() > 1
    assert not rises(rising, 1e6).any()


def test_every_feature_has_a_value_for_every_frame() -> None:
    heard = hear(passage(SOUND, start=77.0))
    assert {len(heard.mel), len(heard.rising), len(heard.power), len(heard.centroid)} == {1 + len(SOUND) // 512}
    assert heard.peaks.frame.max() < len(heard.times)


def test_times_are_the_songs() -> None:
    heard = hear(passage(SOUND, start=77.0))
    np.testing.assert_allclose(heard.times[[0, 1, 100]], [77.0, 77 + 512 / RATE, 77 + 51_200 / RATE], atol=1e-5)
    assert heard.seconds == pytest.approx(9.0)


def test_channels_are_mixed() -> None:
    left, right = tone(300, 2), tone(2000, 2)
    mixed, mono = (
        hear(passage(np.stack([left, right]))),
        hear(passage(np.mean([left, right], axis=0, dtype=np.float32))),
    )
    np.testing.assert_allclose(mixed.mel, mono.mel, rtol=1e-4, atol=1e-6 * float(mono.mel.max()))


def test_another_rate_is_heard_alike() -> None:
    low, high = (hear(passage(tone(1000, 2, rate=rate), rate=rate)) for rate in (RATE, 44_100))
    assert len(low.power) == len(high.power)
    np.testing.assert_allclose(high.power[5:-5], low.power[5:-5], rtol=0.02)
