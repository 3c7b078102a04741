"""Contours, towers, trees and water."""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from albumen.draw.press.scenery.terrain import POINTS, bands, contour, crags, relief, summits, valley, weather
from albumen.draw.press.scenery.towers import Tower, mast, outlines, row, shaded_side
from albumen.draw.press.scenery.trees import spruce, trunk
from albumen.draw.press.scenery.water import mirror
from tests.draw.pieces import flat, piece


def dice(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


@given(values=arrays(np.uint8, st.integers(1, 700)))
@settings(max_examples=40, deadline=None)
def test_a_contour_stays_within_bounds(values: np.ndarray[tuple[int], np.dtype[np.uint8]]) -> None:
    course = contour(values)
    assert course.shape == (POINTS,)
    assert course.min() >= 0
    assert course.max() <= 1


def test_a_contour_puts_a_peak_where_it_is() -> None:
    values = np.zeros(512, np.uint8)
    values[380:390] = 255
    assert abs(int(np.argmax(contour(values))) / POINTS - 385 / 512) < 0.01


def test_a_contour_does_not_depend_on_how_finely_time_was_cut() -> None:
    coarse = (np.sin(np.linspace(0, 9, 100)) * 100 + 120).astype(np.uint8)
    fine = (np.sin(np.linspace(0, 9, 3000)) * 100 + 120).astype(np.uint8)
    assert np.abs(contour(coarse, smooth=0.02) - contour(fine, smooth=0.02)).max() < 0.06


@pytest.mark.parametrize("level", [0, 90, 255])
def test_music_that_never_changes_is_flat(level: int) -> None:
    assert not contour(np.full(300, level, np.uint8)).any()


def test_small_changes_are_not_blown_up_without_end() -> None:
    course = np.array([0.500, 0.500, 0.510], np.float32)
    assert relief(course).max() < 0.1


def test_bands_are_means_of_equal_parts_from_low_to_high() -> None:
    material = piece(3)
    found = bands(material, 8)
    assert len(found) == 8
    assert found[0][100] == pytest.approx(material.mel[100, :12].mean(), abs=0.5)
    assert found[7][100] == pytest.approx(material.mel[100, 84:].mean(), abs=0.5)


def test_weather_is_seeded_and_about_level() -> None:
    assert np.array_equal(weather(dice(1)), weather(dice(1)))
    assert not np.array_equal(weather(dice(1)), weather(dice(2)))
    assert abs(float(np.mean([weather(dice(s)).mean() for s in range(40)]))) < 0.05
    assert max(float(np.abs(weather(dice(s))).max()) for s in range(20)) < 1.05


def test_crags_run_from_nought_to_one_and_are_rougher_than_weather() -> None:
    rock, sand = crags(dice()), weather(dice(), octaves=2)
    assert (rock.min(), rock.max()) == (0, 1)
    bend = [float(np.abs(np.diff(line, 2)).mean() / np.ptp(line)) for line in (rock, sand)]
    assert bend[0] > 3 * bend[1]


def test_summits_are_the_highest_points_and_apart() -> None:
    edge = 0.5 - 0.1 * np.sin(np.linspace(0, 5.5 * np.pi, 600))
    found = summits(edge.astype(np.float32), 0.1)
    assert [round(i / 599 * 5.5, 1) for i in found] == [0.5, 2.5, 4.5]
    assert all(b - a > 60 for a, b in pairwise(found))


@pytest.mark.parametrize("away", [-1, 1])
def test_the_valley_lies_where_the_slope_ends(away: int) -> None:
    edge = (0.5 - 0.1 * np.cos(np.linspace(-3 * np.pi, 3 * np.pi, 601))).astype(np.float32)
    assert valley(edge, 300, away, 290) == pytest.approx(300 + 100 * away, abs=2)


def test_a_row_of_towers_covers_the_street_and_follows_the_skyline() -> None:
    line = np.where(np.linspace(0, 1, 1000) < 0.5, 0.7, 0.3).astype(np.float32)
    towers = row(dice(), line, 0.9, (0.03, 0.06), ragged=0.0)
    assert towers[0].left <= 0
    assert towers[-1].right >= 1
    assert all(b.left == pytest.approx(a.right) for a, b in pairwise(towers))
    assert [t.top for t in towers if t.right < 0.45] == pytest.approx([0.7] * sum(t.right < 0.45 for t in towers))
    assert [t.top for t in towers if t.left > 0.55] == pytest.approx([0.3] * sum(t.left > 0.55 for t in towers))


@pytest.mark.parametrize("roof", range(7))
def test_every_roof_stands_on_its_tower(roof: int) -> None:
    tower = Tower(0.4, 0.5, 0.5, 0.9, roof)
    points = np.concatenate(outlines(tower))
    assert points[:, 0].min() >= 0.39
    assert points[:, 0].max() <= 0.51
    assert points[:, 1].max() == pytest.approx(0.91)
    assert 0.3 < points[:, 1].min() <= 0.5
    side = shaded_side(tower)
    assert 0.4 < side[:, 0].min() < side[:, 0].max() == 0.5


def test_masts_end_where_their_lamps_burn() -> None:
    for roof in range(7):
        tower = Tower(0.4, 0.5, 0.5, 0.9, roof)
        tip = mast(tower)
        if tip is not None:
            assert np.concatenate(outlines(tower))[:, 1].min() == pytest.approx(tip[1])
    assert sum(mast(Tower(0.4, 0.5, 0.5, 0.9, roof)) is not None for roof in range(7)) == 2


@pytest.mark.parametrize("height", [0.02, 0.1, 0.4])
def test_a_spruce_has_its_height_and_is_widest_below(height: float) -> None:
    tree = spruce(dice(), 0.5, 0.9, height, 0.2)
    assert tree[:, 1].min() == pytest.approx(0.9 - height)
    assert tree[:, 1].max() == pytest.approx(0.9, abs=0.08 * height)
    upper = tree[tree[:, 1] < 0.9 - 0.6 * height]
    lower = tree[tree[:, 1] > 0.9 - 0.4 * height]
    assert np.ptp(lower[:, 0]) > 1.5 * np.ptp(upper[:, 0])


def test_no_two_trees_are_alike() -> None:
    rng = dice()
    first, second = spruce(rng, 0.5, 0.9, 0.2, 0.2), spruce(rng, 0.5, 0.9, 0.2, 0.2)
    assert not np.allclose(first, second)


def test_a_trunk_goes_through_the_top_edge() -> None:
    stem = trunk(dice(), 0.5, 0.85, 0.02)[0]
    assert stem[:, 1].min() < 0 < 0.85 < stem[:, 1].max()
    wide = [np.ptp(stem[np.abs(stem[:, 1] - y) < 0.04][:, 0]) for y in (0.85, 0.4)]
    assert wide[0] > wide[1]


def test_water_shows_what_stands_above_it_upside_down() -> None:
    pixels = np.zeros((400, 400, 3), np.uint8)
    pixels[180:220] = (250, 40, 40)
    mirror(pixels, 0.7, np.zeros(3), dice(), calm=1.0, deep=0.0)
    line, lamp = 280, 200
    red = pixels[line:, 200, 0].astype(int)
    middle = float((red * np.arange(len(red))).sum() / red.sum())
    assert middle == pytest.approx((line - lamp) / 1.35, abs=6)
    assert np.all(pixels[:180] == 0)


def test_choppy_water_is_more_broken_than_calm() -> None:
    broken = []
    for calm in (1.0, 0.0):
        pixels = np.zeros((400, 400, 3), np.uint8)
        pixels[:, 195:205] = 255
        mirror(pixels, 0.6, np.zeros(3), dice(), calm, deep=0.0)
        lower = cv2.cvtColor(pixels[300:], cv2.COLOR_RGB2GRAY).astype(float)
        columns = np.arange(400)
        centre = (lower * columns).sum(axis=1) / np.maximum(lower.sum(axis=1), 1)
        broken.append(float(centre.std()))
    assert broken[1] > 2 * broken[0]


@pytest.mark.parametrize("line", [0.0, 0.999, 1.0])
def test_water_at_the_very_edge_is_no_trouble(line: float) -> None:
    pixels = np.full((100, 100, 3), 7, np.uint8)
    mirror(pixels, line, np.zeros(3), dice(), 0.5)
    assert pixels.shape == (100, 100, 3)


def test_flat_material_has_flat_bands() -> None:
    assert all(np.ptp(band) == 0 for band in bands(flat(120, 50), 6))
