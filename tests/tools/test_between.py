"""Mixtures of two excerpts."""

from __future__ import annotations

import numpy as np
import pytest

from tools.between import FARTHEST_CUE, REACH, between
from tools.teachers import Excerpts


@pytest.fixture
def excerpts() -> Excerpts:
    """Two excerpts of two packages, zero and one in everything; cues at both ends."""
    ends = np.array([[0.0], [1.0]], np.float32)
    return Excerpts(
        ends.repeat(400, axis=1), 0.2 + 0.6 * ends.repeat(100, axis=1), ends.repeat(100, axis=1),
        (4 * ends - 2).repeat(5, axis=1), 0.1 + 0.8 * ends.repeat(3, axis=1), np.ones(2, bool),
        np.array(["chess", "racing"]), np.array(["a", "b"]),
    )  # fmt: skip


def test_a_mixture_lies_on_the_line_through_both(excerpts: Excerpts) -> None:
    made, _ = between(excerpts, 500, np.random.default_rng(0))
    where = made.units[:, 0]
    assert made.units == pytest.approx(where[:, None].repeat(400, axis=1))
    assert made.logits == pytest.approx(where[:, None].repeat(100, axis=1))
    assert where.min() == pytest.approx(-REACH, abs=0.02)
    assert where.max() == pytest.approx(1 + REACH, abs=0.02)


def test_shares_and_scores_are_mixed_as_log_odds_and_stay_shares(excerpts: Excerpts) -> None:
    made, _ = between(excerpts, 500, np.random.default_rng(0))
    where = made.units[:, 0].astype(np.float64)
    ends = np.log(0.2 / 0.8), np.log(0.8 / 0.2)
    assert np.log(made.shares[:, 7] / (1 - made.shares[:, 7])) == pytest.approx(
        ends[0] + where * (ends[1] - ends[0]), abs=1e-4
    )
    assert ((made.scores > 0) & (made.scores < 1)).all()


def test_cues_stay_where_cues_are(excerpts: Excerpts) -> None:
    made, _ = between(excerpts, 500, np.random.default_rng(0))
    assert np.abs(made.cues).max() == FARTHEST_CUE


def test_both_packages_are_known_and_nothing_is_plain(excerpts: Excerpts) -> None:
    made, partners = between(excerpts, 500, np.random.default_rng(0))
    assert set(zip(made.package.tolist(), partners.tolist(), strict=True)) == {
        ("chess", "chess"), ("chess", "racing"), ("racing", "chess"), ("racing", "racing"),
    }  # fmt: skip
    assert not made.plain.any()
    same = made.package == partners
    assert np.isin(made.units[same, 0], (0.0, 1.0)).all(), "an excerpt and itself"
