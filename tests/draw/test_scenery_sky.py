"""Hours, skies, suns, moons and stars."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest

from albumen.colour.contrast import contrast
from albumen.colour.oklch import LCH, lch
from albumen.colour.palette import palette
from albumen.description import Affect, Description
from albumen.draw.press.canvas import Canvas
from albumen.draw.press.plate import Sheet
from albumen.draw.press.scenery.hours import HOURS, Hour, hour_of, rooted, shone, turned
from albumen.draw.press.scenery.scene import Scene
from albumen.draw.press.scenery.sky import Disc, cleared, one, paint_disc, paint_sky, rgb_of, sky, stars
from albumen.draw.press.scenery.titles import VOICES, in_the_sky, lettered, on_the_ground, on_the_wall, voice_of
from albumen.draw.press.scenery.wash import GRID, ramp
from albumen.material import Material
from tests.draw.pieces import flat, song

every_hour = pytest.mark.parametrize("hour", HOURS, ids=[hour.name for hour in HOURS])
SUN = Disc(0.5, 0.5, 0.1)


def sheet(description: Description, dice: int = 0) -> Sheet:
    material: Material = description.material or flat(0, 1)
    return Sheet(description, material, palette(description, np.random.default_rng(0)), np.random.default_rng(dice))


def muddy(colour: LCH) -> bool:
    """A dark to middling olive: what mud is in OKLCH."""
    light, chroma, hue = colour
    return light < 0.72 and chroma > 0.03 and 95 < hue < 140


@every_hour
@pytest.mark.parametrize("share", [0.0, 0.25, 0.5, 0.75, 1.0])
def test_no_colour_of_any_hour_is_mud_however_it_is_turned(hour: Hour, share: float) -> None:
    tuned = turned(hour, hour.turn[0] + share * (hour.turn[1] - hour.turn[0]))
    for stops in (tuned.sky, tuned.land):
        shown = [lch((int(r), int(g), int(b))) for r, g, b in np.rint(ramp(stops, 64))]
        assert not [colour for colour in shown if muddy(colour)]


@every_hour
def test_land_darkens_toward_us(hour: Hour) -> None:
    assert all(far[0] > near[0] for far, near in pairwise(hour.land))


@every_hour
def test_the_sky_brightens_toward_the_horizon(hour: Hour) -> None:
    assert all(high[0] < low[0] for high, low in pairwise(hour.sky))


@every_hour
def test_type_reads_on_the_zenith(hour: Hour) -> None:
    ink = hour.disc if hour.sky[0][0] < 0.6 else hour.land[-1]
    assert contrast(rgb_of(ink), rgb_of(hour.sky[0])) >= 4.5


@every_hour
def test_lamps_show_on_the_nearest_shapes(hour: Hour) -> None:
    assert contrast(rgb_of(hour.spark), rgb_of(hour.land[-1])) > 6


def test_hours_have_names_of_their_own() -> None:
    assert len({hour.name for hour in HOURS}) == len(HOURS)


def test_the_hours_surround_the_circle_of_affect() -> None:
    quarters = {(hour.valence > 0, hour.arousal > 0) for hour in HOURS}
    assert len(quarters) == 4


def test_angry_music_and_calm_music_have_different_hours() -> None:
    angry = {hour_of(sheet(song(s, -0.8, 0.9)), np.random.default_rng(s)).name for s in range(12)}
    calm = {hour_of(sheet(song(s, 0.6, -0.6)), np.random.default_rng(s)).name for s in range(12)}
    assert not angry & calm
    assert "ember" in angry
    assert calm & {"dawn", "blue hour", "rose"}


def test_songs_of_one_mood_still_get_different_hours() -> None:
    assert len({hour_of(sheet(song(s)), np.random.default_rng(s)).name for s in range(12)}) >= 3


def test_where_lamps_must_burn_the_sky_is_dark() -> None:
    for s in range(12):
        assert hour_of(sheet(song(s, 0.8, 0.4)), np.random.default_rng(s), dark=True).sky[0][0] < 0.4


def test_a_turned_hour_keeps_its_lightness() -> None:
    before, after = HOURS[0], turned(HOURS[0], 10)
    assert [c[0] for c in after.sky] == [c[0] for c in before.sky]
    assert after.sky[0][2] == pytest.approx(before.sky[0][2] + 10)


def away(first: float, second: float) -> float:
    return abs((first - second + 180) % 360 - 180)


def test_an_hour_is_turned_to_the_hues_of_the_songs_palette() -> None:
    near = [min(away(hour_of(page, np.random.default_rng(s)).hue, h) for h in page.palette.hues)
            for s in range(40) for page in [sheet(song(s))]]  # fmt: skip
    assert np.mean(near) < 10


def test_sun_and_moon_take_another_of_the_songs_hues_but_never_green() -> None:
    assert shone(HOURS[0], (265.0, 20.0, 130.0)).disc[2] == 20.0
    assert shone(HOURS[0], (265.0, 140.0, 60.0)).disc[2] == 60.0
    assert shone(HOURS[0], (265.0, 140.0, 120.0)).disc[2] == HOURS[0].disc[2]


def test_the_nearest_land_takes_the_second_hue_of_an_hour_of_one_hue() -> None:
    midnight, sunset = HOURS[0], next(hour for hour in HOURS if hour.name == "sunset")
    assert [c[2] for c in rooted(midnight, (265.0, 320.0, 20.0)).land[-2:]] == [320.0, 320.0]
    assert rooted(midnight, (265.0, 275.0, 20.0)) is midnight
    assert rooted(sunset, (10.0, 320.0, 20.0)) is sunset


def test_the_sky_glows_around_the_sun_and_is_calm_above() -> None:
    field = sky(HOURS[0], 0.6, SUN).sum(axis=2)
    row = field[round(0.42 * GRID)]
    assert int(np.argmax(row)) == pytest.approx(GRID / 2, abs=2)
    top = field[: round(0.05 * GRID)]
    assert float(np.ptp(top, axis=1).max()) < 0.25 * float(np.ptp(row))


def test_a_painted_sky_fills_the_sheet() -> None:
    pixels = np.zeros((150, 150, 3), np.uint8)
    paint_sky(pixels, HOURS[4], 0.6, SUN)
    assert pixels.min() > 20


@pytest.mark.parametrize(("phase", "share"), [(1.0, 1.0), (0.5, 0.5), (0.25, 0.25)])
def test_the_moon_is_lit_by_its_phase(phase: float, share: float) -> None:
    pixels = np.zeros((600, 600, 3), np.uint8)
    paint_disc(pixels, HOURS[0], Disc(0.5, 0.5, 0.3, phase))
    assert (pixels[..., 0] > 60).sum() / 600**2 == pytest.approx(share * np.pi * 0.09, rel=0.04)


@pytest.mark.parametrize(("skyline", "y", "phase"), [(0.9, 0.5, 0.3), (0.5, 0.42, 0.3), (0.3, 0.5, 1.0)])
def test_a_sickle_is_lifted_off_the_skyline_or_made_full(skyline: float, y: float, phase: float) -> None:
    there = cleared(Disc(0.5, 0.5, 0.06, 0.3), np.full(100, skyline))
    assert (there.y, there.phase) == pytest.approx((y, phase))


def test_a_full_moon_may_stand_behind_a_summit() -> None:
    assert cleared(SUN, np.full(100, 0.3)) is SUN


def test_stars_stay_above_the_horizon_and_get_rarer_toward_it() -> None:
    pixels = np.zeros((1000, 1000, 3), np.uint8)
    stars(pixels, HOURS[0], np.random.default_rng(0), 500, 0.6)
    lit = pixels[..., 0] > 30
    assert not lit[600:].any()
    assert lit[:300].sum() > 1.3 * lit[300:600].sum() > 0


def test_no_stars_and_no_sky_is_no_trouble() -> None:
    pixels = np.zeros((50, 50, 3), np.uint8)
    stars(pixels, HOURS[0], np.random.default_rng(0), 0, 0.5)
    assert not pixels.any()


def test_one_colour_is_the_same_in_both_forms() -> None:
    assert tuple(np.rint(one((0.7, 0.1, 40))).astype(int)) == pytest.approx(rgb_of((0.7, 0.1, 40)), abs=1)


SERIF = VOICES[0]


def over(description: Description, seed: int = 0, hour: Hour = HOURS[0]) -> Scene:
    canvas = Canvas(1400)
    paint_sky(canvas.pixels, hour, 0.7, SUN)
    return Scene(canvas, description, flat(0, 1), hour, np.random.default_rng(seed))


@pytest.mark.parametrize(("light", "side"), [(0.2, "right"), (0.8, "left")])
def test_the_title_keeps_away_from_the_light(light: float, side: str) -> None:
    areas = [area for seed in range(12) for area in lettered(over(song(), seed), light)]
    assert {area.align for area in areas} <= {side, "centre"}
    assert side in {area.align for area in areas}


def test_title_and_artist_share_a_place_or_stand_apart() -> None:
    roles = {tuple(area.role for area in lettered(over(song(), seed), 0.2, 0.86)) for seed in range(40)}
    assert roles == {("both",), ("title", "artist")}


def test_small_type_goes_to_the_ground_only_where_that_is_calm() -> None:
    for seed in range(40):
        assert all(area.bottom < 0.3 for area in lettered(over(song(), seed), 0.2))
    assert any(area.top > 0.8 for seed in range(40) for area in lettered(over(song(), seed), 0.2, 0.86))


def test_the_sky_has_room_for_three_lines_at_display_size() -> None:
    (area,) = in_the_sky(over(song()), SERIF, "left")
    assert area.bottom - area.top >= 0.03 * (1 + 2 * 1.72 + 0.85) + 0.0165


def test_scenes_speak_in_many_voices_and_each_music_in_its_own() -> None:
    rap = Description({"Hip hop": 0.9}, affect=Affect(0.2, 0.8))
    quiet = Description({"Classical": 0.9}, affect=Affect(0.0, -0.6))
    faces = {kind: Counter(voice_of(over(d, s), True).face for s in range(60)) for kind, d in
             (("rap", rap), ("quiet", quiet))}  # fmt: skip
    assert len(faces["rap"] | faces["quiet"]) >= 4
    assert faces["rap"]["condensed"] > faces["rap"]["serif"]
    assert faces["quiet"]["serif"] > faces["quiet"]["condensed"]


@every_hour
def test_type_on_dark_ground_reads(hour: Hour) -> None:
    setting = over(song(), hour=hour)
    setting.canvas.fill(rgb_of(hour.land[-1]))
    (area,) = on_the_ground(setting, 0.85, "hand")
    assert contrast(area.colour, rgb_of(hour.land[-1])) > 4.5


@pytest.mark.parametrize(("left", "edges"), [(True, (0.0, 0.55)), (False, (0.45, 1.0))])
def test_type_on_a_wall_keeps_to_its_half(left: bool, edges: tuple[float, float]) -> None:
    (area,) = on_the_wall(over(song()), left, 0.495)
    assert edges[0] < area.left < area.right < edges[1]
    assert area.align == ("left" if left else "right")
