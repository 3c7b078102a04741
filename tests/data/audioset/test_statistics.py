"""How clips spread over classes, counted by hand."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path

import pytest

from albumen.data.audioset import LABELS, mask, survey, survey_all
from albumen.data.audioset.statistics import count
from albumen.data.tfrecord import Damage
from albumen.errors import BadDataset
from tests.audioset_clips import HAPPY, ROCK, SCARY, SKA, SPEECH, write_split

LABELLED = [[ROCK], [ROCK, SKA], [SPEECH], [HAPPY, SPEECH], [HAPPY, SCARY, SKA], []]
MIDS = {index: mid for mid, index in LABELS.values()} | {SPEECH: "/m/09x0r"}


def write_csv(path: Path) -> None:
    rows = [f'id{n}, 0.000, 10.000, "{",".join(MIDS[x] for x in held)}"' for n, held in enumerate(LABELLED)]
    path.write_text("# one\n# two\n# YTID, start_seconds, end_seconds, positive_labels\n" + "\n".join(rows) + "\n")


def test_clips_are_counted_by_class_and_task() -> None:
    found = count((mask(held), 10) for held in LABELLED)
    assert found.clips == 6
    assert found.labelled == {"genre": 3, "mood": 2}
    assert found.seconds == {"genre": 30, "mood": 20}
    assert found.several == {"genre": 1, "mood": 1}
    assert {word: n for word, n in found.counts.items() if n} == {"Rock": 2, "Ska": 2, "Happy": 2, "Scary": 1}
    assert len(found.counts) == 32


def test_the_last_class_is_counted_too() -> None:
    assert count([(1 << 31, 1)]).counts["Scary"] == 1


def test_csv_files_and_feature_files_count_alike(tmp_path: Path) -> None:
    write_csv(tmp_path / "eval_segments.csv")
    by_csv = survey(tmp_path, "eval")
    write_split(tmp_path, LABELLED, "eval")
    by_clips = survey(tmp_path, "eval")
    assert (by_csv.clips, by_csv.labelled, by_csv.counts) == (by_clips.clips, by_clips.labelled, by_clips.counts)
    assert by_csv.seconds["genre"] == 30
    assert by_clips.seconds["genre"] == 10 + 1 + 10 + 0  # the first clip is one second short of two


def test_every_split_that_is_there_is_surveyed(tmp_path: Path) -> None:
    write_csv(tmp_path / "balanced_train_segments.csv")
    write_csv(tmp_path / "eval_segments.csv")
    assert list(survey_all(tmp_path)) == ["eval", "balanced"]


def test_a_folder_without_any_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadDataset, match="holds no eval"):
        survey_all(tmp_path)


def test_two_million_clips_take_tens_of_megabytes() -> None:
    tracemalloc.start()
    try:
        count((n & 0xFFFFFFFF, 10) for n in range(300_000))
        assert tracemalloc.get_traced_memory()[1] < 300_000 * 40
    finally:
        tracemalloc.stop()


def test_labels_below_a_class_count_where_they_are_wanted(tmp_path: Path) -> None:
    write_split(tmp_path, LABELLED, "eval")
    assert survey(tmp_path, "eval", {SPEECH: 1}).counts["Pop"] == 2


def test_damage_is_told_and_passed_over(tmp_path: Path) -> None:
    write_split(tmp_path, LABELLED, "eval", shards=2)
    path = tmp_path / "eval" / "01.tfrecord"
    path.write_bytes(path.read_bytes()[:-1])
    told: list[Damage] = []
    assert survey(tmp_path, "eval", on_damage=told.append).clips == 5
    assert [damage.path for damage in told] == [path]
    with pytest.raises(BadDataset, match="cut short"):
        survey(tmp_path, "eval")


def test_progress_goes_by_files(tmp_path: Path) -> None:
    write_split(tmp_path, LABELLED, "eval", shards=2)
    told: list[tuple[float, str]] = []
    survey(tmp_path, "eval", progress=lambda done, doing="": told.append((done, doing)))
    assert told == [(0.0, "eval/00.tfrecord"), (0.5, "eval/01.tfrecord")]


def test_a_distribution_goes_into_json() -> None:
    said = json.loads(json.dumps(count([(mask([ROCK]), 7)]).to_dict()))
    assert said["clips"] == 1
    assert said["seconds"] == {"genre": 7, "mood": 0}
    assert said["counts"]["Rock"] == 1
