"""Lettering found, set straight, spelt and counted; with weights where these are here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from albumen.errors import MissingWeights
from albumen.look.cover_genre.lettering import SIDE, lettered
from albumen.look.cover_genre.reading import HEIGHT, LEAST, LONGEST, Line, Reader, padded, spelt, upright
from albumen.look.cover_genre.words import BUCKETS, Words, hashed, runs

Maps = NDArray[np.float32]


class Finder:
    """A detector that finds what it was given; it remembers what it was shown."""

    def __init__(self, likely: Maps) -> None:
        self.likely = likely
        self.shown: Any = None

    def get_inputs(self) -> list[Any]:
        return [type("Taken", (), {"name": "x"})]

    def run(self, _: None, given: dict[str, Any]) -> list[Maps]:
        self.shown = given["x"]
        return [self.likely[None, None]]


def _map(*bars: tuple[int, int, int, int], likely: float = 0.9) -> Maps:
    found = np.zeros((SIDE, SIDE), np.float32)
    for left, top, right, bottom in bars:
        found[top:bottom, left:right] = likely
    return found


def test_a_line_is_its_core_grown() -> None:
    """A core of 201 by 21 is grown by 201 * 21 * 1.6 / (2 * 222) = 15.2 to each side (one pixel more by dilation)."""
    finder = Finder(_map((100, 200, 300, 220)))
    (box,) = lettered(finder, np.zeros((300, 300, 3), np.uint8))
    assert box.min(0) * SIDE == pytest.approx((100 - 15, 200 - 15), abs=2)
    assert box.max(0) * SIDE == pytest.approx((300 + 15, 220 + 15), abs=2)
    assert box[0] == pytest.approx(box.min(0))
    assert box[2] == pytest.approx(box.max(0))


def test_lines_come_largest_first_and_unlikely_or_tiny_ones_not_at_all() -> None:
    finder = Finder(_map((20, 20, 60, 30), (20, 100, 400, 140)) + _map((20, 300, 400, 340), likely=0.4))
    finder.likely[450, 450] = 0.9
    boxes = lettered(finder, np.zeros((400, 400, 3), np.uint8))
    assert [round(float(box[:, 1].mean()) * SIDE) for box in boxes] == [120, 25]


def test_the_detector_is_shown_blue_first_in_steps_of_32() -> None:
    finder = Finder(_map())
    lettered(finder, np.full((100, 210, 3), (255, 0, 127), np.uint8))
    assert finder.shown.shape == (1, 3, 480, 1024)
    assert finder.shown[0, :, 0, 0] == pytest.approx((127 / 127.5 - 1, -1, 1), abs=1e-3)
    lettered(finder, np.zeros((2, 900, 3), np.uint8))
    assert finder.shown.shape == (1, 3, 32, 1440)


def test_a_slanted_line_is_set_straight() -> None:
    """A white bar at 30 degrees comes out lying, whole."""
    picture = np.zeros((300, 300, 3), np.uint8)
    corners = cv2.boxPoints(((150, 150), (200, 40), 30))
    cv2.fillPoly(picture, [corners.astype(np.int32)], (255, 255, 255))
    order = np.array([corners[at] for at in np.argsort(corners[:, 0])])
    box = np.stack([order[0], order[2], order[3], order[1]]) if order[0][1] < order[1][1] else corners
    line = upright(picture, (box / 300).astype(np.float32))
    assert line.shape[0] == HEIGHT
    assert line.shape[1] == pytest.approx(HEIGHT * 5, rel=0.1)
    assert line[4:-4, 6:-6].min() > 200


def test_what_stands_is_laid() -> None:
    """Letters from top to bottom: the upper end of the column becomes the beginning of the line."""
    picture = np.zeros((200, 100, 3), np.uint8)
    picture[:50, 40:60] = 255
    box = np.array([[0.4, 0], [0.6, 0], [0.6, 1], [0.4, 1]], np.float32)
    line = upright(picture, box)
    assert line.shape == (HEIGHT, HEIGHT * 10, 3)
    assert line[2:-2, 2:100].min() > 200
    assert line[2:-2, 140:].max() < 50


def test_lines_are_padded_and_none_is_too_long() -> None:
    short = padded(np.full((HEIGHT, 40, 3), 255, np.uint8))
    assert short.shape == (1, 3, HEIGHT, LEAST)
    assert (short[..., :40] == 1).all()
    assert not short[..., 40:].any()
    box = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)
    assert upright(np.zeros((4, 900, 3), np.uint8), box).shape[1] == LONGEST


def test_spelling_joins_letters_that_last_and_leaves_blanks_out() -> None:
    letters = ("", "A", "B")
    steps = np.array([[0.1, 0.8, 0.1], [0.1, 0.9, 0.0], [1, 0, 0], [0, 0.6, 0.4], [0.2, 0.1, 0.7], [0, 0, 1.0]])
    told, certainty = spelt(steps, letters)
    assert told == "AAB"
    assert certainty == pytest.approx((0.8 + 0.6 + 0.7) / 3)
    assert spelt(np.array([[1.0, 0, 0]]), letters) == ("", 0.0)


def test_runs_mark_the_ends_of_a_line() -> None:
    assert list(runs("Añ!")) == ["^an", "an$", "^an$"]
    assert list(runs("♥")) == []


def test_case_accents_and_spaces_do_not_count() -> None:
    assert set(runs("JOHNNY CASH")) == set(runs("Jóhnnycash"))


def test_covers_that_share_a_name_are_alike() -> None:
    def of(*lines: str) -> NDArray[np.float32]:
        return hashed([Line(text, 0.9, np.zeros((4, 2), np.float32)) for text in lines])

    cash, again, other = of("JOHNNY CASH", "At San Quentin"), of("JOHNNY CASH", "Ride this Train"), of("N.W.A")
    assert cash.shape == (BUCKETS,)
    assert np.linalg.norm(cash) == pytest.approx(1)
    assert cash @ again > 0.3 > 0.05 > cash @ other
    assert not of().any()


def test_the_reader_says_what_brings_its_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("ALBUMEN_MODELS", raising=False)
    if Words().ready().ok:
        pytest.skip("the package with the weights is installed")
    assert "albumen models pull pp-ocr-v4" in Words().ready().remedy
    with pytest.raises(MissingWeights, match="pip install --no-deps rapidocr-onnxruntime"):
        Reader().lines(np.zeros((8, 8, 3), np.uint8))


@pytest.mark.skipif(not Reader().ready().ok, reason="the reader's weights are not here")
def test_it_reads_a_title() -> None:
    picture = np.full((300, 300, 3), 240, np.uint8)
    cv2.putText(picture, "MOONLIGHT", (20, 80), cv2.FONT_HERSHEY_SIMPLEX, 1.4, (20, 20, 60), 3, cv2.LINE_AA)
    assert [line.text for line in Reader().lines(picture)] == ["MOONLIGHT"]
