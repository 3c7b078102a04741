"""What a file's name says about the song in it, where it leaves no doubt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Named:
    """Title and artist as a file's name has them."""

    title: str | None = None
    artist: str | None = None


# "01 Title", "01-Title", "1. Title", "(12) Title", "12 - Title", "1-02 Title"; but not "99 Luftballons" or "7 rings".
_NUMBER = re.compile(r"^(?:\d-)?(?:0\d[\s._-]+|\(?\d{1,3}(?:\.(?!\d)|\)|\s+-\s)\s*|(?<=-)\d\d\s+)")
_VIDEO = re.compile(r"\s*\[[\w-]{11}\]$")
"""The mark that downloaders of videos leave behind the title."""


def named(path: Path) -> Named:
    """Title and artist from "Artist - Title.mp3", "01 Title.ogg" or "Artist - 03 - Title.flac".

    A name of one part is a title; one of two is artist and title; one of more could be anything, and is a title as it
    stands. A mere number says nothing.
    """
    stem = path.stem if " " in path.stem else path.stem.replace("_", " ")
    stem = _NUMBER.sub("", _VIDEO.sub("", stem.strip()))
    parts = [part.strip(" -–—") for part in re.split(r"\s+[-–—]\s+", stem)]
    parts = [part for at, part in enumerate(parts) if part and not (0 < at < len(parts) - 1 and part.isdecimal())]
    if len(parts) == 2:
        return Named(_NUMBER.sub("", parts[1]), parts[0])
    whole = " - ".join(parts)
    return Named() if whole.isdecimal() and len(whole) <= 3 else Named(whole or None)
