"""Covers drawn on several threads at once, in bounded memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeVar

from albumen import draw, sleeve
from albumen.brief import Brief
from albumen.description import Description
from albumen.listen.musicnn.tagger import processors
from albumen.maker import Maker
from albumen.picture import Picture
from albumen.progress import Progress, part, silent
from albumen.sleeve import Cover
from albumen.song import Song
from albumen.walk.crew import Crew
from albumen.walk.licences import restricted
from albumen.walk.wanted import Wanted, Wish

ItemT = TypeVar("ItemT")
DoneT = TypeVar("DoneT")

_MOST_AT_ONCE = 4
_MOST_PIXELS = _MOST_AT_ONCE * 3000**2
"""A picture that is being drawn takes about 25 bytes a pixel: this holds all of them under 1 GiB."""
_PAINTING = 0.95
"""The share of the work that painting is, where the last pictures are finished after it."""


def drawn(
    song: Song,
    description: Description,
    wanted: Wanted,
    crew: Crew,
    wishes: Iterable[Wish],
    finish: Callable[[Cover], DoneT],
    progress: Progress = silent,
) -> Iterator[DoneT]:
    """What `finish` makes of each cover, in the order of the wishes.

    Covers are lettered and finished on as many threads as there are processors. They are drawn there too, except by an
    engine that paints several at once: that gets all of them, and those that it handed out are finished while it
    paints the next. Ctrl-C never reaches into the threads: what has begun is finished, the rest is not begun.
    """
    listener, name = crew.listener.card.name, wanted.name or song.path.stem
    briefs = [wanted.brief(song, description, wish, crew.extender, listener) for wish in wishes]

    def complete(job: tuple[Brief, Picture]) -> DoneT:
        return finish(completed(*job, crew.engine, *wanted.lettered(song), name))

    def make(brief: Brief) -> DoneT:
        return complete((brief, draw.draw(brief, crew.engine)))

    if isinstance(crew.engine, draw.Batching):
        pictures = draw.draw_all(briefs, crew.engine, part(progress, 0, _PAINTING))
        yield from in_order(complete, zip(briefs, pictures, strict=True), at_once(wanted.size))
        progress(1.0, "drawing")
        return
    with _alone(at_once(wanted.size)):
        for done, made in enumerate(in_order(make, briefs, at_once(wanted.size))):
            progress((done + 1) / len(briefs), "drawing")
            yield made


def completed(
    brief: Brief, picture: Picture, engine: draw.Engine, title: str | None, artist: str | None, name: str
) -> Cover:
    """The cover of a drawn picture: lettered, and with what must be said of the models that made it."""
    card = engine.card
    maker = Maker(card.name, picture.nature, tuple(dict.fromkeys((*brief.models, *picture.models))), card.licences)
    cover = sleeve.finish(picture, brief, maker, title, artist, name)
    warnings = restricted(maker.models)
    return replace(cover, notes=(*cover.notes, *warnings)) if warnings else cover


@contextmanager
def _alone(pictures: int) -> Iterator[None]:
    """OpenCV's own threads, each picture its share of them: more would only wait for each other."""
    import cv2

    before = cv2.getNumThreads()
    cv2.setNumThreads(max(1, processors() // pictures))
    try:
        yield
    finally:
        cv2.setNumThreads(before)


def at_once(size: int) -> int:
    """How many pictures of `size` pixels a side are drawn at the same time."""
    return max(1, min(processors(), _MOST_AT_ONCE, _MOST_PIXELS // size**2))


def in_order(work: Callable[[ItemT], DoneT], items: Iterable[ItemT], threads: int) -> Iterator[DoneT]:
    """`work` of every item, in their order; only as many results wait to be taken as there are threads."""
    waiting: deque[Future[DoneT]] = deque()
    with ThreadPoolExecutor(threads) as pool:
        try:
            for item in items:
                waiting.append(pool.submit(work, item))
                if len(waiting) > threads:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
