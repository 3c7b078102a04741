from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from albumen.music import Section
from albumen.play.band.form import Scene
from albumen.play.band.harmony import assigned, harmonised
from albumen.play.band.style import BandStyle
from albumen.play.band.styles import STYLES
from albumen.play.band.theory import chord, progression

HOME = chord("I", 0)
STYLE = BandStyle("plain", {}, 0, (100, 120), (), ("I vi IV V", "IV V I I"), ("i iv V i",))


def scene(name: str, bars: int, lift: int = 0) -> Scene:
    return Scene(Section(name, 0, bars), 0.5, lift)


def bars(chords: tuple[object, ...], beats: int = 4) -> list[object]:
    return list(chords[::beats])


def test_a_theme_plays_its_progression_a_bar_a_chord() -> None:
    made = harmonised(scene("A", 8), scene("A", 8), {"A": "I vi IV V"}, STYLE, HOME)
    assert bars(made) == progression("I vi IV V I vi IV V", 0)


def test_the_last_section_ends_with_the_cadence() -> None:
    made = harmonised(scene("ending", 4), None, {"A": "I vi I I"}, STYLE, HOME)
    assert bars(made) == progression("I vi IV V", 0)


def test_a_style_without_a_cadence_goes_on_to_the_end() -> None:
    made = harmonised(scene("ending", 4), None, {"A": "I vi I I"}, replace(STYLE, cadence=("", "")), HOME)
    assert bars(made) == progression("I vi I I", 0)


def test_a_section_that_ends_at_home_turns_to_the_dominant_in_its_last_half_bar() -> None:
    made = harmonised(scene("B", 4), scene("A", 4), {"A": "I", "B": "IV V I I"}, STYLE, HOME)
    assert list(made[-4:]) == progression("I I V V", 0)


def test_before_a_lift_the_turn_is_the_new_key_s_dominant() -> None:
    made = harmonised(scene("B", 4), scene("B", 4, lift=2), {"A": "I", "B": "I vi IV V"}, STYLE, HOME)
    assert made[-1] == chord("V", 2)


def test_an_intro_is_the_end_of_the_round() -> None:
    made = harmonised(scene("intro", 2), scene("A", 4), {"A": "I vi IV V"}, STYLE, HOME)
    assert bars(made) == progression("IV V", 0)


@pytest.mark.parametrize("style", STYLES.values(), ids=lambda style: style.name)
@pytest.mark.parametrize("major", [True, False])
def test_every_style_has_chords_for_every_theme(style: BandStyle, major: bool) -> None:
    themes = assigned(style, major, np.random.default_rng(0))
    assert set(themes) >= {"A", "B", "C", "D", "E", "F", "build", "break"}
    for numerals in (*themes.values(), *style.cadence):
        progression(numerals, 0)


def test_blues_progressions_have_twelve_bars_on_their_three_chords() -> None:
    blues = STYLES["blues"]
    for numerals in blues.major:
        chords = progression(numerals, 0)
        assert len(chords) == 12
        assert {each.root for each in chords} == {0, 5, 7}
        assert chords[4].root == 5
        assert chords[8].root == 7
