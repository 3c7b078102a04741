"""Which stretches of a song are listened to, and in words which they were."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from albumen.audio.decode import SHORTEST
from albumen.errors import BadAudio
from albumen.song import Passage, Song

EXCERPT = 30.0
"""Seconds of an excerpt."""

SILENCE = 10 ** (-70 / 20)
"""Amplitude under which sound counts as silence: -70 dBFS, the level of BS.1770's absolute gate."""

_SPARE = 1.0


def passages(song: Song, budget: float = 360.0) -> tuple[Passage, ...]:
    """What is listened to: the whole song if it lasts at most `budget` seconds, else excerpts that add up to no more.

    Excerpts are 30 s long (or as long as a smaller budget allows) and begin at equal distances, the first at the start
    of the song and the last ending with it, so that intro, outro and everything between have their share. If the first
    begins with silence it moves to where the sound sets in, if the last ends with silence it moves back to where the
    sound stops, neither past its neighbour. Places where less than a second can be decoded are left out.

    Raises
    ------
    BadAudio
        Less than a second of the song can be decoded.
    """
    short = song.duration <= budget
    found = _listen(song, [0.0], song.duration + _SPARE) if short else _excerpts(song, budget)
    found = found or _listen(song, [0.0], budget)
    if not found:
        raise BadAudio(f"{song.path} stops before one second can be decoded; get the file again.")
    return tuple(found)


def heard(song: Song, passages: Sequence[Passage]) -> str:
    """In words what was listened to: "all 3:58", "12 excerpts of 30 s from 2:10:00", "the first 1:02 of 3:58"."""
    total = sum(passage.audio.seconds for passage in passages)
    if total >= song.duration - _SPARE:
        return f"all {clock(song.duration)}"
    if len(passages) == 1:
        start = passages[0].start
        where = f"the first {clock(total)}" if start < _SPARE else f"{clock(total)} from {clock(start)} on"
        return f"{where} of {clock(song.duration)}"
    return f"{len(passages)} excerpts of {total / len(passages):.0f} s from {clock(song.duration)}"


def silent(passages: Sequence[Passage]) -> bool:
    """Whether nothing in them rises above -70 dBFS."""
    return all(_loudest(passage) < SILENCE for passage in passages)


def clock(seconds: float) -> str:
    """Seconds as people write them: "0:09", "3:58", "2:10:00"."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def _excerpts(song: Song, budget: float) -> list[Passage]:
    length = min(EXCERPT, budget)
    count = max(int(budget // length), 1)
    starts = [float(start) for start in np.linspace(0.0, song.duration - length, count)] if count > 1 else [0.0]
    found = _listen(song, starts, length)
    if len(found) < 2:
        return found
    found[0] = _move(song, found[0], min(_lead(found[0]), _gap(found[0], found[1])), length)
    found[-1] = _move(song, found[-1], -min(_trail(found[-1]), _gap(found[-2], found[-1])), length)
    return found


def _listen(song: Song, starts: Sequence[float], seconds: float) -> list[Passage]:
    found = []
    for start in starts:
        try:
            found.append(Passage(start, song.source.read(start, seconds)))
        except BadAudio:
            continue
    return [passage for passage in found if passage.audio.seconds >= SHORTEST]


def _move(song: Song, passage: Passage, by: float, length: float) -> Passage:
    if abs(by) < _SPARE:
        return passage
    return next(iter(_listen(song, [max(passage.start + by, 0.0)], length)), passage)


def _gap(earlier: Passage, later: Passage) -> float:
    return later.start - earlier.start - earlier.audio.seconds


def _lead(passage: Passage) -> float:
    """Seconds of silence that the passage begins with; its whole length if there is nothing else."""
    loud = np.flatnonzero(np.max(np.abs(passage.audio.samples), axis=0) > SILENCE)
    return float(loud[0]) / passage.audio.rate if len(loud) else passage.audio.seconds


def _trail(passage: Passage) -> float:
    loud = np.flatnonzero(np.max(np.abs(passage.audio.samples), axis=0) > SILENCE)
    return passage.audio.seconds - float(loud[-1]) / passage.audio.rate if len(loud) else passage.audio.seconds


def _loudest(passage: Passage) -> float:
    return float(max(passage.audio.samples.max(), -passage.audio.samples.min()))
