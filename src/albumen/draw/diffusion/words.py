"""Prompts as the network reads them; long ones in several windows, since CLIP reads no more than 77 tokens at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch

MOST_WINDOWS = 8
"""Windows that are read of one prompt; what goes beyond is left out, and the picture's facts say so."""
Fits = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Windows:
    """A prompt cut into pieces of one window each."""

    pieces: tuple[str, ...]
    left_out: str = ""
    """The end of the prompt that was not read."""


@dataclass(frozen=True, slots=True)
class Words:
    """A prompt as the network reads it."""

    hidden: torch.Tensor
    """[1, 77 * windows, width]"""
    pooled: torch.Tensor | None
    """[1, width] for XL: the first window as a whole."""


def cut(text: str, fits: Fits, most: int = MOST_WINDOWS) -> Windows:
    """A prompt in as few pieces as fit, cut between phrases where that is possible, else between words or letters."""
    pieces = [""]
    for phrase in _fitting(re.split(r"(?<=[,.;])\s+", " ".join(text.split())), fits):
        longer = f"{pieces[-1]} {phrase}".strip()
        if fits(longer):
            pieces[-1] = longer
        else:
            pieces.append(phrase)
    return Windows(tuple(pieces[:most]), " ".join(pieces[most:]))


def _fitting(phrases: list[str], fits: Fits) -> list[str]:
    return [piece for phrase in phrases for piece in ([phrase] if fits(phrase) else _broken(phrase, fits))]


def _broken(phrase: str, fits: Fits) -> list[str]:
    words = phrase.split()
    if len(words) > 1:
        middle = len(words) // 2
        return _fitting([" ".join(words[:middle]), " ".join(words[middle:])], fits)
    middle = len(phrase) // 2
    # One letter that does not fit would go on for ever; no tokenizer has such.
    return _fitting([phrase[:middle], phrase[middle:]], fits) if middle else [phrase]


def fits(pipeline: Any) -> Fits:
    """Whether a text fits into one window of each of a pipeline's tokenizers."""
    readers = [each for each in (pipeline.tokenizer, getattr(pipeline, "tokenizer_2", None)) if each]

    def fit(text: str) -> bool:
        return all(len(reader(text, verbose=False).input_ids) <= reader.model_max_length for reader in readers)

    return fit


def read(pipeline: Any, pieces: tuple[str, ...]) -> Words:
    """The pieces of a prompt, each read in its own window and put one after the other."""
    import torch

    device = pipeline._execution_device
    seen = [
        pipeline.encode_prompt(prompt=piece, device=device, num_images_per_prompt=1, do_classifier_free_guidance=False)
        for piece in pieces
    ]
    pooled = seen[0][2] if len(seen[0]) == 4 else None
    return Words(torch.cat([each[0] for each in seen], dim=1), pooled)
