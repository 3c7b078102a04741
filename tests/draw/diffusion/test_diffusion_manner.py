"""Each kind of checkpoint is painted with as its makers say, unless something else is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from albumen.draw.diffusion.checkpoint import Checkpoint, Distilled
from albumen.draw.diffusion.manner import SCHEDULERS, manner
from albumen.draw.diffusion.options import Options, SchedulerName
from albumen.errors import BadOption
from albumen.maker import Model


def checkpoint(xl: bool = False, distilled: Distilled = "", embeds: bool = False) -> Checkpoint:
    return Checkpoint(Path(), Model("it"), xl, distilled, embeds, 1024 if xl else 512, 64, {})


@pytest.mark.parametrize(
    ("which", "steps", "guidance", "scheduler", "guided"),
    [
        (checkpoint(), 25, 7.5, "dpm++", True),
        (checkpoint(xl=True), 30, 6.0, "dpm++", True),
        (checkpoint(distilled="turbo"), 4, 0.0, None, False),
        (checkpoint(distilled="lcm", embeds=True), 6, 8.0, "lcm", False),
        (checkpoint(distilled="lcm"), 6, 1.5, "lcm", True),
    ],
)
def test_every_kind_has_its_habits(
    which: Checkpoint, steps: int, guidance: float, scheduler: str | None, guided: bool
) -> None:
    made = manner(which, Options())
    assert (made.steps, made.guidance, made.scheduler, made.guided) == (steps, guidance, scheduler, guided)


def test_what_is_asked_for_comes_first() -> None:
    made = manner(checkpoint(), Options(steps=7, guidance=0.0, scheduler="euler", size=640))
    assert (made.steps, made.guidance, made.scheduler, made.side, made.guided) == (7, 0.0, "euler", 640, False)


def test_a_consistency_lora_is_painted_with_in_few_steps() -> None:
    made = manner(checkpoint(), Options(scheduler="lcm"))
    assert (made.steps, made.guidance) == (6, 1.5)


@pytest.mark.parametrize("strength", [0.05, 0.24, 0.3, 0.6, 1.0])
def test_a_plate_leaves_at_least_one_step(strength: float) -> None:
    made = manner(checkpoint(distilled="turbo"), Options(from_plate="auto", strength=strength, steps=1))
    assert int(made.steps * made.strength) >= 1  # as diffusers counts them


def test_without_a_plate_the_strength_has_no_say() -> None:
    assert manner(checkpoint(), Options(strength=0.2)).strength == 1.0


def test_a_size_that_does_not_fit_the_network_names_the_nearest() -> None:
    with pytest.raises(BadOption, match="cannot paint at 600 pixels; the nearest size is 576"):
        manner(checkpoint(), Options(size=600))


def test_every_scheduler_that_can_be_named_is_known() -> None:
    assert set(SCHEDULERS) == set(get_args(SchedulerName))
