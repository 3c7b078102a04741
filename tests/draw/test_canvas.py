"""The canvas: shapes where they belong, at any size."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from albumen.draw.press.canvas import Canvas, blend
from albumen.draw.press.shapes import Points, disc, rectangle, under

RED, BLUE, WHITE, BLACK = (220, 30, 40), (20, 60, 200), (255, 255, 255), (0, 0, 0)
EVERYWHERE = rectangle(-0.1, -0.1, 1.1, 1.1)


def share(canvas: Canvas, colour: tuple[int, int, int]) -> float:
    return float(np.mean(np.all(canvas.pixels == colour, axis=2)))


def test_small_pictures_are_drawn_larger_and_averaged_down() -> None:
    canvas = Canvas(300, WHITE)
    canvas.polygon(rectangle(0, 0, 0.5, 1), BLACK)
    small = canvas.finished()
    assert canvas.side % 300 == 0
    assert canvas.side >= 1400
    assert small.shape == (300, 300, 3)
    assert small[:, :149].max() == 0
    assert small[:, 151:].min() == 255


def test_a_large_picture_is_not_copied() -> None:
    canvas = Canvas(1500)
    assert canvas.finished() is canvas.pixels


def test_a_disc_has_the_area_of_a_disc() -> None:
    canvas = Canvas(1500, WHITE)
    canvas.disc(0.5, 0.5, 0.3, BLACK)
    assert 1 - canvas.pixels.mean() / 255 == pytest.approx(np.pi * 0.09, rel=0.01)


def test_a_ring_has_a_hole() -> None:
    canvas = Canvas(1500, WHITE)
    canvas.ring(0.5, 0.5, 0.2, 0.3, BLACK)
    assert tuple(canvas.pixels[750, 750]) == WHITE
    assert 1 - canvas.pixels.mean() / 255 == pytest.approx(np.pi * 0.05, rel=0.02)


def test_edges_are_smooth() -> None:
    canvas = Canvas(1500, WHITE)
    canvas.disc(0.5, 0.5, 0.3, BLACK)
    assert len(np.unique(canvas.pixels)) > 50


def test_half_a_colour_is_half_way() -> None:
    canvas = Canvas(1500, WHITE)
    canvas.polygon(EVERYWHERE, BLACK, 0.5)
    assert set(np.unique(canvas.pixels)) <= {127, 128}


def test_what_lies_outside_is_not_drawn() -> None:
    canvas = Canvas(1500, WHITE)
    for shape in (disc(-2, 0.5, 0.3), rectangle(1.5, 1.5, 900, 900)):
        canvas.polygon(shape, BLACK, 0.5)
        canvas.shade(shape, [(0, RED), (1, BLUE)])
        canvas.polygon(shape, BLACK)
    assert share(canvas, WHITE) == 1


def test_a_gradient_runs_down_from_its_first_colour_to_its_last() -> None:
    canvas = Canvas(1500)
    canvas.gradient([(0, RED), (1, BLUE)])
    assert np.abs(canvas.pixels[0, 0].astype(int) - RED).max() <= 1
    assert np.abs(canvas.pixels[-1, 700].astype(int) - BLUE).max() <= 1
    assert np.all(canvas.pixels == canvas.pixels[:, :1])


@pytest.mark.parametrize(("angle", "start", "end"), [(90, (750, 0), (750, -1)), (45, (-1, 0), (0, -1))])
def test_a_gradient_runs_at_an_angle(angle: float, start: tuple[int, int], end: tuple[int, int]) -> None:
    canvas = Canvas(1500)
    canvas.gradient([(0, RED), (1, BLUE)], angle)
    assert np.abs(canvas.pixels[start].astype(int) - RED).max() <= 4
    assert np.abs(canvas.pixels[end].astype(int) - BLUE).max() <= 4


def test_a_round_gradient_begins_at_its_centre() -> None:
    canvas = Canvas(1500)
    canvas.radial(0.25, 0.75, 0.5, [(0, RED), (1, BLUE)])
    assert np.abs(canvas.pixels[1125, 375].astype(int) - RED).max() <= 4
    assert np.abs(canvas.pixels[10, 1490].astype(int) - BLUE).max() <= 1


def test_the_middle_of_a_gradient_is_mixed_in_oklab() -> None:
    """Red to green passes a light ochre there, where sRGB would pass a dark olive."""
    middle = blend([(0, (255, 0, 0)), (1, (0, 255, 0))], np.array([0.5]))[0]
    assert int(middle[0]) + int(middle[1]) > 330


def test_a_shape_is_shaded_from_its_top_to_its_bottom() -> None:
    canvas = Canvas(1500, WHITE)
    canvas.shade(rectangle(0.2, 0.4, 0.8, 0.6), [(0, RED), (1, BLUE)])
    assert np.abs(canvas.pixels[603, 750].astype(int) - RED).max() <= 5
    assert np.abs(canvas.pixels[897, 750].astype(int) - BLUE).max() <= 5
    assert tuple(canvas.pixels[590, 750]) == WHITE
    assert tuple(canvas.pixels[750, 290]) == WHITE


@pytest.mark.parametrize("width", [0.002, 0.01, 0.05])
def test_a_stroke_is_as_wide_as_it_is_told(width: float) -> None:
    canvas = Canvas(1500, WHITE)
    canvas.stroke(_line(), width, BLACK)
    assert (255 - canvas.pixels[:, 750, 0].astype(float)).sum() / 255 == pytest.approx(width * 1500, abs=1.1)


def test_a_stroke_swells() -> None:
    canvas = Canvas(1500, WHITE)
    canvas.stroke(_line(), np.linspace(0.002, 0.04, 50), BLACK)
    ink = (255 - canvas.pixels[:, [200, 1300], 0].astype(float)).sum(axis=0) / 255
    assert ink[1] > 3 * ink[0]


def test_a_stroke_that_crosses_itself_has_no_hole() -> None:
    canvas = Canvas(1500, WHITE)
    turn = np.linspace(0, 2 * np.pi, 200)
    canvas.stroke(np.stack([0.5 + 0.3 * np.sin(turn), 0.5 + 0.2 * np.sin(2 * turn)], axis=1), 0.03, BLACK)
    assert tuple(canvas.pixels[750, 750]) == BLACK


def test_land_covers_all_below_its_line() -> None:
    canvas = Canvas(1500, WHITE)
    canvas.polygon(under([-0.01, 1.01], [0.4, 0.4]), BLACK)
    assert share(canvas, BLACK) == pytest.approx(0.6, abs=0.003)


@pytest.mark.parametrize("small", [64, 300, 500])
def test_any_size_shows_the_same(small: int) -> None:
    first, second = Canvas(1500, WHITE), Canvas(small, WHITE)
    for canvas in (first, second):
        canvas.gradient([(0, RED), (1, WHITE)])
        canvas.disc(0.4, 0.6, 0.2, BLUE, 0.7)
        canvas.stroke(_line(), 0.004, BLACK)
    shrunk = cv2.resize(first.finished(), (small, small), interpolation=cv2.INTER_AREA)
    assert np.abs(shrunk.astype(int) - second.finished()).mean() < 1.0


def _line() -> Points:
    return np.stack([np.linspace(0.05, 0.95, 50), np.full(50, 0.5)], axis=1)
