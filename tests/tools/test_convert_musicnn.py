"""The conversion on a network with random weights, against a direct computation of it in numpy and scipy."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from numpy.typing import NDArray
from scipy.signal import correlate

from tools.convert_musicnn import WrongWheel, open_wheel, scores
from tools.musicnn_graph import build
from tools.onnx_graph import Graph
from tools.tf_checkpoint import Checkpoint

Array = NDArray[np.float64]

SHAPES = {
    **{f"conv2d{suffix}/kernel": shape for suffix, shape in [
        ("", (7, 38, 1, 204)), ("_1", (7, 67, 1, 204)), ("_2", (128, 1, 1, 51)), ("_3", (64, 1, 1, 51)),
        ("_4", (32, 1, 1, 51)), ("_5", (7, 561, 1, 64)), ("_6", (7, 64, 1, 64)), ("_7", (7, 64, 1, 64)),
    ]},
    "dense/kernel": (1506, 200),
    "dense_1/kernel": (200, 50),
}  # fmt: skip
NORMS = (1, 204, 204, 51, 51, 51, 64, 64, 64, 1506, 200)


class RandomCheckpoint(Checkpoint):
    """Random variables of musicnn's shapes: half of the batch norms' scales negative, a third of the filters dead."""

    def __init__(self, seed: int) -> None:
        rng = np.random.default_rng(seed)
        self.values: dict[str, Array] = {}
        for name, shape in SHAPES.items():
            self.values[name] = rng.normal(0, np.prod(shape[:-1]) ** -0.5, shape)
            self.values[name.replace("kernel", "bias")] = rng.normal(0, 0.1, shape[-1])
        for block in ("", "_1", "_2", "_3", "_4"):  # weight decay leaves kernels like these
            self.values[f"conv2d{block}/kernel"][..., ::3] *= 1e-9
        for number, size in enumerate(NORMS):
            name = f"batch_normalization_{number}".removesuffix("_0")
            self.values[f"{name}/gamma"] = rng.normal(0, 1, size)
            self.values[f"{name}/beta"] = rng.normal(0, 0.2, size)
            self.values[f"{name}/moving_mean"] = rng.normal(0, 0.2, size)
            self.values[f"{name}/moving_variance"] = rng.uniform(0.5, 2, size)

    def read(self, name: str) -> NDArray[np.float32]:
        return self.values[name].astype(np.float32)


def norm(checkpoint: Checkpoint, number: int, x: Array) -> Array:
    """models.py: tf.layers.batch_normalization over the last axis."""
    name = f"batch_normalization_{number}".removesuffix("_0")
    gamma, beta, mean, variance = (
        checkpoint.read(f"{name}/{part}").astype(np.float64)
        for part in ("gamma", "beta", "moving_mean", "moving_variance")
    )
    return np.asarray(gamma * (x - mean) / np.sqrt(variance + 1e-3) + beta, np.float64)


def convolved(checkpoint: Checkpoint, number: int, x: Array) -> Array:
    """models.py: a convolution over [frames, bands], padded in time as "same" is, ReLU and batch norm."""
    name = f"conv2d_{number}".removesuffix("_0")
    kernel = checkpoint.read(f"{name}/kernel").astype(np.float64)[:, :, 0]
    length = len(kernel)
    padded = np.pad(x, (((length - 1) // 2, length // 2), (0, 0)))
    sums = [correlate(padded, kernel[:, :, each], "valid", "fft") for each in range(kernel.shape[2])]
    rectified = np.maximum(np.stack(sums, axis=2) + checkpoint.read(f"{name}/bias"), 0)
    return norm(checkpoint, number + 1, rectified)


def expected(checkpoint: Checkpoint, log_mel: Array) -> tuple[Array, Array]:
    """models.py, `build_musicnn`, layer by layer."""
    x = norm(checkpoint, 0, log_mel[:, :, None])[:, :, 0]
    front = np.concatenate([convolved(checkpoint, block, x).max(axis=1) for block in range(5)], axis=1)
    first = convolved(checkpoint, 5, front)[:, 0]
    second = convolved(checkpoint, 6, first)[:, 0] + first
    third = convolved(checkpoint, 7, second)[:, 0] + second
    features = np.concatenate([front, first, second, third], axis=1)
    pooled = norm(checkpoint, 9, np.stack([features.max(axis=0), features.mean(axis=0)], axis=1).ravel())
    dense = np.maximum(pooled @ checkpoint.read("dense/kernel") + checkpoint.read("dense/bias"), 0)
    penultimate = norm(checkpoint, 10, dense)
    logits = penultimate @ checkpoint.read("dense_1/kernel") + checkpoint.read("dense_1/bias")
    return 1 / (1 + np.exp(-logits)), penultimate


@pytest.fixture(scope="module")
def checkpoint() -> Checkpoint:
    return RandomCheckpoint(5)


@pytest.fixture(scope="module")
def model(checkpoint: Checkpoint) -> bytes:
    data: bytes = build(checkpoint).SerializeToString(deterministic=True)
    return data


def test_the_graph_computes_the_network(checkpoint: Checkpoint, model: bytes) -> None:
    log_mel = np.random.default_rng(1).uniform(0, 4, (2, 187, 96)).astype(np.float32)
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    probabilities, penultimate = session.run(None, {"log_mel": log_mel})
    for patch in range(2):
        tags, features = expected(checkpoint, log_mel[patch].astype(np.float64))
        np.testing.assert_allclose(probabilities[patch], tags, atol=2e-5)
        np.testing.assert_allclose(penultimate[patch], features, atol=2e-4)


def test_the_graph_is_the_same_bytes_each_time(checkpoint: Checkpoint, model: bytes) -> None:
    assert build(checkpoint).SerializeToString(deterministic=True) == model


def test_the_batch_is_free_and_the_outputs_are_named(model: bytes) -> None:
    graph = onnx.load_from_string(model).graph
    shapes = {
        value.name: [each.dim_param or each.dim_value for each in value.type.tensor_type.shape.dim]
        for value in (*graph.input, *graph.output)
    }
    assert shapes == {"log_mel": ["B", 187, 96], "probabilities": ["B", 50], "penultimate": ["B", 200]}


def test_dead_filters_are_left_out(model: bytes) -> None:
    kernels = {each.name: list(each.dims) for each in onnx.load_from_string(model).graph.initializer}
    assert kernels["timbral_0_kernel"] == [38, 7 * 136]
    assert kernels["temporal_4_kernel"] == [34, 1, 32, 1]
    assert kernels["mid_5_kernel"] == [64, 2 * 136 + 3 * 34, 7]


def test_constants_are_float32() -> None:
    graph = Graph()
    graph.weight("a", np.array([1.0, 2.0]))
    assert graph.weights["a"].raw_data == struct.pack("<2f", 1, 2)


def test_another_file_than_the_published_wheel_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "musicnn-0.1.0-py3-none-any.whl", "w") as packed:
        packed.writestr("musicnn/__init__.py", "")
    with pytest.raises(WrongWheel, match="SHA-256"):
        open_wheel(tmp_path / "musicnn-0.1.0-py3-none-any.whl")


@pytest.mark.parametrize(
    "result",
    [
        "Experiment: ['17']\nAUC: 0.88019\nAUC: 0.28906",
        "Results on the test set:\nROC-AUC: 0.88019\nPR-AUC: 0.28906\n",
    ],
)
def test_scores_are_read_in_both_spellings_of_the_wheel(result: str) -> None:
    assert scores(result) == {"roc_auc": 0.8802, "pr_auc": 0.2891}
