"""The colours of a picture are those that are in it."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from albumen.colour.oklch import oklab
from albumen.look.palette import SAME, palette
from tests.look.pictures import photograph, plain


def rgb(name: str) -> list[int]:
    return [int(name[i : i + 2], 16) for i in (1, 3, 5)]


def apart(first: list[int], second: list[int]) -> float:
    return float(np.linalg.norm(oklab(np.array(first) / 255) - oklab(np.array(second) / 255)))


def test_a_plain_picture_has_its_one_colour() -> None:
    assert palette(plain((200, 30, 60)).pixels) == ("#c81e3c",)


def test_a_flag_has_its_three_colours_those_with_hue_first() -> None:
    pixels = np.zeros((60, 100, 3), np.uint8)
    pixels[:, :50], pixels[:, 50:80], pixels[:, 80:] = (0, 85, 164), (239, 65, 53), (255, 255, 255)
    assert set(palette(pixels)) == {"#0055a4", "#ef4135", "#ffffff"}
    assert palette(pixels)[-1] == "#ffffff"


def test_a_telling_colour_leads_grey_that_covers_more() -> None:
    pixels = np.full((50, 50, 3), 128, np.uint8)
    pixels[:15] = (230, 40, 40)
    assert palette(pixels)[0] == "#e62828"


def test_a_few_odd_pixels_do_not_lead() -> None:
    pixels = np.full((60, 60, 3), (40, 60, 50), np.uint8)
    pixels[0, :5] = (255, 0, 255)
    assert palette(pixels)[0] == "#283c32"


@settings(max_examples=15)
@given(st.integers(0, 10_000))
def test_colours_can_be_told_apart_and_each_is_near_some_of_the_picture(seed: int) -> None:
    pixels = photograph(seed, 60, 60).pixels
    colours = [rgb(name) for name in palette(pixels)]
    assert 1 <= len(colours) <= 6
    for i, colour in enumerate(colours):
        assert all(apart(colour, other) > SAME - 0.01 for other in colours[:i])
        assert np.linalg.norm(oklab(pixels / 255) - oklab(np.array(colour) / 255), axis=-1).min() < 0.04


def test_six_colours_stand_for_a_picture_better_than_its_mean() -> None:
    pixels = photograph(7, 80, 80).pixels
    lab = oklab(pixels / 255).reshape(-1, 3)
    colours = oklab(np.array([rgb(name) for name in palette(pixels)]) / 255)
    left = np.min(((lab[:, None] - colours) ** 2).sum(-1), axis=1).mean()
    assert left < 0.3 * ((lab - lab.mean(axis=0)) ** 2).sum(-1).mean()


def test_the_same_picture_has_the_same_palette() -> None:
    assert palette(photograph(1).pixels) == palette(photograph(1).pixels)
