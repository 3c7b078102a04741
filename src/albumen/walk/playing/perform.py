"""From a picture to its music, and from a sidecar to the same music again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from albumen import look
from albumen.brief import Brief
from albumen.description import Description
from albumen.maker import Maker
from albumen.picture import Picture
from albumen.play import ENGINES, Engine, check
from albumen.play.engine import play as perform
from albumen.progress import Progress, part, silent
from albumen.walk.playing import sidecar
from albumen.walk.playing.piece import Piece
from albumen.walk.playing.players import Players, engage
from albumen.walk.playing.programme import Programme
from albumen.walk.playing.subject import Subject, opened

LOOKING = 0.05
"""The share of the work that looking is, for the progress."""


def play(
    picture: Picture | Path | str,
    *,
    engine: str = "auto",
    seconds: float = 15.0,
    genre: str | None = None,
    top: int = 1,
    seed: int = 0,
    options: Mapping[str, str] | None = None,
    stems: bool = False,
    looker: str = "auto",
    description: Description | None = None,
    progress: Progress = silent,
) -> Iterator[Piece]:
    """A picture's music, one piece after the other.

    Parameters
    ----------
    picture
        From `albumen.open`, or the path of a picture file.
    engine, looker
        Names from `albumen engines`, or `auto` for the best that is ready.
    seconds
        How long each piece is; band plays from 5 to 600.
    genre, top
        `top` pieces: one is what the engine makes of all that is seen; several are in the picture's likeliest genres,
        or all in `genre` if that is given.
    seed
        The same picture and seed give the same samples.
    options
        The engine's own settings as text, such as `{"style": "bossa"}`; `albumen engines` lists them.
    stems
        Whether the pieces keep their parts, each as large as the whole.
    description
        What is seen, if it is known already.
    progress
        Told how far the whole is.

    Raises
    ------
    BadPicture
        The picture cannot be looked at.
    BadOption
        The engine does not know one of the options, or cannot do what is asked.
    MissingExtra, MissingWeights
        The engine is not ready; the text says what mends it.

    Examples
    --------
    >>> import albumen
    >>> for piece in albumen.play("cover.jpg", seconds=30, seed=7):  # doctest: +SKIP
    ...     piece.save("music/")
    """
    chosen = engage(Programme(engine, seconds, genre, top, seed, dict(options or {}), looker))
    seen, subject = opened(picture)
    if description is None:
        description = look.describe(seen, chosen.looker, part(progress, 0, LOOKING))
    for piece in played(subject, description, chosen, range(top), part(progress, LOOKING, 1)):
        yield piece if stems else replace(piece, stems={})


def played(
    subject: Subject, description: Description, players: Players, variants: Sequence[int], progress: Progress = silent
) -> Iterator[Piece]:
    """Each of the wanted pieces of a picture that was looked at."""
    programme, engine = players.programme, players.engine
    for done, variant in enumerate(variants):
        brief = programme.brief(description, variant, engine, players.looker.card.name)
        step = part(progress, done / len(variants), (done + 1) / len(variants))
        yield _piece(subject, brief, engine, programme.choice, step)


def remake(path: Path | str, progress: Progress = silent) -> tuple[Piece, sidecar.Sidecar]:
    """The piece that a sidecar tells of, played again without the picture, and the sidecar itself.

    Raises
    ------
    BadSidecar
        The file is no sidecar of a piece, or is damaged.
    AlbumenError
        Its engine is unknown or not ready here.
    """
    held = sidecar.read(Path(path))
    engine, _ = ENGINES.choose(held.maker.name)
    check(held.brief, engine)
    subject = Subject(held.name, held.artwork, held.source, held.source_sha256)
    return _piece(subject, held.brief, engine, held.choice, progress), held


def _piece(subject: Subject, brief: Brief, engine: Engine, choice: str, progress: Progress) -> Piece:
    music, card = perform(brief, engine, progress), engine.card
    return Piece(
        music.audio, music.brief, music.score, music.stems, music.origin, music.nature, music.models,
        Maker(card.name, music.nature, tuple(dict.fromkeys((*brief.models, *music.models))), card.licences),
        subject.name, subject.artwork, subject.source, subject.sha256, choice,
    )  # fmt: skip
