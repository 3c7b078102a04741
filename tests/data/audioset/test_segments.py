"""CSV files as AudioSet publishes them, and as others pass them on."""

from __future__ import annotations

from pathlib import Path

import pytest

from albumen.data.audioset.segments import Segment, read_indices, read_segments
from albumen.errors import BadDataset

PUBLISHED = """\
# Segments csv created Sun Mar  5 10:54:31 2017
# num_ytids=20371, num_segs=20371, num_unique_labels=527, num_positive_labels=51804
# YTID, start_seconds, end_seconds, positive_labels
--4gqARaEJE, 0.000, 10.000, "/m/068hy,/m/07q6cd_,/m/0bt9lr,/m/0jbk"
--BfvyPmVMo, 20.000, 30.000, "/m/03l9g"
"""
PASSED_ON = """\
YTID,start_seconds,end_seconds,positive_labels
--4gqARaEJE,0.000,10.000,"/m/068hy,/m/07q6cd_,/m/0bt9lr,/m/0jbk"

--BfvyPmVMo,20.000,30.000,"/m/03l9g"
"""
ROWS = [
    Segment("--4gqARaEJE", 0.0, 10.0, ("/m/068hy", "/m/07q6cd_", "/m/0bt9lr", "/m/0jbk")),
    Segment("--BfvyPmVMo", 20.0, 30.0, ("/m/03l9g",)),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "eval_segments.csv"


@pytest.mark.parametrize("text", [PUBLISHED, PASSED_ON, PUBLISHED.replace("\n", "\r\n")])
def test_segments_are_read(path: Path, text: str) -> None:
    path.write_bytes(text.encode())
    assert list(read_segments(path)) == ROWS


NO_TIME = ["abc,nan,2,/m/1", "abc,1,inf,/m/1", "abc,2,2,/m/1", "abc,3,2,/m/1", "abc,-1,2,/m/1"]


@pytest.mark.parametrize("row", ["abc,1,2", "abc,one,2,/m/1", "abc,1,2,/m/1,/m/2", "<html>", *NO_TIME])
def test_a_row_that_is_no_segment_is_named(path: Path, row: str) -> None:
    path.write_text(PUBLISHED + row + "\n")
    with pytest.raises(BadDataset, match=r"eval_segments\.csv has no segment in line 6;"):
        list(read_segments(path))


@pytest.mark.parametrize("data", [None, b"\xff\xfe\x00\x81"])
def test_a_file_that_cannot_be_read_is_named(path: Path, data: bytes | None) -> None:
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(BadDataset, match=r"eval_segments\.csv cannot be read"):
        list(read_segments(path))


def test_indices_are_read(path: Path) -> None:
    path.write_text('index,mid,display_name\n0,/m/09x0r,"Speech"\n1,/m/05zppz,"Male speech, man speaking"\n')
    assert read_indices(path) == {"/m/09x0r": 0, "/m/05zppz": 1}


def test_another_file_holds_no_indices(path: Path) -> None:
    path.write_text(PUBLISHED)
    with pytest.raises(BadDataset, match=r"not AudioSet's class_labels_indices\.csv"):
        read_indices(path)
