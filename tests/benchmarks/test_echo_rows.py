"""The echo benchmark's statistics on figures known by hand."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from benchmarks.echo import FIGURES, SHUFFLES, agreement


def rng() -> np.random.Generator:
    return np.random.default_rng(0)


def test_pairs_that_belong_together_stand_out() -> None:
    found = agreement(np.eye(30), 1, rng())
    assert found.paired == 1.0
    assert found.shuffled == pytest.approx(1 / 30)
    assert found.p == pytest.approx(1 / (1 + SHUFFLES))


def test_less_can_be_better() -> None:
    assert agreement(1 - np.eye(30), -1, rng()).p < 0.001
    assert agreement(1 - np.eye(30), 1, rng()).p == 1.0


def test_the_p_value_is_the_share_of_all_orders() -> None:
    figures = np.random.default_rng(5).random((5, 5))
    means = [figures[range(5), order].mean() for order in itertools.permutations(range(5))]
    exact = np.mean(np.array(means) >= figures.trace() / 5 - 1e-12)
    assert agreement(figures, 1, rng()).p == pytest.approx(exact, abs=0.02)


def test_nothing_to_compare_is_left_out() -> None:
    figures = np.eye(4)
    figures[0] = np.nan
    assert agreement(figures, 1, rng()).paired == 1.0


def test_noise_does_not_stand_out() -> None:
    noise = [agreement(np.random.default_rng(seed).random((20, 20)), 1, rng()).p for seed in range(20)]
    assert 0.3 < np.mean(noise) < 0.7


def test_every_figure_has_a_direction() -> None:
    assert {better for _, better in FIGURES.values()} == {1, -1}
