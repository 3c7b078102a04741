"""Kernel ridge regression on covers, from files to a score and a picture of what was seen."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from albumen.look import LOOKERS
from albumen.look.cover_genre import load_classifier
from albumen.train import Outcome, fit
from tests.covers import GENRES, cover, cover_set
from tests.shell import albumen

RECIPE = """
title = "ridge"
task = "cover-ridge"
features = ["composition"]
[fit]
epochs = 8
batch = 16
learning_rate = 0.3
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ridge")


@pytest.fixture(scope="module")
def trained(home: Path) -> Outcome:
    (home / "ridge.toml").write_text(RECIPE)
    covers = cover_set(home / "covers", 30)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(home / "cache"))
        return fit(home / "ridge.toml", covers, home / "models" / "cover-genre", "cpu")


@pytest.fixture
def picture(home: Path) -> Path:
    path = home / "new.png"
    Image.fromarray(cover("Discs", np.random.default_rng(77))).save(path)
    return path


def test_it_tells_covers_that_it_never_saw(trained: Outcome, home: Path) -> None:
    ran = albumen("score", "cover-genre", trained.folder, "--data", home / "covers", "--json")
    told = json.loads(ran.out)
    assert told["covers"] == 9
    assert told["accuracy"] >= 0.75


def test_it_is_as_sure_as_it_is_right(trained: Outcome, home: Path) -> None:
    """The likeliest genre of 150 new covers is as likely, on the whole, as it is often the true one."""
    classifier = load_classifier(trained.folder)
    rng = np.random.default_rng(5)
    truth = [genre for genre in GENRES for _ in range(50)]
    told = classifier.probabilities([cover(genre, rng) for genre in truth])
    right = np.mean([classifier.names[at] == genre for at, genre in zip(told.argmax(1), truth, strict=True)])
    assert told.sum(1) == pytest.approx(np.ones(150))
    assert float(told.max(1).mean()) == pytest.approx(float(right), abs=0.15)


def test_its_card_says_what_it_rests_on(trained: Outcome) -> None:
    card = load_classifier(trained.folder).card
    assert card["ridge"]["known"] == card["data"]["counts"]["train"]
    assert list(card["ridge"]["sizes"]) == ["composition"]


def test_describe_draws_what_the_looker_looked_at(
    trained: Outcome, home: Path, picture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALBUMEN_MODELS", str(trained.folder.parent))
    assert LOOKERS.get("cover-genre").card.ready().ok
    ran = albumen("describe", picture, "--looker", "cover-genre", "--cam", home / "cam.png", "--json")
    assert ran.code == 0
    assert max(ran.records()[0]["tags"].items(), key=lambda each: each[1] if each[0] in GENRES else -1)[0] == "Discs"
    drawn, shown = np.asarray(Image.open(home / "cam.png")), np.asarray(Image.open(picture))
    assert drawn.shape == (96, 192, 3)
    assert np.array_equal(drawn[:, :96], shown)
    assert not np.array_equal(drawn[:, 96:], shown)


def test_what_was_looked_at_lies_on_the_shape(trained: Outcome, picture: Path) -> None:
    """The disc is the only colour: the evidence lies where it lies."""
    shown = np.asarray(Image.open(picture))
    seen = load_classifier(trained.folder).seen(shown, "Discs")
    colourful = (shown.max(2).astype(int) - shown.min(2) > 60).reshape(8, 12, 8, 12).mean((1, 3))
    assert seen[colourful > 0.3].mean() > 3 * seen[colourful == 0].mean()


@pytest.mark.parametrize("looker", ["composition", "auto"])
def test_other_lookers_draw_nothing(looker: str, picture: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "empty"))
    monkeypatch.delenv("ALBUMEN_MODELS", raising=False)
    ran = albumen("describe", picture, "--looker", looker, "--cam", home / "none.png")
    assert ran.code == 2
    assert "--looker cover-genre" in " ".join(ran.err.replace("│", " ").split())
    assert not (home / "none.png").exists()


def test_one_picture_is_drawn(picture: Path, home: Path) -> None:
    assert albumen("describe", picture, picture, "--cam", home / "none.png").code == 2
