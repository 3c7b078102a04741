"""Slopes and offsets that make log odds mean what they say."""

from __future__ import annotations

import numpy as np
import pytest

from tools.calibration import calibration_error, crossed_error, offset_for, platt, sigmoid


def drawn(count: int, slope: float, offset: float) -> tuple[np.ndarray, np.ndarray]:
    """Log odds, and labels that follow them with this slope and offset."""
    rng = np.random.default_rng(0)
    odds = rng.normal(scale=2, size=count)
    return odds, rng.random(count) < 1 / (1 + np.exp(-(slope * odds + offset)))


def test_platt_finds_the_slope_and_offset_that_made_the_labels() -> None:
    slope, offset = platt(*drawn(40_000, 0.7, -1.2))
    assert slope == pytest.approx(0.7, abs=0.03)
    assert offset == pytest.approx(-1.2, abs=0.04)


def test_calibration_error_is_the_distance_of_told_and_true() -> None:
    true = np.array([True, False] * 50)
    assert calibration_error(np.full(100, 0.5), true) == pytest.approx(0.0)
    assert calibration_error(np.full(100, 0.8), true) == pytest.approx(0.3)
    assert calibration_error(true.astype(float), true) == pytest.approx(0.0)


def test_odds_off_by_a_slope_and_an_offset_are_mended_by_the_other_half() -> None:
    odds, true = drawn(20_000, 0.3, 2.0)
    half = np.arange(20_000) % 2 == 0
    assert calibration_error(sigmoid(odds), true) > 0.2
    assert crossed_error(odds, true, half) < 0.02


@pytest.mark.parametrize("share", [0.1, 1 / 3, 0.9])
def test_an_offset_makes_a_class_as_likely_as_it_should_be(share: float) -> None:
    odds = np.random.default_rng(1).normal(scale=3, size=500)
    assert sigmoid(odds + offset_for(odds, share)).mean() == pytest.approx(share)
