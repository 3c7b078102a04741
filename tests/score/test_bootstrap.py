"""Bootstrap intervals against theory, and against resampling in plain sight."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, f1_score

from albumen.score.bootstrap import intervals


def some(examples: int) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    rng = np.random.default_rng(0)
    targets = rng.random((examples, 2)) < [0.3, 0.6]
    return targets, 0.4 * targets + 0.6 * rng.random((examples, 2))


def test_a_recalls_interval_is_as_wide_as_the_binomial_says() -> None:
    rng = np.random.default_rng(1)
    targets = np.ones((400, 1), bool)
    scores = (rng.random((400, 1)) < 0.8).astype(np.float64)
    low, high = intervals(targets, scores, 0.5, np.random.default_rng(2)).classes["recall"][0]
    share = float(scores.mean())
    assert high - low == pytest.approx(2 * 1.96 * (share * (1 - share) / 400) ** 0.5, rel=0.12)
    assert (low + high) / 2 == pytest.approx(share, abs=0.01)


def test_intervals_are_those_of_resampled_examples() -> None:
    targets, scores = some(60)
    found = intervals(targets, scores, 0.5, np.random.default_rng(7), resamples=50)
    rng = np.random.default_rng(7)
    f1, precision = [], []
    for _ in range(50):
        rows = rng.integers(0, 60, 60)
        f1.append(f1_score(targets[rows], scores[rows] >= 0.5, average=None))
        precision.append(average_precision_score(targets[rows], scores[rows], average="macro"))
    np.testing.assert_allclose(found.classes["f1"], np.quantile(f1, (0.025, 0.975), axis=0).T, atol=1e-12)
    np.testing.assert_allclose(found.macro["average_precision"], np.quantile(precision, (0.025, 0.975)), atol=1e-12)


def test_the_same_seed_gives_the_same_intervals() -> None:
    runs = [intervals(*some(50), 0.5, np.random.default_rng(5), resamples=20).macro for _ in range(2)]
    assert runs[0] == runs[1]
    assert intervals(*some(50), 0.5, np.random.default_rng(6), resamples=20).macro != runs[0]


def test_seconds_of_one_clip_are_no_independent_evidence() -> None:
    targets, scores = some(100)
    ten = np.repeat(targets, 10, axis=0), np.repeat(scores, 10, axis=0)
    clips = np.repeat(np.arange(100), 10)
    alone = intervals(*ten, 0.5, np.random.default_rng(0), resamples=300).macro["f1"]
    grouped = intervals(*ten, 0.5, np.random.default_rng(0), clips, resamples=300).macro["f1"]
    per_clip = intervals(targets, scores, 0.5, np.random.default_rng(0), resamples=300).macro["f1"]
    assert grouped == pytest.approx(per_clip, abs=1e-12)
    assert grouped[1] - grouped[0] > 2.5 * (alone[1] - alone[0])


def test_a_class_without_positives_has_no_interval() -> None:
    targets, scores = some(30)
    targets[:, 0] = False
    found = intervals(targets, scores, 0.5, np.random.default_rng(0), resamples=20)
    assert np.isnan(found.classes["f1"][0]).all()
    assert not np.isnan(found.classes["f1"][1]).any()
    assert not np.isnan(found.macro["f1"]).any()


def test_surer_intervals_are_wider() -> None:
    def width(level: float) -> float:
        low, high = intervals(*some(80), 0.5, np.random.default_rng(0), resamples=400, level=level).micro["f1"]
        return high - low

    assert width(0.5) < width(0.9) < width(0.99)


def test_groups_may_have_any_names() -> None:
    names = np.array([f"clip {n // 3}" for n in range(60)])
    by_name = intervals(*some(60), 0.5, np.random.default_rng(0), names, resamples=20)
    by_number = intervals(*some(60), 0.5, np.random.default_rng(0), np.arange(60) // 3, resamples=20)
    assert set(by_name.macro) == set(by_number.macro)
    assert not np.isnan(by_name.macro["auroc"]).any()
