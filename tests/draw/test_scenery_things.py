"""Figures, vessels, rooms and what stands on a sill."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from albumen.draw.press.canvas import Canvas
from albumen.draw.press.scenery import dwellers, rooms, vessels
from albumen.draw.press.scenery.glass import SOFT, beads, drop, fogged, runs
from albumen.draw.press.scenery.hours import HOURS
from albumen.draw.press.scenery.interior import Room, curtain, frame, lamp, lit, sill
from albumen.draw.press.scenery.lamps import glow_at, lamp_path, lamps
from albumen.draw.press.scenery.scene import Scene
from albumen.draw.press.scenery.shafts import fireflies, shafts, wisps
from albumen.draw.press.scenery.sky import Disc
from albumen.draw.press.scenery.staffage import bird, cable, camel, placed, pylon, tent, tent_door, walker
from albumen.draw.press.scenery.still_life import books, cat, lamp_shade, lamp_stand, mug, plant, steam
from albumen.draw.press.scenery.travellers import flock, people
from albumen.draw.press.shapes import Points
from albumen.material import Material
from tests.draw.pieces import flat, piece, song

SIDE = 1400
INK = (0, 0, 0)
NIGHT = HOURS[0]


def setting(material: Material | None = None, seed: int = 0, ground: int = 60) -> Scene:
    canvas = Canvas(SIDE, (ground, ground, ground))
    return Scene(canvas, song(), material or piece(1), NIGHT, np.random.default_rng(seed))


def touched(view: Scene, ground: int = 60) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of all that was drawn, as fractions."""
    rows, columns = np.nonzero((view.pixels != ground).any(axis=2))
    return columns.min() / SIDE, rows.min() / SIDE, (columns.max() + 1) / SIDE, (rows.max() + 1) / SIDE


FIGURES: dict[str, Callable[[], list[Points]]] = {
    "walker": walker,
    "camel": camel,
    "tent": tent,
    "pylon": pylon,
    "cat": cat,
    "mug": mug,
    "lamp": lambda: [*lamp_stand(), lamp_shade()],
    "plant": lambda: plant(np.random.default_rng(0)),
}


@pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)
def test_a_figure_stands_on_the_ground_and_is_one_unit_tall(figure: Callable[[], list[Points]]) -> None:
    points = np.concatenate(figure())
    assert -0.06 <= points[:, 1].max() <= 0.45
    assert points[:, 1].min() == pytest.approx(-1.0, abs=0.08)
    assert np.abs(points[:, 0]).max() < 0.85


def test_a_placed_figure_has_its_place_and_height() -> None:
    points = np.concatenate(placed(tent(), 0.3, 0.8, 0.1))
    assert points[:, 1].min() == pytest.approx(0.7)
    assert points[:, 0].mean() == pytest.approx(0.3, abs=0.01)


def test_a_mirrored_figure_looks_the_other_way() -> None:
    there, back = (np.concatenate(placed(camel(), 0.5, 0.5, 0.1, m)) for m in (False, True))
    assert np.allclose(there[:, 0] - 0.5, 0.5 - back[:, 0])


def test_a_tents_door_is_in_the_tent() -> None:
    door, canvas = np.concatenate(tent_door()), np.concatenate(tent())
    assert np.all(door.min(axis=0) > canvas.min(axis=0))
    assert door[:, 0].max() < canvas[:, 0].max()


def test_a_bird_is_one_unit_wide_and_spreads_its_wings() -> None:
    low, high = (np.concatenate(bird(s)) for s in (0.0, 1.0))
    assert np.ptp(high[:, 0]) == pytest.approx(1, abs=0.1)
    assert high[:, 1].min() < low[:, 1].min()


def test_a_cable_hangs_between_its_ends() -> None:
    line = cable((0.1, 0.5), (0.5, 0.4), 0.03)
    assert line[0].tolist() == [0.1, 0.5]
    assert line[-1].tolist() == pytest.approx([0.5, 0.4])
    assert line[12, 1] == pytest.approx(0.45 + 0.03)


def test_steam_rises_above_the_mug() -> None:
    assert max(float(thread[:, 1].max()) for thread in steam(np.random.default_rng(0))) < -1.0


def test_books_stand_side_by_side() -> None:
    shelf = [outline for outline, _ in books(np.random.default_rng(1))]
    assert len(shelf) > 5
    assert all(outline[:, 1].max() == 0 for outline in shelf)
    assert all(-1 <= shade <= 1 for _, shade in books(np.random.default_rng(1)))


