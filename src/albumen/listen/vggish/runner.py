"""What runs the network: ONNX Runtime on the processor, torch on any other device."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from albumen.errors import MissingExtra
from albumen.listen.musicnn.tagger import processors
from albumen.listen.vggish.layers import DIMENSIONS, FRAMES, MELS, shapes

if TYPE_CHECKING:
    from albumen.listen.vggish.weights import Arrays

Floats = NDArray[np.float32]
Runner = Callable[[Floats], Floats]
"""From examples float32 [batch, 96, 64] to embeddings float32 [batch, 128], without their ReLU."""

GRAPH = Path(__file__).with_name("vggish.onnx")
"""The network without its weights; `tools/vggish_graph.py` wrote it."""

BATCH = 16
"""Examples that run together: more are hardly faster on a processor, and each takes some MB between two layers."""


def runner(tensors: Arrays, device: str = "cpu", threads: int | None = None) -> Runner:
    """What runs the network with these tensors on `device`: `cpu`, or one of torch's such as `cuda` or `mps`.

    Raises
    ------
    MissingExtra
        The device needs torch, and that is not installed, or torch does not have the device.
    """
    return _Onnx(tensors, threads) if device == "cpu" else _torch(tensors, device)


def in_batches(run: Runner, examples: Floats, batch: int = BATCH) -> Floats:
    """The embeddings of any number of examples, `batch` at a time."""
    if examples.shape[1:] != (FRAMES, MELS):
        raise ValueError(f"VGGish embeds examples of 96 frames of 64 bands, not of shape {examples.shape[1:]}.")
    parts = [run(examples[start : start + batch]) for start in range(0, len(examples), batch)]
    return np.concatenate(parts) if parts else np.empty((0, DIMENSIONS), np.float32)


class _Onnx:
    """The graph on ONNX Runtime; it holds on to the tensors, whose memory the session uses as it is."""

    def __init__(self, tensors: Arrays, threads: int | None) -> None:
        import onnxruntime

        names = list(shapes())
        arrays = [np.ascontiguousarray(tensors[name], np.float32) for name in names]
        self._held = arrays, [onnxruntime.OrtValue.ortvalue_from_numpy(array) for array in arrays]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads or processors()
        options.log_severity_level = 3
        options.add_external_initializers(names, self._held[1])
        self._session: Any = onnxruntime.InferenceSession(
            GRAPH.read_bytes(), options, providers=["CPUExecutionProvider"]
        )

    def __call__(self, examples: Floats) -> Floats:
        embeddings: Floats = self._session.run(None, {"log_mel": examples})[0]
        return embeddings


def _torch(tensors: Arrays, device: str) -> Runner:
    try:
        import torch
    except ImportError as fault:
        raise MissingExtra(f'VGGish on {device} needs torch; run: pip install "albumen[train]"') from fault
    from albumen.listen.vggish.network import VGGish

    try:
        network = VGGish().load(tensors).to(device)
    except (RuntimeError, AssertionError) as fault:  # torch without CUDA asserts
        reason = str(fault).splitlines()[0]
        raise MissingExtra(f"torch cannot use the device {device} here ({reason}); take cpu instead.") from fault

    def run(examples: Floats) -> Floats:
        with torch.inference_mode():
            embeddings: Floats = network(torch.from_numpy(examples).to(device)).cpu().numpy()
        return embeddings

    return run
