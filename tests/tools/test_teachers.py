"""How two teachers become one lesson."""

from __future__ import annotations

import numpy as np
import pytest

from albumen.data.audioset.labels import LABELS
from albumen.listen.heads import CLASSES
from albumen.vocabulary import GENRES, MOODS
from tools import text_teacher
from tools.tag_priors import SONGS_DIFFER, TAGS, tag_priors
from tools.teachers import (
    FARTHEST,
    FELT,
    THIN,
    UNFELT,
    Excerpts,
    lesson,
    mean_by_track,
    ordinary,
    pooled,
    standard,
    taught_by_yamnet,
)  # fmt: skip

MIDS = tuple(LABELS[name][0] for name in (*GENRES, *(mood for mood in MOODS if mood != "Funny")))
COUNT = 240


def heard(scores: np.ndarray, logits: np.ndarray, shares: np.ndarray | None = None) -> Excerpts:
    rng = np.random.default_rng(2)
    tracks = np.array([f"track {at // 2:03}" for at in range(COUNT)])
    shares = 1 / (1 + np.exp(-logits)) if shares is None else shares
    return Excerpts(
        rng.normal(size=(COUNT, 400)).astype(np.float32), shares.astype(np.float32), logits.astype(np.float32),
        rng.normal(size=(COUNT, 5)).astype(np.float32), scores.astype(np.float32), np.ones(COUNT, bool),
        np.array(["package"] * COUNT), tracks,
    )  # fmt: skip


def logits_around_base_rates() -> np.ndarray:
    priors = tag_priors()
    moved = np.random.default_rng(0).normal(size=(COUNT // 2, 100)).repeat(2, axis=0)
    return np.asarray(priors.mean + moved * SONGS_DIFFER * priors.spread)


@pytest.fixture(scope="module")
def corpus() -> Excerpts:
    """YAMNet hears Rock as the text does; Country and every other class by chance."""
    logits = logits_around_base_rates()
    shares = 1 / (1 + np.exp(-logits))
    scores = np.random.default_rng(1).uniform(0.01, 0.3, (COUNT, len(MIDS)))
    rock = text_teacher.genre_odds(logits, shares)[:, GENRES.index("Rock")]
    scores[:, GENRES.index("Rock")] = 1 / (1 + np.exp(4 - rock))
    return heard(scores, logits)


def test_yamnet_teaches_a_genre_as_far_as_it_agrees_with_the_text(corpus: Excerpts) -> None:
    weights = dict(zip(CLASSES["genre"], lesson("genre", corpus, MIDS).weights.tolist(), strict=True))
    assert weights["Rock"] > 0.9
    assert weights["Country"] < 0.1


def test_of_what_the_text_has_no_tag_for_yamnet_s_log_odds_count_by_half(corpus: Excerpts) -> None:
    told, ska = lesson("genre", corpus, MIDS), CLASSES["genre"].index("Ska")
    scores = corpus.scores[:, MIDS.index(LABELS["Ska"][0])].astype(np.float64)
    added = (told.odds - told.text)[:, ska]
    logits = np.log(scores / (1 - scores))
    assert added - added.mean() == pytest.approx(THIN * (logits - logits.mean()), abs=1e-6)


def test_where_yamnet_has_no_say_the_lesson_is_the_text(corpus: Excerpts) -> None:
    told = lesson("mood", corpus, MIDS)
    said = text_teacher.mood_odds(corpus.logits.astype(np.float64), corpus.cues.astype(np.float64))
    for mood in UNFELT:
        assert told.odds[:, MOODS.index(mood)] == pytest.approx(said[:, MOODS.index(mood)])
        assert np.isnan(told.heard[:, MOODS.index(mood)]).all()
    felt = text_teacher.feeling(corpus.logits.astype(np.float64), corpus.cues.astype(np.float64))
    assert told.odds[:, len(MOODS) :] == pytest.approx(felt)
    assert (told.weights == 0).tolist() == [name not in taught_by_yamnet("mood") for name in CLASSES["mood"]]


def test_the_other_moods_are_the_sum_of_both(corpus: Excerpts) -> None:
    told, sad = lesson("mood", corpus, MIDS), MOODS.index("Sad")
    said = text_teacher.mood_odds(corpus.logits.astype(np.float64), corpus.cues.astype(np.float64))[:, sad]
    added = told.odds[:, sad] - said
    assert np.corrcoef(added, told.heard[:, sad])[0, 1] == pytest.approx(1.0)
    assert added.std() / told.heard[:, sad].std() == pytest.approx(FELT)


def test_an_ordinary_song_is_what_a_corpus_of_other_music_points_at() -> None:
    """YAMNet's score rises with one tag, and the corpus has too much of that tag by two spreads."""
    priors, rng = tag_priors(), np.random.default_rng(3)
    moved = rng.normal(scale=0.5, size=(COUNT, 100))
    moved[:, TAGS.index("jazz")] += 2.0
    corpus = heard(np.zeros((COUNT, 1)), priors.mean + moved * SONGS_DIFFER * priors.spread)
    score = moved[:, [TAGS.index("jazz")]] - 2.0
    assert score.mean() == pytest.approx(0.0, abs=0.1)
    assert ordinary(corpus, score)[0] == pytest.approx(-2.0, abs=0.5)


def test_what_yamnet_says_of_an_ordinary_song_changes_nothing() -> None:
    text, usual = np.array([[1.0, -2.0]]), np.array([0.5, 0.0])
    weights = np.array([2.0, 0.0])
    assert pooled(text, np.array([[0.5, np.nan]]), weights, usual).tolist() == text.tolist()
    assert pooled(text, np.array([[1.5, np.nan]]), weights, usual).tolist() == [[3.0, -2.0]]


def test_yamnet_teaches_all_genres_and_five_moods() -> None:
    assert taught_by_yamnet("genre") == GENRES
    assert taught_by_yamnet("mood") == ("Sad", "Tender", "Exciting", "Angry", "Scary")


def test_standard_scores_are_against_what_nothing_was_done_to() -> None:
    values = np.array([[1.0], [3.0], [50.0], [-50.0]])
    scores = standard(values, np.array([True, True, False, False]))
    assert scores.tolist() == [[-1.0], [1.0], [FARTHEST[1]], [FARTHEST[0]]]


def test_a_track_is_the_mean_of_its_unchanged_excerpts() -> None:
    values = np.arange(8.0)[:, None]
    plain = np.array([True, True, False, True, True, True, False, True])
    means = mean_by_track(values, plain, np.array(["b"] * 4 + ["a"] * 4))
    assert means == pytest.approx(np.array([[(4 + 5 + 7) / 3], [(0 + 1 + 3) / 3]]))
