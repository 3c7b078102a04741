"""Emotion to hue: the poles of Palmer et al. 2013."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from albumen.colour.affect import affect_hue, hue_of, sureness, vividness
from albumen.description import Affect, Description, Key

HARD = Affect(-0.7, 0.7)
SAD = Affect(-0.7, -0.7)
CALM = Affect(0.7, -0.7)
HAPPY = Affect(0.7, 0.7)


@pytest.mark.parametrize(
    ("affect", "low", "high"), [(HARD, 10, 40), (SAD, 250, 280), (CALM, 150, 200), (HAPPY, 60, 100)]
)
def test_each_quarter_has_its_colour(affect: Affect, low: float, high: float) -> None:
    assert low <= affect_hue(affect) <= high


@given(st.floats(-1, 1), st.floats(-1, 1))
def test_a_hue_is_a_hue(valence: float, arousal: float) -> None:
    assert 0 <= affect_hue(Affect(valence, arousal)) <= 360


def test_happy_that_is_neither_calm_nor_excited_is_yellow_and_green_is_rare() -> None:
    assert 85 < affect_hue(Affect(0.9, 0.0)) < 112
    round_ = [affect_hue(Affect(float(np.cos(a)), float(np.sin(a)))) for a in np.radians(range(360))]
    assert sum(115 < hue < 165 for hue in round_) < 40


@given(st.floats(0, 359))
def test_no_jump_on_the_way_round(angle: float) -> None:
    near = [affect_hue(Affect(float(np.cos(a)), float(np.sin(a)))) for a in np.radians([angle, angle + 0.5])]
    assert abs((near[0] - near[1] + 180) % 360 - 180) < 1.5


def test_a_strong_affect_keeps_to_its_range_and_a_weak_one_roams() -> None:
    def roam(affect: Affect) -> float:
        hues = [hue_of(Description(affect=affect), np.random.default_rng(s)) for s in range(60)]
        return float(np.std([(hue - affect_hue(affect) + 180) % 360 - 180 for hue in hues]))

    assert roam(Affect(-0.7, -0.7)) < 30 < 60 < roam(Affect(0.02, 0.02))


def test_the_key_turns_the_hue() -> None:
    hues = {
        hue_of(Description(affect=HAPPY, key=Key(tonic, "major", 0.8)), np.random.default_rng(0))
        for tonic in ("C", "G", "F#")
    }
    assert len(hues) == 3


def test_vividness_follows_valence_arousal_and_genre() -> None:
    plain = vividness(Description(affect=Affect(0, 0)))
    assert vividness(Description(affect=HAPPY)) > plain > vividness(Description(affect=SAD))
    assert vividness(Description({"Disco": 0.4})) > plain > vividness(Description({"Classical": 0.4}))


def test_sureness_is_relative_to_the_likeliest() -> None:
    assert sureness(Description({"Jazz": 0.2, "Soul": 0.1})) == pytest.approx({"Jazz": 1.0, "Soul": 0.25})
    assert sureness(Description()) == {}
    assert sureness(Description({"Jazz": 0.0})) == {}
