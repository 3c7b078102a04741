from __future__ import annotations

import threading
import time
from collections.abc import Generator

import pytest

from albumen.walk.drawing import at_once, in_order


def test_results_come_in_order_though_the_first_takes_longest() -> None:
    def work(number: int) -> int:
        time.sleep(0.05 if number == 0 else 0)
        return number * number

    assert list(in_order(work, range(9), 3)) == [number * number for number in range(9)]


def test_only_as_many_results_wait_as_there_are_threads() -> None:
    begun: list[int] = []
    results = in_order(begun.append, range(50), 2)
    next(results)
    time.sleep(0.05)
    assert len(begun) <= 4
    list(results)
    assert sorted(begun) == list(range(50))


def test_several_are_at_work_at_once() -> None:
    together = threading.Barrier(2, timeout=5)
    assert len(list(in_order(lambda _: together.wait(), range(2), 2))) == 2


def test_who_stops_listening_stops_the_work() -> None:
    begun: list[int] = []
    results = in_order(begun.append, range(50), 2)
    next(results)
    assert isinstance(results, Generator)
    results.close()
    assert len(begun) <= 4


def test_what_has_begun_is_finished_before_an_error_is_told() -> None:
    begun, finished = threading.Event(), threading.Event()

    def work(number: int) -> None:
        if number == 0:
            begun.wait(5)
            raise ValueError("no")
        begun.set()
        time.sleep(0.05)
        finished.set()

    with pytest.raises(ValueError, match="no"):
        list(in_order(work, range(2), 2))
    assert finished.is_set()


def test_large_pictures_are_drawn_one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("albumen.walk.drawing.processors", lambda: 64)
    assert [at_once(side) for side in (300, 3000, 4000, 10_000)] == [4, 4, 2, 1]
