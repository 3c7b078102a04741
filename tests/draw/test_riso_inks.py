"""Riso: its shapes, its paper and its inks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from albumen.colour.oklch import lch
from albumen.colour.palette import palette
from albumen.description import Affect, Description
from albumen.draw.press.canvas import Canvas
from albumen.draw.press.plate import plate
from albumen.draw.press.plates.riso import _SHAPES, _stock, bleeding, cells_of, framed
from albumen.draw.press.shapes import Points
from tests.draw.pieces import piece

descriptions = st.builds(
    Description,
    genres=st.dictionaries(st.sampled_from(["Pop", "Folk", "Electronic"]), st.floats(0, 1), max_size=2),
    affect=st.builds(Affect, st.floats(-1, 1), st.floats(-1, 1)),
    tempo=st.floats(40, 200),
)


def coverage(outlines: list[Points]) -> float:
    canvas = Canvas(1500, (255, 255, 255))
    canvas.polygons([outline * 0.5 + 0.25 for outline in outlines], (0, 0, 0))
    return float(1 - canvas.pixels.mean() / 255) / 0.25


def test_every_pitch_class_has_a_shape_of_its_own() -> None:
    assert len(_SHAPES) == 12
    drawn = {tuple(np.round(np.concatenate(shape()), 3).ravel().tolist()) for shape in _SHAPES}
    assert len(drawn) == 12


@pytest.mark.parametrize("number", range(12))
def test_a_shape_fills_a_good_part_of_its_cell_and_stays_in_it(number: int) -> None:
    outlines = _SHAPES[number]()
    points = np.concatenate(outlines)
    assert points.min() >= -1e-9
    assert points.max() <= 1 + 1e-9
    assert 0.2 < coverage(outlines) < 0.82


def test_a_half_and_a_quarter_are_a_half_and_a_quarter() -> None:
    assert coverage(_SHAPES[2]()) == pytest.approx(0.5, abs=0.01)
    assert coverage(_SHAPES[1]()) == pytest.approx(np.pi / 4, abs=0.01)
    assert coverage(_SHAPES[0]()) == pytest.approx(np.pi / 4, abs=0.01)


@pytest.mark.parametrize("side", [3, 4, 5, 6])
@pytest.mark.parametrize("sections", [[0], [0, 30, 60, 90, 120, 150], [170]])
def test_cells_tile_the_grid_without_overlap(side: int, sections: list[int]) -> None:
    taken = np.zeros((side, side), int)
    for row, column, span in cells_of(replace(piece(0), sections=np.array(sections, np.float32)), side, side):
        taken[row : row + span, column : column + span] += 1
    assert np.all(taken == 1)


def test_a_section_begins_with_a_large_cell() -> None:
    spans = [span for _, _, span in cells_of(replace(piece(0), sections=np.array([0], np.float32)), 5, 5)]
    assert spans[0] == 2
    assert max(spans[4:]) == 1


@settings(deadline=None, max_examples=80)
@given(descriptions, st.integers(0, 3))
def test_inks_are_three_bright_colours_and_one_of_them_holds_in_grey(described: Description, variant: int) -> None:
    paper, inks = _stock(palette(described, np.random.default_rng(0), variant, "light"))
    lights = sorted(lch(ink)[0] for ink in inks)
    assert lch(paper)[0] > 0.93
    assert len(inks) == 3
    assert lights[0] < 0.56
    assert lights[1] > 0.6
    assert all(lch(ink)[1] > 0.06 for ink in inks)


def test_two_yellows_are_not_printed_over_each_other() -> None:
    described = Description(affect=Affect(0.5, 0.5))
    colours = palette(described, np.random.default_rng(0), 0, "light")
    two_yellows = replace(colours, accents=((240, 200, 40), (225, 150, 30), (40, 90, 200), (60, 40, 10)))
    _, inks = _stock(two_yellows)
    yellow = [60 < lch(ink)[2] < 115 for ink in inks]
    assert sum(yellow) == 1


def test_the_decorator_makes_a_plate() -> None:
    made = plate("plain", "album", lambda description: 1.0, "light", 3.0)(lambda canvas, sheet: ())
    assert (made.name, made.style, made.ground, made.grain) == ("plain", "album", "light", 3.0)
    assert made.affinity(Description()) == 1.0


@pytest.mark.parametrize("side", [3, 4, 5, 6])
def test_a_grid_that_bleeds_is_as_wide_as_the_sheet_and_leaves_a_strip_for_type(side: int) -> None:
    grid = bleeding(side)
    assert grid.columns * grid.cell == pytest.approx(1)
    assert 0.66 < grid.bottom < 0.84
    assert framed(side).bottom == pytest.approx(0.845)


@pytest.mark.parametrize("side", [3, 4, 5, 6])
def test_pieces_tile_a_grid_that_is_not_square(side: int) -> None:
    taken = np.zeros((side - 1, side), int)
    for row, column, span in cells_of(piece(3), side - 1, side):
        taken[row : row + span, column : column + span] += 1
    assert np.all(taken == 1)
