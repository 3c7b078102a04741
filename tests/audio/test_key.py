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


PROFILES = [(profile, "major") for profile in MAJOR] + [(profile, "minor") for profile in MINOR]


@pytest.mark.parametrize("tonic", range(12))
def test_a_profile_is_surely_its_own_key(tonic: int) -> None:
    for profile, mode in PROFILES:
        key = key_of(np.roll(profile, tonic)[None].astype(np.float32))
        assert key is not None
        assert (key.tonic, key.mode) == (PITCHES[tonic], mode)
        assert key.confidence > 0.92


def test_their_sum_is_its_own_key_for_certain() -> None:
    for profiles, mode in ((MAJOR, "major"), (MINOR, "minor")):
        rows = np.array(profiles)
        whole = ((rows - rows.mean(axis=1)[:, None]) / rows.std(axis=1)[:, None]).sum(axis=0)
        key = key_of((whole - whole.min())[None].astype(np.float32))
        assert key is not None
        assert (key.tonic, key.mode) == ("C", mode)
        assert key.confidence == pytest.approx(1.0)


def test_the_profiles_are_the_published_ones() -> None:
    """Sums of the ratings (Krumhansl, Cognitive Foundations of Musical Pitch, 1990, table 2.1), of the counted shares,
    and of the recordings' profiles, whose tonic is 1."""
    assert [sum(profile) for profile in MAJOR] == pytest.approx([41.79, 1.0, 3.98])
    assert [sum(profile) for profile in MINOR] == pytest.approx([44.51, 0.998, 3.79])
    assert MAJOR[2][0] == MINOR[2][0] == 1.0


@pytest.mark.parametrize(("profile", "mode"), PROFILES)
def test_the_triad_is_on_top(profile: tuple[float, ...], mode: str) -> None:
    """But for the minor seventh, which recordings of dance music have as often as the minor third."""
    third = 4 if mode == "major" else 3
    ranking = sorted((degree for degree in range(12) if degree != 10), key=lambda degree: -profile[degree])
    assert set(ranking[:3]) == {0, third, 7}


BLUES_RIFF = (1.0, 0.0, 0.15, 0.4, 0.35, 0.45, 0.1, 0.75, 0.05, 0.25, 0.5, 0.05)
"""Tonic, fifth, fourth and seventh, with a third between minor and major: the shares of a riff in minor blues."""


@pytest.mark.parametrize("tonic", range(12))
def test_a_riff_on_the_minor_seventh_is_minor(tonic: int) -> None:
    assert str(key_of(np.roll(BLUES_RIFF, tonic)[None].astype(np.float32))) == f"{PITCHES[tonic]} minor"


WHOLE_TONES = [1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0]
THIRDS = [1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0]


@pytest.mark.parametrize("scale", [WHOLE_TONES, THIRDS])
def test_what_is_alike_on_every_tonic_has_no_key(scale: list[int]) -> None:
    assert key_of(np.array([scale], np.float32)) is None


def test_silent_frames_do_not_count() -> None:
    frames = np.zeros((100, 12), np.float32)
    frames[40] = np.roll(MAJOR[0], 5)
    key = key_of(frames)
    assert key is not None
    assert str(key) == "F major"


@pytest.mark.parametrize("sound", [np.zeros(RATE), noise(1), noise(10), np.full(RATE, 0.4), np.ones(1)])
def test_what_has_no_pitch_has_no_key(sound: Samples) -> None:
    assert key_in(sound.astype(np.float32)) is None
