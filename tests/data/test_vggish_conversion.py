"""VGGish as it was published, converted; a small network stands for the large one, in the same files."""

from __future__ import annotations

import json
import shutil
import struct
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from safetensors import SafetensorError
from typer.testing import CliRunner

from albumen.cli.models import models as command
from albumen.data.vggish import convert
from albumen.errors import AlbumenError, MissingWeights
from albumen.listen.vggish import weights
from albumen.listen.vggish.weights import read_weights
from tests.sstables import field, table
from tests.vggish_weights import LAYERS, PLACES, as_port, components

Arrays = dict[str, NDArray[Any]]
FILES = {"vggish": ("vggish_model.ckpt", "vggish_pca_params.npz"),
         "vggish-torch": ("vggish-10086976.pth", "vggish_pca_params-970ea276.pth")}  # fmt: skip


def small_variables() -> Arrays:
    """The checkpoint's variables, all of them, with other numbers of channels."""
    rng = np.random.default_rng(3)
    made: Arrays = {}
    for number, (layer, shape) in enumerate(LAYERS.items()):
        size = (*shape[:-2], 2 + number, 3 + number)
        made[f"vggish/{layer}/weights"] = rng.normal(size=size).astype(np.float32)
        made[f"vggish/{layer}/biases"] = rng.normal(size=size[-1:]).astype(np.float32)
    return made


VARIABLES = small_variables()
SHAPES = {name: array.shape for name, array in as_port(VARIABLES).items()}
ONE_ARRAY = (
    b"\x93NUMPY\x01\x00v\x00" + b"{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }".ljust(117) + b"\n\0\0\0\0"
)
"""An .npy file where an .npz is wanted."""


def checkpoint(variables: Mapping[str, NDArray[Any]]) -> bytes:
    metas, items = b"", []
    for name, array in sorted(variables.items()):
        shape = b"".join(field(2, field(1, size)) for size in array.shape)
        metas += field(1, field(1, name.encode()) + field(2, shape) + field(3, 1))
        part = field(1, b"") * array.ndim
        data = field(5, array.astype("<f4").tobytes())
        items.append((0, b"\0" + name.encode(), field(2, field(1, name.encode()) + field(2, part) + field(3, data))))
    return table([(0, b"", field(1, metas)), *items])


def save_components(folder: Path, seed: int = 7) -> None:
    held = components(seed)
    matrix, means = held["pca_eigen_vectors"], held["pca_means"]
    np.savez(folder / FILES["vggish"][1], pca_eigen_vectors=matrix, pca_means=means)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(weights, "shapes", lambda: SHAPES)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("ALBUMEN_MODELS", str(tmp_path / "own"))


@pytest.fixture
def tensorflow(tmp_path: Path) -> Path:
    folder = tmp_path / "own" / "vggish"
    folder.mkdir(parents=True)
    (folder / FILES["vggish"][0]).write_bytes(checkpoint(VARIABLES))
    save_components(folder)
    return folder


@pytest.fixture
def port(tmp_path: Path) -> Path:
    folder = tmp_path / "own" / "vggish-torch"
    folder.mkdir(parents=True)
    state = {name: torch.from_numpy(array) for name, array in as_port(VARIABLES).items()}
    torch.save(state, folder / FILES["vggish-torch"][0])
    held = {name: torch.from_numpy(array) for name, array in components().items()}
    torch.save(held, folder / FILES["vggish-torch"][1])
    return folder


def same(path: Path) -> None:
    read, wanted = read_weights(path), as_port(VARIABLES)
    assert set(read) == set(wanted) | set(components())
    assert all(np.array_equal(read[name], array) for name, array in wanted.items())
    np.testing.assert_array_equal(read["pca_eigen_vectors"], components()["pca_eigen_vectors"])
    np.testing.assert_array_equal(read["pca_means"], components()["pca_means"][:, 0])


def test_tensorflows_checkpoint_is_turned_to_the_ports_layout(tensorflow: Path) -> None:
    same(convert("vggish"))


def test_the_ports_files_give_the_same(port: Path) -> None:
    same(convert("vggish-torch"))


def test_a_port_in_the_old_format_and_with_numpy_arrays_too(port: Path) -> None:
    state = {name: torch.from_numpy(array) for name, array in as_port(VARIABLES).items()}
    torch.save(state, port / FILES["vggish-torch"][0], _use_new_zipfile_serialization=False)
    torch.save(components(), port / FILES["vggish-torch"][1])
    same(convert("vggish-torch"))


def test_counters_and_optimisers_in_the_checkpoint_are_left_out(tensorflow: Path) -> None:
    more = VARIABLES | {"vggish/fc2/biases/Adam": np.zeros(11, np.float32)}
    (tensorflow / FILES["vggish"][0]).write_bytes(checkpoint(more))
    same(convert("vggish"))


