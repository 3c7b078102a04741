"""Titles of many kinds in every face, on a picture of real size: whole, inside, apart, and read."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from albumen.picture import Face, TypeArea
from albumen.sleeve.layout import READABLE, SIGNATURE, set_block
from albumen.sleeve.lettering import Lettered, letter
from tests.sleeve.grounds import ink_mask, with_areas

FACES: tuple[Face, ...] = ("grotesque", "serif", "condensed", "hand", "display")
TITLES = {
    "short": ("Go", "Öz"),
    "usual": ("Airship, Late", "Nightpost"),
    "long": ("The Unbearable Lightness of Being Somewhere Else (Live at the Paradiso)", "Ogre & Lantern"),
    "accents": ("Příliš žluťoučký kůň", "Dvořák & Łódź"),
    "vietnamese": ("Ngọc Ỷ Ẵ", "Nguyễn"),
    "cyrillic": ("Подмосковные вечера", "Кино"),
    "greek": ("Τραγούδι της νύχτας", "Ομάδα"),
    "signs": ("“What?” – no… (100%) #1 & 2/3", "A+B=C"),
    "word": ("Supercalifragilisticexpialidocious", "Llanfairpwllgwyngyllgogerychwyrndrobwll"),
}
WHITE = (250, 250, 250)
SIDE = 600


def both(face: Face, **changes: object) -> TypeArea:
    held: dict[str, object] = {"face": face, "size": 0.07, **changes}
    return TypeArea("both", 0.08, 0.08, 0.92, 0.42, WHITE, **held)  # type: ignore[arg-type]


def lettered(key: str, area: TypeArea) -> tuple[Lettered, np.ndarray]:
    picture = with_areas(area, side=SIDE)
    done = letter(picture, *TITLES[key])
    return done, ink_mask(picture.pixels, done.picture.pixels)


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("key", TITLES)
def test_every_title_is_set_in_every_face_without_a_word_of_warning(face: Face, key: str) -> None:
    done, ink = lettered(key, both(face))
    assert done.notes == ()
    rows, columns = np.nonzero(ink)
    assert rows.min() >= 0.08 * SIDE - 1
    assert rows.max() <= 0.42 * SIDE
    assert columns.min() >= 0.08 * SIDE - 1
    assert columns.max() <= 0.92 * SIDE


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("key", TITLES)
def test_title_and_artist_stand_apart(face: Face, key: str) -> None:
    """A blank row of pixels at least lies between any two lines of the block."""
    done, _ = lettered(key, both(face))
    edges = [(p.baseline - p.line.top * p.scale, p.baseline - p.line.bottom * p.scale) for p in done.blocks[0].lines]
    assert all(upper[1] + 1 <= lower[0] for upper, lower in pairwise(edges))


@pytest.mark.parametrize("face", FACES)
def test_a_usual_title_reads_at_300_pixels(face: Face) -> None:
    done, _ = lettered("usual", both(face))
    first = done.blocks[0].lines[0]
    assert first.line.top * first.scale / SIDE >= READABLE


@pytest.mark.parametrize("face", FACES)
def test_capitals_are_set_as_capitals(face: Face) -> None:
    small = letter(with_areas(both(face, capitals=True, size=0.02), side=SIDE), "grüße", "hum")
    large = letter(with_areas(both(face, capitals=True, size=0.02), side=SIDE), "GRÜSSE", "HUM")
    assert np.array_equal(small.picture.pixels, large.picture.pixels)
    first = small.blocks[0].lines[0]
    assert first.line.bottom == pytest.approx(0, abs=0.03)  # nothing hangs below the line


@pytest.mark.parametrize("face", FACES)
def test_a_signature_is_small(face: Face) -> None:
    block = set_block("HH", "", both(face, capitals=True, size=0.026), SIDE)
    assert block is not None
    assert block.lines[0].line.top * block.lines[0].scale / SIDE <= SIGNATURE * 1.02


@settings(max_examples=20, deadline=None)
@given(st.integers(64, 1200), st.sampled_from(FACES))
def test_the_same_layout_at_every_size_of_picture(side: int, face: Face) -> None:
    small, large = (set_block("Airship, Late", "Nightpost", both(face), s) for s in (side, 3000))
    assert small is not None
    assert large is not None
    for one, other in zip(small.lines, large.lines, strict=True):
        assert one.x / side == pytest.approx(other.x / 3000, abs=1e-6)
        assert one.baseline / side == pytest.approx(other.baseline / 3000, abs=1e-6)
        assert one.scale / side == pytest.approx(other.scale / 3000, rel=1e-6)


def test_alignment_mirrors() -> None:
    """A title flush right ends where one flush left would, mirrored."""
    left, right = (set_block("Harbour", "", both("serif", align=a), SIDE) for a in ("left", "right"))
    assert left is not None
    assert right is not None
    assert left.box[0] == pytest.approx(SIDE - right.box[2], abs=1e-6)
