"""What is kept of what a language model wrote."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from albumen.prompt.extend.cleaning import MOST_TOKENS, clean, estimated_tokens

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
piece = st.sampled_from(
    [
        "sharp focus",
        "soft light",
        ",",
        ", ",
        " and ",
        "by ",
        "by jane doe",
        "a boat",
        "...",
        "\n",
        "very ",
        "((",
        "8k",
        " of",
    ]
)
texts = st.one_of(words, st.lists(piece, max_size=40).map("".join))


@given(texts, st.booleans(), st.integers(0, MOST_TOKENS), st.booleans())
def test_any_text_gives_clean_phrases_within_the_room(text: str, whole: bool, room: int, names: bool) -> None:
    kept = clean(text, whole=whole, room=room, allow_names=names)
    joined = ", ".join(kept)
    assert estimated_tokens(joined) <= room
    assert joined.isprintable() or not joined
    assert joined == " ".join(joined.split())
    assert not any("," in phrase or phrase != phrase.strip(" .,-") for phrase in kept)
    assert len({phrase.casefold() for phrase in kept}) == len(kept)
    assert kept == clean(text, whole=whole, room=room, allow_names=names)


@given(texts)
def test_cleaning_what_is_clean_changes_nothing(text: str) -> None:
    once = clean(text, whole=True)
    assert clean(", ".join(once), whole=True) == once


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("soft light, soft light, Soft  Light,, ,soft light", ["soft light"]),
        ("highly detailed, detailed, sharp focus", ["highly detailed", "sharp focus"]),
        ("very very very dark sea", ["very dark sea"]),
        ("(((muted tones))), [pastel] palette", ["muted tones", "pastel palette"]),
        ("a sea of fog. soft light", ["a sea of fog", "soft light"]),
        ("a lake and, with mist, of the", ["a lake", "mist"]),
        ("8, k, ..., a b", []),
        ("soft light\x00grain\u200bpaper", ["soft light", "grain", "paper"]),
    ],
)
def test_repeats_loose_ends_and_signs_go(written: str, kept: list[str]) -> None:
    assert clean(written, whole=True) == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a lake by jane doe and john roe, soft light", ["a lake", "soft light"]),
        ("art by jane doe, john roe, mary major, soft light", ["soft light"]),
        ("in the style of jane doe and others, soft light", ["soft light"]),
        ("painted in the manner of jane doe", ["painted"]),
        ("inspired by jane doe, a boat on a lake", ["a boat on a lake"]),
        ("digital painting by Zdzisław Beksiński", ["digital painting"]),
        ("greg rutkowski's light, soft light", ["soft light"]),
        ("greg, rutkowski, soft light", ["greg", "soft light"]),
        ("a house by the sea, lit by moonlight, surrounded by trees", ["a house by the sea", "lit by moonlight",
                                                                      "surrounded by trees"]),
        ("a scene by the artist jane doe", ["a scene"]),
    ],
)  # fmt: skip
def test_names_go_whole_with_those_who_follow(written: str, kept: list[str]) -> None:
    assert clean(written, whole=True) == kept


def test_names_stay_where_they_are_allowed() -> None:
    text = "a lake by jane doe, in the style of greg rutkowski, soft light"
    assert clean(text, whole=True, allow_names=True) == text.split(", ")


def test_a_phrase_that_was_cut_off_goes() -> None:
    assert clean("soft light, a tall tre") == ["soft light"]
    assert clean("soft light, a tall tree", whole=True) == ["soft light", "a tall tree"]


def test_what_does_not_fit_is_cut_at_a_comma() -> None:
    text = ", ".join(f"a {colour} boat on the lake" for colour in ("red", "blue", "green", "black", "white"))
    kept = clean(text, whole=True, room=20)
    assert kept == ["a red boat on the lake", "a blue boat on the lake"]


@pytest.mark.parametrize(
    ("text", "clip"),
    [
        # Counted with CLIP's own byte-pair vocabulary (openai/CLIP, bpe_simple_vocab_16e6).
        ("highly detailed, intricate, volumetric lighting, hyperrealism, photorealistic, chiaroscuro", 19),
        ("a chrome sphere hovering over dunes, candle glow, charcoal and ink wash", 14),
        ("Zdzisław Beksiński 8k 35mm f/1.4", 17),
        ("", 0),
    ],
)
def test_the_estimate_is_near_clips_count_and_not_under_it(text: str, clip: int) -> None:
    assert clip <= estimated_tokens(text) <= 1.4 * clip
