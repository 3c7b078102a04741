"""Numbers that frozen networks see in a cover: what a probe learns genres from when covers are few.

Every network is shown the whole picture and its mirror image, and its stages are pooled (see `pooling`): early ones
tell print, grain and lettering, late ones things and people. `words` is what is written on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from albumen.card import Readiness, always_ready
from albumen.errors import AlbumenError
from albumen.picture import Pixels

Vectors = NDArray[np.float32]


class Frozen(Protocol):
    """A network, or measures, that are not trained further."""

    def ready(self) -> Readiness:
        """Whether it can be used here, without loading anything."""
        ...

    def vector(self, picture: Pixels) -> Vectors:
        """What it sees of a picture uint8 [height, width, 3], float32 [dimensions]."""
        ...


class Composition:
    """The measures of `albumen.look.features`: colour, light, edges, lettering, layout. They need no weights."""

    def ready(self) -> Readiness:
        """Always."""
        return always_ready()

    def vector(self, picture: Pixels) -> Vectors:
        """Standard scores."""
        from albumen.look.features import see, standing
        from albumen.look.raster import raster
        from albumen.picture import Picture

        return standing(see(raster(Picture(picture))).measured).astype(np.float32)


FROZEN = ("open-nsfw", "efficientnet-lite0", "efficientnet-lite1", "efficientnet-lite2", "composition", "words")
"""What can be seen with."""


def vectors(names: Sequence[str], picture: Pixels) -> Vectors:
    """What several of `FROZEN` see of one picture, side by side: float32 [dimensions].

    Raises
    ------
    AlbumenError
        There is no such network.
    MissingWeights
        A network's weights are not here, or are damaged.
    MissingExtra
        torch is not installed, and a network needs it.
    """
    return np.concatenate([frozen(name).vector(picture) for name in names])


def ready(names: Sequence[str]) -> Readiness:
    """Whether all of them can be used here, without loading anything."""
    states = (frozen(name).ready() for name in names)
    return next((state for state in states if not state.ok), Readiness(True))


@cache
def frozen(name: str) -> Frozen:
    """One of `FROZEN`, made once; its weights are read at first use."""
    if name == "open-nsfw":
        from albumen.look.cover_genre.nsfw import OpenNsfw

        return OpenNsfw()
    if name.startswith("efficientnet-") and name in FROZEN:
        from albumen.look.cover_genre.imagenet import Lite

        return Lite(name.removeprefix("efficientnet-"))
    if name == "words":
        from albumen.look.cover_genre.words import Words

        return Words()
    if name == "composition":
        return Composition()
    raise AlbumenError(f"There are no features called {name!r}; there are: {', '.join(FROZEN)}.")
