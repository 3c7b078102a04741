"""How the language model's next words are drawn."""

from __future__ import annotations

from dataclasses import dataclass

from albumen.errors import BadOption


@dataclass(frozen=True, slots=True)
class Sampling:
    """The settings of nucleus sampling (Holtzman et al. 2020) and what keeps it from going round in circles.

    Raises BadOption if one of them is impossible.
    """

    temperature: float = 0.9
    """Under 1 safer, over 1 wilder words; more than 0."""
    top_k: int = 50
    """Only the likeliest so many tokens are drawn from; 0 for all."""
    top_p: float = 0.95
    """Only the likeliest tokens that hold this share of the probability are drawn from, 0 to 1."""
    new_tokens: int = 60
    """The most tokens that are drawn."""
    repetition_penalty: float = 1.15
    """Logits of tokens that came before are divided by this (Keskar et al. 2019); 1 for no penalty."""
    no_repeat_ngram: int = 3
    """No run of so many tokens comes twice; 0 lets it."""
    tries: int = 3
    """How often it is drawn anew while too little is left after cleaning."""

    def __post_init__(self) -> None:
        possible = {
            "temperature": 0 < self.temperature <= 5,
            "top_k": self.top_k >= 0,
            "top_p": 0 < self.top_p <= 1,
            "new_tokens": 1 <= self.new_tokens <= 512,
            "repetition_penalty": 1 <= self.repetition_penalty <= 5,
            "no_repeat_ngram": self.no_repeat_ngram >= 0,
            "tries": 1 <= self.tries <= 10,
        }
        for name, fine in possible.items():
            if not fine:
                raise BadOption(f"A sampling with {name} {getattr(self, name)} is not possible.")
