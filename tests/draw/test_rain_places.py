"""The places that rain is seen from: a carriage and a street."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from albumen.draw.press.canvas import Canvas
from albumen.draw.press.scenery import carriage, facade
from albumen.draw.press.scenery.glass import SOFT
from albumen.draw.press.scenery.hours import HOURS
from albumen.draw.press.scenery.scene import Scene
from albumen.material import Material
from tests.draw.pieces import awkward, flat, song

ACCENTS = ((200, 60, 60), (60, 120, 220), (120, 60, 200))
SIDE = 700


def setting(material: Material | None = None, seed: int = 0) -> Scene:
    return Scene(Canvas(SIDE, (60, 70, 110)), song(), material or flat(120, 512), HOURS[0], np.random.default_rng(seed))


def test_what_goes_by_is_drawn_out_only_where_it_is_near() -> None:
    outside = np.zeros((SOFT, SOFT, 3), np.uint8)
    outside[:, 350:370] = 200
    seen = carriage.gone_by(outside, 0.5)
    assert np.array_equal(seen[:200], outside[:200])
    assert (seen[-50:].max(axis=(0, 2)) > 10).sum() > 60


def test_a_faster_song_is_a_faster_train() -> None:
    outside = np.zeros((SOFT, SOFT, 3), np.uint8)
    outside[:, 355:365] = 200
    wide = [int((carriage.gone_by(outside, pace)[-1].max(axis=1) > 2).sum()) for pace in (0.0, 1.0)]
    assert wide[1] > 2 * wide[0]


def test_a_box_with_round_corners_touches_its_edges_and_misses_its_corners() -> None:
    outline = carriage.rounded(0.1, 0.2, 0.9, 0.7)
    assert outline.min(axis=0) == pytest.approx([0.1, 0.2])
    assert outline.max(axis=0) == pytest.approx([0.9, 0.7])
    assert np.hypot(*(outline - (0.1, 0.2)).T).min() > 0.02


@pytest.mark.parametrize("seed", range(6))
def test_windows_of_a_carriage_stay_open_and_its_walls_are_dark(seed: int) -> None:
    there = setting(seed=seed)
    there.pixels[:] = 255
    where = carriage.carriage_of(there)
    carriage.walls(there, where)
    side = there.canvas.side
    assert there.pixels[round(0.9 * side)].mean() < 40
    assert (there.pixels[round(0.4 * side)].min(axis=1) == 255).mean() > 0.75
    before = there.pixels.copy()
    carriage.travellers(there, where)
    assert 0.01 < (there.pixels != before).any(axis=2).mean() < 0.2


def held(pitch: int) -> Material:
    chroma = np.full((512, 12), 10, np.uint8)
    chroma[:, pitch] = 255
    return replace(flat(120, 512), chroma=chroma)


def pane(there: Scene, house: facade.House, pitch: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    x = house.left + 0.33 * (pitch % 3 + 0.5) / 3
    y = house.top + 0.42 * (pitch // 3 + 0.5) / 4
    side = there.canvas.side
    return np.asarray(there.pixels[int(y * side), int(x * side)], np.float64)


@pytest.mark.parametrize("pitch", [0, 4])
def test_the_strongest_pitch_has_the_pane_of_coloured_glass(pitch: int) -> None:
    there = setting(held(pitch))
    house = facade.house_of(there)
    facade.window(there, house, ((40, 90, 230), (40, 90, 230), (40, 90, 230)))
    red, _, blue = pane(there, house, pitch)
    assert blue > red
    red, _, blue = pane(there, house, 5)
    assert red > 1.5 * blue


def test_the_pavement_mirrors_the_window() -> None:
    there = setting()
    house = facade.house_of(there)
    facade.front(there, house)
    facade.window(there, house, ACCENTS)
    facade.pavement(there, house)
    below = there.pixels[int((house.street + 0.05) * there.canvas.side) :].mean(axis=(0, 2))
    inside = slice(int(house.left * there.canvas.side), int((house.left + 0.33) * there.canvas.side))
    assert below[inside].mean() > 1.5 * np.delete(below, np.r_[inside]).mean()


def test_it_rains_harder_in_a_livelier_song() -> None:
    wet = []
    for arousal in (-1.0, 1.0):
        there = replace(setting(), description=song(0, 0.0, arousal), material=song(2).material or flat(0, 1))
        before = there.pixels.copy()
        facade.rainfall(there, facade.house_of(there))
        wet.append(int((there.pixels != before).any(axis=2).sum()))
    assert wet[1] > 1.8 * wet[0] > 0


@pytest.mark.parametrize("kind", ["silent", "one column", "loud and constant"])
def test_awkward_songs_have_their_window_and_their_rain(kind: str) -> None:
    there = setting(awkward(kind))
    house = facade.house_of(there)
    facade.front(there, house)
    facade.window(there, house, ACCENTS)
    facade.pavement(there, house)
    facade.rainfall(there, house)
    assert there.pixels.std() > 10
