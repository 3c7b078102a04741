"""Devices, shares and seeds."""

from __future__ import annotations

import pytest
import torch

from albumen.card import Readiness
from albumen.errors import MissingExtra
from albumen.train import device
from albumen.train.device import accelerator, share_of, step_seed
from albumen.train.task import Share


def test_the_cpu_is_one_process() -> None:
    machine = accelerator("cpu")
    assert machine.device == torch.device("cpu")
    assert share_of(machine) == Share(0, 1)


def test_one_process_may_train_in_two_precisions() -> None:
    assert accelerator("cpu", "bf16").mixed_precision == "bf16"
    assert accelerator("cpu", "full").mixed_precision == "no"


def test_half_precision_needs_a_gpu() -> None:
    with pytest.raises(MissingExtra, match='fp16 needs a GPU; write precision = "bf16" or "full"'):
        accelerator("cpu", "fp16")


def test_every_step_and_process_has_its_own_seed() -> None:
    seeds = {step_seed(seed, step, rank) for seed in range(3) for step in range(100) for rank in range(4)}
    assert len(seeds) == 1200
    assert all(0 <= seed < 2**63 for seed in seeds)
    assert step_seed(1, 2, 3) == step_seed(1, 2, 3)


def test_without_torch_training_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device, "ready", lambda: Readiness(False, "torch is not installed", "run: pip install it."))
    with pytest.raises(MissingExtra, match=r"^Training cannot begin: torch is not installed; run: pip install it\.$"):
        device.needed()
