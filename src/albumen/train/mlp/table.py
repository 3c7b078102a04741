"""Tables of features: X and Y in one .npz or .safetensors file, for any model that learns from embeddings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from albumen.errors import BadDataset
from albumen.train.mlp.source import Examples

Part = Literal["train", "validation", "test"]
PARTS: tuple[Part, ...] = ("train", "validation", "test")


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Examples with the names of their outputs; `split` [n] has 0, 1, 2 for `PARTS`, or is None where none was made."""

    examples: Examples
    names: tuple[str, ...]
    split: NDArray[np.int64] | None

    def part(self, part: Part) -> Examples:
        """The examples of one split; none if there are no splits."""
        rows: Any = [] if self.split is None else np.flatnonzero(self.split == PARTS.index(part))
        return self.examples[rows]


def read_table(path: Path) -> Table:
    """The table in a file.

    It holds X [n, inputs] and Y [n, outputs], numbers, NaN in Y where a target is not known; and may hold `split` [n]
    (0 training, 1 validation, 2 test, or these words in an .npz), `groups` [n] (which song or artist) and `classes`
    [outputs] (their names; in safetensors a JSON list in the metadata).

    Raises
    ------
    BadDataset
        The file cannot be read, or does not hold that.
    """
    try:
        held = _safetensors(path) if path.suffix == ".safetensors" else _npz(path)
        return _table(held, path)
    except OSError as error:
        raise BadDataset(f"{path} cannot be read ({error.strerror or error}).") from error
    except (ValueError, TypeError, EOFError, BadZipFile) as error:
        raise BadDataset(f"{path} is no table of features: {str(error).splitlines()[0]}.") from error


def table_of(
    features: NDArray[Any],
    targets: NDArray[Any],
    names: tuple[str, ...] = (),
    split: NDArray[Any] | None = None,
    groups: NDArray[Any] | None = None,
) -> Table:
    """The table of these arrays, whose meaning `read_table` tells; ValueError if their shapes do not fit."""
    x, y = np.asarray(features, np.float32), np.asarray(targets, np.float32)
    y = y[:, None] if y.ndim == 1 else y
    if x.ndim != 2 or y.ndim != 2 or len(x) != len(y) or not len(x):
        raise ValueError(f"X {x.shape} and Y {y.shape} are not [n, inputs] and [n, outputs]")
    if not np.isfinite(x).all():
        raise ValueError("X holds a number that is not finite")
    for name, array in (("split", split), ("groups", groups)):
        if array is not None and array.shape != (len(x),):
            raise ValueError(f"{name} is not [n]")
    names = names or tuple(f"output {at}" for at in range(y.shape[1]))
    if len(names) != y.shape[1]:
        raise ValueError(f"there are {len(names)} classes for {y.shape[1]} outputs")
    return Table(Examples(x, y, groups), names, None if split is None else _numbered(split))


def _table(held: Mapping[str, Any], path: Path) -> Table:
    for name in ("X", "Y"):
        if name not in held:
            raise BadDataset(f"{path} has no array {name}; it has: {', '.join(held) or 'none'}.")
    names = tuple(str(name) for name in held.get("classes", ()))
    return table_of(held["X"], held["Y"], names, held.get("split"), held.get("groups"))


def _numbered(split: NDArray[Any]) -> NDArray[np.int64]:
    words = np.array(PARTS)
    if split.dtype.kind == "U":
        if not np.isin(split, words).all():
            raise ValueError(f"split has words other than {', '.join(PARTS)}")
        return np.asarray((split[:, None] == words).argmax(axis=1), np.int64)
    if not np.isin(split, (0, 1, 2)).all():
        raise ValueError("split has numbers other than 0, 1 and 2")
    return split.astype(np.int64)


def _npz(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        held = np.load(file, allow_pickle=False)
        if isinstance(held, np.ndarray):
            raise ValueError("it is one array and no .npz archive")
        return {name: held[name] for name in held.files}


def _safetensors(path: Path) -> dict[str, Any]:
    from albumen.train.device import needed

    needed()
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, "numpy") as file:
            held: dict[str, Any] = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
            metadata = file.metadata() or {}
    except SafetensorError as error:
        raise ValueError(str(error)) from error
    return held | ({"classes": json.loads(metadata["classes"])} if "classes" in metadata else {})
