"""Weights that a training wrote, as other rooms read them."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import pytest
import torch

from albumen.errors import AlbumenError, MissingExtra, MissingWeights
from albumen.models.trained import read_trained, read_weights
from albumen.train.weights import write_trained


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_trained(tmp_path / "own", {"w": torch.arange(6.0).reshape(2, 3).T}, {"names": ["a"]})
    return tmp_path / "own"


@pytest.mark.parametrize("name", ["", "weights.safetensors"])
def test_what_is_written_comes_back(folder: Path, name: str) -> None:
    trained = read_trained(folder / name)
    assert trained.card["names"] == ["a"]
    assert torch.equal(trained.weights()["w"], torch.arange(6.0).reshape(2, 3).T)


def test_tied_weights_are_written_as_two(tmp_path: Path) -> None:
    shared = torch.ones(3)
    write_trained(tmp_path, {"a": shared, "b": shared[:2]}, {})
    assert {name: len(tensor) for name, tensor in read_trained(tmp_path).weights().items()} == {"a": 3, "b": 2}


def test_changed_weights_are_refused(folder: Path) -> None:
    data = bytearray((folder / "weights.safetensors").read_bytes())
    data[-2] ^= 1
    (folder / "weights.safetensors").write_bytes(data)
    with pytest.raises(MissingWeights, match="is not what its card names"):
        read_trained(folder)


@pytest.mark.parametrize("card", ["", "[]", "{}", '{"weights": 3}'])
def test_a_card_that_is_none_is_told(folder: Path, card: str) -> None:
    (folder / "card.json").write_text(card)
    with pytest.raises(MissingWeights, match=r"card\.json is no card of trained weights"):
        read_trained(folder)


def test_a_card_may_not_vouch_for_what_is_no_safetensors_file(folder: Path) -> None:
    (folder / "weights.safetensors").write_bytes(b"hello")
    said = json.loads((folder / "card.json").read_text())
    said["weights"]["sha256"] = hashlib.sha256(b"hello").hexdigest()
    (folder / "card.json").write_text(json.dumps(said))
    with pytest.raises(MissingWeights, match="holds no weights that can be read"):
        read_trained(folder).weights()
    with pytest.raises(AlbumenError, match="holds no weights that can be read"):
        read_weights(folder / "weights.safetensors")


def test_without_torch_the_extra_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trained = read_trained(folder)
    monkeypatch.setitem(sys.modules, "safetensors.torch", None)
    with pytest.raises(MissingExtra, match=r'pip install "albumen\[train\]"'):
        trained.weights()
