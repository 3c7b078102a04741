"""The contract of engines that look at pictures, and their registry."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from albumen.card import Card
from albumen.description import Description
from albumen.picture import Picture
from albumen.progress import Progress
from albumen.registry import Registry


class Looker(Protocol):
    """Describes a picture. Making one is cheap; weights load on first use."""

    @property
    def card(self) -> Card:
        """What it is, what it needs, whether it is ready."""
        ...

    def look(self, picture: Picture, rng: np.random.Generator, progress: Progress) -> Description:
        """What is seen in the picture; the same picture and generator give the same description."""
        ...


LOOKERS: Registry[Looker] = Registry("albumen.look", ("albumen.look.ground", "albumen.look.cover_genre.looker"))
