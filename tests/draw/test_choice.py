"""The choice of plates."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from albumen.brief import Brief
from albumen.draw.press.choice import choose, ordered, wanted
from albumen.draw.press.engine import Press
from albumen.draw.press.plates import NAMES, plates
from albumen.errors import BadOption
from albumen.vocabulary import STYLES, Style
from tests.draw.pieces import song


def test_every_listed_file_holds_a_plate_of_its_name() -> None:
    assert [plate.name for plate in plates()] == list(NAMES)


@pytest.mark.parametrize("style", STYLES)
def test_variants_walk_through_all_plates_before_one_comes_again(style: Style) -> None:
    brief = Brief(song(), "", style=style)
    count = len(ordered(brief))
    names = [choose(replace(brief, variant=v)).name for v in range(2 * count)]
    assert len(set(names[:count])) == count
    assert names[:count] == names[count:]


@pytest.mark.parametrize("style", STYLES)
def test_plates_are_of_the_wanted_style(style: Style) -> None:
    assert {plate.style for plate in ordered(Brief(song(), "", style=style))} == {style}


def test_the_choice_is_the_briefs_alone() -> None:
    assert choose(Brief(song(3), "one", seed=5)) is choose(Brief(song(3), "two", seed=5))


def test_songs_and_seeds_begin_with_different_plates() -> None:
    assert len({choose(Brief(song(seed), "")).name for seed in range(24)}) >= 4
    assert len({choose(Brief(song(0), "", seed=seed)).name for seed in range(24)}) >= 4


def test_a_plate_that_suits_comes_first_more_often() -> None:
    firsts = Counter(choose(Brief(song(seed), "")).name for seed in range(300))
    affinity = {plate.name: plate.affinity(song()) for plate in plates() if plate.style == "album"}
    best, worst = max(affinity, key=lambda n: affinity[n]), min(affinity, key=lambda n: affinity[n])
    assert firsts[best] > firsts[worst]


def test_a_plate_that_is_asked_for_is_drawn_in_every_variant_of_its_style() -> None:
    brief = Brief(song(), "", style="conceptual", options={"plate": "aurora"})
    assert {choose(replace(brief, variant=v)).name for v in range(4)} == {"aurora"}


def test_several_plates_take_turns_each_in_its_style() -> None:
    brief = Brief(song(), "", options={"plate": "rings, sea,hollow"})
    drawn = {style: [choose(replace(brief, style=style, variant=v)).name for v in range(3)] for style in STYLES}
    assert drawn == {"album": ["rings", "hollow", "rings"], "conceptual": ["sea", "sea", "sea"]}


def test_a_style_for_which_no_plate_is_named_has_its_own_choice() -> None:
    brief = Brief(song(), "", style="conceptual")
    assert choose(replace(brief, options={"plate": "rings"})) is choose(brief)


@pytest.mark.parametrize("said", ["lighthouse", "Rings", "rings,", ",", "", "rings sea"])
def test_a_plate_that_there_is_not_is_named_with_those_that_there_are(said: str) -> None:
    with pytest.raises(BadOption, match=r"The option plate is '.*'; it takes one of ridges, .*, meadow\."):
        Press().check(Brief(song(), "", options={"plate": said}))


def test_without_the_option_nothing_is_wanted() -> None:
    assert wanted({}) == []
