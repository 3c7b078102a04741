"""One process at a time for one model: a lock that the system lets go of when its holder dies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from albumen.errors import AlbumenError


@contextmanager
def turn(root: Path, name: str, waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """Holds the model's lock for the block; where another process has it, calls `waiting` and waits for its end.

    Raises
    ------
    AlbumenError
        Another process has it and there is no `waiting`, or the folder cannot be written to.
    """
    lock = FileLock(str(root / f"{name}.turn"))
    try:
        root.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout as fault:
        if waiting is None:
            raise AlbumenError(f"{name} is being pulled by another process; try again when it is done.") from fault
        waiting()
        lock.acquire()
    except OSError as fault:
        raise AlbumenError(f"The folder {root} cannot be written to ({fault.strerror or fault}).") from fault
    try:
        yield
    finally:
        lock.release()
