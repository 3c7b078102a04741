"""Ctrl-C between two steps."""

from __future__ import annotations

import os
import signal
import threading

import pytest

from albumen.train.interrupt import Interrupt


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_first_asks_and_the_second_stops_at_once(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    with Interrupt() as interrupt:
        os.kill(os.getpid(), number)
        assert interrupt.asked
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), number)
    assert signal.getsignal(number) is before


def test_nobody_asked_at_first() -> None:
    with Interrupt() as interrupt:
        assert not interrupt.asked


def test_another_thread_than_the_main_one_may_train() -> None:
    asked: list[bool] = []

    def train() -> None:
        with Interrupt() as interrupt:
            asked.append(interrupt.asked)

    thread = threading.Thread(target=train)
    thread.start()
    thread.join()
    assert asked == [False]
