"""Tempo on clicks and patterns of known tempo, and none where there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice, repeat

import numpy as np
import pytest
from scipy.ndimage import uniform_filter1d

from albumen.audio.spectrum import Floats
from albumen.audio.tempo import FPS, sharpened, tempo_of
from albumen.audio.tempogram import onset_strength
from albumen.song import Samples
from tests.tunes import RATE, clicks, noise, tone

OCTAVES = (0.5, 1.0, 2.0)


def tempo(sound: Samples) -> float | None:
    return tempo_of([onset_strength(sound)])


@pytest.mark.parametrize("bpm", range(60, 191, 5))
def test_clicks_are_at_their_tempo_or_an_octave_from_it(bpm: int) -> None:
    found = tempo(clicks(np.arange(0.3, 14.5, 60 / bpm), 15))
    assert found is not None
    assert any(found == pytest.approx(bpm * octave, rel=0.01) for octave in OCTAVES)


@pytest.mark.parametrize("bpm", [80, 97, 110, 128, 140, 150])
def test_usual_tempi_are_not_an_octave_off(bpm: int) -> None:
    assert tempo(clicks(np.arange(0.3, 19.5, 60 / bpm), 20)) == pytest.approx(bpm, rel=0.01)


@pytest.mark.parametrize("bpm", [88, 100, 120, 138])
def test_a_drum_pattern_with_offbeats_and_swing(bpm: int) -> None:
    """Bass drum on 1 and 3, snare on 2 and 4, hats on swung quavers."""
    beat = 60 / bpm
    beats = np.arange(0.2, 23, beat)
    hats = np.sort(np.concatenate([beats, beats + 0.62 * beat]))
    drums = clicks(beats, 25) + 0.3 * clicks(hats, 25) + np.tile(tone(60, beat * 2), 99)[: 25 * RATE] * 0.1
    assert tempo(drums.astype(np.float32)) == pytest.approx(bpm, rel=0.02)


def pulses(bpm: float, strengths: Iterable[float], seconds: float = 60) -> Floats:
    """Onset strength of pulses `bpm` a minute, each as strong as told."""
    onsets = np.zeros(round(seconds * FPS), np.float32)
    places = np.rint(np.arange(0, len(onsets) - 3, 60 * FPS / bpm)).astype(int)
    onsets[places] = list(islice(strengths, len(places)))
    return np.convolve(onsets, [0.3, 1, 0.5, 0.2])[: len(onsets)].astype(np.float32)


def fills(seed: int, share: float) -> Iterator[float]:
    """A strong beat, then on the half beat sometimes something, again and again."""
    rng = np.random.default_rng(seed)
    while True:
        yield 1.0
        yield float(rng.random()) if rng.random() < share else 0.0


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("share", [0.4, 0.6, 0.8])
@pytest.mark.parametrize("bpm", [66, 72, 80])
def test_what_is_played_between_the_beats_does_not_double_them(bpm: int, share: float, seed: int) -> None:
    assert tempo_of([pulses(2 * bpm, fills(seed, share))]) == pytest.approx(bpm, rel=0.01)


@pytest.mark.parametrize("bpm", [105, 120, 132, 144, 160])
def test_beats_that_are_all_alike_are_not_halved(bpm: int) -> None:
    assert tempo_of([pulses(bpm, repeat(1.0))]) == pytest.approx(bpm, rel=0.01)


@pytest.mark.parametrize("bpm", [120, 132, 144])
def test_nor_are_beats_of_any_strength(bpm: int) -> None:
    rng = np.random.default_rng(0)
    assert tempo_of([pulses(bpm, iter(lambda: 0.5 + rng.random(), None))]) == pytest.approx(bpm, rel=0.01)


def test_a_tempo_between_whole_lags_is_found_finely() -> None:
    found = tempo(clicks(np.arange(0.1, 29.5, 60 / 121.7), 30))
    assert found == pytest.approx(121.7, rel=0.003)


def test_the_players_may_waver() -> None:
    rng = np.random.default_rng(4)
    times = 0.3 + np.cumsum(60 / 105 * (1 + 0.03 * rng.standard_normal(50)))
    assert tempo(clicks(times, times[-1] + 1)) == pytest.approx(105, rel=0.03)


def test_passages_are_heard_together() -> None:
    parts = [onset_strength(clicks(np.arange(start, 7.5, 0.6), 8)) for start in (0.1, 0.35, 0.5)]
    assert tempo_of(parts) == pytest.approx(100, rel=0.01)


def test_a_silent_passage_does_not_hide_the_others() -> None:
    heard = onset_strength(clicks(np.arange(0.1, 9.5, 0.6), 10))
    assert tempo_of([np.zeros(2000, np.float32), heard]) == pytest.approx(100, rel=0.02)


@pytest.mark.parametrize("seconds", [3, 10, 30])
@pytest.mark.parametrize("seed", range(5))
def test_noise_has_no_tempo(seconds: int, seed: int) -> None:
    assert tempo(noise(seconds, seed)) is None


def test_a_drone_has_no_tempo() -> None:
    time = np.arange(20 * RATE) / RATE
    swell = (1 + 0.3 * np.sin(2 * np.pi * 0.07 * time)).astype(np.float32)
    drone = (tone(110, 20, 5) + tone(164.9, 20, 5) + tone(220.7, 20, 5)) * swell
    assert tempo(drone + noise(20, level=0.001)) is None


def test_a_rushing_wind_has_no_tempo() -> None:
    slow = np.abs(uniform_filter1d(noise(20, 3, 1.0), 30_000)).astype(np.float32)
    assert tempo(noise(20, 5) * slow / slow.max()) is None


@pytest.mark.parametrize("seconds", [0, 0.05, 1, 2.4, 10])
def test_silence_has_no_tempo(seconds: float) -> None:
    assert tempo(np.zeros(round(seconds * RATE), np.float32)) is None


def test_too_short_to_tell() -> None:
    assert tempo(clicks([0.2, 0.7, 1.2, 1.7], 2)) is None


def test_nothing_heard_has_no_tempo() -> None:
    assert tempo_of([]) is None


def test_sharpening_removes_the_mean_of_a_second() -> None:
    onsets = np.abs(noise(0.1, 7, 1.0))[:500]
    expected = np.maximum(onsets - uniform_filter1d(onsets.astype(np.float64), 43, mode="nearest"), 0)
    np.testing.assert_allclose(sharpened(onsets), expected, atol=1e-5)
