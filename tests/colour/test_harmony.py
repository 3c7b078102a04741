"""Accents: hues that belong together, each at a lightness that suits it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from albumen.colour.harmony import accents, harmony
from albumen.colour.oklch import LCH, lch

PAPER: LCH = (0.955, 0.015, 85.0)
NIGHT: LCH = (0.165, 0.02, 280.0)
hues = st.tuples(*[st.floats(0, 359.9)] * 3)


def apart(first: float, second: float) -> float:
    return abs((first - second + 180) % 360 - 180)


@given(st.floats(0, 360), st.integers(0, 500))
def test_the_first_hue_is_the_base_and_the_others_keep_off_it(base: float, seed: int) -> None:
    first, second, third = harmony(base, np.random.default_rng(seed))
    assert apart(first, base) <= 9
    assert apart(first, second) > 20
    assert apart(first, third) > 15


def test_songs_get_different_schemes() -> None:
    turns = {round(apart(*harmony(200, np.random.default_rng(seed))[:2]) / 20) for seed in range(60)}
    assert len(turns) >= 4


@settings(deadline=None)
@given(hues, st.floats(0.1, 1), st.booleans())
def test_four_accents_off_the_paper(own: tuple[float, ...], vivid: float, dark: bool) -> None:
    paper = NIGHT if dark else PAPER
    chosen = accents(own, vivid, paper, dark)
    assert len(chosen) == 4
    assert all(abs(lch(colour)[0] - paper[0]) > 0.09 for colour in chosen)


def test_yellow_is_the_lightest_and_blue_the_darkest_in_any_order() -> None:
    for order in ((100.0, 265.0, 25.0), (265.0, 25.0, 100.0), (25.0, 100.0, 265.0)):
        light = {hue: lch(colour)[0] for hue, colour in zip(order, accents(order, 0.8, PAPER, False), strict=False)}
        assert light[100.0] > light[25.0] > light[265.0]


def test_the_fourth_is_a_deep_shade_of_the_first() -> None:
    chosen = accents((265.0, 25.0, 150.0), 0.8, PAPER, False)
    assert lch(chosen[3])[0] < 0.4
    assert apart(lch(chosen[3])[2], 265) < 6


def test_vivid_songs_are_more_saturated() -> None:
    own = (265.0, 25.0, 150.0)
    dull, vivid = ([lch(c)[1] for c in accents(own, v, PAPER, False)] for v in (0.15, 1.0))
    assert all(more > less for more, less in zip(vivid, dull, strict=True))


@pytest.mark.parametrize("hue", [25.0, 145.0, 265.0])
def test_on_a_bold_ground_its_own_hue_turns_cream_once_and_deep_after(hue: float) -> None:
    ground = (0.68, 0.17, hue)
    chosen = [lch(c) for c in accents((hue, (hue + 15) % 360, (hue + 180) % 360), 0.9, ground, False)]
    assert chosen[0][0] > 0.94
    assert chosen[0][1] < 0.05
    assert chosen[1][0] < 0.42
    assert chosen[3][0] < 0.42


def test_on_a_yellow_ground_nothing_turns_cream() -> None:
    chosen = accents((100.0, 265.0, 25.0), 0.9, (0.87, 0.17, 100.0), False)
    assert lch(chosen[0])[0] < 0.42


@settings(deadline=None)
@given(hues, st.floats(0.1, 1))
def test_accents_are_never_mud(own: tuple[float, ...], vivid: float) -> None:
    for colour in accents(own, vivid, PAPER, False):
        light, chroma, hue = lch(colour)
        assert not (light < 0.55 and chroma > 0.04 and 66 < hue < 130), colour
