"""The conceptual plates: dunes, city, sea, forest, rain, nebula, aurora, meadow."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import cv2
import numpy as np
import pytest

from albumen.brief import Brief
from albumen.colour.contrast import contrast
from albumen.description import Affect, Description
from albumen.draw.press.canvas import Canvas
from albumen.draw.press.engine import printed
from albumen.draw.press.lettering import grounds
from albumen.draw.press.plate import Plate
from albumen.draw.press.plates import aurora, city, dunes, forest, meadow, nebula, rain, sea
from albumen.picture import Picture
from albumen.sleeve.lettering import letter
from tests.draw.pieces import AWKWARD, awkward, song

PLATES = {
    "dunes": dunes.PLATE,
    "city": city.PLATE,
    "sea": sea.PLATE,
    "forest": forest.PLATE,
    "rain": rain.PLATE,
    "nebula": nebula.PLATE,
    "aurora": aurora.PLATE,
    "meadow": meadow.PLATE,
}
every_plate = pytest.mark.parametrize("plate", PLATES.values(), ids=PLATES)
MOODS = ((0.8, 0.6), (-0.7, 0.8), (-0.6, -0.7), (0.5, -0.5), (0.0, 0.0))


@lru_cache(maxsize=64)
def drawn(plate: Plate, seed: int = 0, size: int = 300, dice: int = 7, mood: int = 0) -> Picture:
    return picture(plate, song(seed, *MOODS[mood]), size, dice)


def picture(plate: Plate, description: Description, size: int = 300, dice: int = 7) -> Picture:
    brief = Brief(description, "", style="conceptual", size=size, seed=dice)
    return printed(plate, brief, np.random.default_rng(dice))


def difference(first: Picture, second: Picture) -> float:
    """Mean distance of two pictures' pixels after a blur that takes the grain away, of 255."""
    soft = [cv2.GaussianBlur(p.pixels, (0, 0), 2).astype(np.float32) for p in (first, second)]
    return float(np.abs(soft[0] - soft[1]).mean())


@every_plate
def test_it_is_a_conceptual_plate_of_its_name(plate: Plate) -> None:
    assert plate.style == "conceptual"
    assert PLATES[plate.name] is plate


@every_plate
def test_it_covers_the_whole_square(plate: Plate) -> None:
    pixels = drawn(plate).pixels
    assert pixels.shape == (300, 300, 3)
    assert pixels.dtype == np.uint8
    blank = np.zeros(3, np.uint8)
    for edge in (pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]):
        assert not np.all(edge == blank)


@every_plate
def test_the_same_song_and_seed_give_the_same_bytes(plate: Plate) -> None:
    assert np.array_equal(drawn(plate).pixels, picture(plate, song(0, *MOODS[0])).pixels)


@every_plate
def test_another_song_is_composed_differently(plate: Plate) -> None:
    assert min(difference(drawn(plate, 0), drawn(plate, other)) for other in (1, 2, 3)) > 6


@every_plate
def test_another_seed_draws_the_song_anew(plate: Plate) -> None:
    assert difference(drawn(plate), drawn(plate, dice=8)) > 4


@every_plate
def test_grey_composition_differs_too_and_not_only_the_hue(plate: Plate) -> None:
    """The light and dark of two songs are arranged differently, whatever their level and contrast."""
    grey = [cv2.cvtColor(drawn(plate, s).pixels, cv2.COLOR_RGB2GRAY).astype(np.float64) for s in (0, 1, 2, 3)]
    shapes = [cv2.GaussianBlur(g, (0, 0), 3).ravel() for g in grey]
    alike = np.asarray(np.corrcoef(np.stack(shapes)))[np.triu_indices(4, 1)]
    assert alike.mean() < 0.93


@every_plate
def test_small_and_large_are_the_same_picture(plate: Plate) -> None:
    large = drawn(plate, size=1200).pixels
    reduced = Picture(np.asarray(cv2.resize(large, (300, 300), interpolation=cv2.INTER_AREA), np.uint8))
    assert difference(drawn(plate), reduced) < 2.5


@every_plate
def test_odd_sizes_are_drawn(plate: Plate) -> None:
    assert drawn(plate, size=257).pixels.shape == (257, 257, 3)


@every_plate
@pytest.mark.parametrize("mood", range(len(MOODS)))
def test_lettering_reads_where_it_is_put(plate: Plate, mood: int) -> None:
    found = drawn(plate, mood, mood=mood, size=700)
    canvas = Canvas(1400)
    cv2.resize(cv2.GaussianBlur(found.pixels, (0, 0), 2), (1400, 1400), dst=canvas.pixels)
    for area in found.areas:
        under = grounds(canvas, area.left, area.top, area.right, area.bottom)
        assert min(contrast(area.colour, ground) for ground in under) >= 4.5


