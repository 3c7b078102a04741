"""The diffusion engine: Stable Diffusion checkpoints on this machine paint what a brief says."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from itertools import groupby
from threading import Lock
from types import TracebackType

import numpy as np

from albumen.brief import Brief
from albumen.draw.diffusion import checkpoint, lora, memory, networks, plates, rank, safety, upscale
from albumen.draw.diffusion.card import CARD, installed
from albumen.draw.diffusion.checkpoint import Checkpoint
from albumen.draw.diffusion.manner import Manner, manner
from albumen.draw.diffusion.options import HELP, Options, parse
from albumen.draw.diffusion.order import finished, ordered
from albumen.draw.diffusion.painter import Painter
from albumen.draw.diffusion.pipeline import Loaded, load
from albumen.draw.diffusion.plan import need, plan
from albumen.draw.diffusion.shares import Shares
from albumen.errors import MissingExtra, MissingWeights
from albumen.picture import Picture
from albumen.progress import Progress, part, silent

_LOADING = 0.1
"""The share of the work that loading a checkpoint is, for the progress."""


class Diffusion:
    """Paints with one checkpoint at a time, which stays loaded until another is asked for or the engine is closed."""

    card = CARD
    options = HELP
    reads_prompt = True

    def __init__(self) -> None:
        self._held: tuple[object, Loaded] | None = None
        self._lock = Lock()
        self._guard = safety.Guard()

    def check(self, brief: Brief) -> None:
        """Looks at a brief's options without loading anything heavy.

        Raises
        ------
        BadOption
            A value is not a possible one.
        MissingWeights, MissingExtra
            The checkpoint, a LoRA, the upscaler, the safety check or a library is not here.
        """
        options = parse(brief.options)
        state = installed()
        if not state.ok:
            raise MissingExtra(f"The engine diffusion is not ready: {state.reason}; {state.remedy}")
        manner(checkpoint.find(options.model, options.config), options)
        for each in options.lora:
            lora.path_of(each)
        if options.from_plate:
            plates.named(options.from_plate)
        if options.upscaler not in ("auto", upscale.LANCZOS):
            networks.place(options.upscaler)
        _guard_wanted(options)

    def draw(self, brief: Brief, rng: np.random.Generator, progress: Progress = silent) -> Picture:
        """The painting of one brief, enlarged to its size; origin `diffusion/<checkpoint>`."""
        return next(self.draw_all([brief], [rng], progress))

    def draw_all(
        self, briefs: Sequence[Brief], rngs: Sequence[np.random.Generator], progress: Progress = silent
    ) -> Iterator[Picture]:
        """The painting of each brief, in their order, handed out as batches are done.

        Raises
        ------
        AlbumenError
            A picture was refused by the safety check, or the memory does not hold one.
        """
        pairs, done = list(zip(briefs, rngs, strict=True)), 0
        for options, group in groupby(pairs, lambda pair: dict(pair[0].options)):
            alike = list(group)
            told = part(progress, done / len(pairs), (done + len(alike)) / len(pairs))
            yield from self._painted(alike, parse(options), told)
            done += len(alike)

    def close(self) -> None:
        """Gives the memory back; the next picture loads its checkpoint again."""
        with self._lock:
            self._drop()
            self._guard.close()
            rank.forget()

    def __enter__(self) -> Diffusion:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _painted(
        self, pairs: list[tuple[Brief, np.random.Generator]], options: Options, progress: Progress
    ) -> Iterator[Picture]:
        found = checkpoint.find(options.model, options.config)
        how = manner(found, options)
        progress(0.0, f"loading {found.model.name}")
        painter = Painter(self._loaded(found, how, options), how)
        guard = self._guard if _guard_wanted(options) else None
        orders = [ordered(brief, rng, options, how.side) for brief, rng in pairs]
        shares = Shares(part(progress, _LOADING, 1.0), len(orders))
        stream = painter.paint([shot for order in orders for shot in order.shots], shares.painting)
        for order in orders:
            paintings = [next(stream) for _ in order.shots]
            picture = finished(order, paintings, painter, guard, shares.finishing)
            shares.next()
            yield picture

    def _loaded(self, found: Checkpoint, how: Manner, options: Options) -> Loaded:
        """The checkpoint that is loaded already, if it is the same in the same state, or else a fresh one."""
        state = (found.path, found.folder, how.scheduler, how.side, options.prediction, options.device, options.dtype,
                 options.offload, options.lora, options.batch, options.compile, bool(options.from_plate))  # fmt: skip
        with self._lock:
            if self._held is None or self._held[0] != state:
                self._drop()
                kind = memory.device(options.device)
                way = plan(need(found, how.side), kind, memory.free(kind), options)
                self._held = (state, load(found, how, way, options))
            return self._held[1]

    def _drop(self) -> None:
        if self._held is None:
            return
        kind = self._held[1].plan.device
        self._held = None
        gc.collect()  # networks hold on to themselves in circles
        memory.give_back(kind)


def _guard_wanted(options: Options) -> bool:
    """Whether pictures are checked: always if that was asked for, else if the check is here."""
    state = safety.ready()
    if options.safety == "on" and not state.ok:
        raise MissingWeights(f"The option safety is on, but {state.reason}; {state.remedy}")
    return options.safety != "off" and state.ok
