"""The description vector: its order, its scores, and that a probe can learn from it."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from albumen.audio.acoustics import ACOUSTICS
from albumen.description import Key
from albumen.listen.ground import Musicnn
from albumen.listen.hearing import Hearing
from albumen.listen.vector import HEARD, NAMES, Scale, heard_in, scale, two_sided, vector_of
from albumen.progress import silent
from albumen.song import Song
from tests.songs import Tape

RATE = 16_000
SECONDS = 6.2


@pytest.fixture(scope="module")
def hearing() -> Hearing:
    """What is heard in a C major chord that is struck twice a second."""
    time = np.arange(round(SECONDS * RATE)) / RATE
    chord = sum(np.sin(2 * np.pi * hertz * time) for hertz in (261.63, 329.63, 392.0))
    samples = np.asarray(0.2 * chord * np.exp(-5 * (time % 0.5)), np.float32)[None]
    with Musicnn() as listener:
        return listener.hear(Song(Path("made.wav"), SECONDS, Tape(samples)), silent)


def told(hearing: Hearing) -> dict[str, float]:
    return dict(zip(HEARD, heard_in(hearing).tolist(), strict=True))


def plain(count: int) -> Scale:
    return Scale(np.zeros(count), np.ones(count))


def test_names_are_distinct_and_as_many_as_numbers(hearing: Hearing) -> None:
    vector = vector_of(hearing)
    assert vector.shape == (len(NAMES),) == (992,)
    assert vector.dtype == np.float32
    assert len(set(NAMES)) == len(NAMES)


def test_every_number_heard_stands_once_above_and_once_below() -> None:
    assert NAMES[0] == f"{HEARD[0]}, above"
    assert NAMES[len(HEARD)] == f"{HEARD[0]}, below"


def test_numbers_heard_are_the_taggers_means_the_acoustics_and_the_measures(hearing: Hearing) -> None:
    found = told(hearing)
    assert found["musicnn msd unit 7"] == pytest.approx(hearing.taggings["msd"].features[:, 7].mean())
    assert found["musicnn mtt unit 199"] == pytest.approx(hearing.taggings["mtt"].features[:, 199].mean())
    assert [found[name] for name in ACOUSTICS] == pytest.approx(hearing.measures.acoustics.tolist())
    assert found["loudness"] == hearing.loudness
    assert found["onsets a second"] == hearing.measures.onset_rate
    assert found["logarithm of brightness"] == pytest.approx(math.log(hearing.measures.brightness))


def test_major_counts_up_and_minor_down(hearing: Hearing) -> None:
    for mode, sign in (("major", 1), ("minor", -1)):
        measures = replace(hearing.measures, key=Key("C", mode, 0.75))  # type: ignore[arg-type]
        found = told(replace(hearing, measures=measures))
        assert found["mode"] == sign * 0.75
        assert found["key clarity"] == 0.75


def test_what_is_not_known_counts_as_ordinary(hearing: Hearing) -> None:
    unknown = replace(hearing, loudness=None, measures=replace(hearing.measures, tempo=None, key=None))
    found = dict(zip(NAMES, vector_of(unknown).tolist(), strict=True))
    for name in ("logarithm of tempo", "loudness", "mode", "key clarity"):
        assert found[f"{name}, above"] == found[f"{name}, below"] == 0
    assert found["pulse, below"] < 0


def test_a_score_stands_on_its_side_only() -> None:
    np.testing.assert_array_equal(two_sided(np.array([2.0, -3.0, 0.0]), plain(3)), [2, 0, 0, 0, -3, 0])


def test_scores_are_told_against_music_in_general() -> None:
    against = Scale(np.array([10.0, 10.0]), np.array([2.0, 0.5]))
    np.testing.assert_array_equal(two_sided(np.array([14.0, 9.0]), against), [2, 0, 0, -2])


def test_no_score_is_beyond_ten() -> None:
    np.testing.assert_array_equal(two_sided(np.array([1e9, -np.inf, np.nan]), plain(3)), [10, 0, 0, 0, -10, 0])


def test_the_scale_knows_every_number_and_has_no_spread_of_nothing() -> None:
    assert scale().mean.shape == scale().spread.shape == (len(HEARD),)
    assert np.isfinite(scale().mean).all()
    assert (scale().spread >= 1e-3).all()


def test_ordinary_music_lies_within_a_few_spreads(hearing: Hearing) -> None:
    assert np.abs(vector_of(hearing)).mean() < 1.5
    assert np.abs(vector_of(hearing)).max() <= 10
