"""The contract of engines that listen, and their registry."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from albumen.card import Card
from albumen.description import Description
from albumen.progress import Progress
from albumen.registry import Registry
from albumen.song import Song


class Listener(Protocol):
    """Describes a song. Making one is cheap; weights load on first use."""

    @property
    def card(self) -> Card:
        """What it is, what it needs, whether it is ready."""
        ...

    def listen(self, song: Song, rng: np.random.Generator, progress: Progress) -> Description:
        """What is heard in the song; the same song and generator give the same description.

        Raises
        ------
        BadAudio
            The song cannot be decoded, or there is nothing in it to hear.
        """
        ...


LISTENERS: Registry[Listener] = Registry("albumen.listen", ("albumen.listen.vggish.card", "albumen.listen.ground"))
