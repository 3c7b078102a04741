"""`albumen train`, driven as a command."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from albumen.train import task
from tests.shell import albumen, on_a_terminal
from tests.train.tables import write_table

RECIPE = """
title = "small"
task = "features"
[fit]
epochs = 3
batch = 32
learning_rate = 0.02
[network]
hidden = [16]
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("small.toml").write_text(RECIPE)
    write_table(tmp_path / "table.npz")
    return tmp_path


def test_it_trains_into_a_folder_named_after_the_recipe(desk: Path) -> None:
    ran = albumen("train", "small.toml", "--data", "table.npz", "--device", "cpu")
    assert (ran.code, ran.err) == (0, "")
    first, second = ran.out.splitlines()
    assert first.startswith("trained/small: 3 whole epochs, 27 steps; kept are the weights after epoch ")
    assert second.startswith("Validation: loss 0.")
    assert {path.name for path in (desk / "trained" / "small").iterdir()} >= {
        "weights.safetensors", "card.json", "recipe.toml", "log.jsonl", "checkpoints",
    }  # fmt: skip


def test_json_is_one_object(desk: Path) -> None:
    ran = albumen("train", "small.toml", "--data", "table.npz", "--device", "cpu", "--out", "x", "--json")
    (record,) = ran.records()
    assert (record["folder"], record["epochs"], record["steps"], record["finished"]) == ("x", 3, 27, True)
    assert record["measures"]["loss"] == record["best"]


def test_a_limit_leaves_off_and_the_next_run_goes_on(desk: Path) -> None:
    words = ("train", "small.toml", "--data", "table.npz", "--device", "cpu", "--out", "x")
    ran = albumen(*words, "--limit-steps", "4")
    assert "4 steps so far; the same command without --limit-steps goes on" in ran.out
    assert albumen(*words, "--json").records()[0]["steps"] == 27
    assert albumen(*words, "--fresh", "--limit-steps", "2", "--json").records()[0]["steps"] == 2


def test_tensorboard_gets_a_folder(desk: Path) -> None:
    ran = albumen("train", "small.toml", "--data", "table.npz", "--device", "cpu", "--tensorboard", "board")
    assert ran.code == 0
    assert len(list((desk / "board").glob("events.out.tfevents.*"))) == 1


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("none.toml",), 1, "albumen: The recipe none.toml cannot be read (No such file or directory).\n"),
        (("bad.toml",), 1, "albumen: bad.toml: fit.epoch is not a setting; is epochs meant?\n"),
        (("small.toml",), 1, "albumen: This recipe needs a table of features; name an .npz or .safetensors file"),
        (("small.toml", "--data", "none.npz"), 1, "albumen: none.npz cannot be read (No such file or directory).\n"),
        (("small.toml", "--data", "table.npz", "--device", "cuda"), 3, "albumen: There is no cuda device here"),
        (("small.toml", "--device", "abacus"), 2, "Usage: "),
    ],
)
def test_a_fault_is_one_sentence_with_its_exit_code(
    desk: Path, words: tuple[str, ...], code: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    Path("bad.toml").write_text(RECIPE.replace("epochs", "epoch"))
    ran = albumen("train", *words)
    assert ran.code == code
    assert ran.err.startswith(said)
    assert ran.err.count("\n") == 1 or code == 2


def test_a_missing_extra_is_one_sentence(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def find(name: str) -> None:
        return None

    monkeypatch.setattr("importlib.util.find_spec", find)
    assert not task.ready().ok
    ran = albumen("train", "small.toml", "--data", "table.npz")
    assert ran.code == 3
    assert ran.err == (
        "albumen: Training cannot begin: torch and accelerate and safetensors is not installed; "
        'install it with: pip install "albumen[train]".\n'
    )


def test_a_person_sees_how_long_it_takes_at_most(desk: Path) -> None:
    Path("long.toml").write_text(RECIPE.replace("epochs = 3", "epochs = 20"))
    shown = on_a_terminal("train", "long.toml", "--data", "table.npz", "--device", "cpu")
    assert re.search(r"epoch \d+ of 20, at most \d+ s", shown)
    assert "%" in shown


TWO = """
import sys
from albumen.cli import main
main()
"""


def test_two_processes_learn_what_one_does(desk: Path) -> None:
    """Each sees half of every batch; without batch norm the gradients' mean is that of the whole."""
    Path("plain.toml").write_text(RECIPE + "batch_norm = false\n")
    words = ["train", "plain.toml", "--data", "table.npz", "--device", "cpu", "--out"]
    assert albumen(*words, "one").code == 0
    (desk / "two.py").write_text(TWO)
    torchrun = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2", "two.py"]
    ran = subprocess.run(
        [*torchrun, *words, "two"], capture_output=True, text=True, env={**os.environ, "OMP_NUM_THREADS": "1"}
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.count("3 whole epochs, 27 steps") == 1
    from safetensors.numpy import load_file

    one, two = load_file("one/weights.safetensors"), load_file("two/weights.safetensors")
    for name, array in one.items():
        np.testing.assert_allclose(two[name], array, atol=1e-5)
