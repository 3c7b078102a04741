"""How surprising tags are."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import spearmanr

from albumen.vocabulary import MSD_TAGS, MTT_TAGS
from tools.tag_priors import LEAST, MOST, SONGS_DIFFER, excess, standing, surprise, tag_priors


def test_each_tag_at_its_base_rate_is_no_surprise() -> None:
    assert (surprise(tag_priors().mean[None]) == 0).all()


def test_surprise_is_counted_in_spreads_of_songs() -> None:
    priors = tag_priors()
    one_up = priors.mean + SONGS_DIFFER * priors.spread
    assert surprise(one_up[None]) == pytest.approx(np.ones((1, 100)))


def test_surprise_is_cut_off() -> None:
    assert (surprise(np.full((2, 100), 20.0)) == MOST).all()
    assert (surprise(np.full((2, 100), -20.0)) == LEAST).all()


def test_standing_goes_below_the_base_rate_as_far_as_above() -> None:
    priors = tag_priors()
    far = 2 * SONGS_DIFFER * priors.spread
    assert standing((priors.mean + far)[None]) == pytest.approx(np.full((1, 100), 2.0))
    assert standing((priors.mean - far)[None]) == pytest.approx(np.full((1, 100), -2.0))


def test_excess_is_the_probability_above_the_base_rate() -> None:
    usual = 1 / (1 + np.exp(-tag_priors().mean))
    assert excess(usual[None]) == pytest.approx(np.zeros((1, 100)), abs=1e-12)
    assert excess(np.full((3, 100), 0.4)) + usual == pytest.approx(np.full((3, 100), 0.4))


@pytest.mark.parametrize(("first", "tags"), [(0, MSD_TAGS), (50, MTT_TAGS)])
def test_base_rates_fall_as_the_tags_were_frequent_in_training(first: int, tags: tuple[str, ...]) -> None:
    """Both vocabularies list their tags by how often they occur in the data the taggers were trained on."""
    means = tag_priors().mean[first : first + len(tags)]
    assert spearmanr(means, -np.arange(len(tags))).statistic > 0.6


def test_shares_are_fractions_of_a_vote() -> None:
    share = tag_priors().share
    assert ((share > 0) & (share <= 1)).all()
    assert share[MSD_TAGS.index("jazz")] > share[MSD_TAGS.index("indie rock")], "one of five tags for guitar bands"
