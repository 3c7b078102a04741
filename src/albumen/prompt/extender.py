"""The contract of what makes a short prompt long, and the registry of them."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from albumen.card import Card
from albumen.description import Description
from albumen.registry import Registry


class Extender(Protocol):
    """Extends a template prompt to one that describes a picture. Making one is cheap; weights load on first use."""

    @property
    def card(self) -> Card:
        """What it is, what it needs, whether it is ready."""
        ...

    def extend(self, prompt: str, description: Description, rng: np.random.Generator) -> str:
        """The prompt with more after it; the same arguments and generator give the same text."""
        ...


EXTENDERS: Registry[Extender] = Registry("albumen.prompt", ("albumen.prompt.offline",))
