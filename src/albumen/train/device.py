"""Where a training runs: CPU, one GPU or many, through Accelerate."""

from __future__ import annotations

import os
from typing import Any, Literal

import numpy as np

from albumen.errors import MissingExtra
from albumen.train.task import Share, ready

Device = Literal["auto", "cpu", "cuda", "mps"]
_PRECISION = {"full": "no", "fp16": "fp16", "bf16": "bf16"}


def accelerator(device: Device = "auto", precision: str = "full") -> Any:
    """An `accelerate.Accelerator`; `auto` takes the GPUs that are there. Started by torchrun, it is one of many.

    Raises
    ------
    MissingExtra
        The extra is not installed, or the device is not there.
    """
    needed()
    import torch
    from accelerate import Accelerator
    from accelerate.state import AcceleratorState

    there = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    if not there.get(device, True):
        raise MissingExtra(f"There is no {device} device here; train with --device cpu.")
    if (precision == "fp16" and not any(there.values())) or (precision == "fp16" and device == "cpu"):
        raise MissingExtra('Half precision fp16 needs a GPU; write precision = "bf16" or "full" in the recipe.')
    alone = os.environ.get("WORLD_SIZE", "1") == "1"
    AcceleratorState._reset_state(reset_partial_state=alone)  # one process may train twice, on two devices
    return Accelerator(cpu=device == "cpu", mixed_precision=_PRECISION[precision])


def needed() -> None:
    """MissingExtra if training is not installed."""
    state = ready()
    if not state.ok:
        raise MissingExtra(f"Training cannot begin: {state.reason}; {state.remedy}")


def share_of(accelerator: Any) -> Share:
    """Which of the processes this is."""
    return Share(int(accelerator.process_index), int(accelerator.num_processes))


def step_seed(seed: int, step: int, rank: int) -> int:
    """A seed for everything random in one step of one process, so that no generator's state has to be kept."""
    return int(np.random.SeedSequence([seed, step, rank]).generate_state(1, np.uint64)[0] >> np.uint64(1))
