"""ONNX networks on the processor, and shipped files held against their checksums."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from albumen.errors import MissingWeights

CARD = "card.json"

Card = TypeVar("Card")


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
        raise MissingWeights(_not_shipped(path, what, "are not there")) from fault
    if hashlib.sha256(data).hexdigest() != sha256:
        raise MissingWeights(_not_shipped(path, what, "are damaged (their checksum differs from the card's)"))
    return data


def shipped_card(folder: Path, what: str, read: Callable[[Any], Card]) -> Card:
    """What `read` makes of the card beside shipped weights.

    Raises
    ------
    MissingWeights
        The card is not there, or lacks what `read` looks for; `what` names the weights in the sentence.
    """
    path = folder / CARD
    try:
        return read(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise MissingWeights(_not_shipped(path, what, "are not there or damaged")) from fault


def _not_shipped(path: Path, what: str, fault: str) -> str:
    """The sentence for weights that should have come with albumen."""
    return f"The weights of {what} {fault}: {path}; install albumen again with `pip install --force-reinstall albumen`."
