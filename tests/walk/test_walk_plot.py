from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from albumen.errors import AlbumenError
from albumen.listen.musicnn.taggram import Taggram
from albumen.walk import plot
from albumen.walk.plot import ROWS, save_taggram, taggram_picture


def taggram(*tags: str, patches: int = 4) -> Taggram:
    """Tag i has probability (i + 1) / 100 in every patch."""
    rows = np.tile(np.arange(1, len(tags) + 1) / 100, (patches, 1)).astype(np.float32)
    return Taggram(np.arange(0.0, 3.0 * patches, 3.0), tags, rows)


def test_a_tag_that_both_taggers_know_is_shown_once_as_the_mean() -> None:
    once = plot._once(taggram("rock", "pop", "rock"))
    assert once.tags == ("rock", "pop")
    np.testing.assert_allclose(once.probabilities, [[0.02, 0.02]] * 4)


def test_brighter_is_likelier_and_the_likeliest_is_on_top() -> None:
    probabilities = np.array([[0.0, 0.9], [0.4, 0.9]], np.float32)
    picture = taggram_picture(Taggram(np.array([0.0, 3.0]), ("calm", "loud"), probabilities), "x").astype(int)
    middle = plot._ROW // 2
    upper, lower = (picture[plot._TOP + row * plot._ROW + middle] for row in (0, 1))
    left, right = plot._LEFT + 100, 1200 - plot._RIGHT - 100
    assert upper[left].sum() == upper[right].sum() > lower[right].sum() > lower[left].sum()


@pytest.mark.parametrize(("tags", "rows"), [(1, 1), (100, ROWS)])
def test_there_is_a_row_for_each_tag_up_to_a_limit(tags: int, rows: int) -> None:
    picture = taggram_picture(taggram(*(f"tag {i}" for i in range(tags)), patches=1), "x", 900)
    assert picture.shape == (plot._TOP + rows * plot._ROW + plot._FOOT, 900, 3)


def test_it_is_written_whole_as_a_png(tmp_path: Path) -> None:
    save_taggram(taggram("a", "b"), "Title", tmp_path / "new" / "t.png")
    with Image.open(tmp_path / "new" / "t.png") as image:
        image.load()
        assert image.format == "PNG"
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["t.png"]


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(AlbumenError, match="cannot be made"):
        save_taggram(taggram("a"), "Title", tmp_path / "file" / "t.png")
