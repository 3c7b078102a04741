"""Where VGGish's weights are looked for, and what is said of files that are not they."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from safetensors.numpy import save_file

from albumen.errors import MissingWeights
from albumen.listen.vggish import weights
from albumen.listen.vggish.weights import converted, read_weights, ready, weights_path

SMALL = {"embeddings.4.weight": (128, 8), "embeddings.4.bias": (128,)}
TENSORS: Mapping[str, NDArray[np.float32]] = {
    **{name: np.ones(shape, np.float32) for name, shape in SMALL.items()},
    "pca_eigen_vectors": np.eye(128, dtype=np.float32),
    "pca_means": np.zeros(128, np.float32),
}


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A network of one layer, and an empty cache."""
    monkeypatch.setattr(weights, "shapes", lambda: SMALL)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("ALBUMEN_MODELS", raising=False)


def put(path: Path, tensors: Mapping[str, NDArray[np.float32]] = TENSORS) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(dict(tensors), path)
    return path


def test_without_weights_the_command_is_named() -> None:
    assert not ready().ok
    assert ready().remedy == "run: albumen models pull vggish"
    with pytest.raises(MissingWeights, match="albumen models pull vggish"):
        read_weights()


@pytest.mark.parametrize("model", ["vggish", "vggish-torch"])
def test_either_models_conversion_will_do(model: str) -> None:
    path = put(converted(model))
    assert weights_path() == path
    assert ready().ok
    np.testing.assert_array_equal(read_weights()["pca_eigen_vectors"], np.eye(128))


def test_the_folder_of_ones_own_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(converted("vggish"))
    monkeypatch.setenv("ALBUMEN_MODELS", str(tmp_path / "own"))
    own = put(tmp_path / "own" / "vggish" / "vggish.safetensors")
    assert weights_path() == own


def test_a_file_that_is_cut_short_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path / "cut.safetensors")
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(MissingWeights, match=r"cut\.safetensors cannot be read as safetensors"):
        read_weights(path)


@pytest.mark.parametrize("content", [b"", b"<html>", bytes(64)])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.safetensors"
    path.write_bytes(content)
    with pytest.raises(MissingWeights, match="cannot be read as safetensors"):
        read_weights(path)


def test_a_changed_byte_is_seen_by_the_checksum(tmp_path: Path) -> None:
    path = put(tmp_path / "changed.safetensors")
    path.with_suffix(".json").write_text(json.dumps({"sha256": sha256(path.read_bytes()).hexdigest()}))
    read_weights(path)
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    with pytest.raises(MissingWeights, match="checksum differs"):
        read_weights(path)


@pytest.mark.parametrize(
    ("name", "other", "says"),
    [
        (
            "embeddings.4.weight",
            np.ones((8, 128), np.float32),
            r"embeddings\.4\.weight is \[8, 128\] and not \[128, 8\]",
        ),
        ("pca_means", np.full(128, np.nan, np.float32), "pca_means holds values that are not numbers"),
        ("pca_means", None, r"pca_means is none and not \[128\]"),
    ],
)
def test_another_networks_tensors_are_refused(
    tmp_path: Path, name: str, other: NDArray[np.float32] | None, says: str
) -> None:
    tensors = {key: value for key, value in TENSORS.items() if key != name} | ({} if other is None else {name: other})
    with pytest.raises(MissingWeights, match=says):
        read_weights(put(tmp_path / "other.safetensors", tensors))
