"""How long it will still take, from how long it took."""

from __future__ import annotations

import time
from collections.abc import Callable

Clock = Callable[[], float]


class Pace:
    """The pace of this run, its measurements and checkpoints counted in.

    Parameters
    ----------
    done
        Steps that an earlier run did: they say nothing of this one's pace.
    steps
        Steps at most, in all.
    clock
        Seconds that only grow.
    """

    def __init__(self, done: int, steps: int, clock: Clock = time.monotonic) -> None:
        self._from, self._steps, self._clock, self._began = done, steps, clock, clock()

    def left(self, done: int) -> float | None:
        """Seconds until the last step at most; None before the first step."""
        if done <= self._from:
            return None
        return (self._clock() - self._began) / (done - self._from) * (self._steps - done)

    def say(self, done: int) -> str:
        """The same in words, "at most 3 min"; empty before the first step."""
        left = self.left(done)
        return "" if left is None else f"at most {in_words(left)}"


def in_words(seconds: float) -> str:
    """A length of time as people say it: "40 s", "3 min", "2 h 10 min"."""
    if seconds < 100:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 100 else f"{minutes // 60} h {minutes % 60} min"
