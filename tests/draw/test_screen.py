"""Halftone screens."""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
import pytest

from albumen.draw.press.canvas import Canvas
from albumen.draw.press.screen import halftone, printed


def flat(tone: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    return np.full((40, 40), tone, np.uint8)


def test_nothing_prints_nothing_and_full_tone_prints_all() -> None:
    assert not halftone(flat(0), 400, 1 / 40, 30).any()
    assert halftone(flat(255), 400, 1 / 40, 30).min() > 240


def test_more_tone_is_more_ink() -> None:
    inked = [float(halftone(flat(tone), 400, 1 / 40, 30).mean()) for tone in range(0, 256, 15)]
    assert all(a < b for a, b in pairwise(inked))


def test_half_tone_covers_about_half() -> None:
    assert halftone(flat(128), 800, 1 / 20, 15).mean() == pytest.approx(128, abs=4)


@pytest.mark.parametrize("degrees", [0, 15, 30, 60])
def test_dots_lie_on_the_lattice(degrees: float) -> None:
    side, pitch = 900, 1 / 30
    dots = halftone(flat(60), side, pitch, degrees)
    count, _, _, centres = cv2.connectedComponentsWithStats(np.asarray(dots > 127, np.uint8))
    assert count - 1 == pytest.approx(900, rel=0.08)
    turn = np.radians(degrees)
    grid = centres[1:] @ np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]]) / (pitch * side)
    inside = np.all((centres[1:] > 30) & (centres[1:] < side - 30), axis=1)
    off = np.abs(grid[inside] - np.rint(grid[inside]))
    assert np.percentile(off, 99) < 0.06


def test_edges_of_dots_are_smooth() -> None:
    dots = halftone(flat(100), 900, 1 / 30, 30)
    partly = np.mean((dots > 0) & (dots < 255))
    assert 0.02 < partly < 0.3


def test_ink_replaces_what_is_under_it() -> None:
    canvas = Canvas(1400, (200, 100, 50))
    coverage = np.zeros((1400, 1400), np.uint8)
    coverage[700:, :700], coverage[700:, 700:] = 255, 128
    printed(canvas, coverage, (10, 20, 240))
    assert canvas.pixels[10, 10].tolist() == [200, 100, 50]
    assert canvas.pixels[1000, 10].tolist() == [10, 20, 240]
    assert canvas.pixels[1000, 1000] == pytest.approx([105, 60, 145], abs=2)


def test_nothing_prints_above_the_top() -> None:
    canvas = Canvas(1400, (255, 255, 255))
    printed(canvas, np.full((1400, 1400), 255, np.uint8), (0, 0, 0), top=0.5)
    assert canvas.pixels[:700].min() == 255
    assert canvas.pixels[700:].max() == 0
