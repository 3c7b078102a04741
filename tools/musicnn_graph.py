"""The musicnn network (Pons & Serra 2019, arXiv:1909.06654; musicnn 0.1.0, models.py) as an ONNX graph.

The graph gives the original's numbers (to float32 rounding) by a shorter way for its timbral convolutions; see
`timbral.py`. It also leaves out the filters that died in training: weight decay brought their kernels to zero, so that
what they give is a constant, which is folded into what follows. Of the 561 filters of the front end the MSD tagger has
64 left and the MTT tagger 256. Letters: B patches, T = 187 frames.
"""

from __future__ import annotations

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper

from tools.onnx_graph import Array, Graph
from tools.tf_checkpoint import Checkpoint
from tools.timbral import FRAMES, MELS, timbral, unfolded_spectrum

EPSILON = 1e-3
"""What TensorFlow's batch normalisation adds to the variance."""
NEGLIGIBLE = 1e-4
"""A filter whose output cannot change by more than this, whatever is heard, counts as dead; its values are about 1."""
LOUDEST = 8.0
"""The greatest log-mel there is: log10(1 + 10000 x 10^4), where full scale sounds reach mel energies of some 10^2."""
OPSET, IR_VERSION = 17, 8


def build(checkpoint: Checkpoint) -> onnx.ModelProto:
    """The tagger in `checkpoint`: `log_mel` float32 [B, 187, 96] to `probabilities` [B, 50], `penultimate` [B, 200]."""
    graph = Graph()
    still = _still(checkpoint)
    front = _front_end(graph, checkpoint, np.isnan(still), _normalised(graph, checkpoint))
    features = graph.add("Concat", [front, *_mid_end(graph, checkpoint, still, front)], "features", axis=1)
    _back_end(graph, checkpoint, still, features)
    held = helper.make_graph(
        graph.nodes,
        "musicnn",
        [helper.make_tensor_value_info("log_mel", TensorProto.FLOAT, ["B", FRAMES, MELS])],
        [
            helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, ["B", 50]),
            helper.make_tensor_value_info("penultimate", TensorProto.FLOAT, ["B", 200]),
        ],
        list(graph.weights.values()),
    )
    model = helper.make_model(
        held, producer_name="albumen", opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION
    )
    onnx.checker.check_model(model, full_check=True)
    return model


def _normalised(graph: Graph, checkpoint: Checkpoint) -> str:
    scale, shift = _batch_norm(checkpoint, 0)
    scaled = graph.add("Mul", ["log_mel", graph.weight("input_scale", scale)], "input_scaled")
    return graph.add("Add", [scaled, graph.weight("input_shift", shift)], "input_normal")


def _still(checkpoint: Checkpoint) -> Array:
    """What each front-end filter gives if that is a constant, whatever is heard; NaN if it is alive: [561]."""
    scale, shift = _batch_norm(checkpoint, 0)
    loudest = np.abs([shift, LOUDEST * scale + shift]).max()
    values = []
    for block in range(5):
        kernel, bias = _kernel(checkpoint, block)
        scale, shift = _batch_norm(checkpoint, block + 1)
        swing = np.abs(kernel).sum(axis=(0, 1, 2)) * loudest * np.abs(scale)
        values.append(np.where(swing < NEGLIGIBLE, np.maximum(bias, 0) * scale + shift, np.nan))
    return np.concatenate(values)


def _front_end(graph: Graph, checkpoint: Checkpoint, alive: NDArray[np.bool_], spectrogram: str) -> str:
    """The living filters of the five convolutions, each reduced to its maximum over the mel axis: [B, living, T].

    After a maximum a batch norm with a negative scale would need the minimum instead: such filters are negated before
    the maximum and their values after it.
    """
    norms = [_batch_norm(checkpoint, 1 + block) for block in range(5)]
    signs = np.where(np.concatenate([scale for scale, _ in norms]) < 0, -1.0, 1.0)
    own = np.split(np.arange(len(alive)), np.cumsum([len(scale) for scale, _ in norms])[:-1])
    kernels = [
        (_kernel(checkpoint, block)[0] * signs[filters])[..., alive[filters]] for block, filters in enumerate(own)
    ]
    taps = unfolded_spectrum(graph, spectrogram)
    maxima = [timbral(graph, f"timbral_{block}", kernels[block][:, :, 0], taps) for block in (0, 1)]
    picture = graph.add("Unsqueeze", [spectrogram, graph.whole(1)], "picture")
    maxima += [_temporal(graph, f"temporal_{block}", kernels[block], picture) for block in (2, 3, 4)]
    peaks = graph.add("Concat", maxima, "front_peaks", axis=1)
    signed = graph.add("Mul", [peaks, graph.weight("front_sign", signs[alive][:, None])], "front_signed")
    biases = np.concatenate([_kernel(checkpoint, block)[1] for block in range(5)])[alive]
    sums = graph.add("Add", [signed, graph.weight("front_bias", biases[:, None])], "front_sum")
    scale, shift = (np.concatenate([norm[part] for norm in norms])[alive][:, None] for part in (0, 1))
    return _rectified_normal(graph, sums, "front", scale, shift)


