"""From a song to its covers, and from a sidecar to the same cover again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from albumen import draw, listen, sleeve
from albumen.description import Description
from albumen.progress import Progress, part, silent
from albumen.sleeve import Cover, sidecar
from albumen.song import Song
from albumen.vocabulary import Style
from albumen.walk.drawing import drawn
from albumen.walk.wanted import Wanted

HEARING = 0.5
"""The share of the work that listening is, for the progress."""


def cover(
    song: Song,
    *,
    style: Style | Literal["both"] = "both",
    count: int = 2,
    engine: str = "auto",
    size: int = 3000,
    seed: int = 0,
    lettering: bool = True,
    title: str | None = None,
    artist: str | None = None,
    released: str | None = None,
    description: Description | None = None,
    progress: Progress = silent,
) -> Iterator[Cover]:
    """The song's covers one after the other; the next ones are drawn while one is looked at.

    Parameters
    ----------
    song
        From `albumen.open`.
    style, count
        `count` covers in each style: album (flat and graphic), conceptual (a scene), or both.
    engine
        A name from `albumen engines`, or `auto` for the best that is ready.
    size
        Side in pixels.
    seed
        The same song and seed give the same covers.
    lettering, title, artist, released
        Whether title and artist are set on the covers, and what all three are instead of what the song's tags say.
    description
        What was heard, if it is known already.
    progress
        Told how far the whole is.

    Raises
    ------
    BadAudio
        The song cannot be listened to.
    MissingExtra, MissingWeights
        The engine is not ready; the text says what mends it.

    Examples
    --------
    >>> import albumen
    >>> for cover in albumen.cover(albumen.open("track.mp3"), count=1, seed=7):  # doctest: +SKIP
    ...     cover.save("covers/")
    """
    wanted = Wanted(style, count, engine, size, seed, lettering, title, artist, released)
    draw.ENGINES.choose(wanted.engine)  # an engine that is not ready is known before anyone listens
    if description is None:
        description = listen.describe(song, progress=part(progress, 0, HEARING))
    yield from drawn(song, description, wanted, wanted.wishes, _as_it_is, part(progress, HEARING, 1))


def remake(path: Path | str) -> tuple[Cover, sidecar.Sidecar]:
    """The cover that a sidecar tells of, drawn again without the song, and the sidecar itself.

    Raises
    ------
    BadSidecar
        The file is no sidecar, or is damaged.
    AlbumenError
        Its engine is unknown or not ready here.
    """
    held = sidecar.read(Path(path))
    engine, _ = draw.ENGINES.choose(held.maker.name)
    picture = draw.draw(held.brief, engine)
    return sleeve.finish(picture, held.brief, held.maker, held.title, held.artist, held.name), held


def _as_it_is(cover: Cover) -> Cover:
    return cover
