"""Checkpoints: whole or not there."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest
import torch

from albumen.errors import AlbumenError
from albumen.train.checkpoint import Checkpoint, Checkpoints
from albumen.train.device import accelerator
from albumen.train.state import State
from albumen.train.task import Share
from albumen.train.trainer import Trainer
from tests.train.toys import Toy, recipe, train


def checkpoint(step: int, best_epoch: int | None = None) -> Checkpoint:
    return Checkpoint(
        {"w": torch.full((2, 3), float(step))}, {"m": [torch.ones(2)]}, State(step, best_epoch=best_epoch)
    )


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_there_is_none_at_first(tmp_path: Path) -> None:
    assert Checkpoints(tmp_path / "none").load() is None


def test_the_newest_comes_back_and_the_former_is_gone(tmp_path: Path) -> None:
    kept = Checkpoints(tmp_path)
    kept.save(checkpoint(1))
    kept.save(checkpoint(2))
    found = kept.load()
    assert found is not None
    assert found.state == State(2)
    assert torch.equal(found.weights["w"], torch.full((2, 3), 2.0))
    assert torch.equal(found.optimisers["m"][0], torch.ones(2))
    assert names(tmp_path) == {"latest", "step-00000002"}


def test_only_the_best_weights_are_kept(tmp_path: Path) -> None:
    kept = Checkpoints(tmp_path)
    for epoch in (0, 1):
        kept.keep_best({"w": torch.full((1,), float(epoch))}, epoch)
        kept.save(checkpoint(epoch + 1, epoch))
    kept.save(checkpoint(3, 1))
    assert names(tmp_path) == {"latest", "step-00000003", "best-0001.safetensors"}
    assert kept.best(1)["w"] == 1


@pytest.mark.parametrize("fails_at", range(4))
def test_a_full_disk_leaves_the_former_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int) -> None:
    kept = Checkpoints(tmp_path)
    kept.save(checkpoint(1))
    real, calls = os.fsync, [0]

    def full(descriptor: int) -> None:
        calls[0] += 1
        if calls[0] > 2 * fails_at:  # each file is synced, and then its folder
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(descriptor)

    with monkeypatch.context() as patch:
        patch.setattr("albumen.sleeve.atomic.os.fsync", full)
        with pytest.raises(AlbumenError, match=r"step-00000002.* cannot be written|latest cannot be written"):
            kept.save(checkpoint(2))
    found = kept.load()
    assert found is not None
    assert found.state.step == 1
    assert not list(tmp_path.glob(".*"))


def test_what_the_disk_says_is_told_though_torch_hides_it(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    kept, large = Checkpoints(tmp_path), {"m": [torch.ones(100_000)]}
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, before[1]))
    try:
        with pytest.raises(AlbumenError, match=r"step-00000001.* cannot be written \(File too large\); what was there"):
            kept.save(Checkpoint({"w": torch.ones(1)}, large, State(1)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["network.safetensors", "optimisers.pt", "state.json"])
@pytest.mark.parametrize("damage", ["cut", "gone", "noise", "{}", "[]", "../.."])
def test_damage_is_one_sentence(tmp_path: Path, name: str, damage: str) -> None:
    kept = Checkpoints(tmp_path)
    kept.save(checkpoint(1))
    path = tmp_path / "step-00000001" / name
    data = path.read_bytes()
    path.unlink()
    if damage != "gone":
        held = {"cut": data[: len(data) // 2], "noise": b"\x93" * 400}
        path.write_bytes(held.get(damage, damage.encode()))
    with pytest.raises(AlbumenError, match="step-00000001 is damaged; train anew with --fresh"):
        kept.load()


@pytest.mark.parametrize("held", [b"\xff\xfe", b"", b"step-00000009", b"a\0b"])
def test_a_pointer_that_points_nowhere_is_one_sentence(tmp_path: Path, held: bytes) -> None:
    kept = Checkpoints(tmp_path)
    kept.save(checkpoint(1))
    (tmp_path / "latest").write_bytes(held)
    with pytest.raises(AlbumenError, match=r"is damaged; train anew with --fresh"):
        kept.load()


class Evil:
    """An object whose unpickling would run code."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, ("owned",)


def test_a_pickle_with_code_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    kept = Checkpoints(tmp_path)
    kept.save(checkpoint(1))
    torch.save({"x": Evil()}, tmp_path / "step-00000001" / "optimisers.pt")
    with pytest.raises(AlbumenError, match="is damaged"):
        kept.load()
    assert not (tmp_path / "owned").exists()


def test_a_trainer_goes_on_from_a_checkpoint_to_the_bit() -> None:
    own = recipe(optimiser="adam", betas=(0.9, 0.99), ema=0.5, epochs=4)
    whole, diary = train(Toy(noise=0.5), own)
    half, _ = train(Toy(noise=0.5), own, limit=3)
    again = Trainer(Toy(noise=0.5), own.fit, own.seed, accelerator("cpu"))
    again.restore(half.checkpoint())
    losses = [again.step(next(Toy().batches(0, 0, Share())))["loss"].item() for _ in range(5)]
    assert losses == diary.column("loss")[3:]
    for name, tensor in whole.checkpoint().weights.items():
        assert torch.equal(tensor, again.checkpoint().weights[name]), name


def test_a_checkpoint_of_other_data_is_told() -> None:
    trainer, _ = train(Toy(steps=5), recipe(), limit=7)
    other = Trainer(Toy(steps=3), recipe().fit, 0, accelerator("cpu"))
    with pytest.raises(AlbumenError, match="is of other data; train anew with --fresh"):
        other.restore(trainer.checkpoint())


def test_a_checkpoint_of_another_network_is_told() -> None:
    trainer, _ = train(Toy(), recipe())
    with pytest.raises(AlbumenError, match="is of another network; train anew with --fresh"):
        trainer.restore(Checkpoint({"network.other": torch.ones(1)}, {"optimisers": {}}, State()))
