"""ONNX networks on the processor, and shipped files held against their checksums."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from albumen.errors import MissingWeights


def session(model: bytes | str, threads: int = 1) -> Any:
    """An ONNX Runtime session of a model's bytes or path, on `threads` processors (0: all)."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def shipped(path: Path, sha256: str, what: str) -> bytes:
    """A file that comes with albumen, checked.

    Raises
    ------
    MissingWeights
        It is not there, or its checksum is another; `what` names it in the sentence.
    """
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise MissingWeights(not_shipped(path, what, "are not there")) from fault
    if hashlib.sha256(data).hexdigest() != sha256:
        raise MissingWeights(not_shipped(path, what, "are damaged (their checksum differs from the card's)"))
    return data


def not_shipped(path: Path, what: str, fault: str) -> str:
    """The sentence for weights that should have come with albumen."""
    return f"The weights of {what} {fault}: {path}; install albumen again with `pip install --force-reinstall albumen`."
