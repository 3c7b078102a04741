"""Sections of songs whose form is known."""

from __future__ import annotations

import numpy as np
import pytest

from albumen.audio.sections import MOST, sections_of
from albumen.audio.spectrum import Floats
from albumen.material import Bytes
from tests.tunes import noise

COLUMNS = 512
NO_BEATS = np.empty(0, np.float32)


def song(form: str, seed: int = 0, wobble: float = 8.0) -> tuple[Bytes, Floats]:
    """Mel and chroma in which each letter has its own sound, the same each time, and nothing is quite still."""
    sounds = {letter: np.random.default_rng(ord(letter) + seed).uniform(60, 200, 96) for letter in form}
    chords = {letter: np.random.default_rng(ord(letter) + seed).uniform(0, 1, 12) for letter in form}
    letters = [form[column * len(form) // COLUMNS] for column in range(COLUMNS)]
    mel = np.stack([sounds[letter] for letter in letters]) + noise(COLUMNS * 96 / 22_050, 1, wobble)[
        : COLUMNS * 96
    ].reshape(COLUMNS, 96)
    chroma = np.stack([chords[letter] for letter in letters]) + np.abs(
        noise(1, 2, wobble / 100)[: COLUMNS * 12].reshape(COLUMNS, 12)
    )
    return np.clip(mel, 0, 255).astype(np.uint8), chroma.astype(np.float32)


def turns(form: str, seconds: float) -> Floats:
    """Where the letter changes."""
    edges = [i for i in range(1, len(form)) if form[i] != form[i - 1]]
    return np.array([0, *(edge * seconds / len(form) for edge in edges)], np.float32)


@pytest.mark.parametrize("form", ["ab", "aba", "abab", "aabbaacc", "abcde", "iaabbaabbcbbo"])
@pytest.mark.parametrize("seconds", [120.0, 200.0, 420.0])
def test_the_form_is_found(form: str, seconds: float) -> None:
    expected = turns(form, seconds)
    found = sections_of(*song(form), seconds, NO_BEATS)
    assert len(found) == len(expected)
    np.testing.assert_allclose(found, expected, atol=1.5 * seconds / COLUMNS + 0.5)


@pytest.mark.parametrize("seed", range(4))
def test_a_fade_at_the_end_does_not_hide_the_form(seed: int) -> None:
    mel, chroma = song("abab", seed)
    mel[-40:] = 0
    chroma[-40:] = 0
    found = sections_of(mel, chroma, 200.0, NO_BEATS)
    for turn in (50, 100, 150):
        assert np.abs(found - turn).min() < 2


def test_a_change_of_harmony_alone_is_a_turn() -> None:
    mel, chroma = song("ab")
    steady = np.repeat(mel[:1], COLUMNS, axis=0)
    np.testing.assert_allclose(sections_of(steady, chroma, 180.0, NO_BEATS), [0, 90], atol=2)


def test_a_change_of_sound_alone_is_a_turn() -> None:
    mel, chroma = song("ab")
    np.testing.assert_allclose(sections_of(mel, np.repeat(chroma[:1], COLUMNS, 0), 180.0, NO_BEATS), [0, 90], atol=2)


def test_boundaries_fall_on_near_beats() -> None:
    mel, chroma = song("ab")
    near = sections_of(mel, chroma, 180.0, np.array([10.0, 90.3, 120.0], np.float32))
    assert near[1] == np.float32(90.3)
    far = sections_of(mel, chroma, 180.0, np.array([10.0, 120.0], np.float32))
    assert far[1] == pytest.approx(90, abs=1)


@pytest.mark.parametrize("seconds", [25.0, 60.0, 240.0, 3600.0, 86_400.0])
def test_there_are_never_too_many_and_they_keep_their_distance(seconds: float) -> None:
    found = sections_of(*song("abcdefghijklmnopqrstuvwxyz"), seconds, NO_BEATS)
    assert 1 <= len(found) <= MOST
    assert found[0] == 0
    assert np.diff(np.append(found, seconds)).min(initial=np.inf) >= min(8.0, seconds / 20) - 1.5 * seconds / COLUMNS


@pytest.mark.parametrize("seconds", [0.0, 0.05, 5.0, 19.9])
def test_a_very_short_song_is_one_section(seconds: float) -> None:
    np.testing.assert_array_equal(sections_of(*song("abab"), seconds, NO_BEATS), [0])


def test_silence_and_a_steady_sound_are_one_section() -> None:
    silence = np.zeros((COLUMNS, 96), np.uint8), np.zeros((COLUMNS, 12), np.float32)
    np.testing.assert_array_equal(sections_of(*silence, 200.0, NO_BEATS), [0])
    steady = np.full((COLUMNS, 96), 77, np.uint8), np.full((COLUMNS, 12), 0.3, np.float32)
    np.testing.assert_array_equal(sections_of(*steady, 200.0, NO_BEATS), [0])
