"""Mud: dark yellow and olive are moved aside, all else is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from albumen.colour.clarity import clear, coloured, deep_hue, natural_light
from albumen.colour.oklch import fullest


@pytest.mark.parametrize("colour", [(0.9, 0.15, 105.0), (0.3, 0.1, 265.0), (0.3, 0.1, 25.0), (0.3, 0.005, 105.0)])
def test_clean_colours_stay(colour: tuple[float, float, float]) -> None:
    assert clear(colour) == colour


@given(st.floats(0.05, 0.5), st.floats(0.03, 0.2), st.floats(0, 359))
def test_nothing_dark_is_left_in_the_band(light: float, chroma: float, hue: float) -> None:
    moved = clear((light, chroma, hue))
    assert moved[:2] == (light, chroma)
    assert not 60 < moved[2] < 138


def test_mud_goes_to_the_nearer_side() -> None:
    assert clear((0.4, 0.1, 70))[2] < 60
    assert clear((0.4, 0.1, 120))[2] > 138


@given(st.floats(0, 360))
def test_deep_hues_are_never_yellow(hue: float) -> None:
    assert not 40 < deep_hue(hue) < 146


def test_greens_stay_apart_in_the_dark() -> None:
    assert deep_hue(100) > deep_hue(122) + 15 > deep_hue(146) + 30


def test_yellow_is_light_and_blue_is_dark() -> None:
    assert natural_light(105) > natural_light(195) > natural_light(25) > natural_light(265)


@given(st.floats(0, 360))
def test_natural_lightness_is_near_the_gamuts_widest(hue: float) -> None:
    here = fullest(natural_light(hue), hue)
    assert here > 0.72 * max(fullest(light / 20, hue) for light in range(8, 20))


@given(st.floats(0.1, 0.95), st.floats(0, 1), st.floats(0, 360))
def test_coloured_can_be_shown_and_keeps_its_limit(light: float, share: float, hue: float) -> None:
    _, chroma, moved = coloured(light, share, hue, 0.12)
    assert chroma <= 0.12
    assert chroma <= fullest(light, moved) + 1e-9
