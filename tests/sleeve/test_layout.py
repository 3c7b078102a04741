"""Blocks of lettering in their areas."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from albumen.picture import Face, TypeArea
from albumen.sleeve.fallback import choose
from albumen.sleeve.layout import READABLE, SIGNATURE, Block, set_block

SIDE = 1000


def letters_at_hand(text: str) -> bool:
    return not choose(text, "grotesque", "title")[1]


FACES: tuple[Face, ...] = ("grotesque", "serif", "condensed", "hand", "display")
LONG = "When the Pawn Hits the Conflicts He Thinks Like a King What He Knows Throws the Blows " * 3
LETTERS = st.characters(codec="latin-1", categories=("Lu", "Ll", "Nd", "Po", "Ps", "Pe", "Zs"))


def area(**changes: object) -> TypeArea:
    settings: dict[str, object] = {
        "role": "both", "left": 0.1, "top": 0.1, "right": 0.9, "bottom": 0.4, "colour": (255, 255, 255), "size": 0.06,
    }  # fmt: skip
    return TypeArea(**{**settings, **changes})  # type: ignore[arg-type]


def block(title: str, artist: str = "", **changes: object) -> Block:
    found = set_block(title, artist, area(**changes), SIDE)
    assert found is not None
    return found


def cap(found: Block, line: int = 0) -> float:
    """Cap height of a line that begins with a flat capital, in sides."""
    placed = found.lines[line]
    return placed.line.top * placed.scale / SIDE


@st.composite
def areas(draw: st.DrawFn) -> TypeArea:
    left, top = draw(st.floats(0, 0.6)), draw(st.floats(0, 0.8))
    return TypeArea(
        "both", left, top, draw(st.floats(left + 0.2, 1)), draw(st.floats(top + 0.06, 1)), (255, 255, 255),
        draw(st.sampled_from(FACES)), draw(st.sampled_from(("left", "centre", "right"))),
        draw(st.sampled_from(("top", "middle", "bottom"))), draw(st.booleans()), draw(st.floats(0.01, 0.2)),
    )  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.text(LETTERS, max_size=60), st.text(LETTERS, max_size=40), areas())
def test_ink_never_leaves_its_area(title: str, artist: str, place: TypeArea) -> None:
    found = set_block(" ".join(title.split()), " ".join(artist.split()), place, SIDE)
    if found and found.lines:
        left, top, right, bottom = found.box
        assert left >= place.left * SIDE - 1e-3
        assert top >= place.top * SIDE - 1e-3
        assert right <= place.right * SIDE + 1e-3
        assert bottom <= place.bottom * SIDE + 1e-3


@pytest.mark.parametrize("face", FACES)
def test_a_short_title_gets_the_size_that_was_asked_for(face: Face) -> None:
    assert cap(block("HE", face=face)) == pytest.approx(0.06, rel=0.02)


def test_a_longer_title_is_broken_rather_than_made_tiny() -> None:
    found = block("The Unbearable Lightness of Being Somewhere Else Again")
    assert len(found.lines) >= 2
    assert cap(found) > READABLE


def test_a_title_of_250_letters_is_set_whole() -> None:
    found = block(LONG)
    marks = sum(len(placed.line.glyphs) for placed in found.lines)
    assert marks == len(LONG.replace(" ", ""))  # Manrope has no ligatures in these words


def test_one_endless_word_is_broken_in_need() -> None:
    found = block("A" * 180)
    assert len(found.lines) > 1
    assert sum(len(placed.line.glyphs) for placed in found.lines) == 180


@given(st.integers(1, 120))
@settings(max_examples=60, deadline=None)
def test_no_title_is_between_reading_and_signing(length: int) -> None:
    found = set_block("H" * length, "", area(bottom=0.2), SIDE)
    assert found is not None
    assert cap(found) >= READABLE * 0.999 or cap(found) <= SIGNATURE * 1.001


def test_lines_of_a_block_do_not_touch() -> None:
    found = block("ÅÉÎ gjpq ÅÉÎ gjpq ÅÉÎ gjpq", "ÅÉÎ gjpq", right=0.5, face="condensed")
    edges = [(p.baseline - p.line.top * p.scale, p.baseline - p.line.bottom * p.scale) for p in found.lines]
    assert len(edges) > 2
    assert all(above[1] < below[0] for above, below in pairwise(edges))


@pytest.mark.parametrize(("align", "at"), [("left", 0.1), ("right", 0.9), ("centre", 0.5)])
def test_ink_is_flush_with_the_edge(align: str, at: float) -> None:
    found = block("Ho", "To", align=align)
    for placed in found.lines:
        left, right = placed.x, placed.x + placed.line.width * placed.scale
        edge = {"left": left, "right": right, "centre": (left + right) / 2}[align]
        assert edge / SIDE == pytest.approx(at, abs=1e-6)


def test_the_artist_is_smaller_than_the_title_and_below_it() -> None:
    found = block("Harbour", "Hum")
    assert cap(found, 1) < 0.6 * cap(found)
    assert found.lines[1].baseline > found.lines[0].baseline


@pytest.mark.parametrize(("anchor", "edge"), [("top", 0.1), ("bottom", 0.4)])
def test_the_anchor_holds_the_ink(anchor: str, edge: float) -> None:
    _, top, _, bottom = block("HH", anchor=anchor).box
    assert (top if anchor == "top" else bottom) / SIDE == pytest.approx(edge, abs=1e-6)


def test_capitals_are_tracked_open() -> None:
    tight, open_ = (block("HHHH", size=0.02, capitals=c).lines[0].line for c in (False, True))
    assert open_.width > tight.width + 3 * 0.2


def test_what_cannot_be_read_is_not_set() -> None:
    assert set_block(LONG * 40, "", area(), SIDE) is None


@pytest.mark.parametrize("edges", [{"left": 0.9}, {"top": 0.4}, {"left": 0.95, "right": 0.2}, {"bottom": 0.1005}])
def test_a_place_without_room_stays_empty(edges: dict[str, float]) -> None:
    assert set_block("Harbour", "Hum", area(**edges), SIDE) is None


def test_no_words_no_block() -> None:
    assert set_block("", "", area(), SIDE) is None


@pytest.mark.parametrize("face", FACES)
def test_a_larger_wish_never_sets_smaller(face: Face) -> None:
    sizes = [cap(block("Harbour Lights", face=face, size=s / 100)) for s in range(3, 16)]
    assert all(small <= large + 1e-9 for small, large in pairwise(sizes))


def test_a_moved_block_is_the_same_lower_down() -> None:
    found = block("Harbour", "Hum")
    moved = found.moved(12.5)
    assert moved.box[0] == found.box[0]
    assert moved.box[1] == pytest.approx(found.box[1] + 12.5)
    assert [p.scale for p in moved.lines] == [p.scale for p in found.lines]


def test_ideographs_are_as_tall_as_capitals() -> None:
    """Their ink is measured, for their fonts' Latin capitals are much lower than they are."""
    if not letters_at_hand("夜"):
        pytest.skip("no font on this machine has ideographs")
    found = block("夜夜")
    placed = found.lines[0]
    ink = (placed.line.top - placed.line.bottom) * placed.scale / SIDE
    assert ink == pytest.approx(0.06, rel=0.2)


def test_words_without_ink_are_not_set() -> None:
    assert set_block("\u200d", "\u200d", area(), SIDE) is None
