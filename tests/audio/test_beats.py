"""Beats on music whose beats are known."""

from __future__ import annotations

import time

import librosa
import numpy as np
import pytest

from albumen.audio.beats import beats_of, pulse_of
from albumen.audio.spectrum import Floats
from albumen.audio.tempogram import onset_strength
from tests.tunes import clicks, noise

TOLERANCE = 0.07
"""Seconds that a beat may be off and count, as in the beat-tracking evaluations of MIREX."""


def f_measure(found: Floats, true: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    hits = sum(bool(np.any(np.abs(found - beat) < TOLERANCE)) for beat in true)
    return 2 * hits / (len(found) + len(true))


@pytest.mark.parametrize("bpm", [72, 90, 105, 120, 145, 170])
def test_every_click_is_a_beat(bpm: int) -> None:
    true = np.arange(0.3, 19.8, 60 / bpm)
    assert f_measure(beats_of(onset_strength(clicks(true, 20)), bpm), true) > 0.95


def test_beats_lie_within_two_frames_of_the_clicks() -> None:
    true = np.arange(0.3, 19.8, 60 / 97)
    found = beats_of(onset_strength(clicks(true, 20)), 97)
    assert len(found) == len(true)
    np.testing.assert_allclose(found, true, atol=2 * 512 / 22_050)


def test_beats_go_on_through_a_break() -> None:
    true = np.arange(0.3, 19.8, 0.5)
    played = np.delete(true, slice(14, 18))
    assert f_measure(beats_of(onset_strength(clicks(played, 20) + noise(20, level=1e-3)), 120), true) > 0.95


def test_beats_follow_a_slow_change_of_tempo() -> None:
    true = 0.3 + np.cumsum(60 / np.linspace(112, 128, 60))
    assert f_measure(beats_of(onset_strength(clicks(true, true[-1] + 0.5)), 120), true) > 0.95


def test_noise_between_the_beats_does_not_move_them() -> None:
    true = np.arange(0.25, 19.8, 60 / 110)
    stray = np.random.default_rng(0).uniform(0, 19.8, 40)
    found = beats_of(onset_strength(clicks(true, 20) + 0.4 * clicks(np.sort(stray), 20)), 110)
    assert f_measure(found, true) > 0.95


def test_librosas_tracker_finds_the_same_beats_at_the_same_tempo() -> None:
    onsets = onset_strength(clicks(np.arange(0.3, 29.8, 60 / 123), 30) + noise(30, level=0.01))
    _, theirs = librosa.beat.beat_track(onset_envelope=onsets, bpm=123, units="time")
    assert f_measure(beats_of(onsets, 123), theirs) > 0.97


def test_silence_at_both_ends_has_no_beats() -> None:
    found = beats_of(onset_strength(clicks(np.arange(8.0, 20.0, 0.5), 28)), 120)
    assert 7.9 < found[0] < 8.6
    assert 19.3 < found[-1] < 20.1


@pytest.mark.parametrize("onsets", [np.empty(0), np.zeros(1), np.ones(1), np.zeros(500)])
def test_without_onsets_there_are_no_beats(onsets: Floats) -> None:
    assert len(beats_of(onsets.astype(np.float32), 120)) == 0


@pytest.mark.parametrize("length", [2, 3, 5, 20, 50])
def test_any_length_of_onsets_will_do(length: int) -> None:
    onsets = np.abs(noise(0.1, length, 1.0))[:length]
    for bpm in (30, 120, 300):
        found = beats_of(onsets, bpm)
        assert np.all(np.diff(found) > 0)
        assert np.all(found < length * 512 / 22_050)


def test_a_beat_on_which_nothing_sounds_halves_the_tempo() -> None:
    """One knock a second is 60, though 120 is the likelier tempo."""
    true = np.arange(0.3, 29.5, 1.0)
    tempo, (found,) = pulse_of([onset_strength(clicks(true, 30))])
    assert tempo == pytest.approx(60, rel=0.01)
    assert f_measure(found, true) > 0.95


def test_weak_offbeats_do_not_halve_it() -> None:
    strong, weak = np.arange(0.3, 29.5, 1.0), np.arange(0.8, 29.5, 1.0)
    tempo, _ = pulse_of([onset_strength(clicks(strong, 30) + 0.3 * clicks(weak, 30))])
    assert tempo == pytest.approx(120, rel=0.01)


def test_each_passage_has_its_own_beats() -> None:
    first, second = np.arange(0.2, 9.8, 0.6), np.arange(0.5, 9.8, 0.6)
    tempo, beats = pulse_of([onset_strength(clicks(true, 10)) for true in (first, second)])
    assert tempo == pytest.approx(100, rel=0.01)
    assert f_measure(beats[0], first) > 0.95
    assert f_measure(beats[1], second) > 0.95


def test_without_a_tempo_there_are_no_beats() -> None:
    tempo, beats = pulse_of([np.zeros(900, np.float32), np.zeros(3, np.float32)])
    assert tempo is None
    assert [len(times) for times in beats] == [0, 0]


def test_four_minutes_take_well_under_a_second() -> None:
    onsets = np.abs(noise(1, 2, 1.0))[:10_336] + np.tile(np.eye(1, 21, dtype=np.float32)[0] * 5, 493)[:10_336]
    start = time.perf_counter()
    beats_of(onsets, 123)
    assert time.perf_counter() - start < 0.3
