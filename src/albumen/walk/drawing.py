"""Covers drawn on several threads at once, in bounded memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from albumen import draw, sleeve
from albumen.brief import Brief
from albumen.description import Description
from albumen.listen.musicnn.tagger import processors
from albumen.maker import Maker
from albumen.progress import Progress, silent
from albumen.sleeve import Cover
from albumen.song import Song
from albumen.walk.wanted import Wanted, Wish

ItemT = TypeVar("ItemT")
DoneT = TypeVar("DoneT")

_MOST_AT_ONCE = 4
_MOST_PIXELS = _MOST_AT_ONCE * 3000**2
"""A picture that is being drawn takes about 25 bytes a pixel: this holds all of them under 1 GiB."""


def drawn(
    song: Song,
    description: Description,
    wanted: Wanted,
    wishes: Iterable[Wish],
    finish: Callable[[Cover], DoneT],
    progress: Progress = silent,
) -> Iterator[DoneT]:
    """What `finish` makes of each cover, in the order of the wishes.

    Covers are drawn, lettered and finished on as many threads as there are processors. Ctrl-C never reaches into one of
    those: what has begun is finished, the rest is not begun.
    """
    engine, _ = draw.ENGINES.choose(wanted.engine)
    briefs = [wanted.brief(song, description, wish) for wish in wishes]

    def make(brief: Brief) -> DoneT:
        picture = draw.draw(brief, engine)
        maker = Maker(engine.card.name, picture.nature, picture.models, engine.card.licences)
        return finish(sleeve.finish(picture, brief, maker, *wanted.lettered(song), wanted.name or song.path.stem))

    for done, made in enumerate(in_order(make, briefs, at_once(wanted.size))):
        progress((done + 1) / len(briefs), "drawing")
        yield made


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
