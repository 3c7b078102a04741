"""Songs and pictures alike: what is in a file, and what is heard or seen in it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image

from albumen import audio, listen, look
from albumen.description import Description
from albumen.errors import AlbumenError
from albumen.look.cover_genre.looker import CoverGenre
from albumen.picture import Picture, Pixels
from albumen.progress import Progress, part, silent
from albumen.sleeve import atomic
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


def see(
    path: Path, looker: look.Looker | None = None, progress: Progress = silent, cam: Path | None = None
) -> tuple[Picture, Description]:
    """The picture in a file, small, and what is seen in it by `looker` or the first one that is ready.

    Into the PNG `cam`, if that is given, goes the picture with what the looker `cover-genre` told its genre by.

    Raises
    ------
    BadPicture
        It cannot be looked at.
    AlbumenError
        The PNG cannot be written, or another looker was to draw it.
    """
    picture = look.open(path, look.GLANCE)
    if cam is None:
        return picture, look.describe(picture, looker, progress)
    if not isinstance(looker, CoverGenre):
        raise AlbumenError(f"{cam} cannot be drawn: only the looker cover-genre shows what it looked at.")
    description = look.describe(picture, looker, part(progress, 0, 0.5))
    _write_png(looker.shown(picture), cam)
    return picture, description


def _write_png(pixels: Pixels, path: Path) -> None:
    out = BytesIO()
    Image.fromarray(pixels).save(out, "PNG")
    atomic.write(path, out.getvalue())
