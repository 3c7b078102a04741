"""Music in a folder for each genre, as GTZAN has it (Tzanetakis and Cook 2002), and its fault-filtered split.

genres_original/GENRE/GENRE.00000.wav     as it is spread today; 10 genres of 100 pieces, 30 s each
GENRE/*.au, GENRE/*.mp3, …                as it was at first, or any music of one's own
NAME.wav, …                               one genre alone, which the folder's name is
train_filtered.txt, valid_filtered.txt, test_filtered.txt      one `genre/genre.00000.wav` a line
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Literal

import numpy as np

from albumen import audio
from albumen.errors import BadAudio, BadDataset
from albumen.song import Song

Part = Literal["train", "validation", "test"]
FILTERED: Mapping[Part, str] = {
    "train": "train_filtered.txt",
    "validation": "valid_filtered.txt",
    "test": "test_filtered.txt",
}
"""The split without repeated artists, copies and broken files (Kereliuk, Sturm and Larsen 2015, "Deep learning and
music adversaries")."""
CORRUPT = "jazz/jazz.00054"
"""The one file of GTZAN that, as it is spread today, no decoder reads."""
ENDINGS = (".wav", ".au", ".mp3", ".flac", ".ogg", ".opus", ".m4a", ".aif", ".aiff")
_INSIDE = ("genres_original", "genres")
SHARES = (0.8, 0.1)


@dataclass(frozen=True, slots=True)
class Track:
    """A sound file, its name as the split files write it but without an ending (`jazz/jazz.00054`), and its genre."""

    path: Path
    name: str
    genre: str


def find_tracks(folder: Path) -> tuple[Track, ...]:
    """The sound files of a set in the order of their names; hidden files and other endings are passed over.

    Raises
    ------
    BadDataset
        There is no such folder, it holds no music, or two files of a genre differ in their endings alone.
    """
    if not folder.is_dir():
        raise BadDataset(f"{folder} is no folder; name one that has a folder of music for each genre.")
    inside = next((folder / name for name in _INSIDE if (folder / name).is_dir()), folder)
    genres = [inside, *(place for place in inside.iterdir() if place.is_dir() and not place.name.startswith("."))]
    found = [Track(path, f"{genre.name}/{path.stem}", genre.name) for genre in genres for path in _files(genre)]
    tracks = tuple(sorted(found, key=lambda track: track.name))
    if not tracks:
        raise BadDataset(f"{folder} has no music in it; each genre needs a folder of its own.")
    for one, other in pairwise(tracks):
        if one.name == other.name:
            raise BadDataset(f"{one.path} and {other.path} are one track twice; take one of them out.")
    return tracks


def opened(track: Track) -> Song | str:
    """The track's song; of the file that is known to be corrupt, a sentence that says so.

    Raises
    ------
    BadDataset
        Another file cannot be decoded.
    """
    try:
        song = audio.open(track.path)
        song.source.read(0.0, 0.5)
    except BadAudio as error:
        if track.name == CORRUPT:
            return f"{track.path} is left out: it is the file of GTZAN that is known to be corrupt."
        raise BadDataset(f"{error} Or take it out of the set.") from error
    return song


def read_split(listing: Path, tracks: Sequence[Track]) -> tuple[Track, ...]:
    """The tracks that a split's file names, in its order; endings do not count, nor lines of genres that are not here.

    Raises
    ------
    BadDataset
        The file cannot be read, a line is not `genre/name.wav`, names a track that is not there, or no line names one
        of these genres.
    """
    known, genres = {track.name: track for track in tracks}, {track.genre for track in tracks}
    chosen: list[Track] = []
    for number, line in _lines(listing):
        name = PurePosixPath(line)
        if len(name.parts) != 2:
            raise BadDataset(f"{listing}, line {number}: {line!r} is not of the form genre/genre.00000.wav.")
        if name.parts[0] not in genres:
            continue
        track = known.get(name.with_suffix("").as_posix())
        if track is None:
            raise BadDataset(f"{listing}, line {number}: {line} is not there; bring it, or take the line out.")
        chosen.append(track)
    if not chosen:
        raise BadDataset(f"{listing} names no track of {', '.join(sorted(genres))}; bring it again.")
    return tuple(chosen)


def filtered(folder: Path, tracks: Sequence[Track]) -> dict[Part, tuple[Track, ...]]:
    """The fault-filtered split, its three files in `folder` or one of the two above it; BadDataset as `read_split`."""
    places = (folder, *folder.resolve().parents[:2])
    home = next((place for place in places if (place / FILTERED["train"]).is_file()), folder)
    return {part: read_split(home / name, tracks) for part, name in FILTERED.items()}


def split(tracks: Sequence[Track], seed: int) -> dict[Part, tuple[Track, ...]]:
    """A split by files: of every genre, 8 in 10 to train, 1 to validate, 1 to test, drawn by the seed.

    A genre of at least three files has one in each part; of two, one to train and one to validate.
    """
    parts: dict[Part, tuple[Track, ...]] = {"train": (), "validation": (), "test": ()}
    rng = np.random.default_rng(seed)
    for genre in sorted({track.genre for track in tracks}):
        own = [track for track in tracks if track.genre == genre]
        order = [own[at] for at in rng.permutation(len(own))]
        held = max(1, round(len(own) * SHARES[1])) if len(own) > 1 else 0
        tested = held if len(own) > 2 else 0
        parts["test"] += tuple(order[:tested])
        parts["validation"] += tuple(order[tested : tested + held])
        parts["train"] += tuple(order[tested + held :])
    return parts


def _files(folder: Path) -> list[Path]:
    return [
        path
        for path in folder.iterdir()
        if path.is_file() and path.suffix.lower() in ENDINGS and not path.name.startswith(".")
    ]


def _lines(listing: Path) -> list[tuple[int, str]]:
    """The lines that are not empty, with their numbers."""
    try:
        text = listing.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadDataset(f"{listing} cannot be read ({error}); bring the three files of the filtered split.") from error
    return [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
