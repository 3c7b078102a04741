"""The cards of all models that albumen knows, and whether their weights are on this machine."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from albumen.card import Readiness
from albumen.errors import AlbumenError, MissingWeights
from albumen.models.card import Hub, ModelCard, Package, parse
from albumen.models.choice import chosen
from albumen.models.glance import CARDS
from albumen.models.places import cache_root, hub_cache, own_folder, package_folder
from albumen.models.record import Record, read_record


@dataclass(frozen=True, slots=True)
class Place:
    """Where a model's weights lie, who put them there, and which revision they are."""

    path: Path
    kind: Literal["package", "own folder", "cache", "hub cache"]
    revision: str = ""


@cache
def listed() -> tuple[ModelCard, ...]:
    """Every model's card, in the order of the card file."""
    return tuple(parse(row) for row in json.loads(CARDS.read_text(encoding="utf-8")))


def find(name: str) -> ModelCard:
    """The card of the model called `name`.

    Raises
    ------
    AlbumenError
        There is no such model.
    """
    for card in listed():
        if card.name == name:
            return card
    names = ", ".join(card.name for card in listed())
    raise AlbumenError(f"There is no model called {name!r}; there are: {names}.")


def located(model: str | ModelCard) -> Path:
    """The folder that holds a model's files.

    Raises
    ------
    MissingWeights
        They are not on this machine; the text names the command that brings them.
    """
    card = find(model) if isinstance(model, str) else model
    found = place(card)
    if found is None:
        raise MissingWeights(
            f"The weights of {card.name} are not on this machine; run: albumen models pull {card.name}"
        )
    return found.path


def recorded(card: ModelCard) -> Record | None:
    """What was pulled of a model into our cache, if it came from the origin that its card names today."""
    record = read_record(cache_root(), card.name)
    return record if record and record.origin == str(card.origin) else None


def ready(model: str | ModelCard) -> Readiness:
    """Whether a model's weights are here, without loading them."""
    card = find(model) if isinstance(model, str) else model
    if place(card):
        return Readiness(True)
    return Readiness(False, f"the weights of {card.name} are not here", f"run: albumen models pull {card.name}")


def place(card: ModelCard) -> Place | None:
    """Where a model's weights lie: the package, the folder of `ALBUMEN_MODELS`, our cache, the hub's, in that order."""
    if isinstance(card.origin, Package):
        folder = package_folder() / card.origin.folder
        return Place(folder, "package") if _whole(card, folder) else None
    return _in_own_folder(card) or _in_cache(card) or _in_hub_cache(card)


def elsewhere(card: ModelCard) -> Place | None:
    """Where a model's weights lie outside our own cache."""
    return _in_own_folder(card) or _in_hub_cache(card)


def remove(model: str | ModelCard) -> int:
    """Takes a model's files out of our cache; the bytes that came free. The record of its checksums stays.

    Raises
    ------
    AlbumenError
        They lie where albumen only reads, or are being pulled at this moment.
    """
    card = find(model) if isinstance(model, str) else model
    folder = cache_root() / card.name
    if not folder.exists():
        if found := place(card):
            raise AlbumenError(f"{card.name} lies in {found.path} ({found.kind}), where albumen only reads.")
        return 0
    from albumen.models.turn import turn

    with turn(cache_root(), card.name):
        freed = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        shutil.rmtree(folder)
    return freed


def _in_own_folder(card: ModelCard) -> Place | None:
    own = own_folder()
    return Place(own / card.name, "own folder") if own and _whole(card, own / card.name) else None


def _in_cache(card: ModelCard) -> Place | None:
    record = recorded(card)
    if record is None:
        return None
    folder = cache_root() / card.name / record.revision
    return Place(folder, "cache", record.revision) if record.whole_in(folder) else None


def _in_hub_cache(card: ModelCard) -> Place | None:
    if not isinstance(card.origin, Hub):
        return None
    repo = hub_cache() / f"models--{card.origin.repo.replace('/', '--')}"
    revision = card.origin.revision or _main(repo)
    folder = repo / "snapshots" / revision
    return Place(folder, "hub cache", revision) if revision and _whole(card, folder) else None


def _main(repo: Path) -> str:
    try:
        return (repo / "refs" / "main").read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _whole(card: ModelCard, folder: Path) -> bool:
    if not folder.is_dir():
        return False
    try:
        files = chosen(card, names_in(folder), str(folder))
    except AlbumenError:
        return False
    return all(file.size in (None, (folder / name).stat().st_size) for name, file in files.items())


def names_in(folder: Path) -> list[str]:
    """The names of all files under a folder, with forward slashes."""
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
