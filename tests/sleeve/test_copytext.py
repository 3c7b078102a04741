"""Texts before they are set."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from albumen.sleeve.copytext import Copy, cleaned
from albumen.sleeve.faces import font


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        (None, ""),
        ("  Blue \t Monday\n", "Blue Monday"),
        ("e\u0301te\u0301", "été"),
        ("a\x00b\x1fc", "a b c"),
        ("\ufeffBOM", "BOM"),
        ("\u202ereversed\u202c", "reversed"),
        ("soft\u00adhyphen", "softhyphen"),
        ("no\u00a0break", "no break"),
        ("\ud83dhalf", "half"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u200d\ufe0f", ""),
        ("\u3164 \u2800", ""),
    ],
)
def test_texts_are_cleaned(text: str | None, clean: str) -> None:
    assert cleaned(text) == clean


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = cleaned(text)
    assert cleaned(once) == once
    assert once == once.strip()
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in once)


@given(st.text(st.sampled_from("abc de-(é)"), min_size=1, max_size=40))
def test_any_number_of_lines_sets_every_letter(text: str) -> None:
    copy = Copy(cleaned(text), "grotesque", "artist", 0.01)  # tracked, so that there are no ligatures
    drawn = len([c for c in copy.text if not c.isspace()])
    for count in range(1, copy.most_lines + 1):
        lines = copy.lines(count)
        assert len(lines) == count
        assert sum(len(line.glyphs) for line in lines) == drawn


def test_lines_are_shaped_once() -> None:
    copy = Copy("One two three", "serif", "title", 0.0)
    assert copy.lines(2) is copy.lines(2)


def test_capitals_measure_by_the_font_of_most_letters() -> None:
    assert Copy("Harbour", "condensed", "title", 0.0).cap_height == font("condensed", "title").cap_height
    assert Copy("Гавань", "condensed", "title", 0.0).cap_height != font("condensed", "title").cap_height


def test_more_lines_are_tried_in_a_narrower_place() -> None:
    copy = Copy("word " * 50, "grotesque", "artist", 0.0)
    assert copy.likely(0.5).stop > copy.likely(8.0).stop
    assert copy.likely(3.0).start >= 1
    assert Copy("word", "grotesque", "artist", 0.0).likely(0.1) == range(1, 2)
