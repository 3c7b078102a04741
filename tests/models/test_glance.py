"""A glance finds every place in which `ready` would find a model, and nothing where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from albumen import models
from albumen.models.glance import glimpsed

TASK = "text to picture"


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with folders for weights, and nothing in them."""
    for name, folder in (("XDG_CACHE_HOME", "cache"), ("HF_HUB_CACHE", "hub"), ("ALBUMEN_MODELS", "own")):
        (tmp_path / folder).mkdir()
        monkeypatch.setenv(name, str(tmp_path / folder))
    return tmp_path


def test_nothing_is_seen_where_nothing_is(empty: Path) -> None:
    assert not glimpsed(TASK)


def test_nothing_is_seen_where_no_folder_is(empty: Path) -> None:
    for folder in empty.iterdir():
        folder.rmdir()
    assert not glimpsed(TASK)


@pytest.mark.parametrize(
    "found",
    [
        "own/sd-turbo",
        "cache/albumen/models/sd-turbo",
        "cache/albumen/models/sd-turbo.lock.json",
        "hub/models--stabilityai--sd-turbo",
    ],
)
def test_a_model_is_seen_wherever_it_may_lie(empty: Path, found: str) -> None:
    (empty / found).mkdir(parents=True)
    assert glimpsed(TASK)


def test_the_model_of_another_task_is_not_meant(empty: Path) -> None:
    (empty / "own" / "prompt-extend").mkdir()
    assert not glimpsed(TASK)
    assert glimpsed("prompt extension")


def test_what_is_ready_was_seen(empty: Path) -> None:
    card = models.find("prompt-extend")
    folder = empty / "own" / card.name
    for file in card.files:
        (folder / file.path.replace("*", "x")).parent.mkdir(parents=True, exist_ok=True)
        (folder / file.path.replace("*", "x")).touch()
    assert (models.ready(card).ok, glimpsed(card.task)) == (all(not file.size for file in card.files), True)
