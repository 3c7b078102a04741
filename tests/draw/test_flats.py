"""Colours that stand apart, corners that are free, and whom a plate suits."""

from __future__ import annotations

import numpy as np
import pytest

from albumen.colour.palette import palette
from albumen.description import Affect, Description
from albumen.draw.press.canvas import Canvas
from albumen.draw.press.flats import apart, clearest, leaning, turn_of
from albumen.draw.press.plate import Sheet
from albumen.draw.press.plausible import material_of
from albumen.draw.press.shapes import rectangle

RED, BLUE, WHITE = (220, 40, 40), (30, 60, 200), (255, 255, 255)


def test_a_colour_near_the_ground_is_left_out() -> None:
    assert apart([(250, 250, 245), RED, BLUE], WHITE) == (RED, BLUE)


def test_every_ground_counts() -> None:
    assert apart([RED, BLUE], WHITE, (225, 50, 50)) == (BLUE,)


def test_if_none_stands_apart_the_farthest_is_given() -> None:
    assert apart([(254, 254, 254), (240, 240, 240)], WHITE) == ((240, 240, 240),)


def test_the_first_clear_box_is_chosen() -> None:
    canvas = Canvas(1400, WHITE)
    canvas.polygon(rectangle(0, 0, 0.5, 0.5), RED)
    boxes = [(0.1, 0.1, 0.4, 0.2), (0.6, 0.1, 0.9, 0.2), (0.6, 0.7, 0.9, 0.8)]
    assert clearest(canvas, WHITE, boxes) == boxes[1]


def test_a_box_wants_clear_space_around_it() -> None:
    canvas = Canvas(1400, WHITE)
    canvas.polygon(rectangle(0, 0, 0.59, 0.5), RED)
    boxes = [(0.6, 0.1, 0.9, 0.2), (0.6, 0.7, 0.9, 0.8)]
    assert clearest(canvas, WHITE, boxes) == boxes[1]


def test_where_nothing_is_clear_the_least_drawn_is_chosen() -> None:
    canvas = Canvas(1400, RED)
    canvas.polygon(rectangle(0.5, 0.5, 0.7, 1), WHITE)
    boxes = [(0.1, 0.1, 0.4, 0.2), (0.6, 0.6, 0.9, 0.8)]
    assert clearest(canvas, WHITE, boxes) == boxes[1]


def test_leaning_adds_what_was_heard() -> None:
    heard = Description(genres={"Jazz": 0.5}, moods={"Happy": 1.0}, affect=Affect(0.5, -1.0))
    assert leaning(heard, {"Jazz": 0.8, "Happy": 0.1, "Rock": 2.0}) == pytest.approx(0.7 + 0.4 + 0.1)
    assert leaning(heard, {}, valence=0.2, arousal=0.1) == pytest.approx(0.7 + 0.1 - 0.1)


def test_leaning_stays_within_its_range() -> None:
    heard = Description(genres={"Jazz": 1.0}, affect=Affect(-1.0, 0.0))
    assert leaning(heard, {"Jazz": 5.0}) == 2.0
    assert leaning(heard, {}, valence=3.0) == 0.3


def sheet_of(tempo: float, variant: int) -> Sheet:
    song = Description(tempo=tempo)
    dice = np.random.default_rng(0)
    return Sheet(song, material_of(song), palette(song, dice), dice, variant)


def test_variants_of_a_song_take_every_composition_by_turns() -> None:
    taken = [turn_of(sheet_of(120.0, variant), (1, 2, 3)) for variant in range(6)]
    assert sorted(taken[:3]) == [1, 2, 3]
    assert taken[:3] == taken[3:]


def test_songs_begin_with_compositions_of_their_own() -> None:
    assert {turn_of(sheet_of(60.0 + i, 0), (1, 2, 3)) for i in range(30)} == {1, 2, 3}
