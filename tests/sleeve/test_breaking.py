"""Line breaking."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from albumen.sleeve.breaking import balanced, pieces


def lines(text: str, count: int) -> list[str]:
    parts = pieces(text)
    widths = [float(p.stop - p.start) for p in parts]
    return [text[a:b] for a, b in balanced(text, parts, widths, 1.0, count)]


def test_lines_are_of_nearly_the_same_length() -> None:
    assert lines("Everything In Its Right Place Again", 2) == ["Everything In Its", "Right Place Again"]


def test_articles_do_not_hang() -> None:
    assert lines("A Song for the Sea", 2) == ["A Song", "for the Sea"]


def test_a_bracket_begins_a_line() -> None:
    assert lines("Blue Monday (Twelve Inch)", 2) == ["Blue Monday", "(Twelve Inch)"]


def test_no_single_word_is_left_over() -> None:
    assert " " in lines("Somewhere Else (Live at the Paradiso, Amsterdam)", 3)[-1]


def test_hyphenated_words_may_part_after_the_hyphen() -> None:
    assert lines("Semi-Detached", 2) == ["Semi-", "Detached"]
    assert [p.spaced for p in pieces("X-Ray")] == [False]


def test_ideographs_part_but_not_before_closing_marks() -> None:
    text = "夜空「星屑」を、歩く"
    starts = {text[p.start] for p in pieces(text)[1:]}
    assert not starts & set("」、")
    assert not any(text[p.stop - 1] == "「" for p in pieces(text))


def test_korean_parts_at_spaces_alone() -> None:
    assert len(pieces("밤하늘의 별")) == 2


def test_marks_stay_with_their_letters_even_in_need() -> None:
    assert len(pieces("e\u0301a", anywhere=True)) == 2


@given(st.text(st.sampled_from("ab -(夜の)é"), min_size=1, max_size=40), st.integers(1, 6))
def test_nothing_is_lost_or_doubled(text: str, count: int) -> None:
    parts = pieces(text)
    if count <= len(parts):
        found = lines(text, count)
        assert len(found) == count
        assert "".join("".join(found).split()) == "".join(text.split())


@pytest.mark.parametrize("text", ["", "   "])
def test_nothing_has_no_pieces(text: str) -> None:
    assert pieces(text) == []
