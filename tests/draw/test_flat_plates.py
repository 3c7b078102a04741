"""The flat album plates: cut paper, blocks, op art, halftone, hollow."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from albumen.brief import Brief
from albumen.colour.contrast import contrast, luminance
from albumen.colour.oklch import lch
from albumen.colour.palette import palette
from albumen.description import Affect, Description
from albumen.draw.press.engine import printed
from albumen.draw.press.fronds import frond
from albumen.draw.press.plate import Plate
from albumen.draw.press.plates import blocks, cutpaper, halftone, hollow, opart
from albumen.draw.press.structure import Part, bass_share, loudest, parts
from albumen.material import Material
from albumen.picture import Picture

PLATES = {
    "cutpaper": cutpaper.PLATE,
    "blocks": blocks.PLATE,
    "opart": opart.PLATE,
    "halftone": halftone.PLATE,
    "hollow": hollow.PLATE,
}
every_plate = pytest.mark.parametrize("plate", PLATES.values(), ids=PLATES)
SIZE = 300


def made_up(seed: int, columns: int = 256) -> Material:
    """Material with five passages of different level and colour, noisy enough to have a texture."""
    rng = np.random.default_rng(seed)
    levels = np.repeat(rng.uniform(0.35, 1.0, 5), -(-columns // 5))[:columns]
    loud = np.clip(levels + 0.06 * rng.standard_normal(columns), 0, 1)
    bands = np.linspace(1, 0.3, 96) * rng.uniform(0.6, 1.0, 96)
    return Material(
        mel=as_bytes(loud[:, None] * bands * rng.uniform(0.7, 1.0, (columns, 96))),
        chroma=as_bytes(rng.random((columns, 12))),
        loudness=as_bytes(loud),
        onset=as_bytes(rng.random(columns) * loud),
        brightness=as_bytes(np.repeat(rng.uniform(0.2, 0.8, 8), -(-columns // 8))[:columns]),
        beats=np.arange(0, 200, 0.5, dtype=np.float32),
        sections=(np.arange(5) * 40).astype(np.float32),
        seconds=200.0,
    )


def as_bytes(values: NDArray[np.floating]) -> NDArray[np.uint8]:
    return np.asarray(np.rint(np.clip(values, 0, 1) * 255), np.uint8)


def even(loudness: int, columns: int) -> Material:
    """Material in which nothing ever changes."""
    row = np.full(columns, loudness, np.uint8)
    table = np.repeat(row[:, None], 96, axis=1)
    silence = np.zeros(0, np.float32)
    return Material(table, table[:, :12], row, row, row, silence, np.zeros(1, np.float32), 3.0)


def reversed_song(material: Material) -> Material:
    """The same song from its end to its start."""
    return replace(
        material,
        **{name: getattr(material, name)[::-1] for name in ("mel", "chroma", "loudness", "onset", "brightness")},
        sections=np.array([0, *(material.seconds - material.sections[:0:-1])], np.float32),
    )


def shot(plate: Plate, material: Material, size: int = SIZE, seed: int = 3, variant: int = 0) -> Picture:
    song = Description(affect=Affect(0.3, 0.4), onset_rate=3.0, material=material)
    brief = Brief(song, "", size=size, seed=seed, variant=variant)
    return printed(plate, brief, np.random.default_rng((seed, 0, variant)))


@lru_cache(maxsize=16)
def print_of(name: str, seed: int) -> Picture:
    return shot(PLATES[name], made_up(seed))


def difference(first: Picture, second: Picture) -> float:
    """Mean distance of two pictures' grey values at 64 pixels a side, of 255."""
    small = [
        cv2.cvtColor(cv2.resize(p.pixels, (64, 64), interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
        for p in (first, second)
    ]
    return float(np.abs(small[0].astype(float) - small[1]).mean())


@every_plate
def test_the_same_brief_gives_the_same_bytes(plate: Plate) -> None:
    assert np.array_equal(print_of(plate.name, 1).pixels, shot(plate, made_up(1)).pixels)


@every_plate
def test_it_is_an_album_plate_named_in_the_origin(plate: Plate) -> None:
    assert plate.style == "album"
    assert print_of(plate.name, 1).origin == f"press/{plate.name}"


@every_plate
def test_different_songs_look_different_even_at_64_pixels(plate: Plate) -> None:
    pictures = [print_of(plate.name, seed) for seed in (1, 2, 4)]
    pairs = ((0, 1), (0, 2), (1, 2))
    assert min(difference(pictures[a], pictures[b]) for a, b in pairs) > 8


@every_plate
def test_the_order_of_time_shows(plate: Plate) -> None:
    forwards = made_up(1)
    assert difference(shot(plate, forwards), shot(plate, reversed_song(forwards))) > 4


@every_plate
def test_covers_of_one_song_differ_by_variant(plate: Plate) -> None:
    assert difference(print_of(plate.name, 1), shot(plate, made_up(1), variant=1)) > 8


@every_plate
def test_it_looks_alike_at_every_size(plate: Plate) -> None:
    small, large = print_of(plate.name, 1), shot(plate, made_up(1), size=1500)
    assert difference(small, large) < 1.5


@every_plate
@pytest.mark.parametrize("seed", [1, 2, 5, 6])
def test_lettering_reads_where_it_lies(plate: Plate, seed: int) -> None:
    picture = print_of(plate.name, seed)
    for area in picture.areas:
        left, top, right, bottom = (round(e * SIZE) for e in (area.left, area.top, area.right, area.bottom))
        # Grain is averaged out: the eye does so too.
        soft = cv2.blur(picture.pixels, (5, 5))[top:bottom, left:right]
        ground, ink = luminance(soft) + 0.05, float(luminance(np.array(area.colour))) + 0.05
        ratios = np.maximum(ground, ink) / np.minimum(ground, ink)
        assert np.percentile(ratios, 0.5) >= 4.5


@every_plate
@pytest.mark.parametrize("seed", [1, 2, 5, 6])
def test_lettering_has_room_inside_the_margins(plate: Plate, seed: int) -> None:
    areas = print_of(plate.name, seed).areas
    assert {"both"} == {a.role for a in areas} or {"title", "artist"} == {a.role for a in areas}
    for area in areas:
        assert 0.05 <= area.left < area.right <= 0.95
        assert 0.05 <= area.top < area.bottom <= 0.95
        assert area.right - area.left >= 0.2
        assert area.bottom - area.top >= area.size * 1.2


@every_plate
@pytest.mark.parametrize("loudness", [0, 140, 255])
@pytest.mark.parametrize("columns", [1, 3, 300])
def test_a_song_in_which_nothing_happens_is_still_printed(plate: Plate, loudness: int, columns: int) -> None:
    picture = shot(plate, even(loudness, columns), size=120)
    assert picture.pixels.shape == (120, 120, 3)
    assert picture.areas


@every_plate
def test_a_picture_without_a_song_is_printed_too(plate: Plate) -> None:
    brief = Brief(Description(affect=Affect(-0.5, -0.5)), "", size=120)
    assert printed(plate, brief, np.random.default_rng(0)).pixels.std() > 5


@every_plate
def test_affinity_stays_in_its_range_and_follows_the_genre(plate: Plate) -> None:
    suited = {"cutpaper": "Latin", "blocks": "Electronic", "opart": "Disco", "halftone": "Jazz", "hollow": "Soul"}[
        plate.name
    ]
    plain = plate.affinity(Description())
    assert plain < plate.affinity(Description(genres={suited: 0.9}))
    extremes = [
        Description(genres=dict.fromkeys((suited, "Pop", "Funk"), 1.0), affect=Affect(v, v)) for v in (-1.0, 1.0)
    ]
    assert all(0.3 <= plate.affinity(description) <= 2 for description in extremes)


def with_peak(start: float, end: float) -> Material:
    """An even song with one loud passage, which is a section of its own."""
    material = even(90, 200)
    first, last = int(start * 200), int(end * 200)
    loudness, mel = material.loudness.copy(), material.mel.copy()
    loudness[first:last], mel[first:last] = 230, 230
    starts = np.array([0, start * 200, end * 200], np.float32)
    return replace(material, loudness=loudness, mel=mel, sections=starts, seconds=200.0)


@pytest.mark.parametrize("start", [0.2, 0.4, 0.6])
def test_the_tallest_frond_is_the_loudest_section(start: float) -> None:
    material = with_peak(start, start + 0.2)
    song = parts(material)
    heights = [1 - min(float(outline[:, 1].min()) for outline in frond(part, material)) for part in song]
    assert int(np.argmax(heights)) == loudest(song)
    assert abs(song[loudest(song)].start - start) < 0.02


@pytest.mark.parametrize("start", [0.1, 0.4, 0.7])
def test_the_largest_sphere_lies_over_the_loudest_section(start: float) -> None:
    first, *others = opart.swells(with_peak(start, start + 0.2))
    assert start <= first.time <= start + 0.2
    assert all(first.radius >= other.radius for other in others)


def test_spheres_do_not_touch_and_stay_on_the_sheet() -> None:
    for seed in range(12):
        spheres = opart.swells(made_up(seed))
        assert 1 <= len(spheres) <= 3
        for i, a in enumerate(spheres):
            assert a.radius <= min(a.x, 1 - a.x, a.y)
            assert all(np.hypot(a.x - b.x, a.y - b.y) >= a.radius + b.radius - 1e-9 for b in spheres[:i])


def test_a_sphere_leaves_everything_beyond_it_where_it_was() -> None:
    sphere = opart.Swell(0.5, 0.5, 0.5, 0.2)
    points = np.random.default_rng(0).random((400, 2))
    bent = sphere.bent(points)
    far = np.hypot(*(points - 0.5).T)
    assert np.array_equal(bent[far >= 0.2], points[far >= 0.2])
    assert np.all(np.hypot(*(bent - 0.5).T)[far < 0.2] <= 0.2 + 1e-9)
    assert np.all(np.hypot(*(bent - 0.5).T)[far < 0.2] >= far[far < 0.2] - 1e-9)


@pytest.mark.parametrize("start", [0.1, 0.4, 0.7])
def test_the_mountain_stands_where_the_song_is_loud(start: float) -> None:
    picture = shot(halftone.PLATE, with_peak(start, start + 0.2), size=400)
    sky = picture.pixels[120, 4].astype(float)
    rows = cv2.blur(picture.pixels, (9, 9)).astype(float)[230:260]
    printed_over = np.abs(rows - sky).max(axis=2).mean(axis=0)
    inside = printed_over[int((start + 0.05) * 400) : int((start + 0.15) * 400)].mean()
    outside = np.r_[printed_over[: int(start * 400) - 20], printed_over[int((start + 0.2) * 400) + 20 :]].mean()
    assert inside > 2 * outside


def test_the_thickest_block_is_the_loudest_section() -> None:
    song = parts(with_peak(0.4, 0.6))
    thick = [blocks.thickness(part) for part in song]
    assert int(np.argmax(thick)) == loudest(song)


@pytest.mark.parametrize("seed", [1, 2, 5, 6, 7, 8])
@pytest.mark.parametrize("name", PLATES)
def test_lettering_lies_on_nothing_drawn(name: str, seed: int) -> None:
    picture = print_of(name, seed)
    for area in picture.areas:
        left, top, right, bottom = (round(e * SIZE) for e in (area.left, area.top, area.right, area.bottom))
        grey = cv2.cvtColor(cv2.blur(picture.pixels, (5, 5)), cv2.COLOR_RGB2GRAY).astype(int)[top:bottom, left:right]
        # Two flat papers at most: no edge runs across but an upright one.
        assert np.abs(np.diff(grey, axis=0)).max() < 12


def test_the_band_under_op_art_is_paper() -> None:
    for seed in (1, 2, 5):
        pixels = print_of("opart", seed).pixels.astype(int)
        paper = np.median(pixels[-12:].reshape(-1, 3), axis=0)
        assert np.abs(cv2.blur(pixels[-40:].astype(np.uint8), (5, 5)) - paper).max() < 16


def test_percussive_music_has_squares() -> None:
    calm, busy = (
        printed(
            opart.PLATE,
            Brief(Description(onset_rate=rate, material=made_up(1)), "", size=SIZE),
            np.random.default_rng(0),
        )
        for rate in (1.0, 7.0)
    )
    assert difference(calm, busy) > 0.5


def test_bass_is_a_fronds_left_and_treble_its_right() -> None:
    material = with_peak(0.4, 0.6)
    mel = np.full_like(material.mel, 60)
    mel[80:100:4, 40:] = 255
    treble = frond(next(p for p in parts(material) if p.start > 0.39), replace(material, mel=mel))
    mirrored = np.full_like(mel, 60)
    mirrored[80:100:4, :36] = 255
    bass = frond(next(p for p in parts(material) if p.start > 0.39), replace(material, mel=mirrored))
    reach = [np.concatenate(outlines)[:, 0] for outlines in (treble, bass)]
    assert reach[0].max() > reach[1].max() + 0.005
    assert reach[1].min() < reach[0].min() - 0.005


def test_longer_sections_have_more_fingers() -> None:
    material = made_up(1)
    short, long = (frond(Part(0.4, end), material) for end in (0.5, 0.8))
    turns = [sum(_tips(outline) for outline in outlines) for outlines in (short, long)]
    assert turns[1] > turns[0]


def _tips(outline: NDArray[np.float64]) -> int:
    """How many convex hull defects deeper than a hundredth of the side an outline has."""
    line = np.rint(outline * 2000).astype(np.int32)[:, None]
    defects = cv2.convexityDefects(line, cv2.convexHull(line, returnPoints=False))
    return 0 if defects is None else int((defects.reshape(-1, 4)[:, 3] > 256 * 20).sum())


def test_the_disc_grows_with_the_bass() -> None:
    heavy, light = even(120, 64), even(120, 64)
    heavy.mel[:, 30:], light.mel[:, :18] = 0, 0
    assert bass_share(heavy) > bass_share(light)
    assert difference(shot(blocks.PLATE, heavy), shot(blocks.PLATE, light)) > 3


def test_halftone_ink_reads_on_its_sky_in_every_palette() -> None:
    for seed in range(8):
        for variant in range(4):
            song = Description(affect=Affect(np.sin(seed), np.cos(seed)), material=made_up(seed))
            inks = halftone.inks(palette(song, np.random.default_rng(seed), variant))
            assert contrast(inks.sky, inks.land) >= (4.5 if lch(inks.sky)[0] > 0.5 else 2.2)
            assert contrast(inks.sky, inks.sun) > 1.15
