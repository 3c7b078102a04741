"""The key of cadences in all twenty-four keys."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pytest

from albumen.audio.chroma import chroma, tuning
from albumen.audio.hearing import hear
from albumen.audio.key import MAJOR, MINOR, key_of
from albumen.description import Key
from albumen.song import Samples
from albumen.vocabulary import PITCHES
from tests.tunes import MAJOR_CADENCE, MINOR_CADENCE, RATE, cadence, noise, passage


def key_in(sound: Samples) -> Key | None:
    heard = hear(passage(sound))
    return key_of(chroma(heard.peaks, len(heard.power), tuning(heard.peaks)))


@pytest.mark.parametrize("tonic", range(12))
@pytest.mark.parametrize("mode", ["major", "minor"])
def test_a_cadence_is_in_its_key(tonic: int, mode: Literal["major", "minor"]) -> None:
    key = key_in(cadence(tonic, MAJOR_CADENCE if mode == "major" else MINOR_CADENCE))
    assert key is not None
    assert (key.tonic, key.mode) == (PITCHES[tonic], mode)
    assert key.confidence > 0.7


@pytest.mark.parametrize("off", [-0.4, -0.2, 0.2, 0.4])
def test_whatever_it_is_tuned_to(off: float) -> None:
    key = key_in(cadence(2, MAJOR_CADENCE, tuned=off))
    assert key is not None
    assert str(key) == "D major"


def test_drums_over_it_do_not_matter() -> None:
    sound = cadence(9, MINOR_CADENCE)
    hits = (np.arange(len(sound)) % (RATE // 4) < 800).astype(np.float32)
    key = key_in(sound + hits * noise(len(sound) / RATE, level=0.2)[: len(sound)])
    assert str(key) == "A minor"


@pytest.mark.parametrize("tonic", range(12))
def test_a_profile_is_its_own_key_for_certain(tonic: int) -> None:
    for profile, mode in ((MAJOR, "major"), (MINOR, "minor")):
        key = key_of(np.roll(profile, tonic)[None].astype(np.float32))
        assert key is not None
        assert (key.tonic, key.mode) == (PITCHES[tonic], mode)
        assert key.confidence == pytest.approx(1.0)


def test_the_profiles_are_the_published_ones() -> None:
    """Krumhansl, Cognitive Foundations of Musical Pitch (1990), table 2.1: their sums, and the triads on top."""
    assert sum(MAJOR) == pytest.approx(41.79)
    assert sum(MINOR) == pytest.approx(44.51)
    assert sorted(range(12), key=lambda degree: -MAJOR[degree])[:3] == [0, 7, 4]
    assert sorted(range(12), key=lambda degree: -MINOR[degree])[:3] == [0, 3, 7]


def test_silent_frames_do_not_count() -> None:
    frames = np.zeros((100, 12), np.float32)
    frames[40] = np.roll(MAJOR, 5)
    key = key_of(frames)
    assert key is not None
    assert str(key) == "F major"


@pytest.mark.parametrize("sound", [np.zeros(RATE), noise(1), noise(10), np.full(RATE, 0.4), np.ones(1)])
def test_what_has_no_pitch_has_no_key(sound: Samples) -> None:
    assert key_in(sound.astype(np.float32)) is None
