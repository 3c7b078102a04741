"""The cold cover's rows: one time for the whole, and the parts that it is held against, cold and warm."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from albumen.sleeve.print import QUALITY, encode
from benchmarks import cold_cover
from tests.songs import music, write_song


def test_all_floors_are_measured_in_one_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (64, 64, 3), np.uint8)

    def cover(song: Path, out: Path) -> None:
        out.mkdir(exist_ok=True)
        for number in (1, 2):
            (out / f"song-album-{number}.jpg").write_bytes(encode(pixels).data)

    monkeypatch.setattr(cold_cover, "_cover", cover)
    cold, stock, own = cold_cover.rows(write_song(tmp_path / "song.mp3", music(8.0)), runs=1)
    assert cold.what.endswith("its parts in a fresh process")
    assert stock.what.endswith("stock libraries, warm")
    assert own.what.endswith("our own parts, warm")
    assert cold.ours == stock.ours == own.ours
    assert all(part in row.note for row in (stock, own) for part in ("decode", "JPEGs"))


def test_the_ratio_is_the_whole_over_the_sum_of_the_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cold_cover, "median", lambda work, runs: work())
    row = cold_cover._row("two parts", 3.0, {"one": lambda: 0.5, "other": lambda: 1.0}, runs=1)
    assert (row.ours, row.peer, row.ratio) == ("3.00 s", "1.50 s", 2.0)
    assert row.note == "one 500 ms, other 1.00 s"


def test_the_stock_jpegs_weigh_what_ours_do() -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (256, 256, 3), np.uint8)
    stock, own = len(cold_cover._jpeg(pixels)), len(encode(pixels, quality=QUALITY).data)
    assert abs(stock - own) < 4096  # the profile and what else a cover says of itself
