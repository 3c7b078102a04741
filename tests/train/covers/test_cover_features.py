"""The probe on frozen features, from files to a score, with features that need no weights."""

from __future__ import annotations

import json
from pathlib import Path
from unittest import mock

import numpy as np
import pytest
from typer.testing import CliRunner

from albumen.cli.app import app
from albumen.data.covers import read_covers
from albumen.errors import MissingWeights
from albumen.look.cover_genre import load_classifier
from albumen.train import Outcome, fit
from albumen.train.covers import seen
from tests.covers import cover_set

RECIPE = """
title = "probe"
task = "cover-features"
features = ["composition"]
[fit]
optimiser = "adamw"
epochs = 30
batch = 16
learning_rate = 0.02
[stop]
measure = "accuracy"
goal = "highest"
"""


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Outcome, Path]:
    home = tmp_path_factory.mktemp("probe")
    covers = cover_set(home / "covers", 30)
    (home / "probe.toml").write_text(RECIPE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(home / "cache"))
        return fit(home / "probe.toml", covers, home / "out", "cpu"), covers


def test_it_learns_and_is_scored_on_covers_that_it_never_saw(trained: tuple[Outcome, Path]) -> None:
    outcome, covers = trained
    words = ["score", "cover-genre", str(outcome.folder), "--data", str(covers), "--json"]
    told = json.loads(CliRunner().invoke(app, words).stdout)
    assert told["covers"] == 9
    assert told["accuracy"] >= 0.6
    assert set(told["top"]) == {"1", "2"}


def test_what_it_looked_at_can_be_asked(trained: tuple[Outcome, Path]) -> None:
    classifier = load_classifier(trained[0].folder)
    picture = np.random.default_rng(0).integers(0, 255, (32, 32, 3), dtype=np.uint8)
    assert classifier.seen(picture, "Grids").shape == (8, 8)
    assert classifier.probabilities([]).shape == (0, 3)


def test_features_are_computed_once(trained: tuple[Outcome, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    _, folder = trained
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder.parent / "cache"))
    held = read_covers(folder)
    with mock.patch.object(seen, "frozen", side_effect=AssertionError):
        assert len(seen.features_of(held, ["composition"])) == 90
    (folder.parent / "cache" / "albumen" / "features").rename(folder.parent / "elsewhere")
    eye = mock.Mock()
    eye.vector.return_value = np.ones(4, np.float32)
    with mock.patch.object(seen, "frozen", return_value=eye):
        assert seen.features_of(held, ["composition"]).shape == (90, 4)
    assert eye.vector.call_count == 90


def test_a_network_that_is_not_here_is_named_before_anything_is_done(tmp_path: Path) -> None:
    (tmp_path / "r.toml").write_text(RECIPE.replace('"composition"', '"efficientnet-lite2"'))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path))
        with pytest.raises(MissingWeights, match="efficientnet-lite2"):
            fit(tmp_path / "r.toml", cover_set(tmp_path / "covers", 10), tmp_path / "out", "cpu")
