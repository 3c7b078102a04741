"""Base rates read out of the last layers of a tagger, against songs drawn at random."""

from __future__ import annotations

import numpy as np
import pytest

from tools.read_tag_priors import priors


@pytest.fixture
def layers() -> tuple[np.ndarray, ...]:
    rng = np.random.default_rng(4)
    return rng.normal(size=(20, 6)), rng.normal(size=6), rng.normal(size=20), rng.uniform(0.5, 2, 20)


def test_mean_and_spread_are_those_of_logits_over_normalised_units(layers: tuple[np.ndarray, ...]) -> None:
    kernel, bias, beta, gamma = layers
    units = np.random.default_rng(5).normal(size=(200_000, 20)) * gamma + beta
    logits = units @ kernel + bias
    mean, spread, _ = np.array(priors(*layers)).T
    assert mean == pytest.approx(logits.mean(axis=0), abs=0.1)
    assert spread == pytest.approx(logits.std(axis=0), rel=0.02)


def test_tags_that_say_the_same_share_a_vote(layers: tuple[np.ndarray, ...]) -> None:
    _, _, beta, gamma = layers
    eye = np.eye(20)
    kernel = np.column_stack([eye[0], eye[0] * 3, eye[1], -eye[1]])
    share = np.array(priors(kernel, np.zeros(4), beta, gamma))[:, 2]
    assert share == pytest.approx([0.7071, 0.7071, 1.0, 1.0]), "an opposite is no repetition"
