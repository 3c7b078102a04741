"""Scissors and painted paper."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from albumen.draw.press.canvas import Canvas
from albumen.draw.press.gouache import lay
from albumen.draw.press.scissors import cut, leaf
from albumen.draw.press.shapes import Points, band, disc, rectangle


def area_of(outline: Points) -> float:
    x, y = outline.T
    return abs(float(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1)))) / 2


def test_a_cut_disc_is_that_disc() -> None:
    (outline,) = cut([disc(0.5, 0.5, 0.3)], 0.006)
    radii = np.hypot(*(outline - 0.5).T)
    assert radii == pytest.approx(0.3, abs=0.002)


def test_pieces_that_touch_become_one_sheet() -> None:
    (outline,) = cut([rectangle(0.2, 0.2, 0.55, 0.4), rectangle(0.5, 0.2, 0.8, 0.4)], 0.004)
    assert area_of(outline) == pytest.approx(0.6 * 0.2, rel=0.02)


def test_corners_are_rounded() -> None:
    (outline,) = cut([rectangle(0.2, 0.2, 0.8, 0.8)], 0.01)
    assert np.hypot(*(outline - 0.2).T).min() > 0.004
    assert outline.min() == pytest.approx(0.2, abs=0.002)


def test_holes_are_kept() -> None:
    frame = [
        rectangle(0.2, 0.2, 0.8, 0.3), rectangle(0.2, 0.7, 0.8, 0.8),
        rectangle(0.2, 0.2, 0.3, 0.8), rectangle(0.7, 0.2, 0.8, 0.8),
    ]  # fmt: skip
    outlines = cut(frame, 0.004)
    assert sorted(round(area_of(o), 2) for o in outlines) == [0.16, 0.36]


def test_a_shape_may_hang_over_the_sheet() -> None:
    (outline,) = cut([disc(1.0, 0.5, 0.15)], 0.006)
    assert outline[:, 0].max() == pytest.approx(1.15, abs=0.003)


def test_a_leaf_points_where_it_is_told() -> None:
    shape = leaf(np.array((0.2, 0.3)), 0.0, 0.4, 0.02, 0.05)
    assert shape[:, 0].min() == pytest.approx(0.2)
    assert shape[:, 0].max() == pytest.approx(0.6)
    assert np.ptp(shape[:, 1]) == pytest.approx(0.0816, abs=0.004)


def test_paper_has_its_colour_and_throws_a_shadow_down_right() -> None:
    canvas = Canvas(1400, (250, 240, 230))
    lay(canvas, [rectangle(0.3, 0.3, 0.7, 0.7)], (200, 60, 40))
    inside = canvas.pixels[480:920, 480:920].reshape(-1, 3)
    assert inside.mean(axis=0) == pytest.approx([200, 60, 40], abs=3)
    below, above = canvas.pixels[984, 700].astype(int), canvas.pixels[415, 700].astype(int)
    assert below[0] < 235
    assert above[0] > 244
    assert canvas.pixels[1200, 1200].tolist() == [250, 240, 230]


def test_painted_paper_is_streaked_along_its_brush() -> None:
    canvas = Canvas(1400, (255, 255, 255))
    lay(canvas, [rectangle(0.1, 0.1, 0.9, 0.9)], (128, 128, 128))
    grey = canvas.pixels[200:1200, 200:1200, 0].astype(float)
    assert 1 < grey.std() < 10
    assert np.abs(np.diff(grey, axis=1)).mean() > 2 * np.abs(np.diff(grey, axis=0)).mean()


def test_two_sheets_are_streaked_differently() -> None:
    first, second = Canvas(1400), Canvas(1400)
    lay(first, [rectangle(0.1, 0.1, 0.9, 0.9)], (128, 128, 128), sheet=0)
    lay(second, [rectangle(0.1, 0.1, 0.9, 0.9)], (128, 128, 128), sheet=1)
    assert not np.array_equal(first.pixels, second.pixels)


def test_what_lies_outside_the_sheet_is_not_drawn() -> None:
    canvas = Canvas(1400, (250, 240, 230))
    lay(canvas, [rectangle(1.3, 1.3, 1.6, 1.6)], (0, 0, 0))
    assert cv2.absdiff(canvas.pixels, np.full_like(canvas.pixels, (250, 240, 230))).max() == 0


def test_a_small_hole_is_not_cut_and_a_large_one_is() -> None:
    def ring(inner: float) -> list[Points]:
        return [band(0.5, 0.5, inner, 0.3, 90 * k, 90 * k + 91) for k in range(4)]

    assert len(cut(ring(0.01), 0.003)) == 1
    assert len(cut(ring(0.1), 0.003)) == 2
