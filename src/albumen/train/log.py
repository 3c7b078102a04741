"""The course of a training: a line of JSON for each step that is told, and TensorBoard where it is asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from albumen.errors import AlbumenError, MissingExtra
from albumen.sleeve import atomic

if TYPE_CHECKING:
    from torch.utils.tensorboard import SummaryWriter

Row = Mapping[str, float | int | str]


class Log:
    """Rows in `path`, each with its `step`; numbers go to TensorBoard's folder, too.

    Parameters
    ----------
    path
        A file of JSON lines; what it holds of later steps than `step`, by a training that was killed, is taken out.
    step
        Steps that were done before.
    tensorboard
        A folder for TensorBoard's event files, or None.

    Raises
    ------
    AlbumenError
        The file cannot be read or written.
    MissingExtra
        TensorBoard is asked for and not installed.
    """

    def __init__(self, path: Path, step: int = 0, tensorboard: Path | None = None) -> None:
        kept = [row for row in read_log(path) if int(row["step"]) <= step] if step else []
        atomic.write(path, "".join(json.dumps(row) + "\n" for row in kept).encode())
        self._path = path
        self._board = _board(tensorboard, step) if tensorboard else None
        self._file = path.open("a", encoding="utf-8")

    def write(self, row: Row) -> None:
        """Adds a row; AlbumenError if the disk is full."""
        with _writing(self._path):
            self._file.write(json.dumps(row) + "\n")
            self._file.flush()
        for name, value in row.items():
            if self._board and isinstance(value, float):
                with _writing(Path(self._board.log_dir)):
                    self._board.add_scalar(f"{row['event']}/{name}", value, int(row["step"]))

    def close(self) -> None:
        """Closes the files; AlbumenError if the disk did not take the last of them."""
        with _writing(self._path):
            self._file.close()
        if self._board:
            with _writing(Path(self._board.log_dir)):
                self._board.close()


def read_log(path: Path) -> list[Row]:
    """The whole rows of a log; none if there is no file. A last line that was cut off by a kill is passed over."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise AlbumenError(f"The log {path} cannot be read ({error}).") from error
    try:
        return [json.loads(line) for line in lines if line.endswith("\n")]
    except ValueError as error:
        raise AlbumenError(f"The log {path} is damaged; train anew with --fresh.") from error


def _board(folder: Path, step: int) -> SummaryWriter:
    try:
        from torch.utils.tensorboard import SummaryWriter
    except ImportError as error:
        raise MissingExtra('TensorBoard is not installed; install it with: pip install "albumen[train]".') from error
    with _writing(folder):
        return SummaryWriter(str(folder), purge_step=step + 1 if step else None)


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise AlbumenError(f"{path} cannot be written ({error.strerror or error}).") from error
