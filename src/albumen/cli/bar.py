"""The progress of one long job, as a bar."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from albumen.progress import Progress


@contextmanager
def bar(first: str) -> Iterator[Progress]:
    """A progress that is a bar on standard error, if that is a terminal; `first` is said until the job says more."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as shown:
        task = shown.add_task(first, total=1.0)

        def report(done: float, doing: str = "") -> None:
            shown.update(task, completed=done, description=doing or first)

        yield report
