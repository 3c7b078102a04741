"""Outlines: geometry that can be checked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from albumen.draw.press.shapes import Points, arc, band, curve, disc, rectangle, ribbon, turned, under


def area(points: Points) -> float:
    """The shoelace formula."""
    x, y = points.T
    return float(abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2)


def test_areas() -> None:
    assert area(rectangle(0.1, 0.2, 0.5, 0.8)) == pytest.approx(0.24)
    assert area(disc(0.3, 0.3, 0.2)) == pytest.approx(np.pi * 0.04, rel=1e-3)
    assert area(band(0.5, 0.5, 0.2, 0.4, 30, 120)) == pytest.approx(np.pi * 0.12 / 4, rel=1e-3)


@pytest.mark.parametrize(("degrees", "x", "y"), [(0, 0.5, 0.3), (90, 0.7, 0.5), (180, 0.5, 0.7), (270, 0.3, 0.5)])
def test_angles_run_clockwise_from_twelve(degrees: float, x: float, y: float) -> None:
    assert arc(0.5, 0.5, 0.2, degrees, degrees + 10)[0] == pytest.approx((x, y))


def test_a_curve_passes_through_its_points() -> None:
    points = np.array([(0.1, 0.2), (0.3, 0.8), (0.6, 0.4), (0.9, 0.5)])
    line = curve(points, 10)
    assert line[::10] == pytest.approx(points)


def test_a_curve_through_a_straight_line_is_straight() -> None:
    line = curve([(0, 0), (0.5, 0.25), (1, 0.5)])
    assert line[:, 1] == pytest.approx(line[:, 0] / 2)


def test_a_ribbon_is_as_wide_as_its_line_says() -> None:
    line = np.stack([np.linspace(0, 1, 20), np.linspace(0, 1, 20)], axis=1)
    outline = ribbon(line, np.linspace(0.1, 0.2, 20))
    assert np.hypot(*(outline[0] - outline[-1])) == pytest.approx(0.1)
    assert np.hypot(*(outline[19] - outline[20])) == pytest.approx(0.2)


def test_a_ribbon_bears_points_that_coincide() -> None:
    assert np.all(np.isfinite(ribbon(np.array([(0.5, 0.5)] * 4), 0.1)))


def test_land_is_closed_below() -> None:
    assert under([0, 1], [0.5, 0.25], 1.0).tolist() == [[0, 0.5], [1, 0.25], [1, 1], [0, 1]]


def test_a_quarter_turn_is_clockwise() -> None:
    assert turned(np.array([(0.5, 0.0)]), 90)[0] == pytest.approx((1.0, 0.5))
    assert turned(np.array([(0.2, 0.3)]), 360, 0.9, 0.1)[0] == pytest.approx((0.2, 0.3))
