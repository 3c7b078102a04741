"""What is known of a model's weights: where they come from, what they weigh, who may use them for what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Literal

from albumen.errors import AlbumenError

SAFE = frozenset((".safetensors", ".onnx", ".json", ".txt", ".model", ".npz", ".jinja"))
"""Endings that hold numbers or words and never code; `.npz` because numpy reads it with `allow_pickle=False`."""


@dataclass(frozen=True, slots=True)
class Hub:
    """A repository of the model hub; without a revision (a commit) it is unpinned."""

    repo: str
    revision: str | None = None

    def __str__(self) -> str:
        return f"hub {self.repo}@{self.revision or 'unpinned'}"


@dataclass(frozen=True, slots=True)
class Web:
    """A folder of files on the web."""

    base: str

    def __str__(self) -> str:
        return self.base


@dataclass(frozen=True, slots=True)
class Wheel:
    """A folder inside one wheel of the Python package index; the wheel itself is never installed."""

    project: str
    filename: str
    inside: str
    sha256: str | None = None

    def __str__(self) -> str:
        return f"wheel {self.filename}"


@dataclass(frozen=True, slots=True)
class Package:
    """A folder of the installed package: weights that albumen ships."""

    folder: str

    def __str__(self) -> str:
        return "shipped with albumen"


Origin = Hub | Web | Wheel | Package
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_ORIGINS: Mapping[str, type[Origin]] = {"hub": Hub, "web": Web, "wheel": Wheel, "package": Package}


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One file of a model, or a pattern (`model*.safetensors`) that at least one file must match.

    `sha256` and `size` (bytes) are None where they are not known. `legacy` marks a pickle or an old checkpoint, which
    whoever loads it must load with `weights_only=True` or convert; `instead` is a legacy pattern that may stand in.
    """

    path: str
    sha256: str | None = None
    size: int | None = None
    legacy: bool = False
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class ModelCard:
    """A model's weights: task, origin, files, and the licence said plainly.

    `commercial` is `yes`, `conditions` or `no`; `terms` says what that means. `about` is the rough size in bytes where
    the files' own sizes are not known.
    """

    name: str
    task: str
    origin: Origin
    files: tuple[ModelFile, ...]
    licence: str
    commercial: Literal["yes", "conditions", "no"]
    terms: str = ""
    about: int | None = None

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise AlbumenError(f"{self.name!r} cannot name a model: letters, digits, dots and dashes can.")

    @property
    def pinned(self) -> bool:
        """Whether the card itself says which bytes are meant: a commit, or a checksum for all it brings."""
        if isinstance(self.origin, Hub):
            return self.origin.revision is not None
        if isinstance(self.origin, Wheel) and self.origin.sha256:
            return True
        return all(file.sha256 for file in self.files)

    @property
    def size(self) -> int | None:
        """Bytes of all files together; None where one is not known."""
        sizes = [file.size for file in self.files]
        return None if None in sizes else sum(size for size in sizes if size)


def parse(row: Mapping[str, Any]) -> ModelCard:
    """A card from its JSON object.

    Raises
    ------
    AlbumenError
        A key is missing or unknown, or a file's name is not a safe one.
    """
    try:
        origin = dict(row["origin"])
        made = _ORIGINS[origin.pop("kind")](**origin)
        files = tuple(ModelFile(**file) for file in row["files"])
        card = ModelCard(**{**row, "origin": made, "files": files})
    except (KeyError, TypeError) as fault:
        raise AlbumenError(f"The model card {row.get('name', '?')!r} is not a card: {fault}.") from fault
    for file in card.files:
        check(file.path, file.legacy)
        check(file.instead or "instead.json", legacy=True)
    return card


def check(name: str, legacy: bool = False) -> str:
    """`name` itself, if it is a path that stays inside its folder and a format that cannot carry code.

    Raises
    ------
    AlbumenError
        It would leave the folder, or it is a pickle (or an unknown format) and not marked as legacy.
    """
    path = PurePosixPath(name)
    odd = not name.isprintable() or any(sign in name for sign in "\\:")  # folders and drives to Windows
    if odd or not path.parts or path.is_absolute() or ".." in path.parts:
        raise AlbumenError(f"The file name {name!r} leaves its folder and is refused.")
    if not legacy and path.suffix not in SAFE:
        raise AlbumenError(f"The file {name} may carry code and is refused; only {', '.join(sorted(SAFE))} are taken.")
    return name
