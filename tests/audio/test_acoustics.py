"""The acoustics of sounds whose answers are known beforehand."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest

from albumen.audio.acoustics import ACOUSTICS, SHAPE, acoustics
from albumen.audio.chroma import Peaks
from albumen.audio.hearing import Heard, hear
from albumen.audio.spectrum import Floats
from albumen.song import Audio, Passage

RATE = 22_050
NO_PEAKS = Peaks(np.empty(0, np.int64), np.empty(0, np.float32), np.empty(0, np.float32))


def made(bands: np.ndarray, mel: np.ndarray | None = None, power: np.ndarray | None = None) -> Heard:
    """A passage with these powers: bands [frames, 128], mel [frames, 96], power [frames]."""
    frames = len(bands)
    ones = np.ones((frames, 96))
    return Heard(
        0.0,
        frames * 512 / RATE,
        np.asarray(ones if mel is None else mel, np.float32),
        np.asarray(bands, np.float32),
        np.asarray(np.ones(frames) if power is None else power, np.float32),
        np.full(frames, 1000.0, np.float32),
        NO_PEAKS,
    )


def told(heard: Heard, pitches: np.ndarray | None = None, onsets: np.ndarray | None = None) -> dict[str, float]:
    frames = len(heard.power)
    chroma: Floats = np.asarray(np.ones((frames, 12)) if pitches is None else pitches, np.float32)
    strength: Floats = np.asarray(np.zeros(frames) if onsets is None else onsets, np.float32)
    return dict(zip(ACOUSTICS, acoustics([heard], chroma, [strength]).tolist(), strict=True))


def heard_of(sound: np.ndarray) -> Heard:
    return hear(Passage(0.0, Audio(np.asarray(sound, np.float32)[None], RATE)))


def pitches_of(classes: Sequence[int], frames: int = 8) -> np.ndarray:
    row = np.zeros(12)
    row[list(classes)] = 1
    return np.tile(row, (frames, 1))


def flat(frames: int = 8) -> Heard:
    return made(np.ones((frames, 128)))


def test_every_number_has_a_name_of_its_own() -> None:
    assert len(set(ACOUSTICS)) == len(ACOUSTICS) == 89


def test_a_flat_spectrum_is_flat_and_its_middle_is_the_middle() -> None:
    found = told(flat())
    assert found["mean centroid"] == pytest.approx(63.5)
    assert found["mean bandwidth"] == pytest.approx(math.sqrt((128**2 - 1) / 12), rel=1e-4)
    assert found["mean flatness"] == pytest.approx(0, abs=1e-4)
    assert found["mean rolloff 50%"] == pytest.approx(64, abs=1)
    assert found["mean rolloff 95%"] == pytest.approx(122, abs=1)
    assert found["mean brightness"] == pytest.approx(math.log(1000))


def test_one_loud_band_among_sixteen_is_a_contrast_of_as_many_decibels() -> None:
    bands = np.full((8, 128), 0.01)
    bands[:, 40] = 1.0
    found = told(made(bands))
    assert found["contrast in bands 32-47"] == pytest.approx(20, abs=1e-3)
    assert found["contrast in bands 48-63"] == pytest.approx(0, abs=1e-3)
    assert found["mean flatness"] == pytest.approx(-20 * 127 / 128 - 10 * math.log10((1 + 127 * 0.01) / 128), abs=1e-3)


def test_a_sound_that_stays_has_no_spreads() -> None:
    found = told(flat())
    assert all(found[f"spread of {name}"] == pytest.approx(0, abs=1e-3) for name in SHAPE)
    assert found["mean flux in bands 0-7"] == pytest.approx(math.log(1e-3))
    assert found["spread of level"] == 0


def test_only_rises_are_flux_and_only_in_their_bands() -> None:
    bands = np.ones((9, 128))
    bands[::2, 8:16] = 0.1
    found = told(made(bands))
    assert found["mean flux in bands 8-15"] == pytest.approx(math.log(4 * 10 / 9 + 1e-3), rel=1e-3)
    assert found["mean flux in bands 16-23"] == pytest.approx(math.log(1e-3))


def test_levels_are_decibels_under_the_loudest() -> None:
    power = np.tile([1.0, 0.01], 50)
    found = told(made(np.ones((100, 128)), power=power))
    assert found["spread of level"] == pytest.approx(10)
    assert found["5th percentile of level"] == pytest.approx(-20)
    assert found["95th percentile of level"] == pytest.approx(0)
    assert found["mean step of level"] == pytest.approx(20 * 99 / 100)


def test_inaudible_frames_do_not_count() -> None:
    power = np.array([1.0] * 8 + [1e-9] * 8)
    bands = np.concatenate([np.ones((8, 128)), np.geomspace(1e-9, 1e-12, 128)[None].repeat(8, axis=0)])
    found = told(made(bands, power=power))
    assert found["mean centroid"] == pytest.approx(63.5)
    assert found["spread of level"] == 0


def test_a_line_along_time_is_steady_and_a_line_across_the_bands_percussive() -> None:
    steady, broad = np.zeros((60, 96)), np.zeros((60, 96))
    steady[:, 30] = 1.0
    broad[30] = 1.0
    assert told(made(np.ones((60, 128)), steady))["percussive share"] == pytest.approx(0, abs=1e-6)
    found = told(made(np.ones((60, 128)), broad))
    assert found["percussive share"] == pytest.approx(1, abs=1e-6)
    assert found["percussive share in bands 0-11"] == pytest.approx(1, abs=1e-6)


def test_accents_are_peaked_and_an_even_murmur_is_not() -> None:
    even, peaked = np.ones(100), np.zeros(100)
    peaked[::10] = 10.0
    assert told(flat(100), onsets=even)["peakedness of onset strength"] == pytest.approx(1, rel=1e-4)
    found = told(flat(100), onsets=peaked)
    assert found["mean onset strength"] == pytest.approx(1)
    assert found["peakedness of onset strength"] == pytest.approx(100 ** (1 / 3), rel=1e-3)
    assert found["99th percentile of onset strength"] == pytest.approx(10)


def test_one_pitch_class_has_all_intervals_and_no_entropy() -> None:
    found = told(flat(), pitches_of([5]))
    assert [found[f"tonal interval {k}"] for k in range(1, 7)] == pytest.approx([1] * 6)
    assert found["mean pitch class entropy"] == pytest.approx(0, abs=1e-6)


def test_an_augmented_triad_has_only_the_intervals_that_thirds_divide() -> None:
    found = told(flat(), pitches_of([0, 4, 8]))
    assert [found[f"tonal interval {k}"] for k in range(1, 7)] == pytest.approx([0, 0, 1, 0, 0, 1], abs=1e-6)
    assert found["mean pitch class entropy"] == pytest.approx(math.log(3), rel=1e-5)


def test_transposing_changes_no_tonal_number() -> None:
    minor = told(flat(), pitches_of([0, 3, 7]))
    other = told(flat(), pitches_of([2, 5, 9]))
    assert {k: v for k, v in minor.items() if "tonal" in k or "pitch" in k} == pytest.approx(
        {k: v for k, v in other.items() if "tonal" in k or "pitch" in k}
    )


def test_two_chords_in_turn_change_and_one_does_not() -> None:
    turns = np.concatenate([pitches_of([0], 1), pitches_of([6], 1)] * 4)
    found = told(flat(), turns)
    assert found["pitch class change"] == pytest.approx(2)
    assert found["pitch class entropy of all"] == pytest.approx(math.log(2), rel=1e-5)
    assert told(flat(), pitches_of([0]))["pitch class change"] == 0


def test_how_loud_the_file_is_makes_no_difference() -> None:
    rng = np.random.default_rng(0)
    time = np.arange(3 * RATE) / RATE
    sound = np.sin(2 * np.pi * 330 * time) * np.exp(-4 * (time % 0.5)) + 0.02 * rng.normal(size=len(time))
    loud, soft = told(heard_of(0.5 * sound)), told(heard_of(0.01 * sound))
    assert soft == pytest.approx(loud, abs=2e-3, rel=1e-3)


def test_clicks_are_more_percussive_than_a_chord() -> None:
    time = np.arange(3 * RATE) / RATE
    clicks = np.where(np.arange(len(time)) % (RATE // 2) < 20, 0.9, 0.0)
    chord = sum(0.2 * np.sin(2 * np.pi * hertz * time) for hertz in (220.0, 277.2, 329.6))
    assert told(heard_of(clicks))["percussive share"] > told(heard_of(np.asarray(chord)))["percussive share"] + 0.5


@pytest.mark.parametrize("samples", [np.zeros(4096), np.full(4096, 0.5), np.zeros(1), 1e-20 * np.ones(600)])
def test_numbers_are_finite_whatever_the_sound(samples: np.ndarray) -> None:
    heard = heard_of(samples)
    frames = len(heard.power)
    silent = np.zeros((frames, 12), np.float32)
    assert np.isfinite(acoustics([heard], silent, [np.zeros(frames, np.float32)])).all()


def test_several_passages_are_one_song() -> None:
    one, two = made(np.ones((8, 128))), made(np.full((8, 128), 0.5))
    both = made(np.concatenate([one.rising, two.rising]))
    pitches, onsets = np.ones((16, 12), np.float32), np.arange(16, dtype=np.float32)
    together = acoustics([both], pitches, [onsets])
    np.testing.assert_allclose(acoustics([one, two], pitches, [onsets[:8], onsets[8:]]), together, rtol=1e-5)
