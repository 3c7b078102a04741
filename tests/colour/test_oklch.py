"""OKLab and OKLCH against Ottosson's own table and the values of CSS Color 4."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from albumen.colour.oklch import encoded, from_oklch, fullest, hue_between, lch, linear, mix, oklab, oklch, rgb, srgb

XYZ_TO_SRGB = np.array(
    [[3.2404542, -1.5371385, -0.4985314], [-0.9692660, 1.8760108, 0.0415560], [0.0556434, -0.2040259, 1.0572252]]
)
"""IEC 61966-2-1, D65."""
bytes_ = st.integers(0, 255)
hues = st.floats(0, 360)


@pytest.mark.parametrize(
    ("xyz", "lab"),
    [
        ((0.950, 1.000, 1.089), (1.000, 0.000, 0.000)),
        ((1.000, 0.000, 0.000), (0.450, 1.236, -0.019)),
        ((0.000, 1.000, 0.000), (0.922, -0.671, 0.263)),
        ((0.000, 0.000, 1.000), (0.153, -1.415, -0.449)),
    ],
)
def test_ottossons_table(xyz: tuple[float, ...], lab: tuple[float, ...]) -> None:
    """The pairs at the end of his post, carried from XYZ through linear sRGB."""
    # Ours folds two of his matrices into one, which moves colours far outside sRGB by some thousandths.
    assert oklab(encoded(XYZ_TO_SRGB @ np.array(xyz))) == pytest.approx(lab, abs=0.004)


@pytest.mark.parametrize(
    ("colour", "expected"),
    [
        ((255, 0, 0), (0.62796, 0.25768, 29.234)),
        ((0, 255, 0), (0.86644, 0.29483, 142.495)),
        ((0, 0, 255), (0.45201, 0.31321, 264.052)),
        ((255, 255, 0), (0.96798, 0.21101, 109.769)),
        ((0, 255, 255), (0.90540, 0.15455, 194.769)),
        ((255, 0, 255), (0.70167, 0.32249, 328.363)),
    ],
)
def test_primaries_of_css(colour: tuple[int, int, int], expected: tuple[float, float, float]) -> None:
    assert lch(colour) == pytest.approx(expected, abs=2e-3)


def test_greys_have_no_chroma() -> None:
    assert oklch(np.full((5, 3), np.linspace(0, 1, 5)[:, None]))[:, 1] == pytest.approx(0, abs=1e-6)


@given(bytes_, bytes_, bytes_)
def test_every_byte_colour_comes_back(r: int, g: int, b: int) -> None:
    assert rgb(*lch((r, g, b))) == (r, g, b)


@given(st.floats(-0.2, 1.2))
def test_linear_and_encoded_undo_each_other(value: float) -> None:
    # The standard's two pieces (IEC 61966-2-1) miss each other by 3e-8 where they meet.
    assert float(encoded(linear(value))) == pytest.approx(value, abs=1e-7)


@given(st.floats(-0.05, 1.05), st.floats(0, 0.4), st.floats(-40, 400))
def test_one_colour_alone_is_the_same_as_in_an_array(light: float, chroma: float, hue: float) -> None:
    together = from_oklch([[light, chroma, hue]] * 2)[0] * 255
    assert np.abs(np.array(rgb(light, chroma, hue)) - together).max() <= 0.51


@given(st.floats(0.15, 0.95), hues)
def test_the_fullest_chroma_is_the_last_that_can_be_shown(light: float, hue: float) -> None:
    most = fullest(light, hue)
    assert oklch(from_oklch((light, most * 0.98, hue)))[1] == pytest.approx(most * 0.98, rel=0.01)
    assert oklch(from_oklch((light, most * 1.1, hue)))[1] < most * 1.02


def test_half_grey_is_a_fifth_of_the_light() -> None:
    assert float(linear(0.5)) == pytest.approx(0.21404, abs=1e-5)


@given(st.floats(0, 1), st.floats(0, 0.5), hues)
def test_any_colour_is_brought_into_gamut_with_its_lightness_and_hue(light: float, chroma: float, hue: float) -> None:
    shown = from_oklch((light, chroma, hue))
    assert np.all((shown >= 0) & (shown <= 1))
    back_light, back_chroma, back_hue = oklch(shown)
    assert back_light == pytest.approx(light, abs=0.012)
    assert back_chroma <= chroma + 0.01
    if back_chroma > 0.05:
        assert abs((back_hue - hue + 180) % 360 - 180) < 4


def test_a_colour_that_can_be_shown_is_left_alone() -> None:
    assert from_oklch((0.6, 0.1, 200)) == pytest.approx(srgb(oklab(from_oklch((0.6, 0.1, 200)))), abs=1e-9)
    assert oklch(from_oklch((0.6, 0.1, 200))) == pytest.approx((0.6, 0.1, 200), abs=1e-4)


def test_the_fullest_red_is_srgbs_red() -> None:
    light, chroma, hue = lch((255, 0, 0))
    assert fullest(light, hue) == pytest.approx(chroma, abs=2e-3)


@pytest.mark.parametrize(("start", "end", "middle"), [(350, 30, 10), (30, 350, 10), (100, 140, 120), (0, 179, 89.5)])
def test_hue_goes_the_short_way(start: float, end: float, middle: float) -> None:
    assert float(hue_between(start, end, 0.5)) == pytest.approx(middle)


def test_mixing_begins_and_ends_at_its_colours() -> None:
    assert mix((200, 30, 90), (20, 80, 200), 0.0) == (200, 30, 90)
    assert mix((200, 30, 90), (20, 80, 200), 1.0) == (20, 80, 200)


def test_mixing_with_grey_keeps_the_hue() -> None:
    _, _, hue = lch(mix((255, 255, 255), (0, 0, 255), 0.5))
    assert hue == pytest.approx(264, abs=2)


def test_vectors_give_what_single_colours_give() -> None:
    many = np.random.default_rng(0).random((7, 3, 3))
    assert oklch(many)[4, 1] == pytest.approx(oklch(many[4, 1]))
