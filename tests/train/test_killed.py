"""A training that is killed, and the one that goes on from it, against one that nobody disturbed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.numpy import load_file

from albumen.train import fit
from tests.train.tables import write_table

RECIPE = """
title = "killed"
task = "features"
[data]
sampling = "effective"
[fit]
epochs = 4
batch = 16
learning_rate = 0.01
ema = 0.9
save_every = 7
log_every = 1
[network]
hidden = [24]
dropout = 0.3
standardise = true
[loss]
kind = "focal"
positive_weights = "root"
"""
WORDS = ["train", "recipe.toml", "--data", "table.npz", "--device", "cpu", "--out"]
SLOW = "import time, albumen.train.trainer as t; own = t.Trainer.step; "
SLOW += "t.Trainer.step = lambda self, batch: (time.sleep(0.02), own(self, batch))[1]; "
SLOW += "from albumen.cli import main; main()"
"""The same command with a pause before each step, so that it can be killed where it is wanted."""
ENVIRONMENT = {**os.environ, "OMP_NUM_THREADS": "1"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    desk = tmp_path_factory.mktemp("desk")
    (desk / "recipe.toml").write_text(RECIPE)
    write_table(desk / "table.npz")
    trained(desk, "whole")
    return desk


def trained(desk: Path, out: str) -> None:
    """Trains, or goes on with what is there, in this process."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    fit(desk / "recipe.toml", desk / "table.npz", desk / out, "cpu")
    torch.set_num_threads(threads)


def steps(log: Path) -> int:
    """The last step that the log tells."""
    lines = log.read_text().splitlines() if log.exists() else []
    return json.loads(lines[-1])["step"] if lines else 0


def stopped(desk: Path, out: str, after: int, by: signal.Signals) -> subprocess.CompletedProcess[str]:
    """Starts a training and sends it a signal when its log has so many steps."""
    command = [sys.executable, "-c", SLOW, *WORDS, out]
    with subprocess.Popen(command, cwd=desk, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True) as process:
        deadline = time.monotonic() + 100
        while steps(desk / out / "log.jsonl") < after:
            assert process.poll() is None, "it was done before it could be stopped"
            assert time.monotonic() < deadline
            time.sleep(0.005)
        process.send_signal(by)
        said = process.communicate(timeout=60)[1]
    return subprocess.CompletedProcess(command, process.returncode, None, said)


def assert_same(desk: Path, out: str) -> None:
    """The same loss curve, weights, optimisers and card as of the undisturbed training, to the last bit."""
    assert (desk / out / "log.jsonl").read_text() == (desk / "whole" / "log.jsonl").read_text()
    assert (desk / out / "card.json").read_text() == (desk / "whole" / "card.json").read_text()
    for name in ("weights.safetensors", "checkpoints/step-00000068/network.safetensors"):
        found, wanted = load_file(desk / out / name), load_file(desk / "whole" / name)
        assert found.keys() == wanted.keys()
        for key, array in wanted.items():
            np.testing.assert_array_equal(found[key], array)


def test_the_undisturbed_training_tells_every_step(desk: Path) -> None:
    rows = [json.loads(line) for line in (desk / "whole" / "log.jsonl").read_text().splitlines()]
    assert [row["step"] for row in rows if row["event"] == "step"] == list(range(1, 69))
    assert len({row["loss"] for row in rows}) == len(rows)


def test_killed_in_mid_epoch_it_goes_on_to_the_same_bits(desk: Path) -> None:
    """Killed three times: before the first checkpoint, and twice between two of them and within an epoch of 17."""
    for after in (2, 11, 40):
        assert stopped(desk, "killed", after, signal.SIGKILL).returncode == -signal.SIGKILL
        assert (desk / "killed" / "checkpoints" / "latest").exists() == (after > 7)
        assert not (desk / "killed" / "card.json").exists()
    trained(desk, "killed")
    assert_same(desk, "killed")


def test_ctrl_c_keeps_the_step_that_it_came_in(desk: Path) -> None:
    ran = stopped(desk, "asked", 24, signal.SIGINT)
    assert ran.returncode == 130
    assert ran.stderr.count("\n") == 1
    assert "the same command goes on from asked/checkpoints" in ran.stderr
    kept = (desk / "asked" / "checkpoints" / "latest").read_text()
    assert kept == f"step-{steps(desk / 'asked' / 'log.jsonl'):08d}"
    trained(desk, "asked")
    assert_same(desk, "asked")
