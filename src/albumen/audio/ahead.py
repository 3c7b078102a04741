"""A song that is decoded while the rest of the program is still being imported."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from albumen.audio.decode import open as open_song
from albumen.audio.elsewhere import Stretches, elsewhere
from albumen.audio.passages import passages
from albumen.errors import BadAudio
from albumen.song import Audio, AudioSource, Song


@dataclass(frozen=True, slots=True)
class _Kept:
    """A source that gives what is read ahead once, when that is done, and reads everything else."""

    source: AudioSource
    kept: Future[Stretches]

    def read(self, start: float, seconds: float) -> Audio:
        """As the source itself."""
        return self.kept.result().pop((start, seconds), None) or self.source.read(start, seconds)


@dataclass(frozen=True, slots=True)
class _Keeping:
    """A source that remembers all that it gives."""

    source: AudioSource
    kept: Stretches

    def read(self, start: float, seconds: float) -> Audio:
        return self.kept.setdefault((start, seconds), self.source.read(start, seconds))


class Ahead:
    """Opens a song, and decodes what will be listened to of it: in another process, or at least on another thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        begun = elsewhere(partial(_first_hearing, partial(open_song, path)))
        pool = ThreadPoolExecutor(1)
        self._song: Future[Song] = pool.submit(open_song, path)
        self._kept: Future[Stretches] = pool.submit(begun or partial(_first_hearing, self._song.result))
        pool.shutdown(wait=False)

    def song(self) -> Song:
        """The song, as soon as it is open; who listens to it waits for the rest. Raises as `audio.open` does."""
        song = self._song.result()
        return replace(song, source=_Kept(song.source, self._kept))


def _first_hearing(opened: Callable[[], Song]) -> Stretches:
    """What is listened to first; a fault is said again, and to somebody, when the song is opened or listened to."""
    kept: Stretches = {}
    with suppress(BadAudio):
        song = opened()
        passages(replace(song, source=_Keeping(song.source, kept)))
    return kept
