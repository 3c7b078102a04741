"""NumPy files that are written row by row, for more rows than memory holds."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.lib.format import header_data_from_array_1_0, write_array_header_1_0
from numpy.typing import ArrayLike, DTypeLike


class GrowingArray:
    """An .npy file [rows, *shape] that rows are appended to; it is whole, and on the disk, when its block ends."""

    def __init__(self, path: Path, dtype: DTypeLike, shape: tuple[int, ...] = ()) -> None:
        self._dtype, self._shape, self._rows = np.dtype(dtype), shape, 0
        self._file = path.open("wb")
        self._write_header()

    def __len__(self) -> int:
        return self._rows

    def append(self, rows: ArrayLike) -> None:
        """Adds rows [any, *shape]."""
        block = np.asarray(rows, self._dtype).reshape(-1, *self._shape)
        self._file.write(block.tobytes())
        self._rows += len(block)

    def __enter__(self) -> GrowingArray:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._file:
            if kind is None:
                self._file.seek(0)
                self._write_header()
                self._file.flush()
                os.fsync(self._file.fileno())

    def _write_header(self) -> None:
        """NumPy leaves room in the header for the first axis to grow, so a later one fits in the place of this."""
        header = header_data_from_array_1_0(np.empty((0, *self._shape), self._dtype))
        write_array_header_1_0(self._file, header | {"shape": (self._rows, *self._shape)})
