"""An engine for tests that whistles: quick, with notes, stems, a genre and a model of its own; and pictures to play."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import numpy as np
from PIL import Image

from albumen.brief import Brief
from albumen.card import Card
from albumen.description import Key
from albumen.errors import BadOption
from albumen.maker import Model
from albumen.music import Music, Note, Part, Score, Section
from albumen.picture import Pixels
from albumen.play import ENGINES
from albumen.progress import Progress
from albumen.song import Audio

RATE = 22_050
STUDY = Model("whistle-vae", "1", "CC BY-NC 4.0")


class Whistler:
    """Two sines by lot; remembers what it was asked for."""

    card = Card("whistler", "two sines", licences=("none",))
    options = {"genre": "what it is called", "loud": "how loud the stems are"}  # noqa: RUF012

    def __init__(self, models: tuple[Model, ...] = (), bare: bool = False) -> None:
        self.models, self.bare = models, bare
        self.briefs: list[Brief] = []

    def check(self, brief: Brief) -> None:
        if brief.seconds > 60:
            raise BadOption("It has no breath for more than a minute.")

    def play(self, brief: Brief, rng: np.random.Generator, progress: Progress) -> Music:
        self.briefs.append(brief)
        time = np.arange(round(brief.seconds * RATE)) / RATE
        hertz = rng.uniform(300, 900, (2, 2))
        loud = float(brief.options.get("loud", "0.25"))
        parts = (loud * np.sin(2 * np.pi * hertz[:, :, None] * time)).astype(np.float32)
        progress(1.0, "whistling")
        mix = parts.sum(axis=0)
        audio = Audio((mix / max(1.0, float(np.abs(mix).max()))).astype(np.float32), RATE)
        if self.bare:
            return Music(audio, brief, origin="whistler", nature="trainedAlgorithmicMedia", models=self.models)
        notes = tuple(Note(i, 0.5, 60 + i, 0.7) for i in range(4))
        score = Score(
            120, 4, Key("A", "minor", 1.0), "whistle", (Section("A", 0, 2),), (Part("melody", "flute", notes),)
        )
        stems = {name: Audio(stem, RATE) for name, stem in zip(("1 melody", "2 air/wind"), parts, strict=True)}
        return Music(audio, brief, score, stems, "whistler/tune", "trainedAlgorithmicMedia", self.models)


@contextmanager
def hired(whistler: Whistler) -> Iterator[Whistler]:
    """The whistler as the best engine of the house, while the block lasts."""
    ENGINES.names()
    makers = {"whistler": lambda: whistler, **ENGINES._makers}
    with mock.patch.object(ENGINES, "_makers", makers), mock.patch.dict(ENGINES._engines):
        ENGINES._engines.pop("whistler", None)
        yield whistler


def patches(seed: int = 0, width: int = 6, height: int = 6, side: int = 20) -> Pixels:
    """Squares of random colours, uint8 [height * side, width * side, 3]."""
    rng = np.random.default_rng(seed)
    few = rng.integers(0, 256, (height, width, 3), dtype=np.uint8)
    return np.kron(few, np.ones((side, side, 1), np.uint8))


def write_picture(path: Path, pixels: Pixels | None = None) -> Path:
    """A picture file, its format by its name."""
    Image.fromarray(patches() if pixels is None else pixels).save(path)
    return path
