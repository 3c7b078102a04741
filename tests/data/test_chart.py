"""Bar charts as files."""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from albumen.data.chart import Panel, save_bars
from albumen.errors import AlbumenError, MissingExtra

PANELS = [Panel("Genres", "clips", {"Rock": 3, "R&B": 1}), Panel("Moods", "F1", {"Sad": 0.5}, {"Sad": (0.4, 0.7)})]


def test_an_svg_is_well_formed_and_the_same_every_time(tmp_path: Path) -> None:
    save_bars(PANELS, tmp_path / "a.svg")
    save_bars(PANELS, tmp_path / "b.svg")
    text = (tmp_path / "a.svg").read_text()
    assert ElementTree.fromstring(text).tag.endswith("svg")  # noqa: S314
    assert text == (tmp_path / "b.svg").read_text()


def test_taller_bars_take_more_ink(tmp_path: Path) -> None:
    save_bars([Panel("", "", {"a": 1, "b": 3})], tmp_path / "a.png")
    with Image.open(tmp_path / "a.png") as picture:
        pixels = np.asarray(picture.convert("RGB")).astype(int)
    bar = (abs(pixels - [0x8C, 0x4A, 0x5E]).max(axis=2) < 3).sum(axis=0)
    left, right = np.array_split(bar, 2)
    assert np.median(right[right > 0]) / np.median(left[left > 0]) == pytest.approx(3, rel=0.05)


def test_what_has_no_value_is_told_from_what_is_nothing(tmp_path: Path) -> None:
    save_bars(
        [Panel("", "F1", {"Ska": 0, "Polka": 0, "Rock": 1}, missing=["Polka"], why="no example")], tmp_path / "a.svg"
    )
    assert (tmp_path / "a.svg").read_text().count("no example") == 1


def test_other_endings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(AlbumenError, match=r"\.png or \.svg"):
        save_bars(PANELS, tmp_path / "a.gif")
    assert list(tmp_path.iterdir()) == []


def test_without_matplotlib_the_remedy_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(MissingExtra, match=r"albumen\[train\]"):
        save_bars(PANELS, tmp_path / "a.png")
