"""Words that no prompt may hold, however they are written."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from albumen.prompt.extend.banned import banned, fold, lists
from albumen.prompt.extend.cleaning import clean
from albumen.prompt.phrases import ANYWHERE, COMPOSITIONS, DAYLIGHT, FINISHES, LIGHTS, MEDIA, PALETTES, SCENES

OURS = [
    *(phrase for bank in (SCENES, LIGHTS, MEDIA, PALETTES) for phrases in bank.values() for phrase in phrases),
    *ANYWHERE, *DAYLIGHT, *COMPOSITIONS, *FINISHES,
]  # fmt: skip
TERMS = sorted({term for terms in lists().values() for term in terms})
ACCENTS = ("", "\u0301", "\u0308", "\u0327")


def bare(text: str) -> str:
    """Letters and digits alone, between spaces: another way to fold than the one that is tested."""
    letters = (letter for letter in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(letter))
    return f" {' '.join(''.join(letter if letter.isalnum() else ' ' for letter in letters).split())} "


@st.composite
def disguised(draw: st.DrawFn) -> str:
    """A banned term with capitals, accents, and other signs between its words."""
    words = draw(st.sampled_from(TERMS)).split()
    between = draw(st.sampled_from([" ", "  ", "-", ". ", "_", " '"]))
    text = between.join(words)
    letters = [
        (letter.upper() if draw(st.booleans()) else letter) + (draw(st.sampled_from(ACCENTS)) if letter == "e" else "")
        for letter in text
    ]
    return "".join(letters)


@given(disguised())
def test_a_term_is_known_in_any_disguise(term: str) -> None:
    assert banned(f"a quiet sea, {term}, at dawn")


@given(
    st.lists(st.one_of(disguised(), st.sampled_from(OURS)), max_size=12),
    st.sampled_from([", ", ",", " | ", "\n", "; "]),
)
def test_no_term_ever_comes_through(phrases: list[str], between: str) -> None:
    left = bare(", ".join(clean(between.join(phrases), whole=True)))
    assert [term for term in TERMS if f" {term} " in left] == []


def test_what_is_harmless_comes_through_as_it_is() -> None:
    assert [phrase for phrase in OURS if ", ".join(clean(phrase, whole=True)) != phrase] == []


def test_none_of_our_own_phrases_is_banned() -> None:
    assert [phrase for phrase in OURS if banned(phrase)] == []


@pytest.mark.parametrize(
    "text",
    ["a textured wall", "wordless sea", "a canonical form", "sextant", "designer chair", "therapist",
     "turner of pots", "a rich contexture"],
)  # fmt: skip
def test_words_that_only_hold_a_term_are_free(text: str) -> None:
    assert banned(text) is None


@pytest.mark.parametrize(
    ("written", "folded"),
    [("Zdzisław BEKSIŃSKI", "zdzislaw beksinski"), ("H.R. Giger's", "h r giger s"), ("  Moebius—  ", "moebius"),
     ("Hélène Ångström-Ødegård", "helene angstrom odegard"), ("", "")],
)  # fmt: skip
def test_folding(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_names_may_be_allowed_but_never_sites_brands_lettering_or_nudity() -> None:
    assert banned("greg rutkowski") == "greg rutkowski"
    assert banned("greg rutkowski", allow_names=True) is None
    for text in ("artstation", "unreal engine", "typography", "nude"):
        assert banned(text, allow_names=True) == text


def test_the_lists_are_folded_and_long_enough_and_say_why() -> None:
    assert {len(terms) == len(set(terms)) for terms in lists().values()} == {True}
    assert all(term == fold(term) for term in TERMS)
    assert len(lists()["artists"]) > 150
    assert {"greg rutkowski", "artgerm", "alphonse mucha", "beeple", "wlop"} <= set(lists()["artists"])
