"""The 25 genres and 7 moods among AudioSet's labels."""

from __future__ import annotations

import numpy as np
import pytest

from albumen.data.audioset import CLASSES, EXACT, LABELS, mask, targets, widened
from albumen.data.audioset.labels import WORDS, task_bits
from albumen.vocabulary import GENRES, MOODS

METAL, THRASH, ROCK = "/m/03lty", "/m/0dq3c", "/m/06by7"


def test_every_class_has_its_own_label_in_the_papers_order() -> None:
    assert tuple(LABELS) == GENRES + MOODS
    assert len(EXACT) == 64
    assert sorted(EXACT.values()) == sorted([1 << bit for bit in range(32)] * 2)


@pytest.mark.parametrize(
    ("word", "mid", "index"),
    [("Pop", "/m/064t9", 216), ("Latin", "/m/0g293", 248), ("Ska", "/m/06rqw", 263), ("Funny", "/t/dd00032", 277)],
)
def test_labels_are_those_of_class_labels_indices_csv(word: str, mid: str, index: int) -> None:
    assert LABELS[word] == (mid, index)
    assert mask([mid]) == mask([index]) == 1 << WORDS.index(word)


def test_indices_lie_where_the_music_labels_do() -> None:
    genres, moods = ([LABELS[word][1] for word in CLASSES[task]] for task in ("genre", "mood"))
    assert min(genres) == 216
    assert max(genres) == 265
    assert moods == list(range(276, 283))


def test_other_labels_leave_no_trace() -> None:
    assert mask([0, 137, "/m/04rlf", METAL]) == 0
    assert mask([]) == 0


def test_targets_are_the_classes_of_each_clip() -> None:
    masks = np.array([mask(["/m/06by7", "/m/06rqw", "/t/dd00037"]), 0, mask([216])], np.uint32)
    genre, mood = targets(masks, "genre"), targets(masks, "mood")
    assert genre.shape == (3, 25)
    assert mood.shape == (3, 7)
    assert [GENRES[at] for at in np.flatnonzero(genre[0])] == ["Rock", "Ska"]
    assert [MOODS[at] for at in np.flatnonzero(mood[0])] == ["Scary"]
    assert not genre[1].any()
    assert np.flatnonzero(genre[2]).tolist() == [0]


def test_the_tasks_share_the_bits_between_them() -> None:
    assert task_bits("genre") == (1 << 25) - 1
    assert task_bits("genre") ^ task_bits("mood") == (1 << 32) - 1


def test_widened_labels_say_what_is_above_them() -> None:
    below = {mid: frozenset[str]() for mid, _ in LABELS.values()} | {ROCK: frozenset({METAL, THRASH})}
    bits = widened(below, {METAL: 220})
    rock = mask([ROCK])
    assert mask([METAL], bits) == mask([220], bits) == mask([THRASH], bits) == rock
    assert mask(["/m/06rqw"], bits) == mask(["/m/06rqw"])
    assert METAL not in EXACT
