from __future__ import annotations

from itertools import pairwise
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from albumen.play.band.form import Frame, form
from albumen.play.band.shapes import order
from albumen.play.band.style import Shape

FLAT = np.full(64, 0.5, np.float32)
FRAMES = st.builds(
    Frame,
    seconds=st.floats(5, 600),
    tempo=st.floats(50, 220),
    beats_per_bar=st.sampled_from([3, 4]),
    cycle=st.sampled_from([4, 8, 12]),
    shape=st.sampled_from(get_args(Shape)),
)


@given(frame=FRAMES)
def test_sections_cover_the_piece_without_gaps(frame: Frame) -> None:
    sections = [scene.section for scene in form(frame, FLAT)]
    assert sections[0].bar == 0
    assert all(a.bar + a.bars == b.bar for a, b in pairwise(sections))
    assert sections[-1].bar + sections[-1].bars == frame.bars


@given(frame=FRAMES)
def test_the_last_chord_has_less_than_a_bar_more_than_it_needs(frame: Frame) -> None:
    bar = frame.beats_per_bar * 60 / frame.tempo
    ring = frame.seconds - frame.bars * bar
    assert ring < bar + 1.5 + 1e-3
    assert frame.bars == 1 or ring >= min(1.5, 0.2 * frame.seconds) - 1e-3


@given(frame=FRAMES, arousal=st.floats(-1, 1))
def test_energies_lie_between_nothing_and_all(frame: Frame, arousal: float) -> None:
    assert all(0.1 <= scene.energy <= 1 for scene in form(frame, FLAT, arousal))


def test_a_blues_keeps_its_twelve_bars() -> None:
    scenes = form(Frame(120, 100, 4, 12, "blues"), FLAT)
    assert {scene.section.bars for scene in scenes if scene.section.name not in ("intro", "ending")} == {12}


def test_a_song_has_its_chorus_louder_than_its_verse_and_its_bridge_softest() -> None:
    energy = {scene.section.name: scene.energy for scene in form(Frame(180, 120, 4, 4, "song"), FLAT)}
    assert energy["B"] > energy["A"] > energy["C"]


def test_a_dance_builds_before_it_drops() -> None:
    names = [scene.section.name for scene in form(Frame(180, 126, 4, 4, "dance"), FLAT)]
    assert all(names[index + 1] == "B" for index, name in enumerate(names) if name == "build")
    assert "break" in names


@pytest.mark.parametrize("bars", range(60, 360, 4))
def test_a_drop_follows_every_build_and_no_break_a_break(bars: int) -> None:
    names = [scene.section.name for scene in form(Frame(2 * bars + 1.5, 120, 4, 4, "dance"), FLAT)]

    assert all(after in ("B", "E") for name, after in pairwise(names) if name == "build")
    assert ("break", "break") not in pairwise(names)


@given(frame=FRAMES)
def test_no_bridge_follows_a_bridge(frame: Frame) -> None:
    names = [scene.section.name for scene in form(frame, FLAT)]
    assert all(a != b or a not in ("C", "F", "break", "build") for a, b in pairwise(names))


def test_jazz_plays_the_head_then_solos_then_the_head() -> None:
    names = order("jazz", 12)
    solos = [index for index, name in enumerate(names) if name.startswith("solo")]
    assert names[0] == names[-1] == "A"
    assert min(solos) > names.index("B")
    assert max(solos) < len(names) - 1


def test_a_rondo_comes_back_to_its_theme_after_each_episode() -> None:
    assert order("rondo", 7) == ["A", "B", "A", "C", "A", "B", "A"]


@pytest.mark.parametrize("shape", get_args(Shape))
@pytest.mark.parametrize("blocks", range(1, 50))
def test_every_shape_has_as_many_sections_as_wanted(shape: Shape, blocks: int) -> None:
    assert len(order(shape, blocks)) == blocks


@pytest.mark.parametrize("shape", ["song", "dance", "jazz", "rondo", "drift"])
def test_ten_minutes_have_more_than_four_themes_and_no_theme_three_times_running(shape: Shape) -> None:
    themes = [scene.theme for scene in form(Frame(600, 120, 4, 4, shape), FLAT)]
    assert len(set(themes)) > 4
    assert all(len(set(three)) > 1 for three in zip(themes[1:], themes[2:-1], themes[3:-2], strict=False))


def test_the_last_chorus_of_a_long_song_is_lifted_and_stays_up() -> None:
    lifts = [scene.lift for scene in form(Frame(240, 120, 4, 4, "song"), FLAT, lift=2)]
    assert lifts == sorted(lifts)
    assert lifts[0] == 0
    assert lifts[-1] == 2


def test_a_busy_stretch_of_the_picture_has_more_energy() -> None:
    rising = np.linspace(0, 1, 64).astype(np.float32)
    choruses = [scene.energy for scene in form(Frame(180, 120, 4, 4, "song"), rising) if scene.section.name == "B"]
    assert choruses == sorted(choruses)
    assert choruses[-1] > choruses[0]
