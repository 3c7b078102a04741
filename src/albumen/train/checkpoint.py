"""Checkpoints: a folder holds one whole training state, or is not there.

checkpoints/latest                  the name of the newest whole checkpoint
checkpoints/step-00000500/          network.safetensors, optimisers.pt, state.json
checkpoints/best-0003.safetensors   the weights after the best epoch
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from pickle import UnpicklingError  # which torch.load raises though it reads no pickles here
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor

from albumen.errors import AlbumenError
from albumen.models.trained import read_weights
from albumen.sleeve import atomic
from albumen.train.state import State
from albumen.train.weights import save_weights, writing

Tensors = Mapping[str, Tensor]


@dataclass(frozen=True, slots=True, eq=False)
class Checkpoint:
    """What a training needs to go on: `weights` by name, the optimisers' own states, and the counters."""

    weights: Tensors
    optimisers: Mapping[str, Any]
    state: State


class Checkpoints:
    """The checkpoints of one training, in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def save(self, checkpoint: Checkpoint) -> None:
        """Keeps this checkpoint in place of the former one; AlbumenError if the disk does not take it."""
        name = f"step-{checkpoint.state.step:08d}"
        part = self._folder / f".{name}.part"
        with writing(self._folder / name):
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir(parents=True)
            try:
                save_weights(checkpoint.weights, part / "network.safetensors")
                with atomic.replacing(part / "optimisers.pt") as temporary, temporary.open("wb") as file:
                    torch.save(dict(checkpoint.optimisers), file)  # by its path alone torch would hide a full disk
                atomic.write(part / "state.json", json.dumps(checkpoint.state.to_dict()).encode())
                shutil.rmtree(self._folder / name, ignore_errors=True)
                part.replace(self._folder / name)
            finally:
                shutil.rmtree(part, ignore_errors=True)
            atomic.write(self._folder / "latest", name.encode())
        self._tidy(name, checkpoint.state.best_epoch)

    def load(self) -> Checkpoint | None:
        """The newest checkpoint; None if there is none, AlbumenError if it is damaged."""
        latest = self._folder / "latest"
        if not latest.exists():
            return None
        home = latest
        try:
            home = self._folder / latest.read_text(encoding="utf-8")
            return Checkpoint(
                load_file(home / "network.safetensors"),
                torch.load(home / "optimisers.pt", map_location="cpu", weights_only=True),
                State.from_dict(json.loads((home / "state.json").read_text(encoding="utf-8"))),
            )
        except DAMAGE as error:
            raise AlbumenError(f"The checkpoint {home} is damaged; train anew with --fresh.") from error

    def keep_best(self, weights: Tensors, epoch: int) -> None:
        """Keeps the weights after the best epoch; AlbumenError if the disk does not take them."""
        save_weights(weights, self._best(epoch))

    def best(self, epoch: int) -> Tensors:
        """The weights after the best epoch; AlbumenError if they are damaged."""
        return read_weights(self._best(epoch))

    def clear(self) -> None:
        """Forgets every checkpoint."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _best(self, epoch: int) -> Path:
        return self._folder / f"best-{epoch:04d}.safetensors"

    def _tidy(self, name: str, best_epoch: int | None) -> None:
        for path in self._folder.glob("step-*"):
            if path.name != name:
                shutil.rmtree(path, ignore_errors=True)
        for path in self._folder.glob("best-*.safetensors"):
            if best_epoch is None or path != self._best(best_epoch):
                path.unlink(missing_ok=True)


DAMAGE = (OSError, ValueError, TypeError, AttributeError, KeyError, EOFError, IndexError, RuntimeError,
          SafetensorError, UnpicklingError)  # fmt: skip
"""What torch, safetensors and JSON raise on a file that is not theirs."""
