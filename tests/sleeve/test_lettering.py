"""Lettering as it lies on the picture."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from albumen.colour.contrast import contrast
from albumen.picture import Face, Picture, TypeArea
from albumen.sleeve import fallback
from albumen.sleeve.lettering import letter
from tests.sleeve.grounds import flat, grainy, ink_mask, with_areas

WHITE = (250, 250, 250)
TOP = TypeArea("both", 0.1, 0.1, 0.9, 0.4, WHITE, size=0.06)


@pytest.fixture
def bare_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fallback, "_system_font", lambda characters: None)


@settings(max_examples=25, deadline=None)
@given(
    st.text(st.characters(codec="latin-1"), max_size=80),
    st.text(st.characters(codec="latin-1"), max_size=30),
    st.sampled_from(("grotesque", "serif", "condensed", "hand", "display")),
    st.floats(0, 0.5),
    st.floats(0, 0.7),
)
def test_no_pixel_outside_the_area_changes(title: str, artist: str, face: Face, left: float, top: float) -> None:
    area = TypeArea("both", left, top, left + 0.5, top + 0.3, WHITE, face, size=0.1)
    picture = with_areas(area, side=240)
    rows, columns = np.nonzero(ink_mask(picture.pixels, letter(picture, title, artist).picture.pixels))
    if len(rows):
        assert columns.min() >= np.floor(left * 240)
        assert columns.max() < np.ceil((left + 0.5) * 240)
        assert rows.min() >= np.floor(top * 240)
        assert rows.max() < np.ceil((top + 0.3) * 240)


def test_the_given_picture_is_left_alone() -> None:
    picture = with_areas(TOP)
    before = picture.pixels.copy()
    letter(picture, "Title", "Artist")
    assert np.array_equal(picture.pixels, before)


@pytest.mark.parametrize(
    "nothing", [None, "", "   ", "\n\t", "\u200b\ufeff", "\u200d", "\u034f\ufe0f", "\u3164", "\u2800 \u2800"]
)
def test_without_words_nothing_is_set(nothing: str | None) -> None:
    picture = with_areas(TOP)
    done = letter(picture, nothing, nothing)
    assert np.array_equal(done.picture.pixels, picture.pixels)
    assert done.notes == ()


def test_either_word_alone_is_set() -> None:
    for title, artist in (("Title", None), (None, "Artist")):
        assert len(letter(with_areas(TOP), title, artist).blocks[0].lines) == 1


def test_title_and_artist_go_to_their_own_areas() -> None:
    title = TypeArea("title", 0.1, 0.1, 0.9, 0.3, WHITE)
    artist = TypeArea("artist", 0.1, 0.7, 0.9, 0.9, WHITE)
    picture = with_areas(title, artist)
    rows = np.nonzero(ink_mask(picture.pixels, letter(picture, "Up", None).picture.pixels))[0]
    assert rows.max() < 200
    rows = np.nonzero(ink_mask(picture.pixels, letter(picture, None, "Down").picture.pixels))[0]
    assert rows.min() > 400


def test_a_self_titled_record_says_its_name_once() -> None:
    assert len(letter(with_areas(TOP), "Portishead", "PORTISHEAD").blocks[0].lines) == 1


def test_areas_on_one_line_share_a_baseline() -> None:
    left = TypeArea("title", 0.1, 0.8, 0.6, 0.95, WHITE, "condensed", anchor="bottom", size=0.05)
    right = TypeArea("artist", 0.65, 0.8, 0.9, 0.95, WHITE, "condensed", "right", "bottom", size=0.02)
    title, artist = letter(with_areas(left, right), "Saharan Penguin", "The Cold Dates").blocks
    assert title.lines[-1].baseline == artist.lines[-1].baseline


def test_type_that_would_not_read_gets_another_colour() -> None:
    area = TypeArea("both", 0.1, 0.1, 0.9, 0.4, (30, 34, 70))
    done = letter(with_areas(area, colour=(20, 24, 60)), "Title", None)
    assert contrast(done.inks[0].colour, (20, 24, 60)) >= 4.5


def test_what_lies_there_is_measured_on_the_picture() -> None:
    pixels = flat((255, 255, 255), 400)
    pixels[::2, ::2] = 0  # a fine screen: grey to the eye
    pixels[:, 200:] = 128
    done = letter(Picture(pixels, "", (TypeArea("both", 0.05, 0.1, 0.95, 0.5, (150, 150, 150)),)), "Screen test", None)
    assert done.inks[0].contrast >= 4.5


def test_a_restless_ground_gets_a_scrim() -> None:
    rng = np.random.default_rng(0)
    blocks = rng.integers(0, 2, (20, 20, 1)).repeat(30, 0).repeat(30, 1).repeat(3, 2)
    picture = Picture((blocks * 255).astype(np.uint8), "", (TOP,))
    done = letter(picture, "Restless", None)
    assert done.inks[0].scrim > 0
    assert done.inks[0].contrast >= 4.5


def test_a_picture_without_areas_is_lettered_where_it_is_calm() -> None:
    pixels = grainy((200, 190, 180), 400, 60)
    pixels[260:] = (235, 230, 220)
    done = letter(Picture(pixels, "somewhere"), "Calm", "Water")
    assert done.blocks[0].box[1] > 260
    assert contrast(done.inks[0].colour, (235, 230, 220)) >= 4.5


@pytest.mark.usefixtures("bare_machine")
def test_an_emoji_without_a_font_is_passed_over_and_said() -> None:
    done = letter(with_areas(TOP), "Night 🌙 Drive", None)
    assert "🌙" in done.notes[0]
    assert sum(len(p.line.glyphs) for p in done.blocks[0].lines) == len("NightDrive")


@pytest.mark.usefixtures("bare_machine")
def test_a_title_with_letters_that_cannot_be_drawn_is_left_off_and_said() -> None:
    done = letter(with_areas(TOP), "夜 Drive", "Kino")
    assert "夜" in done.notes[0]
    assert "left off" in done.notes[0]
    assert sum(len(p.line.glyphs) for p in done.blocks[0].lines) == len("Kino")


@pytest.mark.usefixtures("bare_machine")
def test_only_undrawable_signs_leave_the_picture_bare() -> None:
    picture = with_areas(TOP)
    done = letter(picture, "🌙🌙", None)
    assert np.array_equal(done.picture.pixels, picture.pixels)
    assert len(done.notes) == 1


def test_the_same_words_give_the_same_pixels() -> None:
    first, second = (letter(with_areas(TOP), "Encore", "Une fois").picture.pixels for _ in range(2))
    assert np.array_equal(first, second)


def test_hostile_words_are_survived() -> None:
    for title in ("\ud800bad", "a\x00b\x07c", "\u202egnp.exe", "x" * 5000, "\u0301\u0301", "🏳️‍🌈" * 50, "ﷺ" * 20):
        letter(with_areas(TOP, side=200), title, "Someone")


def test_a_text_too_long_for_any_size_is_left_off_and_said() -> None:
    done = letter(with_areas(TOP), "word " * 400, None)
    assert done.blocks == ()
    assert "too long" in done.notes[0]


@pytest.mark.usefixtures("bare_machine")
def test_a_sign_of_several_characters_is_named_whole() -> None:
    """A family and a rainbow flag: their joiners and selectors alone would say nothing."""
    done = letter(with_areas(TOP), "Home 👩‍👧 🏳️‍🌈", None)
    assert done.notes == ("No font here can draw 👩‍👧 🏳️‍🌈 of the title; set without.",)
