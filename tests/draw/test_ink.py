"""Overprint: inks multiply, miss their place a little and wear."""

from __future__ import annotations

import numpy as np
import pytest

from albumen.draw.press.canvas import Canvas
from albumen.draw.press.ink import overprint
from albumen.draw.press.shapes import disc, rectangle

CYAN, YELLOW = (0, 170, 220), (250, 210, 20)


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_two_inks_multiply() -> None:
    canvas = Canvas(1500, (255, 255, 255))
    for ink in (CYAN, YELLOW):
        overprint(canvas, [[rectangle(0.2, 0.2, 0.8, 0.8)]], ink, rng(), wear=0)
    expected = np.array(CYAN) * np.array(YELLOW) / 255
    assert canvas.pixels[750, 750].astype(float) == pytest.approx(expected, abs=1.5)


def test_paper_shows_through_an_ink() -> None:
    canvas = Canvas(1500, (128, 255, 255))
    overprint(canvas, [[rectangle(0.2, 0.2, 0.8, 0.8)]], (200, 200, 200), rng(), wear=0)
    assert canvas.pixels[750, 750].astype(float) == pytest.approx((100, 200, 200), abs=1.5)


def test_outlines_of_one_group_make_holes_and_groups_do_not() -> None:
    canvas = Canvas(1500, (255, 255, 255))
    overprint(canvas, [[disc(0.3, 0.5, 0.2), disc(0.3, 0.5, 0.1)]], CYAN, rng(), wear=0)
    overprint(canvas, [[disc(0.7, 0.5, 0.2)], [disc(0.7, 0.5, 0.1)]], CYAN, rng(), wear=0)
    assert tuple(canvas.pixels[750, 450]) == (255, 255, 255)
    assert tuple(canvas.pixels[750, 1050]) == CYAN


def test_a_layer_misses_its_place_but_not_by_much() -> None:
    canvas = Canvas(1500, (255, 255, 255))
    overprint(canvas, [[rectangle(0.2, 0.2, 0.8, 0.8)]], (0, 0, 0), rng(3), miss=0.003, wear=0)
    dark = np.argwhere(canvas.pixels[..., 0] < 128)
    assert 0 < np.abs(dark.min(axis=0) - 300).max() <= 9


def test_worn_ink_lets_the_paper_show_in_specks() -> None:
    canvas = Canvas(1500, (255, 255, 255))
    overprint(canvas, [[rectangle(0, 0, 1, 1)]], (0, 0, 0), rng(), wear=0.5)
    ink = canvas.pixels[300:1200, 300:1200, 0]
    assert 0.002 < (ink > 100).mean() < 0.06
    assert np.median(ink) < 40


def test_nothing_is_printed_with_no_shape() -> None:
    canvas = Canvas(1500, (255, 255, 255))
    overprint(canvas, [], CYAN, rng())
    assert canvas.pixels.min() == 255


def test_ink_may_run_off_the_sheet() -> None:
    canvas = Canvas(1500, (255, 255, 255))
    overprint(canvas, [[rectangle(0.9, 0.9, 1.4, 1.4)]], CYAN, rng(), wear=0)
    assert tuple(canvas.pixels[-1, -1]) == CYAN
