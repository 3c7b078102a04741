"""The same sleeve is found again whatever a scanner or a web shop did to it, and others are not taken for it."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from albumen.data.covers import SAME, fingerprint, same_sleeves
from albumen.data.covers.split import split

Pixels = NDArray[np.uint8]


def sleeve(seed: int, side: int = 160) -> Pixels:
    """A picture with shapes at all scales, as pictures have: noise that falls off with frequency."""
    rng = np.random.default_rng(seed)
    picture = np.zeros((side, side, 3))
    for cells in (3, 6, 12, 24):
        small = Image.fromarray(rng.integers(0, 255, (cells, cells, 3), dtype=np.uint8))
        picture += np.asarray(small.resize((side, side), Image.Resampling.BICUBIC), float) / cells
    low, high = picture.min(), picture.max()
    return np.asarray((picture - low) / (high - low) * 255, np.uint8)


def again(picture: Pixels, quality: int, width: int, cut: tuple[float, float]) -> Pixels:
    """The picture cut at its edges, scaled, and compressed."""
    height = picture.shape[0]
    left, top = (int(height * part) for part in cut)
    image = Image.fromarray(picture).crop((left, top, height - top, height - left))
    out = BytesIO()
    image.resize((width, width + 7)).save(out, "JPEG", quality=quality)
    return np.asarray(Image.open(out), np.uint8)


edges = st.floats(0, 0.03)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.integers(20, 95), st.integers(70, 400), st.tuples(edges, edges))
def test_a_copy_is_the_same_sleeve(seed: int, quality: int, width: int, cut: tuple[float, float]) -> None:
    first = sleeve(seed)
    prints = np.stack(
        [fingerprint(first), fingerprint(again(first, quality, width, cut)), fingerprint(sleeve(seed + 1))]
    )
    assert same_sleeves(prints).tolist() == [0, 0, 1]


def test_four_hundred_other_pictures_are_other_sleeves() -> None:
    prints = np.stack([fingerprint(sleeve(seed, 64)) for seed in range(400)])
    assert len(np.unique(same_sleeves(prints))) == 400


def test_pairs_that_touch_are_one_sleeve_and_bits_are_counted_exactly() -> None:
    near, far = (np.uint64((1 << bits) - 1) for bits in (SAME, 2 * SAME))
    over = np.uint64(((1 << (SAME + 1)) - 1) << 40)
    prints = np.array([[mark] * 4 for mark in (np.uint64(0), near, far, over)], np.uint64)
    assert same_sleeves(prints).tolist() == [0, 0, 0, 1]
    assert same_sleeves(prints, most=SAME - 1).tolist() == [0, 1, 2, 3]


def test_more_pictures_than_a_block_are_compared_with_each_other() -> None:
    marks = np.random.default_rng(0).integers(0, 2**63, 700, dtype=np.uint64)
    marks[690] = marks[3]
    found = same_sleeves(np.repeat(marks[:, None], 4, axis=1))
    assert found[690] == found[3]
    assert len(np.unique(found)) == 699


def test_no_pictures_show_no_sleeves() -> None:
    assert len(same_sleeves(np.empty((0, 4), np.uint64))) == 0


genres = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 30)), min_size=1, max_size=120)


@given(genres, st.integers(0, 2**32 - 1))
def test_no_sleeve_is_in_two_parts(covers: list[tuple[str, int]], seed: int) -> None:
    names = [genre for genre, _ in covers]
    sleeves = np.unique([number for _, number in covers], return_inverse=True)[1]
    parts = split(names, sleeves, seed)
    assert all(len(set(parts[sleeves == sleeve])) == 1 for sleeve in range(int(sleeves.max()) + 1))
    assert set(parts.tolist()) <= {0, 1, 2}


def test_every_genre_is_split_80_10_10() -> None:
    names = ["a"] * 400 + ["b"] * 100
    parts = split(names, np.arange(500), 7)
    assert np.bincount(parts[:400]).tolist() == [320, 40, 40]
    assert np.bincount(parts[400:]).tolist() == [80, 10, 10]


def test_another_seed_is_another_split_and_the_same_seed_the_same() -> None:
    first, second = (split(["a"] * 100, np.arange(100), seed) for seed in (1, 2))
    assert (first != second).any()
    assert (first == split(["a"] * 100, np.arange(100), 1)).all()


def test_copies_of_a_real_set_never_stand_on_both_sides() -> None:
    """Forty sleeves, each three times, in three genres' folders by chance."""
    rng = np.random.default_rng(1)
    prints = [fingerprint(sleeve(seed)) for seed in range(40)]
    prints += [
        fingerprint(again(sleeve(seed), int(rng.integers(30, 90)), int(rng.integers(80, 300)), (0.01, 0.02)))
        for seed in [*range(40), *range(40)]
    ]
    found = same_sleeves(np.stack(prints))
    parts = split(rng.choice(["a", "b", "c"], 120).tolist(), found, 0)
    assert len(np.unique(found)) == 40
    assert (parts[:40] == parts[40:80]).all()
    assert (parts[:40] == parts[80:]).all()
    assert len(set(parts.tolist())) == 3
