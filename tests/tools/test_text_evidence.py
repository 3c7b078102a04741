"""The counts as probabilities, and the table that the text teacher reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from albumen.vocabulary import GENRES, MOODS
from tools import text_evidence
from tools.tag_priors import TAGS
from tools.text_evidence import CLASSES, RESERVE, SMOOTHING, evidence, weigh


@pytest.fixture(scope="module")
def table() -> dict[str, Any]:
    held: dict[str, Any] = json.loads(Path(text_evidence.__file__).with_name("evidence.json").read_text("utf-8"))
    return held


@pytest.fixture
def made() -> dict[str, Any]:
    """A thousand rows: every class has 100; 50 say jazz, 40 of them are Jazz; nothing else is said."""
    counts = dict.fromkeys(TAGS, 0) | {"jazz": 50}
    both: dict[str, dict[str, int]] = {tag: {} for tag in TAGS} | {"jazz": {"Jazz": 40}}
    names = {"jazz": ["Jazz"]}
    return {"rows": 1000, "classes": dict.fromkeys(CLASSES, 100), "tags": counts, "names": names, "both": both}


def test_a_genres_lift_is_rows_with_both_against_rows_expected(made: dict[str, Any]) -> None:
    expected = np.log((40 + RESERVE) / (50 * 0.1 + RESERVE))
    assert weigh(made).genre_lift[TAGS.index("jazz"), GENRES.index("Jazz")] == pytest.approx(expected)


def test_a_moods_lift_is_the_smoothed_ratio_to_the_base_rate(made: dict[str, Any]) -> None:
    made["both"]["jazz"]["Happy"] = 20
    expected = np.log((20 + SMOOTHING * 0.1) / (50 + SMOOTHING) / 0.1)
    assert weigh(made).mood_lift[TAGS.index("jazz"), MOODS.index("Happy")] == pytest.approx(expected)


def test_a_tag_nobody_says_moves_nothing(made: dict[str, Any]) -> None:
    found = weigh(made)
    assert np.abs(found.genre_lift[TAGS.index("harp")]).max() == pytest.approx(0.0)
    assert np.abs(found.mood_lift[TAGS.index("harp")]).max() == pytest.approx(0.0)


def test_names_are_read_from_the_table(made: dict[str, Any]) -> None:
    names = weigh(made).names
    assert names[TAGS.index("jazz"), CLASSES.index("Jazz")]
    assert names.sum() == 1


def test_a_class_no_tag_points_at_is_thin(made: dict[str, Any]) -> None:
    thin = weigh(made).thin()
    assert "Jazz" not in thin
    assert set(thin) == set(CLASSES) - {"Jazz"}


def test_a_rare_tag_gives_no_support(made: dict[str, Any]) -> None:
    made["tags"]["ambient"], made["both"]["ambient"] = 10, {"New-age": 10}
    assert "New-age" in weigh(made).thin()


def test_the_table_names_source_and_licence(table: dict[str, Any]) -> None:
    assert "MusicCaps" in table["source"]
    assert table["licence"] == "CC BY-SA 4.0"


def test_the_table_counts_all_of_musiccaps(table: dict[str, Any]) -> None:
    assert table["rows"] == 5521
    assert set(table["classes"]) == set(CLASSES)
    assert set(table["tags"]) == set(table["both"]) == set(TAGS)


def test_no_pair_is_counted_more_often_than_its_parts(table: dict[str, Any]) -> None:
    for tag, classes in table["both"].items():
        for name, count in classes.items():
            assert 0 < count <= min(table["tags"][tag], table["classes"][name])


def test_classes_that_the_taggers_have_no_word_for_are_said_to_be_thin() -> None:
    thin = evidence().thin()
    assert {"Ska", "Reggae", "Latin", "Middle Eastern", "Funny"} <= set(thin)
    assert not {"Rock", "Jazz", "Classical", "Electronic", "Folk", "Hip hop", "Sad", "Happy"} & set(thin)


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("jazz", "Jazz"), ("Hip-Hop", "Hip hop"), ("country", "Country"), ("blues", "Blues"), ("techno", "Electronic"),
        ("classical", "Classical"), ("new age", "New-age"), ("indian", "Music of Asia"), ("rnb", "R&B"),
        ("choir", "Vocal"), ("indie", "Independent"), ("metal", "Angry"), ("happy", "Happy"), ("sad", "Sad"),
    ],
)  # fmt: skip
def test_a_tag_points_first_at_its_own_class(tag: str, name: str) -> None:
    lifts = evidence().genre_lift if name in GENRES else evidence().mood_lift
    assert (GENRES if name in GENRES else MOODS)[int(lifts[TAGS.index(tag)].argmax())] == name


@pytest.mark.parametrize(
    ("tag", "name"),
    [("jazz", "Jazz"), ("Hip-Hop", "Hip hop"), ("heavy metal", "Rock"), ("techno", "Electronic"), ("choral", "Vocal"),
     ("opera", "Classical"), ("country", "Country"), ("rnb", "R&B"), ("indian", "Music of Asia"), ("sad", "Sad")],
)  # fmt: skip
def test_genres_have_names_among_the_tags(tag: str, name: str) -> None:
    assert [CLASSES[at] for at in np.flatnonzero(evidence().names[TAGS.index(tag)])] == [name]
