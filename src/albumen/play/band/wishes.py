"""What a person may ask of the band: style, genre, tempo, key, and what it plays on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from albumen.errors import BadOption
from albumen.play.band.style import BandStyle
from albumen.vocabulary import GENRES, PITCHES

OPTIONS: Mapping[str, str] = {
    "style": "one of the band's styles: `bossa`, `techno`, `string quartet` …",
    "genre": "one of AudioSet's 25 genres; the band chooses the style",
    "tempo": "beats a minute, from 40 to 220",
    "key": "a key such as `F# minor` or `Bb major`",
    "soundfont": "a SoundFont file (.sf2) to play on instead of the band's own instruments; needs fluidsynth",
}
"""The settings that `Brief.options` may hold, each with one line of help."""
TEMPI = (40.0, 220.0)
SECONDS = (5.0, 600.0)
_KEY = re.compile(r"^([A-Ga-g])([#b♯♭]?)\s*(major|minor|m|maj|min)?$")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked for; None where nothing was."""

    style: str | None = None
    genre: str | None = None
    tempo: float | None = None
    tonic: int | None = None
    """Pitch class."""
    major: bool | None = None
    soundfont: str | None = None
    """The path of the file to play on."""


def wishes(options: Mapping[str, str], styles: Iterable[BandStyle]) -> Wishes:
    """The options read and looked at.

    Raises
    ------
    BadOption
        A value is not a possible one; the text says which are.
    """
    tonic, major = _key(options["key"]) if "key" in options else (None, None)
    return Wishes(
        _one_of(options.get("style"), [style.name for style in styles], "style"),
        _one_of(options.get("genre"), GENRES, "genre"),
        _tempo(options["tempo"]) if "tempo" in options else None,
        tonic,
        major,
        options.get("soundfont"),
    )


def check_seconds(seconds: float) -> None:
    """BadOption for a length that the band does not play."""
    low, high = SECONDS
    if not low <= seconds <= high:
        raise BadOption(f"The band plays from {low:g} to {high:g} seconds, not {seconds:g}.")


def _one_of(value: str | None, names: Iterable[str], what: str) -> str | None:
    if value is None:
        return None
    known = {name.casefold(): name for name in names}
    if value.strip().casefold() not in known:
        raise BadOption(f"The band has no {what} {value!r}; there are: {', '.join(known.values())}.")
    return known[value.strip().casefold()]


def _tempo(value: str) -> float:
    low, high = TEMPI
    try:
        tempo = float(value)
    except ValueError:
        tempo = float("nan")
    if not low <= tempo <= high:
        raise BadOption(
            f"The tempo {value!r} is not possible; it is beats a minute, a number from {low:g} to {high:g}."
        )
    return tempo


def _key(value: str) -> tuple[int, bool]:
    match = _KEY.match(value.strip())
    if match is None:
        names = ", ".join(PITCHES)
        raise BadOption(f"The key {value!r} is not possible; it is one of {names} or a flat, then `major` or `minor`.")
    letter, accidental, mode = match.groups()
    tonic = PITCHES.index(letter.upper()) + {"": 0, "#": 1, "♯": 1, "b": -1, "♭": -1}[accidental]
    return tonic % 12, mode not in ("minor", "m", "min")
