"""Extends prompts with a GPT-2 that was trained on prompts: Prompt-Extend, as the paper does (section 4.2)."""

from __future__ import annotations

from importlib.util import find_spec
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from albumen.card import Card, Readiness
from albumen.description import Description
from albumen.maker import Model
from albumen.prompt.extend.cleaning import MOST_TOKENS, clean, estimated_tokens
from albumen.prompt.extend.sampling import Sampling
from albumen.prompt.extender import EXTENDERS

if TYPE_CHECKING:
    from albumen.models import ModelCard
    from albumen.prompt.extend.gpt2 import Gpt2

NAME = "prompt-extend"
ENOUGH = 4
"""Phrases after which a continuation is not drawn anew."""


@EXTENDERS.register(NAME)
class PromptExtend:
    """Lets a GPT-2 write on, and keeps of it what may be painted.

    Parameters
    ----------
    sampling
        How its words are drawn.
    allow_names
        Keep names of artists and other people, which are taken out by default: naming living artists is a risk in law
        and in taste. Sites, brands, lettering and nudity are never kept.
    model
        Another GPT-2 that was trained on prompts, by its card.
    """

    def __init__(
        self, sampling: Sampling | None = None, *, allow_names: bool = False, model: ModelCard | None = None
    ) -> None:
        self._sampling = sampling or Sampling()
        self._allow_names = allow_names
        self._model = model
        self._writer: Gpt2 | None = None
        self._turn = Lock()

    @property
    def card(self) -> Card:
        """What it is, what it needs, whether it is ready."""
        line = "A GPT-2 trained on painters' prompts writes on; names, sites, brands and lettering are taken out."
        needs = ('pip install "albumen[diffusion]"', f"albumen models pull {NAME} (0.5 GB)")
        return Card(NAME, line, needs, ("the weights' own, not confirmed",), self._ready)

    @property
    def models(self) -> tuple[Model, ...]:
        """The model that writes, at the revision that is here."""
        from albumen.models import place

        card = self._model_card()
        found = place(card)
        return (Model(card.name, found.revision if found else "", card.licence),)

    def extend(self, prompt: str, description: Description, rng: np.random.Generator) -> str:
        """The prompt and clean phrases after it, at most 77 CLIP tokens as estimated; the longest of several tries.

        Raises
        ------
        MissingWeights
            The weights are not on this machine, or cannot be read.
        """
        best: list[str] = []
        room = MOST_TOKENS - estimated_tokens(prompt) - 1
        with self._turn:  # torch's generator is one for all threads
            for seed in rng.integers(2**63, size=self._sampling.tries):
                # The model was trained on whole prompts; a comma tells it that the subject is said.
                text, ended = self._loaded().continued(f"{prompt},", self._sampling, int(seed))
                phrases = clean(text, whole=ended, room=room, allow_names=self._allow_names)
                best = max(best, phrases, key=len)
                if len(best) >= ENOUGH:
                    break
        return ", ".join([prompt, *best])

    def close(self) -> None:
        """Give the memory back; the next prompt reads the weights again."""
        self._writer = None

    def _loaded(self) -> Gpt2:
        if self._writer is None:
            from albumen.models import located
            from albumen.prompt.extend.gpt2 import Gpt2

            self._writer = Gpt2(located(self._model_card()))
        return self._writer

    def _model_card(self) -> ModelCard:
        from albumen.models import find

        return self._model or find(NAME)

    def _ready(self) -> Readiness:
        for package in ("torch", "transformers"):
            if find_spec(package) is None:
                return Readiness(False, f"{package} is not installed", 'run: pip install "albumen[diffusion]"')
        from albumen.models import ready

        return ready(self._model_card())
