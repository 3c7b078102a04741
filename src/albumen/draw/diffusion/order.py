"""From a brief to the shots that are painted for it, and from the paintings to its picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from albumen.brief import Brief
from albumen.draw.diffusion import lora, safety, upscale
from albumen.draw.diffusion.keeping import Kept, keep, seed_from
from albumen.draw.diffusion.options import Options
from albumen.draw.diffusion.painter import Painter, Shot
from albumen.draw.diffusion.plates import print_plate
from albumen.maker import Model
from albumen.picture import Picture, Pixels
from albumen.progress import Progress
from albumen.prompt.phrases import NEVER


@dataclass(frozen=True, slots=True)
class Order:
    """A brief with the shots that are painted for it."""

    brief: Brief
    options: Options
    shots: tuple[Shot, ...]
    rng: np.random.Generator
    """What is left of the brief's randomness, for painting again."""
    plate: str = ""


def ordered(brief: Brief, rng: np.random.Generator, options: Options, side: int) -> Order:
    """A brief's shots: one for each candidate, alike but for their seeds, which come from `rng` alone."""
    plate, name = print_plate(options.from_plate, brief, rng, side) if options.from_plate else (None, "")
    negative = unwanted(brief.negative_prompt)
    shots = tuple(Shot(brief.prompt, negative, seed_from(rng), plate) for _ in range(options.candidates))
    return Order(brief, options, shots, rng, name)


def unwanted(negative: str) -> str:
    """The negative prompt, with whatever of lettering and flaws it leaves out: real type is set afterwards."""
    said = {phrase.strip().lower() for phrase in negative.split(",")}
    return ", ".join(([negative] if negative else []) + [word for word in NEVER if word not in said])


def finished(
    order: Order, paintings: Sequence[Pixels], painter: Painter, guard: safety.Guard | None, progress: Progress
) -> Picture:
    """The picture of a brief from the paintings of its shots.

    Raises
    ------
    AlbumenError
        None of them is fit to be shown.
    """
    progress(0.0, "choosing" if len(paintings) > 1 else "checking")
    kept = keep(order.shots, paintings, painter, guard, order.rng)
    progress(0.2, "enlarging")
    pixels, how = upscale.enlarge(kept.pixels, order.brief.size, order.options.upscaler)
    return Picture(
        pixels,
        f"diffusion/{painter.loaded.checkpoint.model.name}",
        nature="compositeSynthetic" if order.plate else "trainedAlgorithmicMedia",
        models=(painter.loaded.checkpoint.model, *_lora_models(order.options)),
        facts=_facts(order, painter, kept, how),
    )


def _lora_models(options: Options) -> tuple[Model, ...]:
    return tuple(Model(lora.path_of(each).stem, "", "not known") for each in options.lora if each.weight)


def _facts(order: Order, painter: Painter, kept: Kept, enlarged: str) -> Mapping[str, str]:
    manner, plan, checkpoint = painter.manner, painter.loaded.plan, painter.loaded.checkpoint
    facts = {
        "scheduler": painter.scheduler,
        "steps": str(manner.steps),
        "guidance": f"{manner.guidance:g}",
        "painted": f"{manner.side} px on {plan.device} in {plan.dtype}",
        "seed": str(kept.seed),
        "safety": "not checked" if order.options.safety == "off" else f"not checked: {safety.ready().reason}",
        "enlarged": enlarged,
        "lora": ", ".join(f"{each.source}:{each.weight:g}" for each in order.options.lora),
        "configuration": "/".join(checkpoint.folder.parts[-2:]) if checkpoint.file else "",
        "plate": f"{order.plate}, painted over at {manner.strength:g}" if order.plate else "",
        "not read": painter.left_out(order.brief.prompt),
        "negative prompt": "" if manner.guided else "not used: this checkpoint paints without",
    }
    return {name: said for name, said in {**facts, **kept.facts}.items() if said}
