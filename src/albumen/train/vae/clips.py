"""Clips of one genre's music, cut once and then mapped from disk."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from albumen import audio
from albumen.data.growing import GrowingArray
from albumen.data.gtzan import Part, Track, filtered, find_tracks, opened, split
from albumen.errors import BadDataset
from albumen.models.places import cache_root
from albumen.play.vae.sound import RATE
from albumen.progress import Progress, part, silent
from albumen.sleeve import atomic
from albumen.song import Samples, Song
from albumen.train.vae.settings import VaeData

_VERSION = "1"
"""To be changed whenever clips are cut in another way."""
_PARTS: tuple[Part, ...] = ("train", "validation")
FULL = 32767


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """The clips of a part: int16 [clips, samples] at 22,050 Hz, the track of each, and what was left out."""

    samples: NDArray[np.int16]
    names: tuple[str, ...]
    notes: tuple[str, ...] = ()

    def waveforms(self, rows: Sequence[int] | NDArray[np.int64]) -> Samples:
        """Some of the clips, float32 [rows, samples] in -1..1."""
        return self.samples[np.asarray(rows, np.int64)].astype(np.float32) / np.float32(FULL)


@dataclass(frozen=True, slots=True, eq=False)
class Clips:
    """One genre's clips; those of a file are all in one part. `test` names the files that are kept aside."""

    genre: str
    train: Cut
    validation: Cut
    test: tuple[str, ...] = ()


def read_clips(folder: Path, wanted: VaeData, seed: int, progress: Progress = silent) -> Clips:
    """The clips of a folder of one genre, or of the genre that is wanted.

    They are kept in albumen's cache under the files' names, sizes and times.

    Raises
    ------
    BadDataset
        There is no music, several genres and none is named, too few files to split, or a file cannot be decoded.
    """
    tracks = _of_genre(folder, find_tracks(folder), wanted.genre)
    parts = filtered(folder, tracks) if wanted.split == "filtered" else split(tracks, seed)
    cuts = [_cut(parts[name], wanted, part(progress, at / 2, (at + 1) / 2)) for at, name in enumerate(_PARTS)]
    for name, cut in zip(_PARTS, cuts, strict=True):
        if not len(cut.samples):
            raise BadDataset(
                f"{folder} has no clip of {wanted.seconds:g} s for {name} among its {len(tracks)} files; give three at "
                "least that are so long."
            )
    return Clips(tracks[0].genre, cuts[0], cuts[1], tuple(track.name for track in parts["test"]))


def _of_genre(folder: Path, tracks: Sequence[Track], genre: str) -> tuple[Track, ...]:
    genres = sorted({track.genre for track in tracks})
    if not genre and len(genres) > 1:
        raise BadDataset(f"{folder} has {', '.join(genres)}; each has a VAE of its own: name the folder of one.")
    if genre and genre not in genres:
        raise BadDataset(f"There is no genre {genre!r} in {folder}; there are: {', '.join(genres)}.")
    return tuple(track for track in tracks if track.genre == (genre or genres[0]))


def _cut(tracks: Sequence[Track], wanted: VaeData, progress: Progress) -> Cut:
    place, length = _place(tracks, wanted), round(wanted.seconds * RATE)
    held = _held(place)
    if held is not None:
        return held
    names: list[str] = []
    notes: list[str] = []
    place.parent.mkdir(parents=True, exist_ok=True)
    with atomic.replacing(place) as temporary, GrowingArray(temporary, np.int16, (length,)) as rows:
        for done, track in enumerate(tracks):
            progress(done / len(tracks), "cutting clips")
            song = opened(track)
            clips = [] if isinstance(song, str) else clips_of(song, wanted.seconds, wanted.clips)
            if clips:
                rows.append(clips)
                names += [track.name] * len(clips)
            else:
                short = f"{track.path} is left out: it is shorter than {wanted.seconds:g} s."
                notes.append(song if isinstance(song, str) else short)
    atomic.write(place.with_suffix(".json"), json.dumps({"names": names, "notes": notes}).encode())
    return _held(place) or Cut(np.empty((0, length), np.int16), (), tuple(notes))  # nothing cannot be mapped


def clips_of(song: Song, seconds: float, most: int) -> list[NDArray[np.int16]]:
    """A song's clips from its start on, mono, each int16 [samples] at 22,050 Hz; all that are whole if `most` is 0."""
    length, clips = round(seconds * RATE), []
    for at in range(most or int(song.duration / seconds) + 1):
        if song.duration < (at + 1) * seconds - 0.001:
            break
        heard = song.source.read(at * seconds, seconds)
        mono = audio.resample(heard.mono(), heard.rate, RATE)[:length]
        if len(mono) < length - RATE // 20:  # a file may end a little before its header says
            break
        quantised = np.round(np.clip(mono, -1, 1) * FULL).astype(np.int16)
        clips.append(np.pad(quantised, (0, length - len(mono))))
    return clips


def _place(tracks: Sequence[Track], wanted: VaeData) -> Path:
    digest = hashlib.sha256(f"{_VERSION}\n{wanted.seconds}\n{wanted.clips}\n".encode())
    for track in tracks:
        facts = track.path.stat()
        digest.update(f"{track.path.resolve()}\n{facts.st_size}\n{facts.st_mtime_ns}\n".encode("utf-8", "replace"))
    return cache_root().with_name("clips") / f"{digest.hexdigest()[:32]}.npy"


def _held(place: Path) -> Cut | None:
    try:
        told = json.loads(place.with_suffix(".json").read_text(encoding="utf-8"))
        samples = np.load(place, mmap_mode="r", allow_pickle=False)
        cut = Cut(samples, tuple(told["names"]), tuple(told["notes"]))
    except (OSError, ValueError, KeyError, EOFError):
        return None
    return cut if len(cut.names) == len(samples) else None
