"""What is ordinary, and a table of genres, from covers made here."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from unittest import mock

import numpy as np
import pytest
from PIL import Image

from albumen.look.features import scale
from tests.look.pictures import photograph
from tools import measure_covers
from tools.measure_covers import FOLDERS, accuracy, folds, groups


def test_near_duplicates_are_one_group_directly_or_not() -> None:
    hashes = np.zeros((5, 64), bool)
    hashes[1, :5] = hashes[2, :10] = True
    hashes[3, :40] = hashes[4, :41] = True
    group = groups(hashes)
    assert group[0] == group[1] == group[2] != group[3]
    assert group[3] == group[4]


def test_folds_keep_groups_together_and_are_even() -> None:
    group = np.repeat(np.arange(100), 2)
    fold = folds(group)
    assert all(len(set(fold[group == name].tolist())) == 1 for name in range(100))
    assert np.bincount(fold).tolist() == [40] * 5


def test_accuracy_is_that_of_pictures_not_seen() -> None:
    rng = np.random.default_rng(0)
    genre, fold = rng.integers(0, 5, 400), np.arange(400) % 5
    assert accuracy(np.eye(5)[genre] * 4, genre, fold, 1.0) == 1.0
    assert accuracy(rng.standard_normal((400, 30)), genre, fold, 1.0) < 0.3


@pytest.fixture
def covers(tmp_path: Path) -> Path:
    """Eight covers of each genre, each genre of a light of its own."""
    for place, folder in enumerate(FOLDERS):
        (tmp_path / folder).mkdir()
        for number in range(8):
            pixels = (photograph(number + 10 * place, 60, 60).pixels * (0.3 + 0.17 * place)).astype(np.uint8)
            Image.fromarray(pixels).save(tmp_path / folder / f"{number}.png")
    return tmp_path


def test_the_tables_are_written_and_the_figures_told(
    covers: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    room = tmp_path_factory.mktemp("room")
    with mock.patch.object(sys, "argv", ["measure_covers", str(covers), str(room)]):
        measure_covers.main()
    ordinary = json.loads((room / "scale.json").read_text("utf-8"))
    table = json.loads((room / "cover_genres.json").read_text("utf-8"))
    assert tuple(ordinary["features"]) == scale().names
    assert all(spread > 0 for _, spread in ordinary["features"].values())
    assert np.array(table["weights"]).shape == (5, len(scale().names))
    assert float(capsys.readouterr().out.split("groups: ")[1].split(";")[0]) > 0.4
