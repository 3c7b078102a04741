"""Where weights may lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from albumen.models.places import cache_root, hub_cache, offline, own_folder


def test_our_cache_follows_xdg(tmp_path: Path) -> None:
    assert cache_root() == tmp_path / "cache" / "albumen" / "models"


def test_our_cache_has_the_platforms_place_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert cache_root().parts[-2:] == ("albumen", "models") or "albumen" in cache_root().parts
    assert cache_root().is_absolute()


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, "/x/huggingface/hub"),
        ({"HF_HOME": "/h"}, "/h/hub"),
        ({"HF_HOME": "/h", "HF_HUB_CACHE": "/c"}, "/c"),
    ],
)
def test_the_hubs_cache_is_where_the_hub_puts_it(
    variables: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/x")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert hub_cache() == Path(expected)


def test_the_own_folder_is_the_one_that_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert own_folder() is None
    monkeypatch.setenv("ALBUMEN_MODELS", str(tmp_path))
    assert own_folder() == tmp_path


@pytest.mark.parametrize(
    ("value", "forbids"), [("1", True), ("TRUE", True), (" yes ", True), ("on", True), ("0", False), ("", False)]
)
def test_a_switch_is_on_in_the_usual_words(value: str, forbids: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", value)
    assert offline() == ("HF_HUB_OFFLINE" if forbids else None)
