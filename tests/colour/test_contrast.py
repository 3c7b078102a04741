"""Contrast against known WCAG values."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from albumen.colour.contrast import contrast, luminance, readable, readable_on
from albumen.colour.oklch import lch

colours = st.tuples(st.integers(0, 255), st.integers(0, 255), st.integers(0, 255))
WHITE, BLACK = (255, 255, 255), (0, 0, 0)


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [
        (BLACK, WHITE, 21.0),
        (WHITE, WHITE, 1.0),
        ((0x76, 0x76, 0x76), WHITE, 4.54),
        ((0x77, 0x77, 0x77), WHITE, 4.48),
        ((0, 0, 255), WHITE, 8.59),
        ((255, 0, 0), WHITE, 4.00),
        ((255, 255, 0), BLACK, 19.56),
    ],
)
def test_ratios_that_every_checker_gives(
    first: tuple[int, int, int], second: tuple[int, int, int], ratio: float
) -> None:
    assert contrast(first, second) == pytest.approx(ratio, abs=0.006)


@given(colours, colours)
def test_order_does_not_matter(first: tuple[int, int, int], second: tuple[int, int, int]) -> None:
    assert contrast(first, second) == contrast(second, first) >= 1


def test_luminance_of_many_at_once() -> None:
    assert luminance(np.array([[0, 0, 0], [255, 255, 255]])) == pytest.approx([0, 1])


@given(colours, colours)
def test_readable_always_reads(colour: tuple[int, int, int], ground: tuple[int, int, int]) -> None:
    assert contrast(readable(colour, ground), ground) >= 4.5


def test_what_reads_already_is_left_alone() -> None:
    assert readable((20, 40, 90), WHITE) == (20, 40, 90)


def test_moving_keeps_the_hue() -> None:
    before, after = lch((90, 140, 255)), lch(readable((90, 140, 255), WHITE))
    assert after[0] < before[0]
    assert after[2] == pytest.approx(before[2], abs=4)


def test_it_reads_on_every_ground() -> None:
    grounds = ((250, 250, 250), (200, 210, 190))
    chosen = readable_on((120, 160, 90), grounds)
    assert min(contrast(chosen, ground) for ground in grounds) >= 4.5


def test_where_nothing_reads_it_is_black_or_white() -> None:
    assert readable_on((120, 160, 90), (WHITE, BLACK), 7.0) in (WHITE, BLACK)
