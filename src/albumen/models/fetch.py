"""One file brought whole: resumed where it broke off, its checksum taken as it comes, renamed into place at the end."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from http.client import HTTPResponse
from pathlib import Path

from albumen.errors import MissingWeights
from albumen.models.part import Part, Wanted, WrongFile, read, room_for, sha256_of, writing
from albumen.models.record import HeldFile
from albumen.models.web import OutOfRange, Passing, Patience, ask, chunks, patiently

Tell = Callable[[int], None]
"""Told how many bytes of the file are here."""


def fetch(wanted: Wanted, target: Path, tell: Tell, patience: Patience) -> HeldFile:
    """The file `wanted.url` at `target`, tried again and resumed while the failure may pass.

    Raises
    ------
    MissingWeights
        It cannot be had; a part that can be resumed stays, a wrong file does not.
    """
    part = Part(target)
    with writing(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        while True:
            begun = part.size
            try:
                return patiently(lambda: _whole(wanted, part, tell, patience.timeout), patience)
            except Passing:
                if part.size <= begun:  # a bad line that still brings something is worth going on with
                    raise


def copy(stream: Iterable[bytes], wanted: Wanted, target: Path, tell: Tell, source: str) -> HeldFile:
    """The bytes of `stream` at `target`; raises as `fetch` does."""
    part = Part(target)
    digest = hashlib.sha256()
    with writing(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        part.drop()
        room_for(target.parent, wanted.size or 0)
        try:
            _write(part, stream, digest.update, tell)
        except BaseException:
            part.drop()  # a copy is cheap to begin again
            raise
        return part.finish(wanted, digest.hexdigest(), source)


def _whole(wanted: Wanted, part: Part, tell: Tell, timeout: float) -> HeldFile:
    begun = part.size
    try:
        return part.finish(wanted, _once(wanted, part, tell, timeout), wanted.url)
    except WrongFile as fault:
        if begun:  # the old part may be what was wrong; it is gone now, and the next try takes all of it anew
            raise Passing(str(fault)) from fault
        raise


def _once(wanted: Wanted, part: Part, tell: Tell, timeout: float) -> str:
    start, mark = part.size, part.mark(wanted.url)
    if start and start == wanted.size:
        return sha256_of(part.path)
    headers = dict(wanted.headers)
    if start and (mark or wanted.sha256):  # with neither, nothing would show that the file has changed meanwhile
        headers["Range"] = f"bytes={start}-"
        if mark:
            headers["If-Range"] = mark
    try:
        with ask(wanted.url, headers, timeout) as answer:
            return _receive(wanted, part, answer, tell, timeout)
    except OutOfRange:
        part.drop()
        raise


def _receive(wanted: Wanted, part: Part, answer: HTTPResponse, tell: Tell, timeout: float) -> str:
    digest = hashlib.sha256()
    if answer.headers.get("Content-Encoding", "identity") != "identity":
        raise MissingWeights(f"{wanted.url} comes compressed, which was not asked for; use another mirror.")
    resumed = answer.status == 206 and answer.headers.get("Content-Range", "").startswith(f"bytes {part.size}-")
    if resumed:
        read(part.path, digest.update)
    elif answer.status == 206:
        part.drop()
        raise Passing(f"{wanted.url} goes on at another place than was asked; pull again.")
    else:
        part.begin(wanted.url, _mark(answer))
    length = answer.headers.get("Content-Length")
    total = part.size + int(length) if length and length.isdigit() else wanted.size
    if None not in (total, wanted.size) and total != wanted.size:
        part.drop()
        raise MissingWeights(f"{wanted.url} has {total} bytes where {wanted.size} were expected; it is another file.")
    room_for(part.path.parent, (total or 0) - part.size)
    limit = None if total is None else total - part.size
    _write(part, chunks(answer, wanted.url, timeout, limit), digest.update, tell)
    if total is not None and part.size < total:
        raise Passing(f"{wanted.url} broke off at {part.size} of {total} bytes; pull again and it goes on from there.")
    return digest.hexdigest()


def _write(part: Part, stream: Iterable[bytes], update: Callable[[bytes], object], tell: Tell) -> None:
    with part.path.open("ab") as file:
        for chunk in stream:
            file.write(chunk)
            update(chunk)
            tell(file.tell())
        file.flush()
        os.fsync(file.fileno())


def _mark(answer: HTTPResponse) -> str | None:
    etag = answer.headers.get("ETag")
    if etag and not etag.startswith("W/"):  # a weak mark promises no equal bytes (RFC 9110, 13.1.5)
        return etag
    return None if etag else answer.headers.get("Last-Modified")
