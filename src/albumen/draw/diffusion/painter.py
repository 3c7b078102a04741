"""The loaded pipeline: shots in, pixels out, as many at once as the memory holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

import numpy as np

from albumen.draw.diffusion import memory, words
from albumen.draw.diffusion.manner import Manner
from albumen.draw.diffusion.pipeline import Loaded, save_memory
from albumen.draw.diffusion.quiet import quiet
from albumen.errors import AlbumenError
from albumen.picture import Pixels
from albumen.progress import Progress, part


@dataclass(frozen=True, slots=True)
class Shot:
    """One painting: its words, its seed, and the plate that it begins from, if any."""

    prompt: str
    negative: str
    seed: int
    plate: Pixels | None = None
    """uint8 [side, side, 3] at the side that is painted."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A shot with its words cut into windows, as many for what is wanted as for what is not."""

    shot: Shot
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]


class Painter:
    """Paints with a loaded checkpoint in one manner. One batch is painted at a time, whichever thread asks."""

    def __init__(self, loaded: Loaded, manner: Manner) -> None:
        self.loaded, self.manner = loaded, manner
        self._pipeline, self._name = loaded.pipeline, loaded.checkpoint.model.name
        self._fits = words.fits(loaded.pipeline)

    @property
    def scheduler(self) -> str:
        """The name of diffusers' class that takes the steps."""
        return type(self._pipeline.scheduler).__name__

    def left_out(self, prompt: str) -> str:
        """The end of a prompt that is too long to be read whole."""
        return words.cut(prompt, self._fits).left_out

    def paint(self, shots: Sequence[Shot], progress: Progress) -> Iterator[Pixels]:
        """The painting of each shot in their order, uint8 [side, side, 3], painted in batches as they are taken.

        A shot gives the same painting in whatever batch it comes, but for the last bits of floating point.

        Raises
        ------
        AlbumenError
            The memory does not hold a single painting, or the numbers overflow.
        """
        todo = [self._read(shot) for shot in shots]
        done = 0
        while done < len(todo):
            batch = self._next(todo[done:])
            told = part(progress, done / len(todo), (done + len(batch)) / len(todo))
            painted = self._try(batch, told)
            if painted is None:
                self._shrink(len(batch))
                continue
            yield from painted
            done += len(batch)

    def _read(self, shot: Shot) -> _Read:
        wanted = words.cut(shot.prompt, self._fits).pieces
        unwanted = words.cut(shot.negative, self._fits).pieces if self.manner.guided else ()
        windows = max(len(wanted), len(unwanted))
        return _Read(shot, *(pieces + ("",) * (windows - len(pieces)) for pieces in (wanted, unwanted)))

    def _next(self, todo: list[_Read]) -> list[_Read]:
        """The next shots that can be painted together: those with as many windows as the first."""
        alike = takewhile(lambda each: len(each.wanted) == len(todo[0].wanted), todo)
        return [each for each, _ in zip(alike, range(self.loaded.most), strict=False)]

    def _try(self, batch: list[_Read], progress: Progress) -> Pixels | None:
        """The paintings of a batch, or None if the memory ran out."""
        try:
            with self.loaded.lock:
                return self._paint(batch, progress)
        except RuntimeError as fault:
            if not memory.ran_out(fault):
                raise
        memory.give_back(self.loaded.plan.device)
        return None

    def _shrink(self, tried: int) -> None:
        if tried > 1:
            self.loaded.most = tried // 2
        elif not self.loaded.frugal:
            save_memory(self.loaded)
        else:
            raise AlbumenError(
                f"The memory does not hold one painting of {self.manner.side} pixels by {self._name}; "
                "ask for a smaller size, or for offload=model."
            )

    def _paint(self, batch: list[_Read], progress: Progress) -> Pixels:
        import torch

        def step(pipeline: Any, index: int, at: Any, held: dict[str, Any]) -> dict[str, Any]:
            steps = pipeline.num_timesteps
            progress((index + 1) / (steps + 1), f"step {index + 1} of {steps}")
            return {}

        with quiet(), torch.no_grad(), _fast_products():
            images = self._pipeline(
                **self._words(batch),
                **self._start([each.shot for each in batch]),
                num_inference_steps=self.manner.steps,
                guidance_scale=self.manner.guidance,
                # On the processor, so that every device begins from the same noise.
                generator=[torch.Generator("cpu").manual_seed(each.shot.seed) for each in batch],
                output_type="np",
                callback_on_step_end=step,
            ).images
        if not np.isfinite(images).all():
            way = "bring it again, it is damaged" if self.loaded.plan.dtype == "fp32" else "ask for dtype=bf16 or fp32"
            raise AlbumenError(f"The numbers of {self._name} overflow; {way}.")
        progress(1.0, "painted")
        return np.asarray(np.round(images * 255), np.uint8)

    def _words(self, batch: list[_Read]) -> dict[str, Any]:
        import torch

        read = {pieces: words.read(self._pipeline, pieces) for each in batch for pieces in (each.wanted, each.unwanted)
                if pieces}  # fmt: skip
        held = {"prompt_embeds": [read[each.wanted] for each in batch]}
        if self.manner.guided:
            held["negative_prompt_embeds"] = [read[each.unwanted] for each in batch]
        made = {name: torch.cat([each.hidden for each in row]) for name, row in held.items()}
        if self.loaded.checkpoint.xl:
            for name, row in held.items():
                pooled = [each.pooled for each in row if each.pooled is not None]
                made[name.replace("prompt", "pooled_prompt")] = torch.cat(pooled)
        return made

    def _start(self, shots: list[Shot]) -> dict[str, Any]:
        import torch

        plates = [shot.plate for shot in shots if shot.plate is not None]
        if not plates:
            return {"height": self.manner.side, "width": self.manner.side}
        plate = torch.from_numpy(np.stack(plates)).permute(0, 3, 1, 2).float() / 255
        return {"image": plate, "strength": self.manner.strength}


@contextmanager
def _fast_products() -> Iterator[None]:
    """Single precision with TensorFloat-32 products on GPUs that have them; processors are left exact."""
    import torch

    before = torch.get_float32_matmul_precision()
    if torch.cuda.is_available():
        torch.set_float32_matmul_precision("high")
    try:
        yield
    finally:
        torch.set_float32_matmul_precision(before)
