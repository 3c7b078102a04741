"""How surprising tags are."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import spearmanr

from albumen.listen.priors import LEAST, MOST, SONGS_DIFFER, excess, standing, surprise, tag_priors
from albumen.vocabulary import MSD_TAGS, MTT_TAGS


def sigmoid(logits: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-logits)), np.float32)


def taggrams(logits: np.ndarray) -> dict[str, np.ndarray]:
    return {"msd": sigmoid(np.tile(logits[:50], (3, 1))), "mtt": sigmoid(np.tile(logits[50:], (3, 1)))}


def test_each_tag_at_its_base_rate_is_no_surprise() -> None:
    assert surprise(taggrams(tag_priors().mean)) == pytest.approx(np.zeros(100), abs=1e-3)


def test_surprise_is_counted_in_spreads_of_songs() -> None:
    priors = tag_priors()
    one_up = priors.mean + SONGS_DIFFER * priors.spread
    assert surprise(taggrams(one_up)) == pytest.approx(np.ones(100), abs=1e-2)


def test_surprise_is_cut_off() -> None:
    assert (surprise(taggrams(np.full(100, 20.0))) == MOST).all()
    assert (surprise(taggrams(np.full(100, -20.0))) == LEAST).all()


def test_standing_goes_below_the_base_rate_as_far_as_above() -> None:
    priors = tag_priors()
    far = 2 * SONGS_DIFFER * priors.spread
    assert standing(taggrams(priors.mean + far)) == pytest.approx(np.full(100, 2.0), abs=0.05)
    assert standing(taggrams(priors.mean - far)) == pytest.approx(np.full(100, -2.0), abs=0.05)


def test_a_tag_at_its_base_rate_has_no_excess() -> None:
    assert excess(taggrams(tag_priors().mean)) == pytest.approx(np.zeros(100), abs=1e-6)


def test_excess_is_the_mean_probability_above_the_base_rate() -> None:
    patches = np.full((2, 50), 0.2, np.float32)
    patches[1] = 0.6
    found = excess({"msd": patches, "mtt": patches})
    assert found + 1 / (1 + np.exp(-tag_priors().mean)) == pytest.approx(np.full(100, 0.4), abs=1e-6)


def test_certain_taggers_do_not_break_it() -> None:
    both = {"msd": np.zeros((1, 50), np.float32), "mtt": np.ones((1, 50), np.float32)}
    assert np.isfinite(surprise(both)).all()


@pytest.mark.parametrize(("first", "tags"), [(0, MSD_TAGS), (50, MTT_TAGS)])
def test_base_rates_fall_as_the_tags_were_frequent_in_training(first: int, tags: tuple[str, ...]) -> None:
    """Both vocabularies list their tags by how often they occur in the data the taggers were trained on."""
    means = tag_priors().mean[first : first + len(tags)]
    assert spearmanr(means, -np.arange(len(tags))).statistic > 0.6


def test_shares_are_fractions_of_a_vote() -> None:
    share = tag_priors().share
    assert ((share > 0) & (share <= 1)).all()
    assert share[MSD_TAGS.index("jazz")] > share[MSD_TAGS.index("indie rock")], "one of five tags for guitar bands"
