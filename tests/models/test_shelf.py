"""Whether weights are here, where, and how they go."""

from __future__ import annotations

from pathlib import Path

import pytest

from albumen import models
from albumen.errors import AlbumenError, MissingWeights
from albumen.models.card import Hub, ModelCard, ModelFile
from albumen.models.turn import turn
from tests.models.web_server import COMMIT, OTHER


def card(revision: str | None = COMMIT, size: int | None = None) -> ModelCard:
    files = (ModelFile("config.json"), ModelFile("unet/model.safetensors", size=size))
    return ModelCard("small", "tests", Hub("us/small", revision), files, "MIT", "yes")


def lay(folder: Path, weights: bytes = b"weights") -> Path:
    """The files of the card in a folder."""
    (folder / "unet").mkdir(parents=True)
    (folder / "config.json").write_bytes(b"{}")
    (folder / "unet" / "model.safetensors").write_bytes(weights)
    return folder


def test_what_is_shipped_is_here() -> None:
    assert models.ready("musicnn-msd").ok
    assert (models.located("musicnn-msd") / "msd.onnx").is_file()


def test_what_is_not_here_names_the_command_that_brings_it() -> None:
    with pytest.raises(
        MissingWeights, match=r"^The weights of sd-turbo are not .*; run: albumen models pull sd-turbo$"
    ):
        models.located("sd-turbo")
    ready = models.ready("sd-turbo")
    assert (ready.ok, ready.remedy) == (False, "run: albumen models pull sd-turbo")


def test_the_own_folder_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(hub_snapshot(tmp_path, monkeypatch))
    own = lay(tmp_path / "own" / "small")
    monkeypatch.setenv("ALBUMEN_MODELS", str(tmp_path / "own"))
    assert models.located(card()) == own


def hub_snapshot(root: Path, monkeypatch: pytest.MonkeyPatch, commit: str = COMMIT) -> Path:
    monkeypatch.setenv("HF_HOME", str(root / "hf"))
    return root / "hf" / "hub" / "models--us--small" / "snapshots" / commit


def test_the_hubs_cache_is_read_at_the_cards_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = lay(hub_snapshot(tmp_path, monkeypatch))
    assert models.located(card()) == snapshot
    assert not models.ready(card(OTHER)).ok


def test_an_unpinned_card_takes_the_hub_caches_main_branch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = lay(hub_snapshot(tmp_path, monkeypatch, OTHER))
    assert not models.ready(card(None)).ok
    refs = snapshot.parents[1] / "refs"
    refs.mkdir()
    (refs / "main").write_text(OTHER + "\n", encoding="utf-8")
    found = models.place(card(None))
    assert found is not None
    assert (found.path, found.kind, found.revision) == (snapshot, "hub cache", OTHER)


def test_half_a_model_is_not_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = lay(hub_snapshot(tmp_path, monkeypatch))
    (snapshot / "unet" / "model.safetensors").unlink()
    assert not models.ready(card()).ok


def test_a_file_of_another_size_than_the_cards_is_not_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(hub_snapshot(tmp_path, monkeypatch), weights=b"12345")
    assert models.ready(card(size=5)).ok
    assert not models.ready(card(size=6)).ok


def test_removing_frees_the_cache_and_keeps_the_record(tmp_path: Path, cache: Path) -> None:
    models.pull(card(), source=lay(tmp_path / "stick", b"x" * 1000))
    assert models.remove(card()) == 1002
    assert not models.ready(card()).ok
    assert [path.name for path in cache.iterdir() if path.suffix != ".turn"] == ["small.lock.json"]
    assert models.remove(card()) == 0


def test_what_albumen_only_reads_is_not_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = lay(hub_snapshot(tmp_path, monkeypatch))
    with pytest.raises(AlbumenError, match="where albumen only reads"):
        models.remove(card())
    with pytest.raises(AlbumenError, match="where albumen only reads"):
        models.remove("musicnn-msd")
    assert models.located(card()) == snapshot


def test_what_is_being_pulled_is_not_removed(tmp_path: Path, cache: Path) -> None:
    models.pull(card(), source=lay(tmp_path / "stick"))
    with turn(cache, "small"), pytest.raises(AlbumenError, match="small is being pulled by another process"):
        models.remove(card())
    assert models.ready(card()).ok
