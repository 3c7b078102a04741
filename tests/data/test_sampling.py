"""How often examples are drawn."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from albumen.data.sampling import Sampling, class_weights, drawn, example_weights, shuffled

COUNTS = np.array([1000, 100, 10, 0])


def test_inverse_frequency_gives_every_class_as_much() -> None:
    weights = class_weights(COUNTS, "inverse")
    np.testing.assert_allclose((weights * COUNTS)[:3], weights[0] * 1000)
    assert weights[3] == 0


def test_effective_numbers_are_those_of_their_sum() -> None:
    """Cui et al. 2019, equation 1: the effective number is 1 + beta + ... + beta^(n - 1)."""
    beta = 0.99
    effective = np.array([sum(beta**k for k in range(n)) for n in COUNTS[:3]])
    weights = class_weights(COUNTS, "effective", beta)[:3]
    np.testing.assert_allclose(weights / weights[0], effective[0] / effective, rtol=1e-12)


@pytest.mark.parametrize("sampling", ["shuffled", "inverse", "effective"])
def test_weights_are_one_on_average(sampling: Sampling) -> None:
    assert class_weights(COUNTS, sampling)[:3].mean() == pytest.approx(1)


def test_few_examples_make_effective_numbers_inverse_frequencies() -> None:
    few = np.array([3, 5, 8])
    np.testing.assert_allclose(class_weights(few, "effective", 1 - 1e-9), class_weights(few, "inverse"), rtol=1e-6)


def test_an_examples_chance_is_the_sum_of_its_classes() -> None:
    targets = np.array([[True, False], [True, True], [False, True]])
    np.testing.assert_allclose(example_weights(targets, np.array([1.0, 3.0])), [1 / 8, 4 / 8, 3 / 8])


def test_draws_follow_the_chances() -> None:
    chances = np.repeat([1e-5, 3e-5], 25_000)
    chances[0] = 0
    found = drawn(chances / chances.sum(), np.random.default_rng(0))
    assert len(found) == len(chances)
    assert (found >= 25_000).mean() == pytest.approx(0.75, abs=0.01)
    assert 0 not in found


@given(st.integers(1, 200), st.integers(0, 2**32))
def test_shuffling_holds_everything_once(size: int, seed: int) -> None:
    assert sorted(shuffled(size, np.random.default_rng(seed)).tolist()) == list(range(size))
