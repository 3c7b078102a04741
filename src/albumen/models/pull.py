"""Bringing a model's weights here: from its origin or a folder, checked, and recorded when the last file is whole."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from albumen.errors import AlbumenError
from albumen.models.card import Hub, ModelCard, Package
from albumen.models.places import cache_root
from albumen.models.record import Record, write_record
from albumen.models.shelf import elsewhere, find, located, recorded
from albumen.progress import Progress, silent

if TYPE_CHECKING:
    from albumen.models.web import Patience


def pull(
    model: str | ModelCard,
    progress: Progress = silent,
    *,
    revision: str | None = None,
    source: Path | None = None,
    patience: Patience | None = None,
) -> Path:
    """The folder of a model's files, brought here if need be.

    What is here already is checked and kept; a damaged file is brought again. Where neither card nor hub knows a
    checksum, the first pull records it and every later one must match it (trust on first use). `revision` asks the hub
    for another commit than the card's or the recorded one; `source` is a local folder (or wheel) to copy from.

    Raises
    ------
    MissingWeights
        The weights cannot be had; the text says why and what to do.
    AlbumenError
        The disk is full or not writable, or a file is of a refused kind.
    """
    card = find(model) if isinstance(model, str) else model
    if isinstance(card.origin, Package):
        return located(card)
    if revision and not isinstance(card.origin, Hub):
        raise AlbumenError(f"{card.name} does not come from the hub, so there is no revision to choose.")
    if not revision and not source and (found := elsewhere(card)):
        return found.path
    return _pulled(card, progress, revision, source, patience)


def _pulled(
    card: ModelCard, progress: Progress, revision: str | None, source: Path | None, patience: Patience | None
) -> Path:
    # What asks the web takes long to import, and most runs only ask whether weights are here.
    from albumen.models.bring import Order, bring
    from albumen.models.part import writing
    from albumen.models.turn import turn
    from albumen.models.web import Patience

    root = cache_root()
    waiting = "waiting for another process that pulls it"
    with turn(root, card.name, lambda: progress(0.0, waiting)), writing(root / card.name):
        old = recorded(card)
        if old and not revision and not source and _intact(old, root / card.name, progress):
            return root / card.name / old.revision
        new = bring(Order(card, revision, source, old, progress, patience or Patience()), root / card.name)
        write_record(root, card.name, new)
        _sweep(root / card.name, new.revision)
    return root / card.name / new.revision


def _intact(old: Record, home: Path, progress: Progress) -> bool:
    from albumen.models.part import sha256_of

    if not old.whole_in(home / old.revision):
        return False
    for index, file in enumerate(old.files):
        progress(index / len(old.files), f"checking {file.path}")
        if sha256_of(home / old.revision / file.path) != file.sha256:
            return False
    return True


def _sweep(home: Path, revision: str) -> None:
    """Other revisions go once the new one is whole."""
    for folder in home.iterdir():
        if folder.name != revision:
            shutil.rmtree(folder, ignore_errors=True)
