"""Brighter is pleasanter, more saturated more exciting: in any picture, whatever else is in it."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from albumen import look
from albumen.colour.oklch import from_oklch
from albumen.description import Affect
from albumen.look.affect import AROUSAL, VALENCE, affect, spreads
from albumen.look.features import scale
from albumen.look.moods import moods, words
from albumen.picture import Picture
from albumen.vocabulary import MOOD_PLACES, MOODS
from tests.look.pictures import cloud, mirrored, photograph, plain_lch

ORDINARY = np.zeros(len(scale().names))


def scene(seed: int, lift: float = 0.0, colour: float = 1.0) -> Picture:
    """Clouds in a narrow range of light, so that lifting it does not change what else is there."""
    light = 0.45 + 0.2 * cloud(seed, 90, 90) + lift
    chroma = 0.05 * cloud(seed + 1, 90, 90) * colour
    hue = 360 * cloud(seed + 2, 90, 90)
    return Picture(np.rint(from_oklch(np.stack([light, chroma, hue], -1)) * 255).astype(np.uint8))


def felt(picture: Picture) -> Affect:
    return look.describe(picture).affect


@settings(max_examples=10)
@given(st.integers(0, 5000), st.floats(0.05, 0.25))
def test_brighter_is_pleasanter(seed: int, lift: float) -> None:
    assert felt(scene(seed, lift)).valence > felt(scene(seed)).valence


@settings(max_examples=10)
@given(st.integers(0, 5000), st.floats(1.4, 2.2))
def test_more_saturated_is_more_exciting_and_pleasanter(seed: int, colour: float) -> None:
    vivid, pale = felt(scene(seed, colour=colour)), felt(scene(seed))
    assert vivid.arousal > pale.arousal
    assert vivid.valence > pale.valence


@settings(max_examples=10)
@given(st.integers(0, 5000))
def test_a_mirror_image_feels_the_same(seed: int) -> None:
    first, second = felt(photograph(seed)), felt(mirrored(photograph(seed)))
    assert abs(first.valence - second.valence) < 0.02
    assert abs(first.arousal - second.arousal) < 0.02


def test_the_formula_is_valdez_and_mehrabians() -> None:
    """One standard deviation more of brightness, of saturation: their coefficients, by rank."""
    against = scale()
    usual = dict(zip(against.names, against.mean.tolist(), strict=True))
    spread = dict(zip(against.names, against.spread.tolist(), strict=True))
    assert affect(usual) == Affect(0.0, 0.0)
    brighter = affect({**usual, "light": usual["light"] + spread["light"]})
    assert brighter.valence == pytest.approx(2 * NormalDist().cdf(0.69 / spreads()["valence"]) - 1, abs=1e-6)
    assert brighter.arousal == pytest.approx(2 * NormalDist().cdf(-0.31 / spreads()["arousal"]) - 1, abs=1e-6)
    assert VALENCE["chroma"] == 0.22
    assert AROUSAL["chroma"] == 0.60


def test_grey_fog_is_calm_and_a_bright_crowd_of_colours_is_not() -> None:
    rng = np.random.default_rng(0)
    crowd = np.stack([rng.uniform(0.5, 0.9, (12, 12)), np.full((12, 12), 0.18), rng.uniform(0, 360, (12, 12))], -1)
    confetti = np.kron(np.rint(from_oklch(crowd) * 255), np.ones((12, 12, 1))).astype(np.uint8)
    assert felt(Picture(confetti)).arousal > 0.7
    assert felt(plain_lch(0.8, 0.01, 250)).arousal < -0.7


@pytest.mark.parametrize("mood", MOODS)
def test_a_mood_is_among_the_likeliest_at_its_own_place(mood: str) -> None:
    likely = moods(Affect(*MOOD_PLACES[mood]), ORDINARY)
    assert sum(likely.values()) == pytest.approx(1)
    assert likely[mood] >= sorted(likely.values())[-3]


def test_pictures_of_a_mood_have_it() -> None:
    black = look.describe(plain_lch(0.08, 0.0, 0))
    assert {"Sad", "Scary"} & set(black.top("moods", 2))
    assert look.describe(plain_lch(0.93, 0.02, 80)).top("moods", 1) == ["Tender"]
    assert look.describe(plain_lch(0.85, 0.17, 95)).top("moods", 2)[1] == "Happy"


def test_words_say_what_stands_out() -> None:
    names = scale().names
    scores = ORDINARY.copy()
    scores[names.index("light")] = 2.5
    fits = words(scores)
    assert fits["bright"] > 0.9
    assert fits["dark"] < 0.01
    assert max(fits.values()) == fits["bright"]
