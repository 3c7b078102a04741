"""Brighter is pleasanter, more saturated more exciting, red more than blue: whatever else is in a picture."""

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


def test_the_formula_is_that_of_its_page() -> None:
    """One standard deviation more of brightness, of saturation: their weights, by rank."""
    against = scale()
    usual = dict(zip(against.names, against.mean.tolist(), strict=True))
    spread = dict(zip(against.names, against.spread.tolist(), strict=True))
    assert affect(usual) == Affect(0.0, 0.0)
    for name in ("light", "chroma"):
        more = affect({**usual, name: usual[name] + spread[name]})
        for told, weights, kind in ((more.valence, VALENCE, "valence"), (more.arousal, AROUSAL, "arousal")):
            assert told == pytest.approx(2 * NormalDist().cdf(weights[name] / spreads()[kind]) - 1, abs=1e-6)


def test_light_and_saturation_point_where_valdez_and_mehrabian_found_them() -> None:
    """Pleasure = .69 brightness + .22 saturation, arousal = -.31 brightness + .60 saturation."""
    assert VALENCE["light"] > VALENCE["chroma"] > 0
    assert AROUSAL["light"] < 0 < AROUSAL["chroma"]
    assert -AROUSAL["light"] < AROUSAL["chroma"]


def test_of_all_but_light_and_colour_two_deviations_are_all_that_counts() -> None:
    against = scale()
    usual = dict(zip(against.names, against.mean.tolist(), strict=True))
    spread = dict(zip(against.names, against.spread.tolist(), strict=True))
    two, nine = (affect({**usual, "orange": usual["orange"] + far * spread["orange"]}) for far in (2, 9))
    assert two == nine
    assert two.valence > 0


HUES = {"red": (0.6, 0.08, 28), "yellow": (0.85, 0.17, 95), "blue": (0.6, 0.08, 265), "green": (0.6, 0.08, 145),
        "dark red": (0.3, 0.12, 28), "brown": (0.4, 0.07, 60), "pale blue": (0.8, 0.06, 240)}  # fmt: skip


@pytest.mark.parametrize(
    ("more", "less", "how"),
    [
        ("red", "blue", "arousal"),  # Wilms and Oberfeld 2018
        ("red", "green", "arousal"),
        ("yellow", "brown", "valence"),  # Jonauskaite et al. 2020
        ("yellow", "dark red", "valence"),
        ("dark red", "pale blue", "arousal"),  # Palmer et al. 2013: angry red, calm blue
        ("pale blue", "dark red", "valence"),
    ],
)
def test_hues_feel_as_people_say(more: str, less: str, how: str) -> None:
    first, second = (felt(plain_lch(*HUES[name])) for name in (more, less))
    assert getattr(first, how) > getattr(second, how) + 0.05


def test_brown_grey_and_black_are_not_pleasant() -> None:
    for colour in (HUES["brown"], (0.45, 0.0, 0.0), (0.1, 0.0, 0.0)):
        assert felt(plain_lch(*colour)).valence < 0


def test_a_dark_ground_with_a_colour_that_shines_is_liked_better_than_a_dull_dark_one() -> None:
    """A sunset is dark, and people like it: OASIS' six have a mean of 6.0 on 1..7."""
    sunset, dusk = (np.zeros((90, 90, 3)) for _ in range(2))
    for picture, chroma in ((sunset, 0.17), (dusk, 0.02)):
        picture[...] = (0.28, 0.02, 280)
        picture[30:50] = (0.62, chroma, 60)
    shown = [Picture(np.rint(from_oklch(picture) * 255).astype(np.uint8)) for picture in (sunset, dusk)]
    assert felt(shown[0]).valence > 0 > felt(shown[1]).valence


def test_grey_fog_is_calm_and_a_bright_crowd_of_colours_is_not() -> None:
    rng = np.random.default_rng(0)
    crowd = np.stack([rng.uniform(0.5, 0.9, (12, 12)), np.full((12, 12), 0.18), rng.uniform(0, 360, (12, 12))], -1)
    confetti = np.kron(np.rint(from_oklch(crowd) * 255), np.ones((12, 12, 1))).astype(np.uint8)
    assert felt(Picture(confetti)).arousal > 0
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
    assert look.describe(plain_lch(0.85, 0.17, 95)).top("moods", 1) == ["Happy"]


def test_words_say_what_stands_out() -> None:
    names = scale().names
    scores = ORDINARY.copy()
    scores[names.index("light")] = 2.5
    fits = words(scores)
    assert fits["bright"] > 0.9
    assert fits["dark"] < 0.01
    assert max(fits.values()) == fits["bright"]
