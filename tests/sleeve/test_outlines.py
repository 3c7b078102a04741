"""Filled outlines against FreeType's rasteriser (through Pillow)."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from albumen.picture import Face
from albumen.sleeve.faces import font
from albumen.sleeve.outlines import coverage
from albumen.sleeve.shaping import Line, shape

SIZE = 240


def freetype(face: Face, letter: str) -> NDArray[np.float64]:
    drawn = ImageFont.truetype(str(font(face, "title").path), SIZE, layout_engine=ImageFont.Layout.BASIC)
    page = Image.new("L", (2 * SIZE, 2 * SIZE))
    ImageDraw.Draw(page).text((SIZE / 2, 1.5 * SIZE), letter, 255, drawn, anchor="ls")
    ink = np.asarray(page, np.float64)
    left, top, right, bottom = Image.fromarray(ink.astype(np.uint8)).getbbox() or (0, 0, 0, 0)
    return ink[top:bottom, left:right]


@pytest.mark.parametrize("face", ["grotesque", "serif", "condensed", "hand", "display"])
@pytest.mark.parametrize("letter", ["a", "B", "2", "8", "&", "g", "Å"])
def test_letters_are_filled_as_freetype_fills_them(face: Face, letter: str) -> None:
    line = shape([(font(face, "title"), letter)])
    mask, _, _ = coverage(line, SIZE, 0.0, 2.0 * SIZE)
    theirs = freetype(face, letter)
    assert np.abs(np.array(mask.shape) - theirs.shape).max() <= 2
    # hinting moves edges by under a pixel, so that amounts of ink are compared and not single pixels
    assert mask.sum() == pytest.approx(theirs.sum(), rel=0.035)
    small, other = (
        np.asarray(Image.fromarray(m.astype(np.uint8)).resize((24, 24), Image.Resampling.BOX), np.float64)
        for m in (mask, theirs)
    )
    assert np.abs(small - other).mean() < 9


def test_a_shift_of_half_a_pixel_is_drawn() -> None:
    line = shape([(font("grotesque", "title"), "l")])
    on, _, _ = coverage(line, 100, 10.0, 100.0)
    off, left, _ = coverage(line, 100, 10.5, 100.0)
    assert left == 10
    middle = len(on) // 2
    assert on[middle, 0] == 255
    assert off[middle, 0] == pytest.approx(127.5, abs=1)


def test_the_patch_lies_where_it_was_asked_for() -> None:
    line = shape([(font("grotesque", "title"), "H")])
    mask, left, top = coverage(line, 100, 40.0, 200.0)
    assert left == 40
    assert top + len(mask) == 200
    assert mask[-1].any()


def square(left: float, side: float, clockwise: bool) -> NDArray[np.float32]:
    corners = [[left, left], [left + side, left], [left + side, left + side], [left, left + side]]
    return np.array(corners[::-1] if clockwise else corners, np.float32)


def ink(*contours: NDArray[np.float32]) -> float:
    """Covered pixels of a glyph of these contours at 10 pixels an em."""
    return float(coverage(Line((contours,), 3, 3, 0), 10, 0, 30)[0].sum()) / 255


def test_overlapping_contours_are_filled_where_they_overlap() -> None:
    assert ink(square(0, 2, False), square(1, 2, False)) == pytest.approx(400 + 400 - 100)


def test_a_contour_the_other_way_round_is_a_hole() -> None:
    assert ink(square(0, 3, False), square(1, 1, True)) == pytest.approx(900 - 100)


def test_a_contour_that_crosses_itself_has_no_hole() -> None:
    twice = np.concatenate([square(0, 2, False), square(0, 2, False)])
    assert ink(twice) == pytest.approx(400)


def test_either_turn_of_outlines_is_filled_alike() -> None:
    assert ink(square(0, 3, True), square(1, 1, False)) == ink(square(0, 3, False), square(1, 1, True))