@pytest.mark.parametrize("seed", range(8))
def test_people_stay_near_their_ridge(seed: int) -> None:
    view = setting(seed=seed)
    people(view, np.full(1200, 0.6, np.float32), 0.5, Disc(0.3, 0.3, 0.05))
    _, top, _, bottom = touched(view)
    assert 0.45 < top < 0.6
    assert bottom < 0.65


def test_a_flock_keeps_beside_the_sun() -> None:
    view = setting()
    flock(view, Disc(0.3, 0.3, 0.05))
    left, top, right, bottom = touched(view)
    assert 0.3 < left < right < 0.75
    assert 0.15 < top < bottom < 0.4


def test_a_lamp_glows_around_itself_and_no_further() -> None:
    view = setting()
    glow_at(view, 0.5, 0.5, 0.1, np.array([90.0, 60.0, 20.0]))
    left, top, right, bottom = touched(view)
    assert min(left, top) >= 0.399
    assert max(right, bottom) <= 0.601
    assert view.pixels[700, 700].tolist() == pytest.approx([150, 120, 80], abs=3)


@pytest.mark.parametrize(("x", "y"), [(-0.5, 0.5), (0.5, 1.5), (0.0, 0.0), (1.0, 1.0)])
def test_a_lamp_at_or_over_the_edge_is_no_trouble(x: float, y: float) -> None:
    view = setting()
    lamps(view, [(x, y)], 0.002)
    assert view.pixels.shape == (SIDE, SIDE, 3)


def test_a_lamps_path_lies_under_it() -> None:
    view = setting()
    lamp_path(view, 0.4, 0.7, 0.1)
    left, top, right, bottom = touched(view)
    assert 0.37 < left < right < 0.43
    assert 0.7 <= top < bottom < 0.815


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("water", [None, 0.75])
def test_the_foreground_leaves_the_sky_alone(seed: int, water: float | None) -> None:
    view = setting(seed=seed)
    rooms.foreground(view, left=seed % 2 == 0, water=water)
    assert touched(view)[1] > 0.45


def test_the_lit_room_is_on_the_side_it_is_told() -> None:
    for left in (True, False):
        view = setting()
        rooms.lit_room(view, left, 1.0)
        dark = (view.pixels.max(axis=2) < 50).mean(axis=0)
        assert bool(dark[:200].mean() > dark[-200:].mean()) is left


def test_vessels_float_at_their_waterline() -> None:
    view = setting()
    vessels.sail_boat(view, 0.5, 0.6, 0.1, INK, (255, 255, 255), 1)
    left, top, right, bottom = touched(view)
    assert top == pytest.approx(0.5, abs=0.01)
    assert bottom == pytest.approx(0.605, abs=0.01)
    assert 0.44 < left < right < 0.56


def test_an_island_is_highest_where_the_song_is_loudest() -> None:
    loud = np.full(400, 100, np.uint8)
    loud[240:280] = 255
    material = flat(100, 400)
    shaped = Material(material.mel, material.chroma, loud, loud, loud, material.beats, material.sections, 60.0)
    shore = vessels.island(setting(shaped), 0.6, 0.1, 0.2, 0.8)
    peak = float(shore[int(np.argmin(shore[:, 1])), 0])
    assert peak == pytest.approx(0.2 + 0.6 * 0.65, abs=0.08)
    assert shore[[0, -1], 1].tolist() == pytest.approx([0.602, 0.602])


@pytest.mark.parametrize("who", [dwellers.hut, dwellers.deer, dwellers.lantern_bearer])
def test_forest_dwellers_stand_where_they_are_put(who: Callable[..., None]) -> None:
    view = setting()
    who(view, 0.5, 0.8, 0.05, INK)
    rows, columns = np.nonzero((view.pixels == 0).all(axis=2))
    assert 0.73 < rows.min() / SIDE < 0.76
    assert rows.max() / SIDE < 0.81
    assert columns.mean() / SIDE == pytest.approx(0.5, abs=0.02)


def test_shafts_fall_below_the_tops_only() -> None:
    view = setting()
    shafts(view, Disc(0.5, 0.3, 0.05), 0.6, 0.5)
    assert touched(view)[1] > 0.49


def test_wisps_lie_at_their_height() -> None:
    view = setting()
    wisps(view, 0.6, 0.04, 0.8)
    changed = np.abs(view.pixels.astype(int) - 60).sum(axis=(1, 2))
    assert int(np.argmax(changed)) / SIDE == pytest.approx(0.6, abs=0.03)


def test_fireflies_hover_at_the_strongest_onsets() -> None:
    struck = np.zeros(400, np.uint8)
    struck[100:140] = 255
    calm = flat(0, 400)
    material = Material(calm.mel, calm.chroma, calm.loudness, struck, struck, calm.beats, calm.sections, 60.0)
    view = setting(material)
    fireflies(view, 0.9)
    left, top, right, bottom = touched(view)
    assert 0.22 < left < right < 0.38
    assert 0.6 < top < bottom < 0.93


