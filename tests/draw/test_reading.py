"""Readings of material."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from albumen.draw.press.reading import grid, loudness, pitch_order, section_places, smooth, spread, stretches
from tests.draw.pieces import flat, piece


def test_a_stretch_is_the_mean_of_its_columns() -> None:
    values = np.array([0, 255, 0, 255, 255, 255], np.uint8)
    assert stretches(values, 3) == pytest.approx([0.5, 0.5, 1.0])


@given(st.integers(1, 300), st.integers(1, 60))
def test_any_length_gives_any_count(columns: int, count: int) -> None:
    read = stretches(flat(90, columns).mel, count)
    assert read.shape == (count, 96)
    assert read == pytest.approx(90 / 255, abs=1e-4)


def test_a_grid_keeps_low_bands_first_and_time_down() -> None:
    mel = np.zeros((100, 96), np.uint8)
    mel[:50, :48] = 255
    assert grid(mel, 2, 2) == pytest.approx(np.array([[1, 0], [0, 0]]), abs=0.03)


def test_spreading_fills_the_range_but_does_not_blow_up_a_constant() -> None:
    values = np.linspace(0.4, 0.6, 100, dtype=np.float32)
    assert spread(values, 0, 100)[[0, -1]] == pytest.approx([0, 1])
    assert spread(np.full(10, 0.7, np.float32)) == pytest.approx(0.5)
    assert spread(np.zeros(10, np.float32)) == pytest.approx(0)


def test_smoothing_keeps_the_sum_and_the_shape() -> None:
    values = np.zeros((101, 3), np.float32)
    values[50] = 1
    soft = smooth(values, 4)
    assert soft.shape == (101, 3)
    assert soft.sum(axis=0) == pytest.approx(1, abs=1e-3)
    assert soft[50, 0] == pytest.approx(1 / (4 * np.sqrt(2 * np.pi)), rel=0.02)
    assert smooth(values, 0) is values


def test_quiet_stays_quiet() -> None:
    assert loudness(flat(51, 40), 10) == pytest.approx(0.2)


def test_sections_are_fractions_from_nought() -> None:
    assert section_places(piece(0)) == pytest.approx([0, 40 / 180, 0.5, 140 / 180])
    nothing = replace(piece(0), sections=np.zeros(0, np.float32), seconds=0.0)
    assert section_places(nothing).tolist() == [0]


def test_the_strongest_pitch_comes_first() -> None:
    chroma = np.zeros((20, 12), np.uint8)
    chroma[:, 7], chroma[:, 2] = 255, 100
    assert pitch_order(replace(piece(0), chroma=chroma))[:2].tolist() == [7, 2]
