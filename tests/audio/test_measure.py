"""A song's measures and material, against its own making, librosa, and everything that may go wrong."""

from __future__ import annotations

import time
from collections.abc import Sequence

import librosa
import numpy as np
import pytest

from albumen.audio.hearing import hear
from albumen.audio.measure import COLUMNS, Measures, measure
from albumen.material import Material
from albumen.song import Passage, Samples
from tests.songs import music
from tests.tunes import MAJOR_CADENCE, MINOR_CADENCE, RATE, cadence, clicks, noise, passage, tone


def heard(sound: Samples, rate: int = RATE) -> Measures:
    return measure([passage(sound, rate=rate)], np.atleast_2d(sound).shape[1] / rate)


def song(tonic: int = 9, bars: int = 8) -> Samples:
    """A minor cadences at 120 beats a minute, a chord every two beats, a knock on each beat."""
    chords = np.concatenate([cadence(tonic, MINOR_CADENCE, each=1.0)] * bars)
    knocks = clicks(np.arange(0, len(chords) / RATE - 0.1, 0.5), len(chords) / RATE)
    return np.asarray(chords + 0.5 * knocks, np.float32)


def shapes(material: Material) -> Sequence[tuple[int, ...]]:
    parts = (material.mel, material.chroma, material.loudness, material.onset, material.brightness)
    assert all(part.dtype == np.uint8 for part in parts)
    return [part.shape for part in parts]


EVERY_SHAPE = [(512, 96), (512, 12), (512,), (512,), (512,)]


def test_a_song_is_measured() -> None:
    made = heard(song())
    assert made.tempo == pytest.approx(120, rel=0.01)
    assert str(made.key) == "A minor"
    assert made.onset_rate == pytest.approx(2, rel=0.15)
    assert shapes(made.material) == EVERY_SHAPE
    assert made.material.seconds == pytest.approx(32)
    np.testing.assert_allclose(np.diff(made.material.beats), 0.5, atol=0.05)


def test_rate_and_channels_do_not_matter() -> None:
    low = heard(song())
    high = librosa.resample(song(), orig_sr=RATE, target_sr=48_000, res_type="soxr_hq")
    both = heard(np.stack([high, high]), 48_000)
    assert both.tempo == pytest.approx(low.tempo, rel=0.005)
    assert str(both.key) == str(low.key)
    assert both.brightness == pytest.approx(low.brightness, rel=0.02)
    assert np.abs(both.material.loudness.astype(int) - low.material.loudness).mean() < 1.5


def test_brightness_is_the_mean_of_librosas_centroid() -> None:
    sound = music(6.0, RATE, 1)[0]
    expected = librosa.feature.spectral_centroid(y=sound - sound.mean(), sr=RATE).mean()
    assert heard(sound).brightness == pytest.approx(expected, rel=0.02)


def test_silence_does_not_count_for_brightness() -> None:
    sound = tone(2000, 4)
    padded = np.concatenate([sound, np.zeros(8 * RATE, np.float32)])
    assert heard(padded).brightness == pytest.approx(heard(sound).brightness, rel=0.05)


def test_mel_is_decibels_under_the_loudest_cell() -> None:
    sound = music(12.0, RATE, 1)[0]
    power = librosa.feature.melspectrogram(
        y=sound - sound.mean(), sr=RATE, n_fft=2048, hop_length=512, n_mels=96, fmax=8000
    ).T
    column = np.minimum((np.arange(len(power)) * 512 / RATE / 12 * COLUMNS).astype(int), COLUMNS - 1)
    means = np.stack([power[column == i].mean(axis=0) for i in np.unique(column)])
    expected = np.clip(255 + 255 / 80 * 10 * np.log10(means / means.max()), 0, 255)
    made = heard(sound).material.mel[np.unique(column)]
    assert np.abs(made - expected).max() < 1
    assert made.max() == 255


def test_loudness_is_decibels_under_the_loudest_column() -> None:
    """Steps of 10 dB from 0 to -70."""
    steps = np.repeat(10.0 ** (-np.arange(8) / 2), 4 * RATE).astype(np.float32)
    loudness = heard(tone(500, 32) * steps).material.loudness
    expected = np.maximum(255 - 255 / 60 * 10 * np.arange(8), 0)
    np.testing.assert_allclose(loudness[32::64], expected, atol=1)


def test_chroma_of_each_column_is_full_at_its_strongest() -> None:
    chroma = heard(song()).material.chroma
    np.testing.assert_array_equal(chroma.max(axis=1), 255)
    assert set(np.argsort(chroma.astype(float).mean(axis=0))[-3:]) <= {9, 0, 4, 2, 5}


def test_chroma_is_nothing_in_silence() -> None:
    sound = np.concatenate([song(bars=2), np.zeros(8 * RATE, np.float32)])
    chroma = heard(sound).material.chroma
    assert not chroma[-200:].any()
    assert chroma[:200].any(axis=1).all()


def test_onsets_of_the_loudest_part_are_full() -> None:
    sound = np.concatenate([tone(220, 10), clicks(np.arange(0.1, 9.9, 0.1), 10)])
    onset = heard(sound).material.onset
    assert onset.max() == 255
    assert onset[300:500].mean() > 10 * onset[20:230].mean()


@pytest.mark.parametrize(("frequency", "byte"), [(200, 40), (800, 121), (3200, 202)])
def test_brightness_of_a_column_is_logarithmic(frequency: float, byte: int) -> None:
    """255 * log(f / 100) / log(80)."""
    assert np.median(heard(tone(frequency, 5)).material.brightness) == pytest.approx(byte, abs=2)


