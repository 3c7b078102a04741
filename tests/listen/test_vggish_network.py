"""VGGish's network against the same weights in TensorFlow (`tools/run_original_vggish.py` saved its embeddings)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from numpy.typing import NDArray

from albumen.errors import MissingExtra
from albumen.listen.vggish.layers import shapes
from albumen.listen.vggish.network import VGGish
from albumen.listen.vggish.runner import GRAPH, Runner, in_batches, runner
from albumen.listen.vggish.weights import read_weights
from tests.vggish_weights import as_port, examples, published
from tools.vggish_graph import build

Floats = NDArray[np.float32]
ORIGINAL: Floats = np.load(Path(__file__).parent / "data" / "vggish_original.npz")["embeddings"]


@pytest.fixture(scope="module")
def tensors() -> Mapping[str, Floats]:
    return as_port(published())


@pytest.fixture(scope="module", autouse=True)
def few_threads() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def on_onnx(tensors: Mapping[str, Floats]) -> Runner:
    return runner(tensors, "cpu", threads=2)


def test_the_fixture_is_no_trivial_one() -> None:
    assert ORIGINAL.shape == (4, 128)
    assert 0.3 < np.mean(ORIGINAL > 0) < 0.7
    assert np.ptp(ORIGINAL, axis=0).min() > 1e-3


def test_onnx_gives_tensorflows_embeddings(on_onnx: Runner) -> None:
    np.testing.assert_allclose(in_batches(on_onnx, examples()), ORIGINAL, atol=5e-5)


def test_torch_gives_tensorflows_embeddings(tensors: Mapping[str, Floats]) -> None:
    network = VGGish().load(tensors)
    found = network(torch.from_numpy(examples())).numpy()
    np.testing.assert_allclose(found, ORIGINAL, atol=5e-5)
    assert not any(parameter.requires_grad for parameter in network.parameters())


def test_activated_ends_with_the_ports_relu(tensors: Mapping[str, Floats]) -> None:
    found = VGGish(activated=True).load(tensors)(torch.from_numpy(examples(1))).numpy()
    np.testing.assert_allclose(found, np.maximum(ORIGINAL[:1], 0), atol=5e-5)


def test_the_torch_device_runs_what_the_processor_runs(tensors: Mapping[str, Floats], on_onnx: Runner) -> None:
    """torch's own name for the processor goes through torch."""
    np.testing.assert_allclose(runner(tensors, "cpu:0")(examples(2)), on_onnx(examples(2)), atol=5e-5)


@pytest.mark.parametrize("device", ["cuda:99", "nonsense"])
def test_a_device_that_is_not_there_is_one_sentence(tensors: Mapping[str, Floats], device: str) -> None:
    with pytest.raises(MissingExtra, match=f"torch cannot use the device {device} here"):
        runner(tensors, device)


def test_batches_change_nothing(on_onnx: Runner) -> None:
    whole = in_batches(on_onnx, examples(7), 7)
    np.testing.assert_allclose(in_batches(on_onnx, examples(7), 2), whole, atol=1e-5)
    assert in_batches(on_onnx, examples(7)[:0]).shape == (0, 128)


@pytest.mark.parametrize("shape", [(1, 64, 96), (3, 96, 65), (96, 64)])
def test_other_shapes_are_refused(on_onnx: Runner, shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="96 frames of 64 bands"):
        in_batches(on_onnx, np.zeros(shape, np.float32))


def test_the_parameters_are_72_million_and_named_as_in_the_port() -> None:
    """72,141,184: 288,564,736 bytes of the published file of 288.6 MB."""
    held = {name: tuple(value.shape) for name, value in VGGish().state_dict().items()}
    assert held == shapes()
    assert sum(int(np.prod(shape)) for shape in held.values()) == 72_141_184


def test_the_shipped_graph_is_what_the_tool_writes() -> None:
    assert build().SerializeToString(deterministic=True) == GRAPH.read_bytes()
    assert GRAPH.stat().st_size < 4000


def test_an_export_with_weights_is_the_same_graph_with_all_of_them_inside(tensors: Mapping[str, Floats]) -> None:
    exported, bare = build(tensors).graph, build().graph
    assert exported.node == bare.node
    inside = {tensor.name: tensor for tensor in exported.initializer}
    assert not any(tensor.external_data for tensor in inside.values())
    assert all(np.array_equal(onnx.numpy_helper.to_array(inside[name]), tensors[name]) for name in shapes())


def test_weights_survive_their_file(tensors: Mapping[str, Floats], vggish_file: Path) -> None:
    read = read_weights(vggish_file)
    assert all(np.array_equal(read[name], tensor) for name, tensor in tensors.items())
