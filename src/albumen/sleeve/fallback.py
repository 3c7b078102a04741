"""Which font draws which letter: the wanted face, then its sisters, then whatever the machine has."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from albumen.picture import Face
from albumen.sleeve.faces import Voice, font, sisters
from albumen.sleeve.fonts import Font, load

_PREFERRED = (
    "notosanscjk", "notoserifcjk", "sourcehansans", "notosans", "pingfang", "hiragino", "applesdgothic", "msyh",
    "yugoth", "malgun", "segoeui", "arialunicode", "droidsansfallback", "wqy", "ipaexg", "dejavusans", "freesans",
)  # fmt: skip
"""Beginnings of font file names that are worth trying first, best first; the rest follow by name."""
_PLAIN = ("", "regular", "medium", "book")


def choose(text: str, face: Face, voice: Voice) -> tuple[list[tuple[Font, str]], str]:
    """The text cut into runs that one font each can draw, and the characters that none can.

    A face that lacks one letter of the text is given up for a sister that has them all: a single foreign letter in
    a word looks like an accident. Only what no face of ours covers is looked for on the machine, letter by letter.
    """
    chain = [font(face, voice), *sisters(face, voice)]
    needed = {c for c in text if not invisible(c)}
    ours = {c for c in needed if any(f.covers(c) for f in chain)}
    main = next((f for f in chain if all(f.covers(c) for c in ours)), chain[0])
    runs: list[tuple[Font, str]] = []
    missing = ""
    for cluster in clusters(text):
        drawn = _font_for(cluster, [main, *chain], runs[-1][0] if runs else None)
        if drawn is None:
            missing += cluster
        elif runs and runs[-1][0] is drawn:
            runs[-1] = (drawn, runs[-1][1] + cluster)
        else:
            runs.append((drawn, cluster))
    return runs, missing


def clusters(text: str) -> list[str]:
    """Characters with the marks, joiners and selectors that belong to them: what must not be torn apart."""
    out: list[str] = []
    for c in text:
        if out and (unicodedata.category(c) in ("Mn", "Mc", "Me") or invisible(c) or out[-1][-1] == "\u200d"):
            out[-1] += c
        else:
            out.append(c)
    return out


def _font_for(cluster: str, chain: list[Font], before: Font | None) -> Font | None:
    visible = [c for c in cluster if not invisible(c)]
    if before and cluster.isspace():
        return before
    for candidate in chain:
        if all(candidate.covers(c) for c in visible):
            return candidate
    return _system_font("".join(visible))


def invisible(character: str) -> bool:
    """Whether a character is only there for its neighbours' sake: a joiner, a direction mark, a variation selector."""
    return unicodedata.category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f"


@lru_cache(maxsize=4096)
def _system_font(characters: str) -> Font | None:
    for path in _system_files():
        try:
            candidate = load(path)
        except OSError:
            continue
        if all(candidate.covers(c) for c in characters):
            return candidate
    return None


@lru_cache(maxsize=1)
def _system_files() -> tuple[Path, ...]:
    found = (p for folder in _system_folders() for p in sorted(folder.rglob("*")))
    return tuple(sorted((p for p in found if p.suffix.lower() in (".ttf", ".otf", ".ttc")), key=_rank))


def _rank(path: Path) -> tuple[int, bool, str]:
    stem = path.stem.lower().replace(" ", "")
    family, _, weight = stem.partition("-")
    return (
        next((i for i, name in enumerate(_PREFERRED) if family.startswith(name)), len(_PREFERRED)),
        weight not in _PLAIN or "mono" in family or "condensed" in family,
        path.name,
    )


def _system_folders() -> Iterator[Path]:
    home = Path.home()
    if sys.platform == "win32":
        folders = [Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"]
    elif sys.platform == "darwin":
        folders = [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    else:
        folders = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts"]
    return (folder for folder in folders if folder.is_dir())
