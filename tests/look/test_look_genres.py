"""Genres of pictures rest on two tables; these are what they say they are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from albumen.look.features import scale
from albumen.look.genres import cover_model, genres, kin
from albumen.vocabulary import GENRES, MOODS

EVEN = dict.fromkeys(MOODS, 1 / 7)


def towards(genre: str) -> np.ndarray:
    """Scores that the cover model takes for this genre."""
    model = cover_model()
    row = model.weights[model.genres.index(genre)] - model.weights.mean(axis=0)
    return np.asarray(row / np.abs(row).max() * 3)


def test_the_table_is_small_and_fits_the_features() -> None:
    model = cover_model()
    assert model.weights.shape == (5, len(scale().names))
    assert set(model.genres) < set(GENRES)


@pytest.mark.parametrize("genre", cover_model().genres)
def test_a_cover_like_those_of_a_genre_is_called_it(genre: str) -> None:
    assert max(found := genres(towards(genre), EVEN), key=lambda name: found[name]) == genre


@settings(max_examples=20)
@given(st.lists(st.floats(-4, 4), min_size=len(scale().names), max_size=len(scale().names)))
def test_probabilities_sum_to_one_and_none_is_sure(scores: list[float]) -> None:
    found = genres(np.array(scores), EVEN)
    assert list(found) == list(GENRES)
    assert sum(found.values()) == pytest.approx(1)
    assert min(found.values()) > 0
    assert max(found.values()) < 0.8


def test_the_model_is_a_softmax() -> None:
    model, scores = cover_model(), towards("Pop")
    logits = [float(row @ scores + bias) for row, bias in zip(model.weights, model.bias, strict=True)]
    assert model(scores)[0] == pytest.approx(np.exp(logits[0]) / np.exp(logits).sum())


def test_moods_move_genres_as_people_hear_them() -> None:
    usual = np.zeros(len(scale().names))
    tender, angry = (genres(usual, {**dict.fromkeys(MOODS, 0.0), mood: 1.0}) for mood in ("Tender", "Angry"))
    assert angry["Rock"] > 2 * tender["Rock"]
    assert tender["New-age"] > 2 * angry["New-age"]
    assert tender["Classical"] > angry["Classical"]


def test_the_counts_are_counts() -> None:
    known = kin()
    assert np.array_equal(known.genres, known.genres.T)
    assert np.array_equal(np.diag(known.genres), known.rows)
    assert (known.moods <= known.rows[:, None]).all()
    assert 0 < known.others < 1
