from __future__ import annotations

import numpy as np

from albumen.listen.musicnn import Tagging, Taggram, joined


def taggram(*rows: tuple[float, ...], start: float = 0.0) -> Taggram:
    times = np.array([start + 3 * each for each in range(len(rows))])
    return Taggram(times, ("a", "b", "c"), np.array(rows, np.float32))


def test_a_songs_tags_are_the_means_over_its_patches() -> None:
    assert taggram((0, 0.5, 1), (0.5, 0.5, 0)).song_tags() == {"a": 0.25, "b": 0.5, "c": 0.5}


def test_the_likeliest_come_first_and_equal_ones_in_their_order() -> None:
    assert taggram((0.1, 0.5, 0.5)).top(2) == ["b", "c"]
    assert taggram((0.1, 0.5, 0.9)).top(9) == ["c", "b", "a"]


def test_the_embedding_is_the_mean_of_the_features() -> None:
    features = np.arange(400, dtype=np.float32).reshape(2, 200)
    embedding = Tagging(taggram((0, 0, 0), (0, 0, 0)), features).embedding()
    assert embedding.dtype == np.float32
    np.testing.assert_array_equal(embedding, np.arange(200) + 100)


def test_the_embedding_of_a_long_song_does_not_drift() -> None:
    features = np.full((30_000, 200), 0.1, np.float32)
    tagging = Tagging(Taggram(np.zeros(30_000), ("a",), np.zeros((30_000, 1), np.float32)), features)
    np.testing.assert_allclose(tagging.embedding(), 0.1, rtol=1e-6)


def test_passages_are_joined_in_order() -> None:
    whole = joined(
        [
            Tagging(taggram((0, 0, 1)), np.zeros((1, 200), np.float32)),
            Tagging(taggram((1, 0, 0), (1, 1, 0), start=60.0), np.ones((2, 200), np.float32)),
        ]
    )
    assert whole.taggram.times.tolist() == [0, 60, 63]
    assert whole.taggram.tags == ("a", "b", "c")
    assert whole.taggram.probabilities.tolist() == [[0, 0, 1], [1, 0, 0], [1, 1, 0]]
    assert whole.features.shape == (3, 200)
    assert whole.features[:, 0].tolist() == [0, 1, 1]
