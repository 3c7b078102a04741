"""Grounds: one light, one dark, each kind as it should be."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from albumen.colour.contrast import contrast
from albumen.colour.grounds import Kind, ground_kinds, ground_lch
from albumen.colour.oklch import fullest, rgb
from albumen.description import Affect, Description

LIGHT, DARK = {"paper", "tint", "bold"}, {"deep", "night"}
hues = st.tuples(*[st.floats(0, 359.9)] * 3)
seeds = st.integers(0, 1000)


def kinds_of(description: Description, count: int = 200) -> list[tuple[Kind, Kind]]:
    return [ground_kinds(description, np.random.default_rng(seed)) for seed in range(count)]


def share(description: Description, kind: Kind) -> float:
    return sum(kind in pair for pair in kinds_of(description)) / 200


def test_a_song_has_one_light_and_one_dark_ground() -> None:
    for first, second in kinds_of(Description()):
        assert (first in LIGHT) != (second in LIGHT)
        assert {first, second} & DARK


def test_all_kinds_come_up() -> None:
    seen = Counter(kind for pair in kinds_of(Description(affect=Affect(0.1, 0.1))) for kind in pair)
    assert set(seen) == LIGHT | DARK
    assert min(seen.values()) > 15


@pytest.mark.parametrize(
    ("genre", "kind"),
    [("Pop", "bold"), ("Folk", "paper"), ("New-age", "tint"), ("Soul", "deep"), ("Electronic", "night")],
)
def test_a_genre_leans_its_way(genre: str, kind: Kind) -> None:
    assert share(Description({genre: 0.6}), kind) > share(Description(), kind) + 0.05


def test_happy_songs_are_mostly_printed_light_first_and_sad_ones_dark() -> None:
    light_first = [
        sum(first in LIGHT for first, _ in kinds_of(Description(affect=Affect(v, 0.0)))) / 200 for v in (-0.9, 0, 0.9)
    ]
    assert light_first[0] < 0.4 < light_first[1] < 0.7 < light_first[2]


def test_excited_songs_are_bolder_than_calm() -> None:
    calm, excited = (share(Description(affect=Affect(0.2, a)), "bold") for a in (-0.8, 0.8))
    assert excited > calm + 0.2


@given(hues, st.floats(0, 1), seeds)
def test_paper_and_tint_are_light_and_quiet(own: tuple[float, ...], vivid: float, seed: int) -> None:
    for kind, least, most in (("paper", 0.93, 0.025), ("tint", 0.87, 0.07)):
        light, chroma, _ = ground_lch(kind, own, vivid, np.random.default_rng(seed))  # type: ignore[arg-type]
        assert light > least
        assert chroma < most


@given(hues, st.floats(0, 1), seeds)
def test_bold_is_nearly_as_full_as_it_can_be(own: tuple[float, ...], vivid: float, seed: int) -> None:
    light, chroma, hue = ground_lch("bold", own, vivid, np.random.default_rng(seed))
    assert 0.6 < light < 0.92
    assert chroma >= min(0.6 * fullest(light, hue), 0.19)
    assert contrast(rgb(light, chroma, hue), (0, 0, 0)) >= 4.5


@given(hues, st.floats(0, 1), seeds)
def test_dark_grounds_are_dark_and_never_brown_mustard(own: tuple[float, ...], vivid: float, seed: int) -> None:
    for kind, least, most in (("deep", 0.25, 0.40), ("night", 0.15, 0.20)):
        light, chroma, hue = ground_lch(kind, own, vivid, np.random.default_rng(seed))  # type: ignore[arg-type]
        assert least <= light < most
        assert not (chroma > 0.02 and 45 < hue < 140)
        assert contrast(rgb(light, chroma, hue), (255, 255, 255)) >= 7


def hues_of(kind: Kind, own: tuple[float, float, float]) -> list[float]:
    return [ground_lch(kind, own, 0.6, np.random.default_rng(seed))[2] for seed in range(300)]


def greens(found: list[float]) -> float:
    return sum(125 < hue < 178 for hue in found) / len(found)


def test_a_dark_sheet_is_seldom_green_where_the_song_has_other_hues() -> None:
    deep = hues_of("deep", (150.0, 265.0, 20.0))
    assert greens(deep) < 0.3
    assert sum(240 < hue < 290 for hue in deep) / len(deep) > 0.45


def test_a_song_of_greens_alone_still_gets_its_green() -> None:
    assert greens(hues_of("bold", (140.0, 150.0, 160.0))) == 1


def test_red_that_is_nearly_black_leans_to_purple() -> None:
    assert all(hue > 320 or hue < 10 for hue in hues_of("night", (20.0, 20.0, 20.0)))
    assert all(10 < hue < 40 for hue in hues_of("deep", (20.0, 20.0, 20.0)))


def test_teal_is_printed_lighter_than_wine_or_it_would_be_black() -> None:
    def light(hue: float) -> float:
        return float(np.mean([ground_lch("deep", (hue,) * 3, 0.6, np.random.default_rng(s))[0] for s in range(60)]))

    assert light(185.0) > light(10.0) + 0.03
