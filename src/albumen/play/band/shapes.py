"""In which order a piece's sections come."""

from __future__ import annotations

from collections.abc import Callable

from albumen.play.band.style import Shape

_SONGS = ("A", "AB", "AAB", "ABAB", "AABAB", "ABABCB", "AABABCB", "AABABCBB")
_DANCES = ("B", "AB", "AUB", "AUBB", "AUBKB", "AUBKUB", "AAUBKUB", "AAUBBKUB")
_NAMES = {"U": "build", "K": "break"}


def order(shape: Shape, blocks: int) -> list[str]:
    """The names of `blocks` sections between intro and ending.

    `A` and `B` are verse and chorus (or a dance's groove and drop), `C` a bridge, `D`, `E` and `F` the same again with
    other chords and melodies, which long pieces need; `solo 1`, `solo 2` … are improvised over the verse's chords.
    """
    return _SHAPES[shape](blocks)


def _song(blocks: int) -> list[str]:
    names = ""
    while blocks - len(names) > len(_SONGS):
        names += "DDEDEF" if len(names) // 6 % 2 else "AABABC"
    return list(names + _SONGS[blocks - len(names) - 1])


def _dance(blocks: int) -> list[str]:
    names = ""
    while blocks - len(names) > len(_DANCES):
        names += "DDUEEK" if len(names) // 6 % 2 else "AAUBBK"
    return [_NAMES.get(name, name) for name in names + _DANCES[blocks - len(names) - 1]]


def _jazz(blocks: int) -> list[str]:
    """The head, solos, the head again."""
    if blocks <= 2:
        return ["A", "B"][:blocks]
    head, tail = ("A", "A") if blocks < 5 else ("AB", "A") if blocks < 8 else ("AABA", "BA")
    return [*head, *_solos(blocks - len(head) - len(tail)), *tail]


def _blues(blocks: int) -> list[str]:
    """Choruses: the tune twice, solos, the tune."""
    if blocks <= 3:
        return ["A", "solo 1", "A"][:blocks]
    return ["A", "A", *_solos(blocks - 3), "A"]


def _solos(count: int) -> list[str]:
    """Each player takes two rounds; every fifth section the band comes down."""
    return ["C" if index % 5 == 4 else f"solo {index // 2 + 1}" for index in range(count)]


def _rondo(blocks: int) -> list[str]:
    """The theme comes back after each episode."""
    if blocks <= 2:
        return ["A", "B"][:blocks]
    episodes = "BCBDEF"
    names = ["A" if index % 2 == 0 else episodes[index // 2 % len(episodes)] for index in range(blocks)]
    names[-1] = "A"
    return names


def _drift(blocks: int) -> list[str]:
    """Themes that follow one another without haste, the first one last."""
    names = ["AABCABDEFADE"[index % 12] for index in range(blocks)]
    names[-1] = "A"
    return names


_SHAPES: dict[Shape, Callable[[int], list[str]]] = {
    "song": _song, "dance": _dance, "jazz": _jazz, "blues": _blues, "rondo": _rondo, "drift": _drift,
}  # fmt: skip