def test_columns_are_in_time() -> None:
    """A knock at 7.3 s of 20 lies in column 7.3 / 20 * 512."""
    loudness = heard(clicks([7.3], 20) + 1e-4 * tone(100, 20)).material.loudness
    assert abs(int(loudness.argmax()) - 7.3 / 20 * COLUMNS) < 2


def test_passages_of_a_long_song() -> None:
    sound = song(bars=4)
    parts = [passage(sound, start) for start in (0.0, 592.0, 1184.0)]
    made = measure(parts, 1200.0)
    assert made.tempo == pytest.approx(120, rel=0.01)
    assert str(made.key) == "A minor"
    assert made.material.seconds == 1200.0
    assert shapes(made.material) == EVERY_SHAPE
    starts = np.array([0.0, 592.0, 1184.0])
    inside = [(made.material.beats >= start) & (made.material.beats < start + 16) for start in starts]
    assert np.any(inside, axis=0).all()
    assert all(part.sum() > 25 for part in inside)


def test_between_passages_the_columns_go_straight() -> None:
    quiet, loud = 0.01 * tone(440, 10), tone(440, 10)
    made = measure([passage(quiet), passage(loud, 990.0)], 1000.0).material
    rising = made.loudness[10:500].astype(int)
    assert np.all(np.diff(rising) >= 0)
    assert rising[0] < rising[-1]


def test_a_duration_that_is_too_short_gives_way_to_what_was_heard() -> None:
    assert measure([passage(noise(3))], 1.0).material.seconds == pytest.approx(3.0)


def test_a_quiet_passage_is_measured_beside_the_loud_one() -> None:
    """Its noise, 90 dB down, makes no onsets of its own."""
    parts = [passage(clicks(np.arange(0.2, 19.5, 0.5), 20)), passage(1e-6 * noise(20), 100.0)]
    assert measure(parts, 120.0).onset_rate == pytest.approx(1.0, rel=0.1)


def test_the_same_sound_gives_the_same_bytes() -> None:
    one, two = heard(song()).material.to_dict(), heard(song()).material.to_dict()
    assert one == two


def test_a_constant_offset_is_no_sound() -> None:
    clean, offset = heard(song()), heard(song() + np.float32(0.25))
    assert offset.tempo == pytest.approx(clean.tempo)
    assert offset.brightness == pytest.approx(clean.brightness, rel=1e-3)


@pytest.mark.parametrize(
    "sound",
    [
        np.zeros(1), np.zeros(RATE // 20), np.zeros(10 * RATE), np.zeros((2, 5 * RATE)),
        np.full(5 * RATE, 0.5), np.full(1, -1.0), np.full((8, 300), 1.0),
    ],
)  # fmt: skip
def test_silence_is_zeros(sound: Samples) -> None:
    made = heard(sound.astype(np.float32))
    assert (made.tempo, made.key, made.brightness, made.onset_rate) == (None, None, 0.0, 0.0)
    material = made.material
    assert shapes(material) == EVERY_SHAPE
    assert not any(part.any() for part in (material.mel, material.chroma, material.loudness, material.onset))
    assert len(material.beats) == 0
    np.testing.assert_array_equal(material.sections, [0])


@pytest.mark.parametrize(
    ("sound", "rate"),
    [
        (noise(0.05), RATE), (tone(300, 0.05), RATE), (noise(0.05)[:2], RATE), (noise(1, rate=8000), 8000),
        (noise(1, rate=192_000), 192_000), (np.sign(tone(90, 12)), RATE), (1e6 * noise(2), RATE),
        (1e-7 * noise(2), RATE),
        (np.stack([tone(90, 3), -tone(90, 3)]), RATE), (np.eye(1, 5 * RATE, 9000, dtype=np.float32), RATE),
    ],
)  # fmt: skip
def test_anything_at_all_is_measured(sound: Samples, rate: int) -> None:
    made = heard(sound, rate)
    assert shapes(made.material) == EVERY_SHAPE
    assert np.isfinite([made.brightness, made.onset_rate, made.material.seconds]).all()
    assert np.isfinite(made.material.beats).all()
    assert made.brightness >= 0
    assert made.material.sections[0] == 0


def test_a_passage_without_a_single_sample_is_silence() -> None:
    made = measure([passage(np.zeros((1, 0), np.float32)), passage(tone(440, 2), 3.0)], 5.0)
    assert made.material.loudness.max() == 255


@pytest.mark.parametrize("length", [1, 200, 255, 256, 257, 511, 512, 513, 767, 768, 5000])
def test_the_level_around_a_frame_is_the_mean_square_there(length: int) -> None:
    sound = noise(1, level=0.3)[:length]
    sound -= sound.mean()
    level = hear(passage(sound)).power
    assert len(level) == 1 + length // 512
    edges = [max(512 * i - 256, 0) for i in range(len(level))] + [length]
    for i, power in enumerate(level):
        expected = np.mean(sound[edges[i] : edges[i + 1]].astype(np.float64) ** 2)
        assert power == pytest.approx(expected, rel=1e-3, abs=1e-9)


def test_four_minutes_take_under_a_second() -> None:
    stereo = np.stack([np.tile(music(4.0, 44_100, 1)[0], 60)] * 2)
    parts: list[Passage] = [passage(stereo, rate=44_100)]
    measure(parts, 240.0)
    start = time.process_time()
    measure(parts, 240.0)
    assert time.process_time() - start < 2.0


def test_major_and_minor_of_one_tonic_are_told_apart() -> None:
    major, minor = (heard(cadence(2, chords)).key for chords in (MAJOR_CADENCE, MINOR_CADENCE))
    assert (str(major), str(minor)) == ("D major", "D minor")
