"""How long it will still take."""

from __future__ import annotations

import pytest

from albumen.train.pace import Pace, in_words


def test_nothing_is_known_before_the_first_step() -> None:
    pace = Pace(40, 100, iter([0.0]).__next__)
    assert pace.left(40) is None
    assert pace.say(40) == ""


def test_only_the_steps_of_this_run_count() -> None:
    clock = iter([1000.0, 1030.0, 1060.0]).__next__
    pace = Pace(40, 100, clock)
    assert pace.left(50) == 150.0  # 3 s a step, 50 to go
    assert pace.left(100) == 0.0


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.4, "0 s"), (99.4, "99 s"), (100, "2 min"), (3600, "60 min"), (7800, "2 h 10 min")]
)
def test_times_are_said_in_words(seconds: float, words: str) -> None:
    assert in_words(seconds) == words
