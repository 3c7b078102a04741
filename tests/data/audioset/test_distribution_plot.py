"""Fig. 2: which bars stand where."""

from __future__ import annotations

from pathlib import Path

import pytest

from albumen.data.audioset import plot
from albumen.data.audioset.labels import mask
from albumen.data.audioset.statistics import count
from albumen.data.chart import Panel
from albumen.vocabulary import GENRES, MOODS
from tests.audioset_clips import HAPPY, ROCK, SCARY, SKA

EVAL = count((mask(labels), 10) for labels in ([ROCK], [SKA, SCARY], [SKA]))
BALANCED = count((mask(labels), 10) for labels in ([ROCK, HAPPY], [ROCK], [HAPPY, SCARY]))


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Panel]:
    panels: list[Panel] = []
    monkeypatch.setattr(plot, "save_bars", lambda found, path: panels.extend(found))
    plot.save_distribution({"eval": EVAL, "balanced": BALANCED}, Path("fig2.png"))
    return panels


def test_genres_stand_above_moods(drawn: list[Panel]) -> None:
    genres, moods = drawn
    assert set(genres.bars) == set(GENRES)
    assert set(moods.bars) == set(MOODS)


def test_bars_are_clips_of_all_splits_most_first(drawn: list[Panel]) -> None:
    genres, moods = drawn
    assert list(genres.bars.items())[:3] == [("Rock", 3), ("Ska", 2), ("Pop", 0)]
    assert list(moods.bars.items())[:3] == [("Happy", 2), ("Scary", 2), ("Funny", 0)]


def test_titles_name_splits_and_sample_size(drawn: list[Panel]) -> None:
    assert drawn[0].title == "AudioSet (eval + balanced): 5 clips with a genre label"
    assert drawn[1].title == "AudioSet (eval + balanced): 3 clips with a mood label"
    assert {panel.unit for panel in drawn} == {"clips"}
