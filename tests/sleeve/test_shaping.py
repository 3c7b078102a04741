"""Shaping: kerning as raqm has it, joined scripts, right-to-left lines."""

from __future__ import annotations

import pytest
from PIL import ImageFont, features

from albumen.sleeve.faces import font
from albumen.sleeve.shaping import reads_rightwards, shape, visual_order

GROTESQUE = font("grotesque", "title")


def order(text: str, rightwards: bool | None = None) -> list[tuple[str, bool]]:
    return [(t, forward) for _, t, forward in visual_order([(GROTESQUE, text)], rightwards)]


@pytest.mark.skipif(not features.check("raqm"), reason="Pillow has raqm only where libfribidi is")
@pytest.mark.parametrize("text", ["AVATAR", "To Ty We", "Wäſche fi".replace("ſ", "s"), "Подмосковные"])
def test_widths_are_raqms(text: str) -> None:
    theirs = ImageFont.truetype(str(GROTESQUE.path), 1000, layout_engine=ImageFont.Layout.RAQM)
    grown = shape([(GROTESQUE, f"H{text}H")]).width - shape([(GROTESQUE, "HH")]).width
    assert grown == pytest.approx((theirs.getlength(f"H{text}H") - theirs.getlength("HH")) / 1000, abs=0.005)


def test_pairs_are_kerned() -> None:
    apart = shape([(GROTESQUE, "A")]).width + shape([(GROTESQUE, "V")]).width
    assert shape([(GROTESQUE, "AV")]).width < apart


def test_ink_begins_at_nought() -> None:
    line = shape([(GROTESQUE, "Hll")])
    assert min(contour[:, 0].min() for glyph in line.glyphs for contour in glyph) == pytest.approx(0, abs=1e-6)


def test_tracking_opens_every_gap_but_the_last() -> None:
    plain, open_ = (shape([(GROTESQUE, "ABCD")], tracking=t) for t in (0.0, 0.2))
    assert open_.width - plain.width == pytest.approx(3 * 0.2, abs=1e-5)


def test_a_combining_mark_takes_no_tracking() -> None:
    plain, open_ = (shape([(GROTESQUE, "x\u0301x")], tracking=t) for t in (0.0, 0.2))
    assert open_.width - plain.width == pytest.approx(0.2, abs=0.01)


def test_joined_scripts_are_never_spaced() -> None:
    text = "नमस्ते"
    assert shape([(GROTESQUE, text)], 0.3).width == shape([(GROTESQUE, text)], 0.0).width


def test_hebrew_runs_from_the_right() -> None:
    assert order("שלום") == [("שלום", False)]
    assert not reads_rightwards("שלום (Live)")


def test_latin_in_a_hebrew_line_stands_to_its_left_and_keeps_its_order() -> None:
    assert order("שלום Live") == [("Live", True), ("שלום ", False)]


def test_brackets_follow_the_line() -> None:
    shown = order("שלום (Live) 24")
    assert [t for t, _ in shown] == ["24", ") ", "Live", "שלום ("]


def test_numbers_in_a_hebrew_line_run_rightwards() -> None:
    assert ("2024", True) in order("שלום 2024")


def test_hebrew_in_a_latin_line_does_not_turn_the_line() -> None:
    assert order("Live שלום now") == [("Live ", True), ("שלום", False), (" now", True)]


def test_a_part_of_a_line_keeps_the_direction_of_the_whole() -> None:
    assert [t for t, _ in order("(Live)", rightwards=False)] == [")", "Live", "("]
    assert [t for t, _ in order("(Live)")] == ["(Live)"]
