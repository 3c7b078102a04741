"""Washes: small fields laid large through stencils."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from albumen.colour.oklch import lch, rgb
from albumen.draw.press.scenery.wash import (
    below,
    coloured,
    dab,
    enlarge,
    flat,
    grid,
    patch,
    ramp,
    rows_between,
    shine,
    small,
    soften,
    stamp,
    stencil,
    through,
)
from albumen.draw.press.shapes import disc, rectangle

BLACK, WHITE = (0.0, 0.0, 0.0), (1.0, 0.0, 0.0)


def sheet(side: int = 400, value: int = 0) -> np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]:
    return np.full((side, side, 3), value, np.uint8)


def test_a_ramp_ends_in_its_stops() -> None:
    stops = ((0.3, 0.1, 280), (0.6, 0.15, 20), (0.9, 0.05, 80))
    colours = ramp(stops)
    assert tuple(np.rint(colours[0]).astype(int)) == pytest.approx(rgb(*stops[0]), abs=1)
    assert tuple(np.rint(colours[-1]).astype(int)) == pytest.approx(rgb(*stops[2]), abs=1)


def test_a_ramp_between_two_lights_rises_evenly_in_lightness() -> None:
    colours = ramp(((0.2, 0.05, 260), (0.9, 0.05, 80)), 9)
    lightness = [lch((int(r), int(g), int(b)))[0] for r, g, b in np.rint(colours)]
    assert np.allclose(np.diff(lightness), 0.0875, atol=0.01)


def test_colours_are_looked_up_and_held_at_the_ends() -> None:
    colours = ramp((BLACK, WHITE), 256)
    found = coloured(np.array([-1.0, 0.0, 1.0, 2.0]), colours)
    assert found[:, 0].tolist() == pytest.approx([0, 0, 255, 255])


def test_the_grid_holds_the_middles_of_its_cells() -> None:
    x, y = grid(4, 2)
    assert x.ravel().tolist() == [0.25, 0.75]
    assert y.ravel().tolist() == [0.125, 0.375, 0.625, 0.875]


def test_enlarging_agrees_with_a_plain_resize() -> None:
    field = np.random.default_rng(0).integers(0, 256, (40, 40, 3)).astype(np.uint8)
    plain = cv2.resize(field, (400, 400), interpolation=cv2.INTER_LINEAR)
    assert np.abs(enlarge(field, 400).astype(int) - plain).max() <= 4


@given(top=st.integers(0, 299), rows=st.integers(1, 100))
@settings(max_examples=25, deadline=None)
def test_a_band_is_the_same_as_those_rows_of_the_whole(top: int, rows: int) -> None:
    field = np.random.default_rng(1).integers(0, 256, (30, 30, 3)).astype(np.uint8)
    whole = enlarge(field, 400)
    band = enlarge(field, 400, top, top + rows)
    # OpenCV places its samples to 1/32 of a cell.
    assert np.abs(band.astype(int) - whole[top : top + rows]).max() <= 255 / 32 + 1


@given(side=st.sampled_from([300, 333, 400, 1000]), top=st.integers(0, 250), left=st.integers(0, 250))
@settings(max_examples=40, deadline=None)
def test_a_window_is_the_same_as_that_part_of_a_plain_resize(side: int, top: int, left: int) -> None:
    field = np.random.default_rng(2).integers(0, 256, (24, 30, 3)).astype(np.uint8)
    plain = cv2.resize(field, (side, side), interpolation=cv2.INTER_LINEAR)
    window = enlarge(field, side, top, top + 45, left, left + 48)
    assert np.abs(window.astype(int) - plain[top : top + 45, left : left + 48]).max() <= 1


def test_rows_of_the_small_grid_reach_around_their_window() -> None:
    assert rows_between(0.5, 0.6, 100) == slice(47, 64)
    assert rows_between(-0.2, 1.4, 100) == slice(0, 100)


def test_what_no_window_needs_of_a_field_does_not_matter() -> None:
    field = np.random.default_rng(3).integers(0, 256, (100, 100, 3)).astype(np.uint8)
    seen, blank = rows_between(0.42, 0.58, 100), np.zeros_like(field)
    blank[seen] = field[seen]
    assert np.array_equal(enlarge(field, 800, 336, 464), enlarge(blank, 800, 336, 464))


@pytest.mark.parametrize("window", [slice(0, 90), slice(20, 70)])
@pytest.mark.parametrize("one", [False, True])
def test_picking_pixels_blends_as_blending_all_of_them_does(window: slice, one: bool) -> None:
    rng = np.random.default_rng(4)
    pixels = rng.integers(0, 256, (60, 90, 3)).astype(np.uint8)
    mask = np.where(rng.random((60, 50 if window.start else 90)) < 0.05, rng.integers(1, 256, 1), 0).astype(np.uint8)
    paint = rng.integers(0, 256, 3 if one else (*mask.shape, 3)).astype(np.uint8)
    picked, blended = pixels.copy(), pixels.copy()
    dab(picked[:, window], paint, mask, mask)
    whole = np.ascontiguousarray(blended[:, window])
    through(whole, np.ascontiguousarray(np.broadcast_to(paint, whole.shape)), mask)
    blended[:, window] = whole
    assert np.array_equal(picked, blended)


def test_a_flat_field_has_one_colour() -> None:
    assert np.all(enlarge(flat((0.7, 0.1, 40)), 50) == rgb(0.7, 0.1, 40))


def test_a_stencil_covers_the_area_of_its_shape() -> None:
    mask = stencil([disc(0.5, 0.5, 0.25)], 800, 0, 800)
    assert mask.sum() / 255 / 800**2 == pytest.approx(np.pi * 0.25**2, rel=0.01)


def test_shapes_that_overlap_leave_no_hole() -> None:
    mask = stencil([rectangle(0.2, 0.2, 0.6, 0.6), rectangle(0.4, 0.4, 0.8, 0.8)], 100, 0, 100)
    assert mask[50, 50] == 255


def test_paint_shows_as_far_as_the_mask_lets_it() -> None:
    pixels, paint = sheet(2, 100), sheet(2, 200)
    through(pixels, paint, np.array([[0, 255], [128, 64]], np.uint8))
    assert pixels[..., 0].tolist() == [[100, 200], [pytest.approx(150, abs=1), pytest.approx(125, abs=1)]]


def test_below_paints_under_its_edge_and_nothing_above() -> None:
    pixels = sheet()
    edge = np.linspace(0.3, 0.6, 50)
    below(pixels, edge, flat(WHITE))
    for x, height in ((4, 0.3), (200, 0.45), (396, 0.6)):
        line = round(height * 400)
        assert np.all(pixels[: line - 4, x] == 0)
        assert np.all(pixels[line + 4 :, x] == 255)


def test_below_stops_at_its_floor() -> None:
    pixels = sheet()
    below(pixels, np.full(10, 0.25), flat(WHITE), floor=0.5)
    assert np.all(pixels[105:195] == 255)
    assert np.all(pixels[205:] == 0)


@pytest.mark.parametrize("height", [-0.5, 1.5])
def test_an_edge_outside_the_sheet_is_no_trouble(height: float) -> None:
    pixels = sheet()
    below(pixels, np.full(10, height), flat(WHITE))
    assert np.all(pixels == (255 if height < 0 else 0))


def test_a_patch_of_half_strength_is_half_way() -> None:
    pixels = sheet(200, 100)
    patch(pixels, [rectangle(0.2, 0.2, 0.8, 0.8)], flat(WHITE), 0.5)
    assert pixels[100, 100].tolist() == pytest.approx([177] * 3, abs=2)
    assert pixels[10, 10].tolist() == [100] * 3


@pytest.mark.parametrize("shapes", [[], [rectangle(0.2, 1.2, 0.8, 1.4)], [rectangle(0.2, -0.4, 0.8, -0.2)]])
def test_a_patch_of_nothing_changes_nothing(shapes: list[np.ndarray[tuple[int, int], np.dtype[np.float64]]]) -> None:
    pixels = sheet(100, 9)
    patch(pixels, shapes, flat(WHITE))
    assert np.all(pixels == 9)


def test_fog_takes_over_by_its_share() -> None:
    pixels, (x, _) = sheet(200, 100), grid(20, 20)
    soften(pixels, np.full(3, 200.0), np.repeat(x, 20, axis=0))
    assert pixels[100, 5, 0] < 110
    assert pixels[100, 100, 0] == pytest.approx(150, abs=3)
    assert pixels[100, 195, 0] > 190


def test_light_is_added_and_held_at_white() -> None:
    pixels = sheet(100, 200)
    shine(pixels, np.full((10, 10, 3), 100.0), 0.5, 1.0)
    assert np.all(pixels[:50] == 200)
    assert np.all(pixels[50:] == 255)


def test_rounding_never_wraps() -> None:
    assert small(np.array([-3.0, 0.4, 254.6, 900.0])).tolist() == [0, 0, 255, 255]


@given(left=st.integers(0, 340), top=st.integers(0, 340), wide=st.integers(4, 60), tall=st.integers(4, 60))
@settings(max_examples=25, deadline=None)
def test_a_window_is_the_same_as_that_part_of_the_whole(left: int, top: int, wide: int, tall: int) -> None:
    field = np.random.default_rng(2).integers(0, 256, (30, 30, 3)).astype(np.uint8)
    part = enlarge(field, 400, top, top + tall, left, left + wide)
    whole = enlarge(field, 400)[top : top + tall, left : left + wide]
    assert np.abs(part.astype(int) - whole).max() <= 2 * (255 / 32 + 1)


def test_a_stamp_is_what_paint_through_the_same_mask_is() -> None:
    paint = np.random.default_rng(3).integers(0, 256, (400, 400, 3)).astype(np.uint8)
    mask = stencil([disc(0.5, 0.5, 0.3).astype(np.float32)], 400, 0, 400)
    stamped, laid = sheet(value=90), sheet(value=90)
    stamp(stamped, paint, mask)
    through(laid, paint, mask)
    assert np.abs(stamped.astype(int) - laid).max() <= 1


def test_a_dab_touches_nothing_but_where_it_is_wanted() -> None:
    mask = np.zeros((400, 400), np.uint8)
    mask[10, 20], mask[30, 40] = 255, 128
    pixels = sheet()
    dab(pixels, np.array([200, 100, 0], np.uint8), mask, mask)
    assert pixels[10, 20].tolist() == [200, 100, 0]
    assert pixels[30, 40].tolist() == pytest.approx([100, 50, 0], abs=1)
    assert np.count_nonzero(pixels.any(axis=2)) == 2


def test_a_ramp_is_kept_and_nobody_can_spoil_it() -> None:
    colours = ramp((BLACK, WHITE))
    assert ramp((BLACK, WHITE)) is colours
    with pytest.raises(ValueError, match="read-only"):
        colours[0] = 1
