"""What of a song's material can be seen in the scenes."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from albumen.colour.palette import palette
from albumen.description import Affect, Description, Key
from albumen.draw.press.canvas import Canvas
from albumen.draw.press.plate import Sheet
from albumen.draw.press.plates import aurora, city, dunes, meadow, nebula, rain
from albumen.draw.press.scenery.glass import SOFT, night_outside
from albumen.draw.press.scenery.hours import HOURS, Hour
from albumen.draw.press.scenery.scene import Scene, scene, suits
from albumen.draw.press.scenery.sky import Disc, moon_phase
from albumen.draw.press.scenery.towers import Tower
from albumen.draw.press.scenery.waves import echoes, rows
from albumen.draw.press.scenery.windows import lights, panes
from albumen.material import Material
from tests.draw.pieces import flat, song

SIZE = 1400


def quiet_but_for(start: float, end: float, bands: slice = slice(None), columns: int = 400) -> Material:
    """A piece at a low even level with one loud burst between two shares of its length, in some mel bands."""
    held = flat(80, columns)
    part = slice(int(start * columns), int(end * columns))
    mel, loud, struck = held.mel.copy(), held.loudness.copy(), held.onset.copy()
    mel[part, bands] = 255
    loud[part], struck[part] = 255, 255
    return replace(held, mel=mel, loudness=loud, onset=struck)


def setting(material: Material, hour: str = "midnight", seed: int = 3) -> Scene:
    """A scene whose hour and dice do not depend on the material, so that only the material makes a difference."""
    chosen = next(h for h in HOURS if h.name == hour)
    return Scene(Canvas(SIZE), song(), material, chosen, np.random.default_rng(seed))


def at(heights: NDArray[np.floating], start: float, end: float) -> float:
    """The mean height, from the bottom, of an edge between two shares of its length."""
    part = heights[int(start * len(heights)) : int(end * len(heights))]
    return 1 - float(part.mean())


VIEW = dunes.View(horizon=0.5, rock=0.5, tall=0.2, hero=0.0, disc=Disc(0.3, 0.4, 0.05))
UPRIGHT = nebula.View(foot=0.5, lean=0.0, wide=0.2, horizon=0.8, wooded=False)
TOWN = city.View(street=0.8, roof=0.4, wet=False, disc=Disc(0.3, 0.4, 0.05))


@pytest.mark.parametrize("middle", [0.25, 0.5, 0.75])
def test_a_burst_raises_every_ridge_at_its_place(middle: float) -> None:
    still = dunes.ridges(setting(flat(80, 400)), VIEW)
    burst = dunes.ridges(setting(quiet_but_for(middle - 0.06, middle + 0.06)), VIEW)
    for before, after in zip(still, burst, strict=True):
        gained = np.asarray(before - after)
        assert gained.max() > 0.02
        assert abs(float(np.argmax(gained)) / len(gained) - middle) < 0.1


def test_the_treble_raises_the_far_ridge_and_the_bass_the_near_one() -> None:
    still = dunes.ridges(setting(flat(80, 400)), VIEW)
    treble = dunes.ridges(setting(quiet_but_for(0.4, 0.6, slice(84, 96))), VIEW)
    bass = dunes.ridges(setting(quiet_but_for(0.4, 0.6, slice(0, 12))), VIEW)
    assert at(treble[0], 0.4, 0.6) > at(still[0], 0.4, 0.6) + 0.02
    assert at(treble[-1], 0.4, 0.6) == pytest.approx(at(still[-1], 0.4, 0.6))
    assert at(bass[-1], 0.4, 0.6) > at(still[-1], 0.4, 0.6) + 0.02
    assert at(bass[0], 0.4, 0.6) == pytest.approx(at(still[0], 0.4, 0.6))


def test_the_loudest_moment_is_the_highest_mountain() -> None:
    seen = replace(VIEW, hero=0.2)
    mountain = dunes.ridges(setting(quiet_but_for(0.6, 0.7)), seen)[1]
    assert abs(float(np.argmin(mountain)) / len(mountain) - 0.65) < 0.08


def test_no_summit_reaches_the_lettering() -> None:
    tall = replace(VIEW, horizon=0.44, tall=0.6, hero=0.6, rock=1.0)
    for seed in range(5):
        assert min(float(r.min()) for r in dunes.ridges(setting(quiet_but_for(0.4, 0.5), seed=seed), tall)) >= 0.25


@pytest.mark.parametrize("middle", [0.2, 0.5, 0.8])
def test_the_skyline_towers_where_it_is_loud(middle: float) -> None:
    line = city.skyline(setting(quiet_but_for(middle - 0.05, middle + 0.05)), TOWN)
    assert abs(float(np.argmin(line)) / len(line) - middle) < 0.05
    assert at(line, middle - 0.03, middle + 0.03) > at(line, 0, middle - 0.15) + 0.15


def test_an_even_song_has_an_even_skyline() -> None:
    assert float(np.ptp(city.skyline(setting(flat(200, 400)), TOWN))) < 1e-6


def test_windows_burn_at_the_time_and_pitch_of_a_note() -> None:
    burning = lights(quiet_but_for(0.45, 0.5, slice(60, 66), columns=480))
    storey, column = np.unravel_index(int(np.argmax(burning)), burning.shape)
    assert abs(column / burning.shape[1] - 0.475) < 0.03
    assert abs(storey / burning.shape[0] - 63 / 96) < 0.05


def test_a_silent_song_has_no_lit_window() -> None:
    tower = Tower(0.2, 0.5, 0.4, 0.9, 0)
    assert panes(np.random.default_rng(0), tower, lights(flat(0, 400)), 0.4, 0.01, 1.0) == []


def test_panes_lie_within_their_tower() -> None:
    tower = Tower(0.2, 0.5, 0.4, 0.9, 0)
    burning = np.ones((72, 240), np.float32)
    found = panes(np.random.default_rng(0), tower, burning, 0.4, 0.012, 1.0)
    assert len(found) > 200
    corners = np.concatenate([pane for pane, _ in found])
    assert corners.min(axis=0) == pytest.approx([0.2, 0.4], abs=0.02)
    assert np.all(corners >= (0.2, 0.4))
    assert np.all(corners <= (0.5, 0.9))
    assert {bright for _, bright in found} <= {0, 1, 2, 3}


def test_waves_are_higher_where_their_band_is_loud() -> None:
    still = rows(flat(80, 400), 0.5, 16, 0.7, np.random.default_rng(1))
    burst = rows(quiet_but_for(0.4, 0.6, slice(0, 12)), 0.5, 16, 0.7, np.random.default_rng(1))
    assert at(burst[-1].crest, 0.4, 0.6) > at(still[-1].crest, 0.4, 0.6) + 0.004
    assert at(burst[-1].crest, 0.0, 0.2) == pytest.approx(at(still[-1].crest, 0.0, 0.2), abs=1e-4)
    assert np.allclose(burst[0].crest, still[0].crest)


def test_rows_of_waves_come_nearer_and_wider_apart() -> None:
    sea = rows(song().material or flat(0, 1), 0.45, 20, 0.5, np.random.default_rng(1))
    assert [row.near for row in sea] == sorted(row.near for row in sea)
    assert all(a.height < b.height for a, b in pairwise(sea))
    assert sea[0].crest.max() <= 0.46
    assert sea[-1].crest.max() > 0.98


def test_a_rough_sea_is_rougher() -> None:
    calm, wild = (
        rows(song().material or flat(0, 1), 0.5, 16, s, np.random.default_rng(1))[-1].crest for s in (0.0, 1.0)
    )
    assert float(np.ptp(wild)) > 3 * float(np.ptp(calm))


def test_the_pattern_in_the_water_is_drawn_only_where_it_is_loud() -> None:
    row = rows(quiet_but_for(0.4, 0.6), 0.5, 16, 0.5, np.random.default_rng(1))[-3]
    found = echoes(row, 3, 0.002)
    assert found
    middles = [float(shape[:, 0].mean()) for shape in found]
    assert all(0.3 < x < 0.7 for x in middles)


def test_still_water_has_no_pattern() -> None:
    row = rows(flat(0, 400), 0.5, 16, 0.5, np.random.default_rng(1))[-3]
    assert echoes(row, 3, 0.002) == []


def test_the_lights_behind_the_pane_lie_at_their_notes() -> None:
    """A burst in the treble lights the upper half of the town, one in the bass the street."""
    nothing = np.full(480, 0.99, np.float32)
    shown = []
    for bands in (slice(0, 12), slice(70, 90)):
        view = setting(quiet_but_for(0.4, 0.6, bands))
        shown.append(night_outside(view, 0.8, nothing, [(0.9, 0.1, 80)]).astype(float))
    bass, treble = (picture[:, int(0.42 * SOFT) : int(0.58 * SOFT)].mean(axis=(1, 2)) for picture in shown)
    gained = treble - bass
    assert gained[int(0.35 * SOFT) : int(0.55 * SOFT)].mean() > 1
    assert gained[int(0.74 * SOFT) : int(0.84 * SOFT)].mean() < -1


def test_roofs_behind_the_pane_follow_the_loudness() -> None:
    line = rain.roofs(setting(quiet_but_for(0.5, 0.8)), 0.8)
    assert len(line) == 480
    assert at(line, 0.55, 0.75) > at(line, 0.1, 0.4) + 0.1


def cloud(start: float, end: float, bands: slice = slice(None)) -> NDArray[np.floating]:
    """How bright each place of a cloud is that rises straight, for a burst between two shares of the song."""
    return nebula.clouds(setting(quiet_but_for(start, end, bands)), UPRIGHT)[0]


@pytest.mark.parametrize("middle", [0.3, 0.5, 0.7])
def test_the_cloud_is_bright_where_the_song_sounds(middle: float) -> None:
    burst = cloud(middle - 0.08, middle + 0.08)
    still = nebula.clouds(setting(flat(80, 400)), UPRIGHT)[0]
    gained = np.maximum(burst - still, 0).sum(axis=1)
    up = 0.88 - (np.arange(len(gained)) + 0.5) / len(gained)
    assert abs(float((gained * up).sum() / gained.sum()) / 1.02 - middle) < 0.1


def test_the_bass_is_the_spine_of_the_cloud_and_the_treble_its_fringes() -> None:
    away = []
    for bands in (slice(0, 15), slice(45, 70)):
        lit = np.maximum(cloud(0.3, 0.7, bands) - cloud(0.3, 0.301, bands), 0).sum(axis=0)
        across = np.abs((np.arange(len(lit)) + 0.5) / len(lit) - 0.5)
        away.append(float((lit * across).sum() / lit.sum()))
    assert away[1] > 1.12 * away[0]


def test_the_strongest_onsets_are_bright_stars_along_the_cloud() -> None:
    assert len(nebula.struck(setting(flat(0, 400)), UPRIGHT)) == 0
    found = nebula.struck(setting(replace(flat(0, 400), onset=quiet_but_for(0.5, 0.52).onset)), UPRIGHT)
    assert 4 <= len(found) <= 14
    assert np.all((found[:, :2] > 0) & (found[:, :2] < 1))


LAKE = aurora.View(shore=0.7, hem=0.6, tall=0.4, folds=0.0, slope=0.0, wood=0.5, calm=0.8)
VEIL = aurora.Veil(1.0, 0.0, 1.0)


def rays(start: float, end: float, bands: slice = slice(None)) -> NDArray[np.floating]:
    """What a burst between two shares of the song adds to a straight curtain of light."""
    lit, still = (
        aurora.curtain(setting(material), LAKE, VEIL)[0]
        for material in (quiet_but_for(start, end, bands), flat(80, 400))
    )
    return np.maximum(lit - still, 0)


@pytest.mark.parametrize("middle", [0.25, 0.5, 0.75])
def test_the_curtain_is_bright_at_the_time_of_a_burst(middle: float) -> None:
    gained = rays(middle - 0.06, middle + 0.06).sum(axis=0)
    assert abs(float((gained * (np.arange(len(gained)) + 0.5)).sum() / gained.sum()) / len(gained) - middle) < 0.09


def test_the_bass_lights_the_hem_and_the_treble_the_tips() -> None:
    heights = []
    for bands in (slice(0, 15), slice(45, 75)):
        gained = rays(0.4, 0.6, bands).sum(axis=1)
        heights.append(float((gained * np.arange(len(gained))).sum() / gained.sum()) / len(gained))
    assert heights[0] > heights[1] + 0.05


def test_no_light_hangs_in_the_water() -> None:
    light, high = aurora.curtain(setting(quiet_but_for(0.3, 0.7)), LAKE, VEIL)
    assert light[int(0.62 * len(light)) :].mean() < 0.25 * light[int(0.45 * len(light)) : int(0.6 * len(light))].mean()
    assert high.min() == 0
    assert high.max() == 1


FIELD = meadow.View(horizon=0.55, disc=Disc(0.3, 0.5, 0.05))


def test_it_flowers_where_a_band_is_loud() -> None:
    """The treble blooms far off and the bass at our feet, each at the time of its burst; silence is grass alone."""
    for bands, near in ((slice(0, 12), -1), (slice(84, 96), 0)):
        grown = meadow.rows(setting(quiet_but_for(0.5, 0.7, bands)), FIELD)[near]
        within = [flower for flower in grown if 0.48 < flower.foot[0] < 0.72]
        assert len(within) > 0.6 * len(grown)
        assert min(f.radius for f in within if f.loud > 0.9) > max(f.radius for f in grown if f.loud < 0.3)


def test_rows_of_flowers_come_nearer_and_larger() -> None:
    field = meadow.rows(setting(song().material or flat(0, 1)), FIELD)
    feet = [float(np.mean([flower.foot[1] for flower in row])) for row in field]
    sizes = [float(np.mean([flower.radius for flower in row])) for row in field]
    assert feet == sorted(feet)
    assert sizes == sorted(sizes)
    assert min(flower.head[1] for row in field for flower in row) > 0.25


@pytest.mark.parametrize("hour", HOURS, ids=[hour.name for hour in HOURS])
def test_no_flower_is_as_green_as_grass(hour: Hour) -> None:
    for base in range(0, 360, 30):
        for light, chroma, hue in meadow.blossoms(hour, (float(base), (base + 40.0) % 360, (base + 150.0) % 360)):
            assert light > 0.4
            assert chroma < 0.08 or not 100 < hue < 190


@pytest.mark.parametrize(("tonic", "full"), [("C", True), ("G", True), ("F#", False), ("E", False)])
def test_the_moon_is_full_around_c_on_the_circle_of_fifths(tonic: str, full: bool) -> None:
    phase = moon_phase(Description(key=Key(tonic, "major", 0.9)))
    assert (phase == 1.0) is full
    assert 0.1 < phase <= 1.0


def test_a_song_without_a_key_has_a_full_moon() -> None:
    assert moon_phase(Description()) == 1.0


def test_dice_depend_on_the_song_and_on_the_brief() -> None:
    def throws(seed: int, dice: int) -> list[float]:
        described, rng = song(seed), np.random.default_rng(dice)
        material = described.material or flat(0, 1)
        sheet = Sheet(described, material, palette(described, np.random.default_rng(0)), rng)
        return [float(throw) for throw in scene(Canvas(SIZE), sheet).rng.uniform(size=3)]

    assert throws(0, 1) == throws(0, 1)
    assert throws(0, 1) != throws(0, 2)
    assert throws(0, 1) != throws(1, 1)


def test_liking_and_arousal_make_the_affinity() -> None:
    likes = {"Jazz": 1.0}
    near, far = Description(affect=Affect(0, -0.5)), Description(affect=Affect(0, 1.0))
    assert suits(near, likes, -0.5) > suits(far, likes, -0.5)
    assert suits(Description({"Jazz": 0.9}), likes, 0.0) == pytest.approx(suits(Description(), likes, 0.0) + 0.9)
