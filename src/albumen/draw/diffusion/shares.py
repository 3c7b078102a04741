"""How far a run of paintings is: painting goes in batches, finishing picture by picture, and both take time."""

from __future__ import annotations

from albumen.progress import Progress

_PAINTING = 0.85


class Shares:
    """Adds up what painting and finishing tell, for `count` pictures."""

    def __init__(self, progress: Progress, count: int) -> None:
        self._progress, self._count = progress, count
        self._painted = 0.0
        self._finished = 0

    def painting(self, done: float, doing: str = "") -> None:
        """Told how much of all the painting is done."""
        self._painted = done
        self._tell(0.0, doing)

    def finishing(self, done: float, doing: str = "") -> None:
        """Told how far the finishing of the present picture is."""
        self._tell(done, doing)

    def next(self) -> None:
        """The present picture is finished."""
        self._finished += 1
        self._tell(0.0, "finished")

    def _tell(self, present: float, doing: str) -> None:
        finished = min((self._finished + present) / self._count, 1.0)
        self._progress(_PAINTING * self._painted + (1 - _PAINTING) * finished, doing)
