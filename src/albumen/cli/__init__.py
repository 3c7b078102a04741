"""The commands; thin, no logic."""

from __future__ import annotations

import gc
import logging
import math
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from albumen.cli.escaped import one_line
from albumen.errors import AlbumenError, BadOption, MissingExtra, MissingWeights

DONE, SOME_FAILED, WRONG_USE, MISSING, INTERRUPTED = 0, 1, 2, 3, 130
"""The exit codes."""

UNFORESEEN = (
    ArithmeticError, AssertionError, AttributeError, EOFError, ImportError, LookupError, MemoryError, OSError,
    RuntimeError, TypeError, ValueError,
)  # fmt: skip
"""What a mistake of ours or of a library raises: one song that meets it must not stop the thousand after it."""

_PATIENCE = 2.0


def exit_code(error: AlbumenError) -> int:
    """3 for what can be mended by installing or fetching something, 2 for a setting nobody knows, 1 for the rest."""
    if isinstance(error, BadOption):
        return WRONG_USE
    return MISSING if isinstance(error, MissingExtra | MissingWeights) else SOME_FAILED


def unforeseen(error: BaseException, path: Path | None = None) -> AlbumenError:
    """A sentence for an error that nobody raised on purpose."""
    said = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    return AlbumenError(f"{path or 'albumen'} met an error that should not be ({said}); report what --debug shows.")


def main() -> None:
    """The command `albumen`: one sentence for every error, tracebacks only with --debug, which may stand anywhere."""
    words = sys.argv[1:]
    sys.argv[1:] = ["--debug"] * ("--debug" in words) + [word for word in words if word != "--debug"]
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # names of files need not be text
    with _stoppable():
        try:
            _run(words)
        except AlbumenError as error:
            _fail(error, error)
        except UNFORESEEN as error:
            _fail(unforeseen(error), error)


def _run(words: list[str]) -> None:
    from albumen.cli.head_start import head_start

    head_start(words)
    from albumen.cli.app import app

    try:
        app()
    finally:
        # Python looks through all objects for cycles as it ends, which took 0.08 s; the system takes them anyway.
        gc.freeze()


def _fail(said: AlbumenError, error: BaseException) -> None:
    logging.getLogger(__name__).debug("", exc_info=error)
    sys.stderr.write(one_line(f"albumen: {said}") + "\n")
    sys.exit(exit_code(said))


@contextmanager
def _stoppable() -> Iterator[None]:
    """SIGTERM stops as Ctrl-C does; impatient repetitions of either do not disturb the tidying up."""
    last = -math.inf

    def stop(signum: int, frame: FrameType | None) -> None:
        nonlocal last
        if time.monotonic() - last > _PATIENCE:
            last = time.monotonic()
            raise KeyboardInterrupt

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler if last < 0 else signal.SIG_IGN)