@every_plate
def test_there_is_honest_room_for_title_and_artist(plate: Plate) -> None:
    for seed in range(4):
        areas = drawn(plate, seed).areas
        assert [area.role for area in areas] in (["both"], ["title", "artist"])
        for area in areas:
            assert 0.05 <= area.left < area.right <= 0.95
            assert 0.05 <= area.top < area.bottom <= 0.97
            assert area.right - area.left >= 0.41
        title = areas[0]
        assert title.bottom - title.top >= (1.3 if len(areas) == 2 else 2.0) * title.size


LONG = "The Great Gigantic Secret (with kind permission from a Friend)"


@every_plate
def test_a_long_title_is_broken_and_outranks_its_artist(plate: Plate) -> None:
    for seed in range(4):
        found = letter(drawn(plate, seed, size=600), LONG, "Somebody")
        placed = [line for block in found.blocks for line in block.lines]
        heights = [line.scale for line in placed]
        assert len(placed) >= 3
        assert heights[0] > 1.05 * heights[-1]
        assert heights[0] >= 0.019 * 600


@pytest.mark.parametrize("variant", range(3))
def test_rain_is_seen_from_three_places(variant: int) -> None:
    brief = Brief(song(1), "", style="conceptual", size=120, variant=variant)
    other = replace(brief, variant=(variant + 1) % 3)
    shown = [printed(rain.PLATE, b, np.random.default_rng(5)) for b in (brief, other)]
    assert difference(*shown) > 12


@every_plate
@pytest.mark.parametrize("kind", AWKWARD)
def test_awkward_material_still_makes_a_picture(plate: Plate, kind: str) -> None:
    found = picture(plate, replace(song(), material=awkward(kind)), size=200)
    assert found.pixels.std() > 4
    assert found.areas


@every_plate
def test_a_description_with_nothing_in_it_still_makes_a_picture(plate: Plate) -> None:
    assert picture(plate, Description(), size=200).pixels.std() > 4


@every_plate
@pytest.mark.parametrize("corner", [(-1.0, 1.0), (1.0, -1.0)])
def test_the_far_corners_of_affect_has_its_picture(plate: Plate, corner: tuple[float, float]) -> None:
    assert picture(plate, song(4, *corner), size=200).pixels.std() > 4


@every_plate
def test_gradients_do_not_band(plate: Plate) -> None:
    """In the calm top strip, neighbouring pixels differ by grain, so no run of equal pixels is long."""
    strip = drawn(plate, size=1500).pixels[120:140, 100:1400, 1].astype(int)
    equal = np.diff(strip, axis=1) == 0
    longest = max(len(run) for row in equal for run in "".join("x" if e else " " for e in row).split(" "))
    assert longest < 40


def test_each_plate_has_the_music_it_is_made_for() -> None:
    calm, wild = Affect(0.0, -0.7), Affect(0.2, 0.8)
    ambient = Description({"New-age": 0.8}, {"Tender": 0.5}, {"ambient": 0.8}, calm)
    rap = Description({"Hip hop": 0.8}, {"Exciting": 0.5}, {}, wild)
    folk = Description({"Folk": 0.8}, {"Tender": 0.4}, {"acoustic": 0.6}, Affect(0.2, -0.3))
    jazz = Description({"Jazz": 0.8}, {"Sad": 0.3}, {"Mellow": 0.5}, calm)
    assert best(ambient) == "sea"
    assert best(rap) == "city"
    assert best(folk) == "forest"
    assert best(jazz) == "rain"
    assert (
        best(Description({"Electronic": 0.6, "New-age": 0.4}, {"Scary": 0.4}, {"instrumental": 0.5}, calm)) == "nebula"
    )
    assert best(Description({"Middle Eastern": 0.8}, affect=Affect(0.0, -0.1))) == "dunes"


def best(description: Description) -> str:
    return max(PLATES, key=lambda name: PLATES[name].affinity(description))


@every_plate
def test_affinity_stays_within_its_bounds(plate: Plate) -> None:
    everything = dict.fromkeys(("Folk", "Jazz", "Hip hop", "New-age", "Middle Eastern", "Disco", "Blues"), 1.0)
    for description in (Description(), Description(everything), Description(affect=Affect(1, 1))):
        assert 0.3 <= plate.affinity(description) <= 2.0
