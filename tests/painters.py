"""An engine for tests that paints from words, several pictures at once, with settings and a model of its own."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import numpy as np

from albumen.brief import Brief
from albumen.card import Card
from albumen.draw import ENGINES
from albumen.errors import BadOption, MissingWeights
from albumen.maker import Model
from albumen.picture import Picture
from albumen.progress import Progress

TURBO = Model("sd-turbo", "b261bac6", "Stability AI sai-nc-community")


class Painter:
    """Paints one colour, which follows from prompt, options and generator; remembers what it was asked for."""

    card = Card("painter", "one colour", licences=("none",))
    options = {"steps": "how often it is painted over", "lora": "a file that must be there"}  # noqa: RUF012
    reads_prompt = True

    def __init__(self, models: tuple[Model, ...] = (TURBO,)) -> None:
        self.models = models
        self.batches: list[list[Brief]] = []

    def check(self, brief: Brief) -> None:
        if not brief.options.get("steps", "1").isdecimal():
            raise BadOption(f"steps is a whole number, and {brief.options['steps']!r} is not.")
        if "lora" in brief.options and not Path(brief.options["lora"]).is_file():
            raise MissingWeights(f"The LoRA {brief.options['lora']} is not there; name another with --set lora=FILE.")

    def draw(self, brief: Brief, rng: np.random.Generator, progress: Progress) -> Picture:
        words = f"{brief.prompt}|{brief.negative_prompt}|{sorted(brief.options.items())}".encode()
        colour = np.frombuffer(zlib.crc32(words).to_bytes(4, "big")[:3], np.uint8) ^ rng.integers(256, dtype=np.uint8)
        pixels = np.broadcast_to(colour, (brief.size, brief.size, 3)).astype(np.uint8)
        facts = {"steps": brief.options.get("steps", "1")}
        return Picture(pixels, "painter", nature="trainedAlgorithmicMedia", models=self.models, facts=facts)

    def draw_all(
        self, briefs: Sequence[Brief], rngs: Sequence[np.random.Generator], progress: Progress
    ) -> Iterator[Picture]:
        self.batches.append(list(briefs))
        for done, (brief, rng) in enumerate(zip(briefs, rngs, strict=True)):
            progress(done / len(briefs), "painting")
            yield self.draw(brief, rng, progress)


@contextmanager
def hired(painter: Painter) -> Iterator[Painter]:
    """The painter as an engine of the house, while the block lasts."""
    ENGINES.names()
    with mock.patch.dict(ENGINES._makers, {"painter": lambda: painter}), mock.patch.dict(ENGINES._engines):
        ENGINES._engines.pop("painter", None)
        yield painter
