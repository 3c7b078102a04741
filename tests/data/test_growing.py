"""NumPy files that grow."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest

from albumen.data.growing import GrowingArray


@pytest.mark.parametrize(("dtype", "shape"), [("uint8", (10, 128)), ("uint32", ()), ("S11", ())])
def test_the_file_is_what_numpy_itself_saves(tmp_path: Path, dtype: str, shape: tuple[int, ...]) -> None:
    rows = np.random.default_rng(0).integers(0, 200, (7, *shape)).astype(dtype)
    with GrowingArray(tmp_path / "a.npy", dtype, shape) as growing:
        growing.append(rows[:4])
        growing.append(rows[4:])
        assert len(growing) == 7
    saved = io.BytesIO()
    np.save(saved, rows)
    assert (tmp_path / "a.npy").read_bytes() == saved.getvalue()


def test_millions_of_rows_fit_the_same_header(tmp_path: Path) -> None:
    with GrowingArray(tmp_path / "a.npy", np.uint8) as growing:
        for _ in range(3):
            growing.append(np.full(1_000_003, 7, np.uint8))
    assert np.load(tmp_path / "a.npy", mmap_mode="r").shape == (3_000_009,)


def test_no_rows_are_an_empty_array(tmp_path: Path) -> None:
    with GrowingArray(tmp_path / "a.npy", np.uint8, (3,)):
        pass
    assert np.load(tmp_path / "a.npy").shape == (0, 3)
