"""How a checkpoint is best painted with: steps, guidance and scheduler, where nothing else was asked for."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from albumen.draw.diffusion.checkpoint import Checkpoint
from albumen.draw.diffusion.options import Options, SchedulerName
from albumen.errors import BadOption

SCHEDULERS: Mapping[SchedulerName, tuple[str, Mapping[str, Any]]] = {
    "dpm++": ("DPMSolverMultistepScheduler", {"algorithm_type": "dpmsolver++", "use_karras_sigmas": False}),
    "dpm++-karras": ("DPMSolverMultistepScheduler", {"algorithm_type": "dpmsolver++", "use_karras_sigmas": True}),
    "euler": ("EulerDiscreteScheduler", {}),
    "euler-a": ("EulerAncestralDiscreteScheduler", {}),
    "lcm": ("LCMScheduler", {"clip_sample": False}),
    "ddim": ("DDIMScheduler", {"clip_sample": False}),
    "pndm": ("PNDMScheduler", {"skip_prk_steps": True}),
}
"""Diffusers' class of each scheduler, and what is set on top of the checkpoint's own noise schedule.

dpm++: Lu et al. 2022 (2M); karras: Karras et al. 2022, eq. 5; lcm: Luo et al. 2023; ddim: Song et al. 2020;
pndm: Liu et al. 2022; euler: Karras et al. 2022, alg. 2 without its noise, and ancestral with it.
"""


@dataclass(frozen=True, slots=True)
class Manner:
    """How one picture is painted."""

    steps: int
    guidance: float
    scheduler: SchedulerName | None
    """None keeps the checkpoint's own."""
    side: int
    strength: float
    """Share of the steps that is painted: 1 from noise, less over a plate."""
    guided: bool
    """Whether each step is taken with and without the prompt, so that a negative prompt has a say."""


def manner(checkpoint: Checkpoint, options: Options) -> Manner:
    """What the options ask for, and the checkpoint's own habits where they do not.

    Raises
    ------
    BadOption
        The checkpoint cannot paint at that size.
    """
    lcm = checkpoint.distilled == "lcm" or options.scheduler == "lcm"
    steps, guidance, scheduler = _habits(checkpoint, lcm)
    guidance = guidance if options.guidance is None else options.guidance
    strength = options.strength if options.from_plate else 1.0
    return Manner(
        # One step at least must be left of those that a plate shortens.
        max(options.steps or steps, math.ceil(1 / strength)),
        guidance,
        options.scheduler or scheduler,
        _side(checkpoint, options),
        strength,
        guidance > 1 and not checkpoint.embeds_guidance,
    )


def _habits(checkpoint: Checkpoint, lcm: bool) -> tuple[int, float, SchedulerName | None]:
    if lcm:  # without an embedding of it, guidance above 2 burns the colours of a consistency LoRA
        return 6, 8.0 if checkpoint.embeds_guidance else 1.5, "lcm"
    if checkpoint.distilled == "turbo":
        return 4, 0.0, "euler" if checkpoint.file else None
    return (30, 6.0, "dpm++") if checkpoint.xl else (25, 7.5, "dpm++")


def _side(checkpoint: Checkpoint, options: Options) -> int:
    side = options.size or checkpoint.side
    if side % checkpoint.multiple:
        near = max(round(side / checkpoint.multiple), 1) * checkpoint.multiple
        raise BadOption(f"{checkpoint.model.name} cannot paint at {side} pixels; the nearest size is {near}.")
    return side
