"""The graph's maximum of a convolution against the convolution itself."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray
from onnx import TensorProto, helper
from scipy.signal import correlate

from tools.onnx_graph import Graph
from tools.timbral import timbral, unfolded_spectrum


def run(kernel: NDArray[np.float64], spectrogram: NDArray[np.float32]) -> NDArray[np.float32]:
    graph = Graph()
    timbral(graph, "peaks", kernel, unfolded_spectrum(graph, "x"))
    held = helper.make_graph(
        graph.nodes,
        "timbral",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["B", 187, 96])],
        [helper.make_tensor_value_info("peaks", TensorProto.FLOAT, None)],
        list(graph.weights.values()),
    )
    model = helper.make_model(held, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    peaks: NDArray[np.float32] = session.run(None, {"x": spectrogram})[0]
    return peaks


@pytest.mark.parametrize("height", [1, 2, 38, 67, 95, 96])
def test_it_is_the_maximum_of_the_convolution(height: int) -> None:
    rng = np.random.default_rng(height)
    kernel = rng.normal(0, 1, (7, height, 3))
    spectrogram = rng.normal(0, 1, (2, 187, 96)).astype(np.float32)
    peaks = run(kernel, spectrogram)
    padded = np.pad(spectrogram.astype(np.float64), ((0, 0), (3, 3), (0, 0)))
    for patch in range(2):
        for each in range(3):
            direct = correlate(padded[patch], kernel[:, :, each], "valid").max(axis=1)
            np.testing.assert_allclose(peaks[patch, each], direct, atol=1e-3)


def test_a_constant_is_only_felt_where_its_frames_are() -> None:
    peaks = run(np.ones((7, 38, 1)), np.ones((1, 187, 96), np.float32))[0, 0]
    np.testing.assert_allclose(peaks[:4], 38 * np.array([4, 5, 6, 7]), rtol=1e-5)
    np.testing.assert_allclose(peaks[3:-3], 38 * 7, rtol=1e-5)
