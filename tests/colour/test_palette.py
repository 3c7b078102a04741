"""Palettes: what must hold for any song."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from albumen.colour.contrast import contrast
from albumen.colour.oklch import lch
from albumen.colour.palette import Palette, palette, song_dice
from albumen.description import Affect, Description, Key
from albumen.vocabulary import GENRES, PITCHES
from tests.draw.pieces import piece

unit = st.floats(-1, 1)
descriptions = st.builds(
    Description,
    genres=st.dictionaries(st.sampled_from(GENRES), st.floats(0, 1), max_size=5),
    tags=st.dictionaries(st.sampled_from(["metal", "piano"]), st.floats(0, 1), max_size=2),
    affect=st.builds(Affect, unit, unit),
    key=st.none() | st.builds(Key, st.sampled_from(PITCHES), st.sampled_from(["major", "minor"]), unit),
    tempo=st.none() | st.floats(40, 220),
)


def of(description: Description, variant: int = 0, **kind: str) -> Palette:
    return palette(description, np.random.default_rng((0, variant)), variant, **kind)  # type: ignore[arg-type]


@settings(max_examples=150, deadline=None)
@given(descriptions, st.integers(0, 7))
def test_ink_reads_on_paper(description: Description, variant: int) -> None:
    chosen = of(description, variant)
    assert contrast(chosen.ink, chosen.paper) >= 4.5


@settings(max_examples=150, deadline=None)
@given(descriptions, st.integers(0, 7))
def test_accents_stand_apart_from_paper_and_in_grey(description: Description, variant: int) -> None:
    chosen = of(description, variant)
    paper = lch(chosen.paper)[0]
    lights = [lch(accent)[0] for accent in chosen.accents]
    assert all(abs(light - paper) > 0.08 for light in lights)
    assert max(lights) - min(lights) > 0.15


@settings(max_examples=100, deadline=None)
@given(descriptions, st.sampled_from(["dark", "light"]))
def test_a_plate_gets_the_ground_it_asks_for(description: Description, ground: str) -> None:
    chosen = of(description, 0, ground=ground)
    assert chosen.dark == (ground == "dark")
    assert (lch(chosen.paper)[0] < 0.4) == chosen.dark
    assert (lch(chosen.ink)[0] > lch(chosen.paper)[0]) == chosen.dark or not chosen.dark


@settings(max_examples=100, deadline=None)
@given(descriptions, st.integers(1, 12))
def test_the_way_from_far_to_near_darkens_step_by_step(description: Description, stops: int) -> None:
    path = of(description).path(stops)
    lights = [lch(colour)[0] for colour in path]
    assert len(path) == stops
    assert all(far > near - 0.01 for far, near in pairwise(lights))


@settings(max_examples=100, deadline=None)
@given(descriptions, st.integers(0, 3))
def test_nothing_on_the_way_is_mud(description: Description, variant: int) -> None:
    for colour in of(description, variant).path(9):
        light, chroma, hue = lch(colour)
        assert not (light < 0.5 and chroma > 0.03 and 64 < hue < 130), colour


@settings(max_examples=60, deadline=None)
@given(descriptions, st.integers(0, 5))
def test_the_same_song_and_variant_give_the_same_palette(description: Description, variant: int) -> None:
    assert of(description, variant) == of(description, variant)


def test_two_covers_of_a_song_share_hues_and_differ_in_ground() -> None:
    description = Description(affect=Affect(0.3, 0.2), material=piece(1))
    first, second = of(description, 0), of(description, 1)
    assert first.dark != second.dark
    for one, other in zip(first.accents[:1], second.accents[:1], strict=True):
        assert _apart(lch(one)[2], lch(other)[2]) < 25


def test_later_variants_change_the_leading_colour() -> None:
    description = Description(affect=Affect(0.3, 0.2), material=piece(1))
    assert of(description, 0, ground="dark").accents[0] != of(description, 2, ground="dark").accents[0]


def test_songs_of_one_mood_still_differ() -> None:
    found = {of(Description(affect=Affect(0.4, 0.4), material=piece(seed))).accents[0] for seed in range(8)}
    assert len(found) == 8


def test_songs_do_not_all_come_out_beige_or_navy() -> None:
    rng = np.random.default_rng(5)
    affects = [Affect(*rng.uniform(-0.6, 0.6, 2).tolist()) for _ in range(60)]
    papers = [lch(of(Description(affect=a, tempo=float(i))).paper) for i, a in enumerate(affects)]
    beige = sum(light > 0.85 and 50 < hue < 110 for light, _, hue in papers)
    navy = sum(light < 0.4 and 240 < hue < 290 for light, _, hue in papers)
    assert beige < 20
    assert navy < 20
    assert sum(chroma > 0.05 for _, chroma, _ in papers) > 12


def test_happy_is_lighter_and_more_saturated_than_sad() -> None:
    """Palmer et al. 2013, figure 2, over many songs."""
    happy = [lch(c) for s in range(40) for c in of(Description(affect=Affect(0.8, 0.4), tempo=float(s))).accents[:3]]
    sad = [lch(c) for s in range(40) for c in of(Description(affect=Affect(-0.8, -0.4), tempo=float(s))).accents[:3]]
    assert np.mean([c[1] for c in happy]) > np.mean([c[1] for c in sad]) + 0.015
    papers = [
        [lch(of(Description(affect=Affect(v, v / 2), tempo=float(s))).paper)[0] for s in range(40)] for v in (0.8, -0.8)
    ]
    assert np.mean(papers[0]) > np.mean(papers[1]) + 0.15


def test_metal_is_printed_on_black() -> None:
    tags = {"metal": 0.9}
    papers = [
        lch(of(Description(tags=tags, affect=Affect(-0.6, 0.8), tempo=float(s)), ground="dark").paper)
        for s in range(20)
    ]
    assert np.mean([light < 0.2 for light, _, _ in papers]) > 0.7


@pytest.mark.parametrize("field", ["chroma", "mel", "loudness"])
def test_the_dice_are_the_material(field: str) -> None:
    first, second = Description(material=piece(1)), Description(material=piece(2))
    assert song_dice(first).integers(1 << 40) == song_dice(Description(tempo=99.0, material=piece(1))).integers(1 << 40)
    assert song_dice(first).integers(1 << 40) != song_dice(second).integers(1 << 40), field


def _apart(first: float, second: float) -> float:
    return abs((first - second + 180) % 360 - 180)


def apart(first: float, second: float) -> float:
    return abs((first - second + 180) % 360 - 180)


@settings(max_examples=60, deadline=None)
@given(descriptions, st.integers(0, 5), st.integers(0, 5))
def test_all_covers_of_a_song_and_seed_share_its_three_hues(description: Description, one: int, two: int) -> None:
    assert of(description, one).hues == of(description, two).hues


@settings(max_examples=60, deadline=None)
@given(descriptions, st.integers(1, 50))
def test_another_seed_keeps_the_base_hue_nearly(description: Description, seed: int) -> None:
    first = palette(description, np.random.default_rng(0))
    other = palette(description, np.random.default_rng(0), seed=seed)
    assert apart(first.hues[0], other.hues[0]) <= 2 * (12 + 9)


def test_other_seeds_bring_other_harmonies_and_grounds() -> None:
    song = Description(tempo=100.0)
    found = [palette(song, np.random.default_rng(0), seed=seed) for seed in range(12)]
    assert max(apart(found[0].hues[1], other.hues[1]) for other in found) > 60
    assert len({p.dark for p in found}) == 2
