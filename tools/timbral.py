"""The greatest value over the mel axis of a convolution, without computing the convolution.

Letters: B patches, T = 187 frames, M = 96 mel bands, K = 49 frequencies of a real Fourier transform over the mel axis.

Four in five multiplications of musicnn are in its two timbral convolutions (7 frames x 38 or 67 bands, 204 filters),
whose outputs are only used through their greatest value over the mel axis. Here that axis is transformed: a
convolution over it becomes K small products, and the transform back pairs the output bands that lie `u` above and
`u` below the middle one, y(+u) = C(u) - S(u) and y(-u) = C(u) + S(u), where C sums cosines and S sines. Their maximum
is C(u) + |S(u)|, so half of the transform back is enough. That takes a quarter of the multiplications. A circle of 96
bands is long enough: a valid convolution never wraps around it.
"""

from __future__ import annotations

import numpy as np

from tools.onnx_graph import Array, Graph

FRAMES, MELS = 187, 96
BINS = MELS // 2 + 1
TAPS = 7


def unfolded_spectrum(graph: Graph, spectrogram: str) -> str:
    """The Fourier transform over mel bands of each frame and its neighbours: [K, B*T, 7 frames x (re, im)]."""
    angle = 2 * np.pi * np.outer(np.arange(MELS), np.arange(BINS)) / MELS
    analysis = np.stack([np.cos(angle), -np.sin(angle)], axis=2).reshape(MELS, 2 * BINS)
    padded = graph.add("Pad", [spectrogram, graph.whole(0, 3, 0, 0, 3, 0)], "padded")
    spectrum = graph.add("MatMul", [padded, graph.weight("analysis", analysis)], "spectrum")
    split = graph.add("Reshape", [spectrum, graph.whole(-1, FRAMES + TAPS - 1, BINS, 2)], "spectrum_parts")
    by_bin = graph.add("Transpose", [split], "spectrum_by_bin", perm=[2, 0, 1, 3])
    shifted = [
        graph.add("Slice", [by_bin, graph.whole(tap), graph.whole(tap + FRAMES), graph.whole(2)], f"tap_{tap}")
        for tap in range(TAPS)
    ]
    taps = graph.add("Concat", shifted, "taps", axis=3)
    return graph.add("Reshape", [taps, graph.whole(BINS, -1, 2 * TAPS)], "tap_rows")


def timbral(graph: Graph, name: str, kernel: Array, taps: str) -> str:
    """The maximum over mel bands of the convolution with `kernel` [7 frames, bands, filters]: [B, filters, T]."""
    _, height, filters = kernel.shape
    half = (MELS - height) / 2
    cosines, sines = _synthesis(half)
    kernel_name = graph.weight(f"{name}_kernel", kernel.transpose(1, 0, 2).reshape(height, -1))
    products = [
        _products(graph, f"{name}_{part}", basis, kernel_name, taps, filters)
        for part, basis in zip(("re", "im"), _filter_bases(height, half), strict=True)
    ]
    weights = graph.weight(f"{name}_cosines", cosines), graph.weight(f"{name}_sines", sines)
    sums = graph.add("Gemm", [products[1], weights[1]], f"{name}_sums", transA=1)
    odd = graph.add("Abs", [sums], f"{name}_odd")
    pairs = graph.add("Gemm", [products[0], weights[0], odd], f"{name}_pairs", transA=1)
    peaks = graph.add("ReduceMax", [pairs], f"{name}_peaks", axes=[1], keepdims=0)
    frames = graph.add("Reshape", [peaks, graph.whole(-1, FRAMES, filters)], f"{name}_frames")
    return graph.add("Transpose", [frames], name, perm=[0, 2, 1])


def _filter_bases(height: int, half: float) -> tuple[Array, Array]:
    """What turns a kernel column [height] into its factors for the real and the imaginary product: two [2K, height]."""
    angle = 2 * np.pi * np.outer(np.arange(BINS), np.arange(height) + half) / MELS
    real = np.stack([np.cos(angle), -np.sin(angle)], axis=1)
    imaginary = np.stack([np.sin(angle), np.cos(angle)], axis=1)
    return real.reshape(2 * BINS, height), imaginary.reshape(2 * BINS, height)


def _synthesis(half: float) -> tuple[Array, Array]:
    """Cosines and sines of the transform back, for distances half, half - 1, ... >= 0 from the middle: [K, pairs]."""
    distances = half - np.arange(int(half) + 1)
    share = np.where(np.isin(np.arange(BINS), (0, MELS // 2)), 1.0, 2.0)[:, None] / MELS
    angle = 2 * np.pi * np.outer(np.arange(BINS), distances) / MELS
    return share * np.cos(angle), share * np.sin(angle)


def _products(graph: Graph, name: str, basis: Array, kernel: str, taps: str, filters: int) -> str:
    """The spectrum of the convolution's output, one real part of it: [K, B*T*filters].

    The kernel's own transform is made of constants alone: the runtime works it out once, when it loads the graph.
    """
    transform = graph.add("MatMul", [graph.weight(f"{name}_basis", basis), kernel], f"{name}_transform")
    parts = graph.add("Reshape", [transform, graph.whole(BINS, 2, TAPS, filters)], f"{name}_parts")
    by_tap = graph.add("Transpose", [parts], f"{name}_by_tap", perm=[0, 2, 1, 3])
    factors = graph.add("Reshape", [by_tap, graph.whole(BINS, 2 * TAPS, filters)], f"{name}_factors")
    product = graph.add("MatMul", [taps, factors], f"{name}_product")
    return graph.add("Reshape", [product, graph.whole(BINS, -1)], f"{name}_rows")