def _temporal(graph: Graph, name: str, kernel: Array, picture: str) -> str:
    """The maximum over mel bands of the convolution with `kernel` [frames, 1, 1, filters]: [B, filters, T]."""
    before = (len(kernel) - 1) // 2
    weight = graph.weight(f"{name}_kernel", kernel.transpose(3, 2, 0, 1))
    bands = graph.add("Conv", [picture, weight], f"{name}_bands", pads=[before, 0, len(kernel) - 1 - before, 0])
    return graph.add("ReduceMax", [bands], name, axes=[3], keepdims=0)


def _mid_end(graph: Graph, checkpoint: Checkpoint, still: Array, front: str) -> list[str]:
    """Three convolutions over time, the later two with a residual connection: three of [B, 64, T]."""
    first = _dense_convolution(graph, checkpoint, 5, front, still)
    all_alive = np.full(64, np.nan)
    second = graph.add("Add", [_dense_convolution(graph, checkpoint, 6, first, all_alive), first], "mid_6_residual")
    third = graph.add("Add", [_dense_convolution(graph, checkpoint, 7, second, all_alive), second], "mid_7_residual")
    return [first, second, third]


def _dense_convolution(graph: Graph, checkpoint: Checkpoint, block: int, x: str, still: Array) -> str:
    """A convolution over time of the living inputs; the constant ones are part of its bias, which is [64, T]."""
    kernel, bias = _kernel(checkpoint, block)
    kernel = kernel[:, :, 0]
    frames = np.arange(FRAMES) + np.arange(-3, 4)[:, None]
    inside = ((frames >= 0) & (frames < FRAMES)).astype(np.float64)
    biases = bias[:, None] + (np.nan_to_num(still) @ kernel).T @ inside
    stacked = graph.weight(f"mid_{block}_kernel", kernel[:, np.isnan(still)].transpose(2, 1, 0))
    convolved = graph.add("Conv", [x, stacked], f"mid_{block}_convolved", pads=[3, 3])
    sums = graph.add("Add", [convolved, graph.weight(f"mid_{block}_bias", biases)], f"mid_{block}_sum")
    scale, shift = _batch_norm(checkpoint, block + 1)
    return _rectified_normal(graph, sums, f"mid_{block}", scale[:, None], shift[:, None])


def _back_end(graph: Graph, checkpoint: Checkpoint, still: Array, features: str) -> None:
    """Maximum and mean over time, the dense layer of 200, the 50 tags; the first batch norm is folded into the dense.

    The original interleaves the maxima and means, channel by channel; here they stand one after the other.
    """
    pools = [graph.add(f"Reduce{kind}", [features], f"pool_{kind}", axes=[2], keepdims=0) for kind in ("Max", "Mean")]
    pooled = graph.add("Concat", pools, "pooled", axis=1)
    scale, shift = _batch_norm(checkpoint, 9)
    dense = _read(checkpoint, "dense/kernel")
    bias = _read(checkpoint, "dense/bias") + shift @ dense
    by_channel = (scale[:, None] * dense).reshape(-1, 2, dense.shape[1])
    bias += np.nan_to_num(still) @ by_channel[: len(still)].sum(axis=1)
    alive = np.append(np.isnan(still), np.full(len(by_channel) - len(still), True))
    stacked = np.concatenate([by_channel[alive, 0], by_channel[alive, 1]])
    weights = [graph.weight("dense_kernel", stacked), graph.weight("dense_bias", bias)]
    hidden = graph.add("Gemm", [pooled, *weights], "dense_sum")
    penultimate = _rectified_normal(graph, hidden, "penultimate", *_batch_norm(checkpoint, 10))
    last = [graph.weight(f"tags_{part}", _read(checkpoint, f"dense_1/{part}")) for part in ("kernel", "bias")]
    graph.add("Sigmoid", [graph.add("Gemm", [penultimate, *last], "logits")], "probabilities")


def _rectified_normal(graph: Graph, x: str, name: str, scale: Array, shift: Array) -> str:
    rectified = graph.add("Relu", [x], f"{name}_relu")
    scaled = graph.add("Mul", [rectified, graph.weight(f"{name}_scale", scale)], f"{name}_scaled")
    return graph.add("Add", [scaled, graph.weight(f"{name}_shift", shift)], name)


def _read(checkpoint: Checkpoint, name: str) -> Array:
    return checkpoint.read(name).astype(np.float64)


def _batch_norm(checkpoint: Checkpoint, number: int) -> tuple[Array, Array]:
    """The scale and shift of batch norm `number`, as TensorFlow counts them."""
    name = f"batch_normalization_{number}" if number else "batch_normalization"
    deviation = np.sqrt(_read(checkpoint, f"{name}/moving_variance") + EPSILON)
    scale = _read(checkpoint, f"{name}/gamma") / deviation
    return scale, _read(checkpoint, f"{name}/beta") - scale * _read(checkpoint, f"{name}/moving_mean")


def _kernel(checkpoint: Checkpoint, number: int) -> tuple[Array, Array]:
    """The kernel [frames, bands, inputs, filters] and bias [filters] of convolution `number`."""
    name = f"conv2d_{number}" if number else "conv2d"
    return _read(checkpoint, f"{name}/kernel"), _read(checkpoint, f"{name}/bias")
