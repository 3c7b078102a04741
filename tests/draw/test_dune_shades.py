"""The shaded sides of dunes: darker, but of the colour that the lit sides have."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from albumen.colour.oklch import oklch
from albumen.draw.press.canvas import Canvas
from albumen.draw.press.plates.dunes import LAYERS, View, _Ground, ridges, stage_of
from albumen.draw.press.plates.riso import PLATE as RISO
from albumen.draw.press.scenery.hours import HOURS, Hour, rooted
from albumen.draw.press.scenery.scene import Scene
from albumen.draw.press.scenery.sky import Disc
from albumen.draw.press.scenery.wash import ramp, rows_between
from tests.draw.pieces import piece, song

VIEW = View(0.5, 0.3, 0.2, 0.0, Disc(0.2, 0.35, 0.05))
MOTLEY = rooted(next(hour for hour in HOURS if hour.name == "ice"), (255.0, 330.0, 140.0))
"""Blue far off and plum nearby: where a shade might take the other hue."""


def ground(near: float, hour: Hour, floor: float = 1.0) -> _Ground:
    setting = Scene(Canvas(60), song(), piece(1), hour, np.random.default_rng(0))
    edge = np.full(1200, 0.6, np.float32)
    return _Ground(edge, near, floor, ramp(hour.land), setting, VIEW)


def away_from_the_light(field: NDArray[np.uint8]) -> NDArray[np.float64]:
    return np.asarray(oklch(field[len(field) * 62 // 100, -30:].mean(axis=0) / 255), np.float64)


@pytest.mark.parametrize("near", [0.3, 0.6, 1.0])
@pytest.mark.parametrize("hour", [MOTLEY, HOURS[0], HOURS[5]], ids=["motley", "first", "sixth"])
def test_a_shaded_side_is_darker_and_of_the_same_hue(near: float, hour: Hour) -> None:
    slope = ground(near, hour)
    lit, shaded = away_from_the_light(slope.colours(0.0)), away_from_the_light(slope.colours(0.17))
    assert shaded[0] < lit[0] - 0.012
    if min(lit[1], shaded[1]) > 0.03:
        assert abs((lit[2] - shaded[2] + 180) % 360 - 180) < 25


def test_what_the_next_ridge_hides_is_not_computed() -> None:
    whole, part = ground(0.5, HOURS[0]).colours(0.0), ground(0.5, HOURS[0], 0.7).colours(0.0)
    seen = rows_between(0.6, 0.7, len(part))
    assert np.array_equal(part[seen], whole[seen])
    assert part[seen.stop :].max() == 0


def test_every_ridge_is_hidden_below_the_next_ones_lowest_place() -> None:
    setting = Scene(Canvas(60), song(), piece(1), HOURS[0], np.random.default_rng(0))
    edges = ridges(setting, VIEW)
    assert len(edges) == LAYERS
    assert float(edges[-1].max()) >= max(float(edge.max()) for edge in edges[:-1]) - 0.02


def test_no_one_walks_where_the_title_may_stand() -> None:
    edges = [np.full(1200, y, np.float32) for y in (0.5, 0.55, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1)]
    assert [stage_of(edges, wanted) for wanted in (3, 4, 5)] == [3, 4, 4]
    edges[4][600] = 0.85
    assert stage_of(edges, 5) == 3


def test_riso_is_for_the_merry_and_not_for_the_angry() -> None:
    merry = replace(song(0, 0.8, 0.4), moods={"Happy": 0.9}, genres={"Pop": 0.9})
    angry = replace(song(0, -0.8, 0.9), moods={"Angry": 0.9}, genres={"Rock": 0.9})
    assert RISO.affinity(merry) > 1.2 > 0.8 > RISO.affinity(angry)


def test_the_motley_hour_is_what_it_is_here_for() -> None:
    far, near = MOTLEY.land[0][2], MOTLEY.land[-1][2]
    assert abs((far - near + 180) % 360 - 180) > 45
