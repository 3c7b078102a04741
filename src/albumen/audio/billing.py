"""Title and artist without what video sites and downloaders add to them."""

from __future__ import annotations

import re
from pathlib import Path

from albumen.audio.names import Named, named

_TELLING = r"official|videos?|videoclip|clip|lyrics?|letra|audio|visuali[sz]er|mv|m/v|hd|hq|uhd|4k|1080p|720p"
_BESIDE = r"music|version|full|with|in|the|original|song"
_ADDED = rf"(?=[^()\[\]]*\b(?:{_TELLING})\b)(?:(?:{_TELLING}|{_BESIDE})(?:[\s\-|+&]+|(?=[)\]]|$)))+"
_BRACKETS = re.compile(rf"\s*(?:\({_ADDED}\)|\[{_ADDED}\])", re.IGNORECASE)
"""Such as "(Official Music Video)" or "[HD]"; but not "(Live Version)", "(Remix)" or "(feat. B)"."""
_BEHIND = re.compile(r"\s+[-–—|]+\s*official\s+(?:(?:music|lyrics?)\s+)?(?:video|audio|visuali[sz]er)$", re.IGNORECASE)
_SUFFIX = re.compile(r"\s*[~-]*\s*\.(?:wmv|mp[34]|avi|wav|flac|m4a|mov|mkv|webm)$", re.IGNORECASE)
_CHANNEL = re.compile(r"\s*(?:-\s*topic|vevo)$", re.IGNORECASE)
_BETWEEN = re.compile(r"\s+[-–—~]\s+")


def billed(title: str | None, artist: str | None) -> Named:
    """Title and artist as a cover shows them.

    Left off are notes on the upload ("(Official Music Video)", "[HD]", ".wmv"), the artist's name before the title when
    it is the artist's, and the mark of a video site's channel ("50CentVEVO", "Band - Topic"), whose name is taken from
    the title where that has it with its spaces. A title with underscores for spaces is read as a file's name. What
    would leave nothing is left as it is.
    """
    if title and "_" in title and " " not in title:
        read = named(Path(f"{title.replace('/', ' ')}.x"))
        title, artist = read.title or title, artist or read.artist
    shown = _without(title, (_SUFFIX, _BRACKETS, _BEHIND))
    credited = _without(artist, (_CHANNEL,))
    parts = _BETWEEN.split(shown, maxsplit=1) if shown else []
    if len(parts) == 2 and all(parts) and _letters(parts[0]) and _letters(parts[0]) == _letters(credited):
        return Named(parts[1], parts[0] if credited != artist else credited)
    return Named(shown, credited)


def _without(text: str | None, marks: tuple[re.Pattern[str], ...]) -> str | None:
    """The text without the marks, but never nothing."""
    for mark in marks:
        text = (mark.sub("", text).strip() or text) if text else text
    return text


def _letters(text: str | None) -> str:
    """Its letters and figures alone, in lower case, without a "The" before them."""
    return "".join(c for c in (text or "").casefold() if c.isalnum()).removeprefix("the")
