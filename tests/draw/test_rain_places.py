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


HOUSES = {
    "window": facade.House(0.11, 0.2, 0.75),
    "shop": facade.House(0.30, 0.435, 0.75, 0.60, 0.235, 6, awning=True),
    "front": facade.House(0.115, 0.275, 0.75, 0.77, 0.38, 6, apart=0.05),
    "tall": facade.House(0.60, 0.15, 0.75, 0.27, 0.52, 2),
}
every_house = pytest.mark.parametrize("house", HOUSES.values(), ids=HOUSES)


def pane(there: Scene, house: facade.House, pitch: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The colour of a pane near its upper right corner, away from bars and dwellers."""
    left, top, right, bottom = house.pane(pitch)
    x, y = 0.2 * left + 0.8 * right, 0.8 * top + 0.2 * bottom
    return np.asarray(there.pixels[int(y * there.canvas.side), int(x * there.canvas.side)], np.float64)


@every_house
def test_a_house_has_twelve_panes_that_do_not_touch(house: facade.House) -> None:
    boxes = [house.pane(pitch) for pitch in range(12)]
    assert min(left for left, *_ in boxes) >= house.left
    assert max(bottom for *_, bottom in boxes) <= house.top + house.tall + 1e-9
    for i, (left, top, right, bottom) in enumerate(boxes):
        assert left < right
        assert top < bottom
        assert all(right < a or c < left or bottom < b or d < top for a, b, c, d in boxes[:i])


@every_house
@pytest.mark.parametrize("pitch", [0, 4])
def test_the_strongest_pitch_has_the_pane_of_coloured_glass(pitch: int, house: facade.House) -> None:
    there = setting(held(pitch))
    facade.window(there, house, ((40, 90, 230), (40, 90, 230), (40, 90, 230)))
    red, _, blue = pane(there, house, pitch)
    assert blue > red
    red, _, blue = pane(there, house, 5)
    assert red > 1.5 * blue


def test_no_one_is_at_home_where_a_pitch_hardly_sounds() -> None:
    chroma = np.tile(np.linspace(10, 250, 12).astype(np.uint8), (512, 1))
    there = setting(replace(flat(120, 512), chroma=chroma))
    facade.window(there, HOUSES["front"], ACCENTS)
    lights = [float(pane(there, HOUSES["front"], pitch).mean()) for pitch in range(12)]
    assert max(lights[:5]) < 0.7 * min(lights[5:])


@pytest.mark.parametrize("seed", range(12))
def test_every_house_leaves_room_for_the_title(seed: int) -> None:
    house = facade.house_of(setting(seed=seed))
    assert house.wide < 0.4 or house.top > 0.26
    assert 0.05 < house.left < house.left + house.wide < 0.95
    assert house.top + house.tall < house.street - 0.04


@every_house
def test_the_pavement_mirrors_the_windows(house: facade.House) -> None:
    there = setting()
    facade.front(there, house)
    facade.window(there, house, ACCENTS)
    facade.pavement(there, house)
    below = there.pixels[int((house.street + 0.02) * there.canvas.side) :].mean(axis=(0, 2))
    left, right = (int(edge * there.canvas.side) for edge in (house.left, house.left + house.wide))
    assert np.percentile(below[left:right], 90) > 1.3 * np.delete(below, np.r_[left:right]).mean()


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
