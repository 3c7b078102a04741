"""Goes through many files: progress, errors listed at the end, Ctrl-C between whole items."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

import typer

from albumen.cli import INTERRUPTED, UNFORESEEN, exit_code, unforeseen
from albumen.cli.escaped import escaped, one_line
from albumen.errors import AlbumenError
from albumen.progress import Progress as Report

if TYPE_CHECKING:
    from rich.progress import Progress

ItemT = TypeVar("ItemT", contravariant=True)
Say = Callable[[str], None]
log = logging.getLogger(__name__)


class Work(Protocol[ItemT]):
    """What is done with one item; it says what people or machines should read of it."""

    def __call__(self, item: ItemT, say: Say, report: Report, /) -> None:
        """Raises AlbumenError if the item cannot be done."""
        ...


@dataclass(slots=True)
class Run:
    """One walk through many items: how many there were, and which of them failed."""

    doing: str
    """A word for the progress bar."""
    done: int = 0
    failed: list[AlbumenError] = field(default_factory=list)

    def fault(self, path: Path, error: AlbumenError) -> None:
        """Notes a failure, with its traceback for --debug."""
        log.debug("%s", path, exc_info=error)
        self.failed.append(error)

    def each(
        self, items: Iterable[ItemT], work: Work[ItemT], path_of: Callable[[ItemT], Path], count: Callable[[], int]
    ) -> None:
        """Does `work` on every item as it comes; then lists what failed and exits with 1 (3 if something is missing).

        `count` tells how many items will come; it is asked only if a person watches the progress.

        Raises
        ------
        typer.Exit
            Some items failed, or Ctrl-C: what is done is done, and the next run goes on from there.
        """
        try:
            with Bar(self.doing, count) as bar:
                for item in items:
                    self._one(item, work, path_of(item), bar)
        except KeyboardInterrupt:
            _tell(f"albumen: stopped, {self.done} done; the same command goes on from there.")
            raise typer.Exit(INTERRUPTED) from None
        self._close()

    def _one(self, item: ItemT, work: Work[ItemT], path: Path, bar: Bar) -> None:
        bar.begin(path.name)
        try:
            work(item, bar.say, bar.report)
            self.done += 1
        except BrokenPipeError:
            raise
        except AlbumenError as error:
            self.fault(path, error)
        except UNFORESEEN as error:
            self.fault(path, unforeseen(error, path))
        bar.end()

    def _close(self) -> None:
        for error in self.failed:
            _tell(f"albumen: {error}")
        if self.failed and self.done:
            _tell(f"albumen: {len(self.failed)} failed, {self.done} done.")
        if self.failed:
            raise typer.Exit(max(exit_code(error) for error in self.failed))


class Bar:
    """A progress bar on standard error, if that is a terminal; and the one way to say something while it is there."""

    def __init__(self, doing: str, count: Callable[[], int]) -> None:
        self._doing, self._count = doing, count
        self._bar: Progress | None = None
        self._finished = 0

    def __enter__(self) -> Bar:
        if sys.stderr.isatty():
            self._bar = _bar()
            self._task = self._bar.add_task(self._doing, total=self._count())
            self._bar.start()
        return self

    def __exit__(self, *fault: object) -> None:
        if self._bar:
            self._bar.stop()

    def begin(self, name: str) -> None:
        """The next item begins."""
        if self._bar:
            self._bar.update(self._task, description=f"{self._doing} {name}"[:60])

    def report(self, done: float, doing: str = "") -> None:
        """The item is done to this part, 0..1."""
        if self._bar:
            self._bar.update(self._task, completed=self._finished + min(max(done, 0.0), 1.0))

    def end(self) -> None:
        """The item is over."""
        self._finished += 1
        self.report(0.0)

    def say(self, text: str) -> None:
        """Text on standard output, above the bar if both are on the same terminal."""
        text = escaped(text)
        if self._bar and sys.stdout.isatty():
            self._bar.console.print(text, markup=False, highlight=False, soft_wrap=True)
        else:
            typer.echo(text)


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
    from rich.progress import TimeRemainingColumn as Remaining

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        Remaining(),
    )
    # Redirected, what is said would go to the bar's terminal even where standard output is a file.
    return Progress(
        *columns, console=Console(stderr=True), transient=True, redirect_stdout=False, redirect_stderr=False,
        speed_estimate_period=600,
    )  # fmt: skip


def _tell(line: str) -> None:
    sys.stderr.write(one_line(line) + "\n")
