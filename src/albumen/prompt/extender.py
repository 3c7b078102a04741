"""The contract of what makes a short prompt long, and the registry of them."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

import numpy as np

from albumen.card import Card
from albumen.description import Description
from albumen.maker import Model
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


@runtime_checkable
class Modelled(Protocol):
    """An extender that is a model, and says which."""

    @property
    def models(self) -> tuple[Model, ...]:
        """The models that write."""
        ...


EXTENDERS: Registry[Extender] = Registry(
    "albumen.prompt", ("albumen.prompt.extend", "albumen.prompt.offline", "albumen.prompt.bare")
)
"""Best first: a language model writes more richly than phrase banks do, where one is here."""

ALIASES = {"gpt2": "prompt-extend"}
"""Short names that a person may use."""


def models_of(extender: object) -> tuple[Model, ...]:
    """The models behind an extender; most are none."""
    return extender.models if isinstance(extender, Modelled) else ()
