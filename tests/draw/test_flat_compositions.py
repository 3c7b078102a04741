"""The compositions that flat plates take by turns: each drawn from its song."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np
import pytest

from albumen.brief import Brief
from albumen.colour.palette import palette
from albumen.draw.press import tones
from albumen.draw.press.engine import printed
from albumen.draw.press.flats import turn_of
from albumen.draw.press.plate import Plate, Sheet
from albumen.draw.press.plates import cutpaper, halftone, opart, ridges, rings
from albumen.draw.press.shapes import disc
from albumen.draw.press.structure import parts
from albumen.material import Material
from tests.draw.pieces import AWKWARD, awkward, flat, piece, song

MANY = {"halftone": halftone.PLATE, "opart": opart.PLATE, "cutpaper": cutpaper.PLATE}
every_plate = pytest.mark.parametrize("plate", MANY.values(), ids=MANY)


def sheet(material: Material, seed: int = 0) -> Sheet:
    described = replace(song(), material=material)
    dice = np.random.default_rng(seed)
    return Sheet(described, material, palette(described, dice), dice, 0, seed)


def grey(
    plate: Plate, variant: int = 0, seed: int = 1, of: int = 3
) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """A small grey picture, light and dark evened out: the composition without its colours."""
    brief = Brief(song(of), "", size=96, seed=seed, variant=variant)
    pixels = printed(plate, brief, np.random.default_rng((seed, 0, variant))).pixels
    shade = cv2.GaussianBlur(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), (0, 0), 2).astype(np.float64)
    return np.asarray((shade - shade.mean()) / max(float(shade.std()), 1e-6))


def alike(first: Plate, variants: tuple[int, int] = (0, 0), seeds: tuple[int, int] = (1, 1)) -> float:
    one, other = (grey(first, v, s) for v, s in zip(variants, seeds, strict=True))
    return abs(float((one * other).mean()))


@every_plate
def test_variants_are_composed_differently_and_not_only_coloured(plate: Plate) -> None:
    assert alike(plate, variants=(0, 1)) < 0.8


@pytest.mark.parametrize("plate", [*MANY.values(), ridges.PLATE, rings.PLATE], ids=lambda plate: plate.name)
def test_some_other_seed_composes_a_song_anew(plate: Plate) -> None:
    assert min(alike(plate, seeds=(1, other)) for other in (2, 3, 4, 5)) < 0.8


def test_a_seed_gives_a_song_its_first_composition_and_variants_the_others() -> None:
    choices = ("a", "b", "c")
    firsts = {turn_of(sheet(piece(1), seed), choices) for seed in range(20)}
    assert firsts == set(choices)
    page = sheet(piece(1), 5)
    assert {turn_of(replace(page, variant=v), choices) for v in range(3)} == set(choices)


def test_a_planet_is_banded_by_its_pitches_and_inked_inside_its_disc_only() -> None:
    chroma = np.zeros((512, 12), np.uint8)
    chroma[:, ::2] = 255
    tone = tones.planet(replace(flat(200, 512), chroma=chroma), 0.5, 0.5, 0.4, 1)
    assert tone[:20].max() == 0
    assert tone[150, 150] > 0
    down = cv2.GaussianBlur(tone[60:240, 150:151].astype(np.float32), (1, 5), 0)[:, 0]
    turns = np.count_nonzero(np.diff(np.sign(np.diff(down))))
    assert turns >= 6


@pytest.mark.parametrize(("side", "darker"), [(1, True), (-1, False)])
def test_a_dark_ink_shades_a_planet_and_a_bright_one_lights_it(side: int, darker: bool) -> None:
    tone = tones.planet(flat(200, 512), 0.5, 0.5, 0.4, side).astype(float)
    top, bottom = tone[45:100, 120:180].mean(), tone[200:255, 120:180].mean()
    assert (bottom > top) == darker


def test_a_wave_rises_where_the_song_is_loud_and_leaves_the_sky_bare() -> None:
    heights = np.concatenate([np.zeros(150, np.float32), np.ones(150, np.float32)])
    tone = tones.wave(piece(1), heights)
    assert tone[:60].max() == 0
    low, high = (int(np.argmax((half > 20).any(axis=1))) for half in (tone[:, :120], tone[:, 180:]))
    assert high < low


def test_a_fold_is_narrow_where_the_song_is_quiet() -> None:
    loud = np.where(np.arange(512) < 256, 30, 255).astype(np.uint8)
    cells, accented = opart._folded(sheet(replace(flat(128, 512), loudness=loud)), disc(0, 0, 1, 16))
    order = sorted(cells, key=lambda cell: float(cell[:, 0].mean()))
    widths = [float(np.ptp(cell[:, 0])) for cell in order]
    assert np.mean(widths[: len(widths) // 3]) < 0.5 * np.mean(widths[-len(widths) // 3 :])
    assert max(widths) == pytest.approx(float(np.ptp(accented[0][:, 0])))


def test_a_vast_sphere_is_larger_than_any_of_a_framed_sheet() -> None:
    dots, _ = opart._vast(sheet(piece(1)), disc(0, 0, 1, 16))
    framed, _ = opart._swollen(sheet(piece(1)), disc(0, 0, 1, 16))
    assert max(np.ptp(dot[:, 0]) for dot in dots) > 1.2 * max(np.ptp(dot[:, 0]) for dot in framed)


def test_the_herbarium_has_six_places_that_do_not_touch() -> None:
    places = cutpaper.panels(parts(piece(2), 6, 6))
    assert len(places) == 6
    for first, second in pairwise(places):
        assert second[0] - first[2] > 0.01 or second[1] - first[3] > 0.01
    assert all(0.06 < left < right < 0.95 and 0.2 < top < bottom <= 0.93 for left, top, right, bottom in places)


@every_plate
@pytest.mark.parametrize("kind", AWKWARD)
@pytest.mark.parametrize("variant", range(3))
def test_every_composition_bears_awkward_material(plate: Plate, kind: str, variant: int) -> None:
    brief = Brief(replace(song(), material=awkward(kind)), "", size=100, variant=variant)
    assert printed(plate, brief, np.random.default_rng(variant)).pixels.std() > 4
