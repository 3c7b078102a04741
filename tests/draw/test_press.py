"""The press as an engine, and what every one of its plates must hold."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from albumen.brief import Brief
from albumen.colour.contrast import luminance
from albumen.description import Affect, Description, Key
from albumen.draw.engine import ENGINES, draw
from albumen.draw.press.choice import ordered
from albumen.draw.press.engine import Press, printed
from albumen.draw.press.plate import Plate
from albumen.draw.press.plates import plates
from albumen.picture import Picture, TypeArea
from tests.draw.pieces import AWKWARD, awkward, song

every_plate = pytest.mark.parametrize("plate", plates(), ids=[plate.name for plate in plates()])
SMALL = 120


def shot(plate: Plate, description: Description, size: int = SMALL, variant: int = 0, seed: int = 1) -> Picture:
    brief = Brief(description, "", style=plate.style, size=size, seed=seed, variant=variant)
    return printed(plate, brief, np.random.default_rng((seed, 0, variant)))


def test_it_is_the_house_engine() -> None:
    engine = ENGINES.get("press")
    assert isinstance(engine, Press)
    assert engine.card.ready().ok
    assert engine.card.needs == ()


def test_a_picture_names_its_plate_and_progress_ends_at_one() -> None:
    told: list[float] = []
    brief = Brief(song(), "", size=SMALL, variant=1)
    picture = draw(brief, Press(), lambda done, doing="": told.append(done))
    assert picture.origin == f"press/{ordered(brief)[1].name}"
    assert picture.pixels.shape == (SMALL, SMALL, 3)
    assert told[-1] == 1
    assert told == sorted(told)


def test_a_description_without_a_song_is_printed() -> None:
    seen = Description(affect=Affect(0.4, -0.2), palette=("#204060", "#e0d0b0"))
    assert draw(Brief(seen, "", size=SMALL), Press()).pixels.std() > 5


def test_the_prompt_does_not_matter_and_the_seed_does() -> None:
    brief = Brief(song(), "one", size=SMALL)
    first = draw(brief, Press()).pixels
    assert np.array_equal(first, draw(replace(brief, prompt="two"), Press()).pixels)
    assert not np.array_equal(first, draw(replace(brief, seed=9), Press()).pixels)


@every_plate
def test_the_same_brief_gives_the_same_bytes_on_any_number_of_threads(plate: Plate) -> None:
    before = cv2.getNumThreads()
    try:
        cv2.setNumThreads(1)
        one = shot(plate, song(2)).pixels
        cv2.setNumThreads(4)
        four = shot(plate, song(2)).pixels
    finally:
        cv2.setNumThreads(before)
    assert np.array_equal(one, four)


@every_plate
def test_different_songs_give_different_pictures(plate: Plate) -> None:
    first, second = (_grey(shot(plate, song(seed, v, 0.2))) for seed, v in ((3, 0.5), (4, 0.5)))
    assert np.abs(first - second).mean() > 3


@every_plate
def test_a_small_picture_looks_like_a_large_one(plate: Plate) -> None:
    large, small = shot(plate, song(5), 1200).pixels, shot(plate, song(5), 300).pixels
    shrunk = cv2.resize(large, (300, 300), interpolation=cv2.INTER_AREA)
    blurred = [cv2.GaussianBlur(p, (0, 0), 1.2).astype(int) for p in (shrunk, small)]
    assert np.abs(blurred[0] - blurred[1]).mean() < 2.5


@every_plate
@pytest.mark.parametrize("kind", AWKWARD)
def test_awkward_material_is_printed_without_a_warning(plate: Plate, kind: str) -> None:
    picture = shot(plate, replace(song(), key=None, onset_rate=None, tempo=None, material=awkward(kind)), 100)
    assert picture.pixels.shape == (100, 100, 3)
    assert picture.areas


@every_plate
@pytest.mark.parametrize("seed", range(3))
def test_lettering_lies_on_the_sheet_and_reads(plate: Plate, seed: int) -> None:
    moods = ((0.7, 0.5), (-0.6, -0.5), (-0.5, 0.8))
    picture = shot(plate, song(seed, *moods[seed]), 400, variant=seed)
    assert {"title", "artist"} == {
        r for a in picture.areas for r in (("title", "artist") if a.role == "both" else (a.role,))
    }
    for area in picture.areas:
        assert 0 <= area.left < area.right <= 1
        assert 0 <= area.top < area.bottom <= 1
        assert 0.01 <= area.size <= 0.5
        assert _worst(picture, area) >= 4.5, area


@every_plate
def test_a_picture_is_neither_empty_nor_without_room(plate: Plate) -> None:
    grey = _grey(shot(plate, song(6)))
    assert grey.std() > 6
    edge = np.concatenate([grey[:4].ravel(), grey[-4:].ravel()])
    assert edge.std() < 70


@every_plate
def test_affinity_is_modest_for_any_song(plate: Plate) -> None:
    for valence in (-1.0, 0.0, 1.0):
        for genre in ("Classical", "Electronic", "Pop", "Folk"):
            described = Description({genre: 1.0}, affect=Affect(valence, -valence), key=Key("C", "major", 1.0))
            assert 0.2 <= plate.affinity(described) <= 3


def _grey(picture: Picture) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.asarray(picture.pixels.mean(axis=2), np.float64)


def _worst(picture: Picture, area: TypeArea) -> float:
    """Contrast of the area's type with the least fitting hundredth of what lies under it, grain averaged out."""
    side = len(picture.pixels)
    x0, y0, x1, y1 = (np.array([area.left, area.top, area.right, area.bottom]) * side).astype(int).tolist()
    under = luminance(cv2.blur(picture.pixels[y0:y1, x0:x1], (5, 5)))
    own = float(luminance(area.colour))
    ratios = (np.maximum(under, own) + 0.05) / (np.minimum(under, own) + 0.05)
    return float(np.percentile(ratios, 1))
