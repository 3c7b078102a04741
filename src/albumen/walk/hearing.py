"""A song heard from its file, with a picture of its taggram if that is wanted."""

from __future__ import annotations

from pathlib import Path

from albumen import audio, listen
from albumen.description import Description
from albumen.progress import Progress, part, silent
from albumen.song import Song


def hear(
    path: Path, plot: Path | None = None, progress: Progress = silent, listener: listen.Listener | None = None
) -> tuple[Song, Description]:
    """The song in a file and what is heard in it; its taggram is drawn into the PNG `plot` if that is given.

    The first listener that is ready hears it, or `listener`; the taggram is always musicnn's.

    Raises
    ------
    BadAudio
        The song cannot be listened to.
    AlbumenError
        The PNG cannot be written.
    """
    song = audio.open(path)
    if plot is None:
        return song, listen.describe(song, listener, progress)
    from albumen.walk.plot import save_taggram

    description = listen.describe(song, listener, part(progress, 0, 0.5))
    save_taggram(listen.taggram_of(song, part(progress, 0.5, 1)), song.title or path.stem, plot)
    return song, description
