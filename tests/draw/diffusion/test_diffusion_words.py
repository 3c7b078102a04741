"""Long prompts are read whole, window by window, cut where a reader would pause."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from albumen.draw.diffusion.words import MOST_WINDOWS, cut


def ten_words(text: str) -> bool:
    return len(text.split()) <= 10


def forty_letters(text: str) -> bool:
    return len(text) <= 40


def test_a_short_prompt_is_one_piece_as_it_is() -> None:
    assert cut("a red boat, at night", ten_words).pieces == ("a red boat, at night",)


def test_an_empty_prompt_is_one_empty_piece() -> None:
    assert cut("  ", ten_words).pieces == ("",)


def test_a_long_prompt_is_cut_between_phrases() -> None:
    text = "a red boat on a black sea, a storm behind it, oil on canvas, visible brushwork"
    assert cut(text, ten_words).pieces == (
        "a red boat on a black sea,",
        "a storm behind it, oil on canvas, visible brushwork",
    )


def test_a_phrase_that_is_too_long_is_cut_between_words() -> None:
    pieces = cut(" ".join(f"w{n}" for n in range(24)), ten_words).pieces
    assert all(len(piece.split()) <= 10 for piece in pieces)
    assert " ".join(pieces) == " ".join(f"w{n}" for n in range(24))


def test_a_word_that_is_too_long_is_cut_between_letters() -> None:
    assert "".join(cut("x" * 100, forty_letters).pieces) == "x" * 100


def test_what_goes_beyond_the_last_window_is_told() -> None:
    windows = cut(", ".join(f"phrase number {n} of many" for n in range(30)), ten_words)
    assert len(windows.pieces) == MOST_WINDOWS
    assert windows.left_out.startswith(f"phrase number {2 * MOST_WINDOWS} of many,")
    assert windows.left_out.endswith("phrase number 29 of many")


@given(st.text(st.characters(codec="utf-8"), max_size=300))
def test_nothing_is_lost_and_everything_fits(text: str) -> None:
    windows = cut(text, forty_letters, most=1000)
    assert "".join("".join(windows.pieces).split()) == "".join(text.split())
    assert all(forty_letters(piece) for piece in windows.pieces)
