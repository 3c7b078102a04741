"""One process at a time for one model."""

from __future__ import annotations

from pathlib import Path
from threading import Event, Thread

import pytest

from albumen.errors import AlbumenError
from albumen.models.turn import turn


def test_who_comes_second_says_so_and_waits(tmp_path: Path) -> None:
    waits, order = Event(), list[str]()

    def second() -> None:
        with turn(tmp_path, "small", waits.set):
            order.append("second")

    thread = Thread(target=second)
    with turn(tmp_path, "small"):
        thread.start()
        assert waits.wait(10)
        order.append("first")
    thread.join(10)
    assert order == ["first", "second"]


def test_who_does_not_wait_is_told(tmp_path: Path) -> None:
    with turn(tmp_path, "small"), pytest.raises(AlbumenError, match="small is being pulled by another process"):
        turn(tmp_path, "small").__enter__()


def test_models_do_not_wait_for_each_other(tmp_path: Path) -> None:
    with turn(tmp_path, "small"), turn(tmp_path, "large"):
        pass


def test_an_error_ends_the_turn(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), turn(tmp_path, "small"):
        raise KeyboardInterrupt
    with turn(tmp_path, "small"):
        pass
