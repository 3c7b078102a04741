"""All covers on one sheet."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from albumen.errors import AlbumenError
from albumen.picture import RGB, Picture
from albumen.sleeve import contact_sheet, save_contact_sheet
from tests.sleeve.grounds import flat

COLOURS: list[RGB] = [(200, 30, 30), (30, 160, 60), (30, 60, 200), (220, 200, 40), (120, 20, 140)]


def covers(count: int) -> list[tuple[str, Picture]]:
    return [(f"track-album-{i + 1}.jpg", Picture(flat(COLOURS[i], 100))) for i in range(count)]


@pytest.mark.parametrize(("count", "columns", "rows"), [(1, 1, 1), (2, 2, 1), (4, 2, 2), (5, 3, 2)])
def test_covers_lie_in_rows(count: int, columns: int, rows: int) -> None:
    sheet = contact_sheet(covers(count), tile=200).pixels
    assert sheet.shape == (rows * 200 + 10, columns * 200 + 10, 3)
    for i in range(count):
        middle = sheet[5 + i // columns * 200 + 95, 5 + i % columns * 200 + 100]
        assert tuple(middle) == COLOURS[i]


def test_labels_stand_under_their_covers_flush_with_them() -> None:
    sheet = contact_sheet(covers(1), tile=640).pixels.astype(int)
    paper, below = sheet[0, 0], sheet[16 + 590 : 16 + 630]
    columns = np.nonzero((np.abs(below - paper).sum(2) > 60).any(0))[0]
    picture = np.nonzero(np.abs(sheet[300] - paper).sum(1) > 60)[0]
    assert abs(columns.min() - picture.min()) <= 2
    assert columns.max() < picture.max()


def test_a_picture_that_is_not_square_is_not_stretched() -> None:
    wide = Picture(np.full((50, 100, 3), 10, np.uint8))
    dark = contact_sheet([("w", wide)], tile=200).pixels[:180].max(2) < 50
    height, width = dark.any(1).sum(), dark.any(0).sum()
    assert width == pytest.approx(2 * height, abs=2)


def test_the_sheet_is_saved_whole(tmp_path: Path) -> None:
    with Image.open(save_contact_sheet(covers(2), tmp_path / "sheet.jpg")) as sheet:
        assert (sheet.format, sheet.size) == ("JPEG", (2 * 640 + 32, 640 + 32))


def test_no_covers_no_sheet() -> None:
    with pytest.raises(AlbumenError):
        contact_sheet([])
