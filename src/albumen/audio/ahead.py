"""A song that is decoded while the rest of the program is still being imported."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from albumen.audio.decode import open as open_song
from albumen.audio.passages import passages
from albumen.errors import BadAudio
from albumen.song import Audio, AudioSource, Song


@dataclass(frozen=True, slots=True)
class _Kept:
    """A source that gives what was read ahead once, and reads everything else."""

    source: AudioSource
    kept: dict[tuple[float, float], Audio] = field(default_factory=dict)

    def keep(self, start: float, seconds: float) -> Audio:
        return self.kept.setdefault((start, seconds), self.source.read(start, seconds))

    def read(self, start: float, seconds: float) -> Audio:
        """As the source itself."""
        return self.kept.pop((start, seconds), None) or self.source.read(start, seconds)


@dataclass(frozen=True, slots=True)
class _Keeping:
    kept: _Kept

    def read(self, start: float, seconds: float) -> Audio:
        return self.kept.keep(start, seconds)


class Ahead:
    """Opens a song, and decodes what will be listened to of it, on a thread of its own.

    libav lets go of the interpreter while it decodes, so that on a second processor this costs little time.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        pool = ThreadPoolExecutor(1)
        self._song: Future[Song] = pool.submit(_read, path)
        pool.shutdown(wait=False)

    def song(self) -> Song:
        """The song, its first hearing already decoded. Raises as `audio.open` does; waits until it is done."""
        return self._song.result()


def _read(path: Path) -> Song:
    song = open_song(path)
    kept = _Kept(song.source)
    with suppress(BadAudio):  # said again, and to somebody, when the song is listened to
        passages(replace(song, source=_Keeping(kept)))
    return replace(song, source=kept)
