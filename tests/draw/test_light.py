"""Glows, shadows and mist."""

from __future__ import annotations

import numpy as np
import pytest

from albumen.draw.press.canvas import Canvas
from albumen.draw.press.light import bloom, glow, shadow, veil, vignette
from albumen.draw.press.shapes import disc, rectangle

GREY = (100, 100, 100)


def sheet() -> Canvas:
    return Canvas(1400, GREY)


def test_a_glow_is_brightest_at_its_centre_and_ends_at_its_radius() -> None:
    canvas = sheet()
    glow(canvas, 0.5, 0.5, 0.25, (255, 255, 255), 0.8)
    line = canvas.pixels[700, 700:, 0].astype(int)
    assert line[0] == pytest.approx(100 + 0.8 * 155, abs=4)
    assert np.all(np.diff(line) <= 1)
    assert line[360] == 100


def test_a_glow_takes_its_colour() -> None:
    canvas = sheet()
    glow(canvas, 0.5, 0.5, 0.25, (255, 0, 0))
    assert canvas.pixels[700, 700, 0] > 180
    assert canvas.pixels[700, 700, 2] == 100


def test_light_never_overflows() -> None:
    canvas = Canvas(1400, (250, 250, 250))
    glow(canvas, 0.5, 0.5, 0.6, (255, 255, 255), 1.0)
    assert canvas.pixels.min() >= 250


def test_a_glow_may_lie_outside() -> None:
    canvas = sheet()
    glow(canvas, 3, 3, 0.2, (255, 255, 255))
    assert np.all(canvas.pixels == 100)


def test_bloom_is_around_its_shape() -> None:
    canvas = sheet()
    bloom(canvas, [disc(0.5, 0.5, 0.1)], 0.03, (255, 255, 255), 0.8)
    assert canvas.pixels[700, 700, 0] > 200
    assert canvas.pixels[700, 870, 0] > 105
    assert canvas.pixels[100, 100, 0] == 100


def test_a_shadow_falls_where_it_is_thrown() -> None:
    canvas = sheet()
    shadow(canvas, [rectangle(0.3, 0.3, 0.6, 0.6)], 0.1, 0.1, 0.01, 0.5)
    assert canvas.pixels[910, 910, 0] == pytest.approx(50, abs=8)
    assert canvas.pixels[440, 440, 0] == 100
    assert canvas.pixels[770, 770, 0] == pytest.approx(50, abs=3)


def test_a_shadow_may_fall_outside() -> None:
    canvas = sheet()
    shadow(canvas, [disc(2, 2, 0.1)], 0.1, 0.1, 0.01)
    assert np.all(canvas.pixels == 100)


def test_mist_lies_between_its_rows_as_thick_as_told() -> None:
    canvas = sheet()
    veil(canvas, 0.4, 0.6, (200, 200, 200), (0, 1, 0))
    column = canvas.pixels[:, 10, 0].astype(int)
    assert column[:550].max() == 100
    assert column[700] == pytest.approx(200, abs=4)
    assert column[850:].max() <= 103


def test_mist_above_the_sheet_is_none() -> None:
    canvas = sheet()
    veil(canvas, -0.4, -0.1, (200, 200, 200), (1, 1))
    assert np.all(canvas.pixels == 100)


def test_a_vignette_darkens_corners_only() -> None:
    canvas = sheet()
    vignette(canvas, 0.3)
    assert canvas.pixels[700, 700, 0] == 100
    assert canvas.pixels[0, 0, 0] == pytest.approx(70, abs=8)
