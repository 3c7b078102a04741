"""The log: whole lines, and none of a future that a kill undid."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from albumen.errors import AlbumenError
from albumen.train.log import Log, read_log


def rows(path: Path, count: int) -> None:
    log = Log(path)
    for step in range(1, count + 1):
        log.write({"event": "step", "step": step, "loss": 1 / step})
    log.close()


def test_rows_come_back_to_the_last_bit(tmp_path: Path) -> None:
    rows(tmp_path / "log.jsonl", 7)
    assert [row["loss"] for row in read_log(tmp_path / "log.jsonl")] == [1 / step for step in range(1, 8)]


def test_a_new_training_begins_a_new_log(tmp_path: Path) -> None:
    rows(tmp_path / "log.jsonl", 3)
    rows(tmp_path / "log.jsonl", 1)
    assert len(read_log(tmp_path / "log.jsonl")) == 1


def test_rows_after_the_checkpoint_are_taken_out(tmp_path: Path) -> None:
    rows(tmp_path / "log.jsonl", 5)
    Log(tmp_path / "log.jsonl", step=3).close()
    assert [row["step"] for row in read_log(tmp_path / "log.jsonl")] == [1, 2, 3]


def test_a_line_that_a_kill_cut_off_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    rows(path, 2)
    path.write_text(path.read_text() + '{"event": "st')
    assert len(read_log(path)) == 2
    Log(path, step=2).close()
    assert path.read_text().endswith("}\n")


def test_another_file_is_not_taken_for_a_log(tmp_path: Path) -> None:
    (tmp_path / "log.jsonl").write_text("hello\n")
    with pytest.raises(AlbumenError, match="is damaged"):
        read_log(tmp_path / "log.jsonl")


def test_a_full_disk_is_one_sentence(tmp_path: Path) -> None:
    log = Log(tmp_path / "log.jsonl")
    log._file.close()
    log._file = Path("/dev/full").open("a", encoding="utf-8")  # noqa: SIM115
    with pytest.raises(AlbumenError, match=r"cannot be written \(No space left on device\)"):
        log.write({"event": "step", "step": 1})
    with pytest.raises(AlbumenError, match=r"cannot be written \(No space left on device\)"):
        log.close()


@pytest.mark.filterwarnings("ignore:.*:DeprecationWarning")
def test_a_place_that_tensorboard_cannot_write_to_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "board").write_text("a file")
    with pytest.raises(AlbumenError, match=r"board cannot be written \("):
        Log(tmp_path / "log.jsonl", tensorboard=tmp_path / "board")


@pytest.mark.filterwarnings("ignore:.*:DeprecationWarning")
def test_tensorboard_gets_the_numbers(tmp_path: Path) -> None:
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    log = Log(tmp_path / "log.jsonl", tensorboard=tmp_path / "board")
    for step in (1, 2):
        log.write({"event": "epoch", "step": step, "f1": step / 4})
    log.close()
    events = EventAccumulator(str(tmp_path / "board"))
    events.Reload()
    assert [(event.step, event.value) for event in events.Scalars("epoch/f1")] == [(1, 0.25), (2, 0.5)]
    assert json.loads((tmp_path / "log.jsonl").read_text().splitlines()[0])["f1"] == 0.25
