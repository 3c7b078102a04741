"""The report on Emotify: what is in it, as text and as JSON."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from albumen.data.emotify import EMOTIONS
from albumen.data.emotify_vectors import EmotifyVectors
from albumen.score.emotify import EmotifyFigures, probe_emotify
from albumen.score.probe import Told

GENRES = np.array(["classical", "rock"] * 20)


@pytest.fixture(scope="module")
def figures() -> EmotifyFigures:
    """Of vectors in which the genre and each emotion but the last stand in plain view; the last is noise."""
    rng = np.random.default_rng(0)
    felt = rng.normal(size=(40, 11))
    genre = np.repeat((GENRES == "rock")[:, None], 4, axis=1) + 0.01 * rng.normal(size=(40, 4))
    vectors = np.concatenate([genre, felt[:, :8], felt[:, 9:]], axis=1).astype(np.float32)
    return probe_emotify(EmotifyVectors(vectors, GENRES, felt), seeds=(0, 1), folds=4)


def test_genres_emotions_and_axes_are_told_apart(figures: EmotifyFigures) -> None:
    assert figures.genre.mean == 1.0
    assert figures.emotions.names == EMOTIONS
    assert figures.axes.names == ("valence", "arousal")
    assert figures.axes.mean > 0.95


def test_what_is_not_in_the_vectors_is_not_foretold(figures: EmotifyFigures) -> None:
    each = figures.emotions.values.mean(axis=0)
    assert each[:8].min() > 0.9
    assert each[8] < 0.4


def test_the_text_names_data_sizes_and_seeds(figures: EmotifyFigures) -> None:
    text = figures.to_text()
    assert text.startswith("Emotify (music by Magnatune, CC BY-NC-SA): 40 pieces, 14 numbers each")
    assert "4 folds, 2 seeds" in text
    assert "genre of 2           accuracy 1.000 ± 0.000" in text
    assert all(name in text for name in (*EMOTIONS, "valence", "arousal"))


def test_genres_without_mistakes_have_a_recall_and_no_more(figures: EmotifyFigures) -> None:
    assert "  rock               recall   1.000\n" in figures.to_text()


def test_the_text_says_what_a_genre_is_taken_for_commonest_first(figures: EmotifyFigures) -> None:
    labels = np.array(["pop"] * 10 + ["electronic", "rock"])
    said = np.array([["pop"] * 5 + ["electronic"] * 2 + ["rock"] * 3 + ["electronic", "rock"]])
    text = replace(figures, told=Told(labels, said)).to_text()
    assert "genre of 3           accuracy 0.583 ± 0.000" in text
    assert "  pop                recall   0.500  taken for rock 0.300, electronic 0.200\n" in text


def test_the_dictionary_is_json(figures: EmotifyFigures) -> None:
    held = json.loads(json.dumps(figures.to_dict(), allow_nan=False))
    assert held["pieces"] == 40
    assert held["genre"]["mean"] == 1.0
    assert held["genres"] == ["classical", "rock"]
    assert held["confusion"] == [[1, 0], [0, 1]]
    assert list(held["emotions"]["each"]) == list(EMOTIONS)
