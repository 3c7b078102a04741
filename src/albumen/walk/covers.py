"""From a song to its covers, and from a sidecar to the same cover again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal

from albumen import draw, listen
from albumen.description import Description
from albumen.progress import Progress, part, silent
from albumen.prompt import Extender
from albumen.sleeve import Cover, sidecar
from albumen.song import Song
from albumen.vocabulary import Style
from albumen.walk.crew import engage
from albumen.walk.drawing import completed, drawn
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
    prompt: str | None = None,
    negative: str | None = None,
    options: Mapping[str, str] | None = None,
    extender: str | Extender = "auto",
    listener: str = "auto",
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
    prompt, negative
        What is wanted in the pictures and what is not, instead of our own words; for engines that paint from words.
    options
        The engine's own settings as text, such as `{"steps": "20"}`; `albumen engines` lists them.
    extender, listener
        Who makes prompts long (`offline`, `gpt2`, `none`, or an extender with settings of your own) and who listens;
        `auto` is the best that is ready and of use.
    description
        What was heard, if it is known already.
    progress
        Told how far the whole is.

    Raises
    ------
    BadAudio
        The song cannot be listened to.
    BadOption
        The engine does not know one of the options.
    MissingExtra, MissingWeights
        The engine is not ready; the text says what mends it.

    Examples
    --------
    >>> import albumen
    >>> for cover in albumen.cover(albumen.open("track.mp3"), count=1, seed=7):  # doctest: +SKIP
    ...     cover.save("covers/")
    """
    wanted = Wanted(
        style, count, engine, size, seed, lettering, title, artist, released,
        prompt=prompt, negative=negative, options=options or {}, extender=extender, listener=listener,
    )  # fmt: skip
    chosen = engage(wanted)
    if description is None:
        description = listen.describe(song, chosen.listener, part(progress, 0, HEARING))
    yield from drawn(song, description, wanted, chosen, wanted.wishes, _as_it_is, part(progress, HEARING, 1))


def remake(path: Path | str, options: Mapping[str, str] | None = None) -> tuple[Cover, sidecar.Sidecar]:
    """The cover that a sidecar tells of, drawn again without the song, and the sidecar itself.

    `options` change or join those that the sidecar holds, where a file lies elsewhere now or another device is to draw.

    Raises
    ------
    BadSidecar
        The file is no sidecar, or is damaged.
    AlbumenError
        Its engine is unknown or not ready here, or a file that its options name is gone.
    """
    held = sidecar.read(Path(path))
    engine, _ = draw.ENGINES.choose(held.maker.name)
    brief = replace(held.brief, options={**held.brief.options, **(options or {})})
    return completed(brief, draw.draw(brief, engine), engine, held.title, held.artist, held.name), held


def _as_it_is(cover: Cover) -> Cover:
    return cover
