"""Songs and pictures alike: what is in a file, and what is heard or seen in it."""

from __future__ import annotations

from pathlib import Path

from albumen import audio, listen, look
from albumen.description import Description
from albumen.picture import Picture
from albumen.progress import Progress, silent
from albumen.song import Song


def open(path: Path | str) -> Song | Picture:
    """The song or the picture in a file; its first bytes tell which, and its name where they do not.

    Raises
    ------
    BadAudio, BadPicture
        It cannot be read.
    """
    path = Path(path)
    return look.open(path) if look.is_picture(path) else audio.open(path)


def describe(what: Song | Picture, progress: Progress = silent) -> Description:
    """What is heard in a song or seen in a picture, by the best listener or looker that is ready.

    Raises
    ------
    BadAudio, BadPicture
        It cannot be heard or seen.
    MissingExtra
        Nobody is ready who could.
    """
    if isinstance(what, Picture):
        return look.describe(what, progress=progress)
    return listen.describe(what, progress=progress)


def see(path: Path, looker: look.Looker | None = None, progress: Progress = silent) -> tuple[Picture, Description]:
    """The picture in a file, small, and what is seen in it by `looker` or the first one that is ready.

    Raises
    ------
    BadPicture
        It cannot be looked at.
    """
    picture = look.open(path, look.GLANCE)
    return picture, look.describe(picture, looker, progress)