ROOM = Room(sill=0.8, bars=(0.5,), crossbar=0.25, lamp=0.16, hanging=False, curtain=True)


def test_a_room_is_warm_near_its_lamp() -> None:
    field = lit(setting(), ROOM, 0.9).astype(int)
    near, far = field[110, 26], field[110, 150]
    assert near[0] - near[2] > far[0] - far[2] + 20
    assert near.sum() > far.sum() + 60


def test_the_frame_leaves_the_panes_open() -> None:
    view = setting()
    frame(view, ROOM)
    assert np.all(view.pixels[140:330, 80:660] == 60)
    assert not np.any(view.pixels[:, 695:705][: int(0.8 * SIDE)] == 60)


def test_an_arched_window_has_wall_in_its_corners_and_glass_in_its_crown() -> None:
    arch = Room(0.8, (), None, 0.16, hanging=False, curtain=False, arched=True)
    view = setting()
    frame(view, arch)
    assert not np.any((view.pixels[110:150, 110:150] == 60).all(axis=2))
    assert np.all(view.pixels[110:150, 660:740] == 60)


def test_the_sill_covers_all_below_it() -> None:
    view = setting()
    sill(view, ROOM)
    assert not np.any((view.pixels[int(0.8 * SIDE) :] == 60).all(axis=2))
    assert np.all(view.pixels[: int(0.78 * SIDE)] == 60)


def test_the_curtain_hangs_away_from_the_lamp() -> None:
    view = setting()
    curtain(view, ROOM)
    assert touched(view)[0] > 0.75


@pytest.mark.parametrize(("hanging", "bright"), [(False, 0.64), (True, 0.24)])
def test_the_lamp_is_the_brightest_thing(hanging: bool, bright: float) -> None:
    view = setting()
    lamp(view, Room(0.8, (), None, 0.3, hanging, curtain=False))
    rows, columns = np.nonzero(view.pixels[..., 1] > 170)
    assert columns.mean() / SIDE == pytest.approx(0.3, abs=0.02)
    assert rows.mean() / SIDE == pytest.approx(bright, abs=0.05)


def outside() -> np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]:
    """A sky over a darker town."""
    field = np.full((SOFT, SOFT, 3), 200, np.uint8)
    field[SOFT // 2 :] = 40
    return field


def test_breath_on_the_pane_hides_some_of_the_town() -> None:
    clear, misted = outside(), fogged(outside(), np.full(3, 128.0), 0.2)
    assert np.ptp(misted[:, SOFT // 2]) < np.ptp(clear[:, SOFT // 2])
    assert abs(int(misted[-1, 0, 0]) - 128) < abs(int(misted[-1, SOFT // 2, 0]) - 128)


def test_a_drop_holds_the_town_upside_down() -> None:
    view = setting()
    drop(view, outside(), 0.5, 0.5, 0.02)
    radius = int(0.02 * SIDE)
    column = view.pixels[700 - radius : 700 + radius, 700 + radius // 3, 0].astype(int)
    assert (
        column[int(1.4 * radius) : int(1.7 * radius)].mean() > column[int(0.3 * radius) : int(0.6 * radius)].mean() + 50
    )


@pytest.mark.parametrize(("x", "y"), [(0.0, 0.5), (1.0, 0.5), (0.5, -0.1), (0.5, 1.1)])
def test_a_drop_over_the_edge_is_left_off(x: float, y: float) -> None:
    view = setting()
    drop(view, outside(), x, y, 0.02)
    assert np.all(view.pixels == 60)


def test_rain_runs_down_at_the_strongest_onsets() -> None:
    struck = np.zeros(400, np.uint8)
    struck[200:240] = 255
    calm = flat(0, 400)
    view = setting(Material(calm.mel, calm.chroma, calm.loudness, struck, struck, calm.beats, calm.sections, 60.0))
    runs(view, outside(), 0.8)
    columns = np.abs(view.pixels.astype(int) - 60).sum(axis=(0, 2))
    middle = columns[int(0.45 * SIDE) : int(0.65 * SIDE)].mean()
    assert middle > 1.5 * columns[int(0.7 * SIDE) :].mean()


def test_more_beads_wet_more_of_the_pane() -> None:
    few, many = setting(), setting()
    beads(few, outside(), 50, 0.8)
    beads(many, outside(), 900, 0.8)
    assert (many.pixels != 60).mean() > 1.5 * (few.pixels != 60).mean()
    assert np.all(many.pixels[int(0.83 * SIDE) :] == 60)
