"""What an earlier run left: covers that are whole, and made from the same sound and the same wishes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from albumen.errors import BadSidecar
from albumen.sleeve import sidecar
from albumen.sleeve.cover import file_stem
from albumen.sleeve.print import SUFFIXES, Form
from albumen.sleeve.sidecar import Sidecar
from albumen.song import Song
from albumen.walk.crew import Crew
from albumen.walk.wanted import GIVEN, Wanted, Wish

_SAME_LENGTH = 0.1
"""Seconds by which the same song may differ: a sidecar holds what was heard, with the padding of the last packet."""


def path_of(folder: Path, wanted: Wanted, wish: Wish, form: Form) -> Path:
    """Where a cover goes; `wanted.name` must be known."""
    return folder / f"{file_stem(str(wanted.name), *wish)}{SUFFIXES[form]}"


def earlier(paths: Mapping[Wish, Path], song: Song, wanted: Wanted, crew: Crew) -> dict[Wish, Sidecar]:
    """The sidecars of those covers that need not be made again."""
    found = ((wish, _sidecar(path)) for wish, path in paths.items())
    return {
        wish: held
        for wish, held in found
        if held and _same(held, song, wanted, wish) and _same_words(held, wanted, wish) and _same_hands(held, crew)
    }


def _sidecar(path: Path) -> Sidecar | None:
    """The sidecar of a cover, if it is this very file's."""
    try:
        held = sidecar.read(path.with_suffix(".json"))
        return held if hashlib.sha256(path.read_bytes()).hexdigest() == held.sha256 else None
    except (BadSidecar, OSError):
        return None


def _same(held: Sidecar, song: Song, wanted: Wanted, wish: Wish) -> bool:
    brief = held.brief
    return (
        (held.title, held.artist) == wanted.lettered(song)
        and (brief.style, brief.variant) == wish
        and (brief.size, brief.seed) == (wanted.size, wanted.seed)
        and brief.options == wanted.options
        and brief.sentence == wanted.sentence(song, brief.description)
        and brief.description.material is not None
        and abs(brief.description.material.seconds - song.duration) < _SAME_LENGTH
    )


def _same_words(held: Sidecar, wanted: Wanted, wish: Wish) -> bool:
    brief, given = held.brief, wanted.given(wish)
    ours = brief.extender != GIVEN if given is None else brief.prompt == given
    return ours and brief.negative_prompt == wanted.unwanted(wish[0])


def _same_hands(held: Sidecar, crew: Crew) -> bool:
    """Whether those who made it would make it now; the template that albums have is nobody's work."""
    listener, extender, engine = crew.names
    wrote = held.brief.style == "album" or held.brief.extender in (GIVEN, extender)
    return wrote and (held.brief.listener, held.maker.name) == (listener, engine)