def test_what_it_was_made_of_is_noted(tensorflow: Path) -> None:
    path = convert("vggish")
    note = json.loads(path.with_suffix(".json").read_text())
    assert note["sha256"] == sha256(path.read_bytes()).hexdigest()
    assert note["sources"] == {name: sha256((tensorflow / name).read_bytes()).hexdigest() for name in FILES["vggish"]}


def test_it_is_converted_once_and_again_when_the_source_changes(tensorflow: Path) -> None:
    path = convert("vggish")
    first = path.stat().st_mtime_ns
    assert convert("vggish").stat().st_mtime_ns == first
    save_components(tensorflow, 8)
    np.testing.assert_array_equal(
        read_weights(convert("vggish"))["pca_eigen_vectors"], components(8)["pca_eigen_vectors"]
    )


@pytest.mark.parametrize("content", [b"", b"<html>", checkpoint(VARIABLES)[:-9], checkpoint(VARIABLES)[50:]])
def test_a_damaged_checkpoint_is_one_sentence(tensorflow: Path, content: bytes) -> None:
    (tensorflow / FILES["vggish"][0]).write_bytes(content)
    with pytest.raises(MissingWeights, match=r"vggish_model\.ckpt is not the published checkpoint .*pull vggish$"):
        convert("vggish")
    assert weights.weights_path() is None


def test_a_checkpoint_of_something_else_is_refused(tensorflow: Path) -> None:
    other = {name: array for name, array in VARIABLES.items() if "conv4_2" not in name}
    (tensorflow / FILES["vggish"][0]).write_bytes(checkpoint(other))
    with pytest.raises(MissingWeights, match="it lacks vggish/conv4/conv4_2/weights"):
        convert("vggish")


def test_layers_of_another_size_are_refused(tensorflow: Path) -> None:
    other = VARIABLES | {"vggish/fc2/biases": np.zeros(5, np.float32)}
    (tensorflow / FILES["vggish"][0]).write_bytes(checkpoint(other))
    with pytest.raises(MissingWeights, match=r"is not VGGish: embeddings\.4\.bias is \[5\] and not \[11\]"):
        convert("vggish")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no archive", ONE_ARRAY])
def test_damaged_components_are_one_sentence(tensorflow: Path, content: bytes) -> None:
    (tensorflow / FILES["vggish"][1]).write_bytes(content)
    with pytest.raises(MissingWeights, match="does not hold VGGish's components"):
        convert("vggish")


def test_components_are_never_unpickled(tensorflow: Path) -> None:
    np.savez(tensorflow / FILES["vggish"][1], pca_eigen_vectors=np.array([{}], object), pca_means=np.zeros(128))
    with pytest.raises(MissingWeights, match="does not hold VGGish's components"):
        convert("vggish")


class Harmful:
    """Pickled code that would leave a trace."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.trace,)


def test_code_in_the_ports_pickle_is_not_run(port: Path, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    torch.save({"features.0.weight": Harmful(trace)}, port / FILES["vggish-torch"][0])
    with pytest.raises(MissingWeights, match=r"10086976\.pth holds no weights \(it is no pickle of numbers") as fault:
        convert("vggish-torch")
    assert "weights_only" not in str(fault.value)  # torch advises to run it all the same
    assert not trace.exists()


@pytest.mark.parametrize("content", [b"", b"<html>", struct.pack("<Q", 7) * 100])
def test_a_damaged_port_is_one_sentence(port: Path, content: bytes) -> None:
    (port / FILES["vggish-torch"][0]).write_bytes(content)
    with pytest.raises(MissingWeights, match=r"holds no weights \([^.]+\); take the model out"):
        convert("vggish-torch")


def test_files_that_were_not_pulled_are_asked_for() -> None:
    with pytest.raises(MissingWeights, match="albumen models pull vggish"):
        convert("vggish")


def test_a_full_disk_is_said_before_anything_is_written(tensorflow: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=1))
    with pytest.raises(AlbumenError, match=r"MB free and .* MB are needed"):
        convert("vggish")
    assert weights.weights_path() is None


def test_a_disk_that_fails_leaves_nothing_behind(tensorflow: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(tensors: Arrays, path: Path, metadata: dict[str, str]) -> None:
        path.write_bytes(b"half")
        raise SafetensorError("No space left on device")

    monkeypatch.setattr("safetensors.numpy.save_file", fails)
    with pytest.raises(AlbumenError, match=r"cannot be written \(No space left on device\); make room"):
        convert("vggish")
    assert list(weights.converted("vggish").parent.iterdir()) == []


def test_one_command_brings_and_converts(tensorflow: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ALBUMEN_MODELS")
    result = CliRunner().invoke(command, ["pull", "vggish", "--from", str(tensorflow)])
    assert result.exit_code == 0, result.output
    assert str(weights.weights_path()) in result.stdout.replace("\n", "")
    assert weights.ready().ok
    same(tmp_path / "cache" / "albumen" / "models" / "vggish" / "converted" / "vggish.safetensors")


def test_places_and_layers_agree() -> None:
    assert len(PLACES) == len(LAYERS) == len(SHAPES) // 2
