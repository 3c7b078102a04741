"""`albumen data stats`, driven as a command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner, Result

from albumen.cli.data import data
from albumen.data.audioset import LABELS
from albumen.errors import BadDataset
from tests.audioset_clips import HAPPY, ROCK, SKA, SPEECH, write_split

LABELLED = [[ROCK], [ROCK, SKA], [SPEECH], [HAPPY, SPEECH]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_split(tmp_path, LABELLED, "eval", shards=1)
    write_split(tmp_path, LABELLED[:1], "bal_train", shards=1)
    return tmp_path


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(data, ["stats", *map(str, words)])


def damage(folder: Path) -> None:
    path = folder / "eval" / "00.tfrecord"
    path.write_bytes(path.read_bytes()[:-1])


def test_the_table_counts_each_split(folder: Path) -> None:
    lines = {line[:16].strip(): line[16:].split() for line in run(folder).stdout.splitlines()}
    assert lines[""] == ["eval", "balanced"]
    assert lines["clips"] == ["4", "1"]
    assert lines["with a genre"] == ["2", "1"]
    assert lines["Rock"] == ["2", "1"]
    assert lines["Happy"] == ["1", "0"]


def test_json_holds_the_same(folder: Path) -> None:
    found = json.loads(run(folder, "--json").stdout)
    assert found["skipped"] == 0
    assert found["splits"]["eval"]["labelled"] == {"genre": 2, "mood": 1}
    assert found["splits"]["eval"]["several"] == {"genre": 1, "mood": 0}
    assert found["splits"]["balanced"]["counts"]["Rock"] == 1


def test_the_plot_is_a_picture(folder: Path, tmp_path: Path) -> None:
    assert run(folder, "--plot", tmp_path / "fig2.png").exit_code == 0
    with Image.open(tmp_path / "fig2.png") as picture:
        assert picture.size == (1500, 1080)


def test_damage_is_refused(folder: Path) -> None:
    damage(folder)
    assert isinstance(run(folder).exception, BadDataset)


def test_damage_that_is_skipped_is_said_and_counted(folder: Path) -> None:
    damage(folder)
    result = run(folder, "--skip-damaged")
    assert result.exit_code == 0
    assert "cut short at record 4" in result.stderr
    assert result.stdout.rstrip().endswith("1 damaged records or files were skipped.")


def test_children_need_the_ontology(folder: Path) -> None:
    assert isinstance(run(folder, "--children").exception, BadDataset)


def test_children_count_below_a_genre(folder: Path) -> None:
    mids = [mid for mid, _ in LABELS.values()]
    below = {LABELS["Rock"][0]: ["/m/09x0r"]}
    entries = [{"id": mid, "child_ids": below.get(mid, [])} for mid in mids]
    (folder / "ontology.json").write_text(json.dumps(entries))
    (folder / "class_labels_indices.csv").write_text(f'index,mid,display_name\n{SPEECH},/m/09x0r,"Speech"\n')
    found = json.loads(run(folder, "--children", "--json").stdout)
    assert found["splits"]["eval"]["counts"]["Rock"] == 4
