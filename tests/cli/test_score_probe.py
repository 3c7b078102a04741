"""`albumen data emotify` and `albumen score probe`, driven as commands."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from albumen.data import emotify_vectors
from albumen.data.emotify_vectors import AXES, EmotifyVectors, read_vectors, save_vectors
from albumen.listen import Listener
from albumen.progress import Progress
from tests.shell import albumen

RECIPE = """
title = "emotions"
task = "features"
[data]
validation = 0.2
[fit]
epochs = 8
batch = 32
learning_rate = 0.02
[network]
hidden = []
standardise = true
[loss]
kind = "squared"
"""


def made() -> EmotifyVectors:
    """80 pieces of four genres whose emotions are linear in their vectors."""
    rng = np.random.default_rng(0)
    genres = np.repeat(np.array(["classical", "electronic", "pop", "rock"]), 20)
    vectors = rng.normal(size=(80, 6)).astype(np.float32)
    vectors[:, :4] += 6 * np.repeat(np.eye(4), 20, axis=0)
    return EmotifyVectors(vectors, genres, vectors @ rng.normal(size=(6, len(AXES))) + rng.normal(0, 0.2, (80, 11)))


@pytest.fixture
def table(tmp_path: Path) -> Path:
    save_vectors(made(), tmp_path / "emotify.npz")
    return tmp_path / "emotify.npz"


def test_linear_probes_find_what_is_linear(table: Path) -> None:
    ran = albumen("score", "probe", table, "--seeds", "1", "--folds", "4", "--json")
    (record,) = ran.records()
    assert record["pieces"] == 80
    assert record["genre"]["mean"] > 0.9
    assert record["emotions"]["mean"] > 0.95


def test_the_text_has_every_emotion(table: Path) -> None:
    ran = albumen("score", "probe", table, "--seeds", "1", "--folds", "4")
    assert (ran.code, ran.err) == (0, "")
    assert all(name in ran.out for name in AXES)


def test_a_recipe_trains_a_network_for_every_fold(table: Path, tmp_path: Path) -> None:
    (tmp_path / "recipe.toml").write_text(RECIPE)
    words = ("score", "probe", table, "--recipe", tmp_path / "recipe.toml", "--seeds", "1", "--folds", "4")
    (record,) = albumen(*words, "--json").records()
    assert (record["title"], record["folds"], set(record["each"])) == ("emotions", 4, set(AXES))
    assert record["mean"] > 0.6
    assert albumen(*words).out.startswith("emotions: mean r 0.")


@pytest.mark.parametrize("text", ["", 'title = "x"\ntask = "audioset"\n'])
def test_a_recipe_of_another_task_is_told(table: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / "recipe.toml").write_text(text)
    ran = albumen("score", "probe", table, "--recipe", tmp_path / "recipe.toml")
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert "recipe.toml: " in ran.err


def test_a_file_that_is_no_table_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.npz").write_text("hello")
    ran = albumen("score", "probe", tmp_path / "x.npz")
    assert ran.code == 1
    assert "is no table of Emotify's vectors" in ran.err


def test_listening_writes_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[tuple[Path, str]] = []

    def hear(folder: Path, listener: Listener, progress: Progress) -> EmotifyVectors:
        heard.append((folder, listener.card.name))
        return made()

    monkeypatch.setattr(emotify_vectors, "hear_emotify", hear)
    ran = albumen("data", "emotify", tmp_path, "--out", tmp_path / "kept.npz")
    assert (ran.code, ran.out) == (0, f"{tmp_path / 'kept.npz'}: 80 pieces, 6 numbers each.\n")
    assert heard == [(tmp_path, "musicnn")]
    assert len(read_vectors(tmp_path / "kept.npz").genres) == 80
