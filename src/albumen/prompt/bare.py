"""The extender that adds nothing."""

from __future__ import annotations

import numpy as np

from albumen.card import Card
from albumen.description import Description
from albumen.prompt.extender import EXTENDERS


@EXTENDERS.register("none")
class Bare:
    """Leaves a prompt as it is, so that both styles are painted from the template."""

    card = Card("none", "The template alone.")

    def extend(self, prompt: str, description: Description, rng: np.random.Generator) -> str:
        """The prompt itself."""
        return prompt
