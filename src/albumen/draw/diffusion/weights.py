"""The files of a checkpoint's parts: which ones are read, whether they are whole, how much they hold."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from albumen.errors import MissingWeights

_FULL = re.compile(r"(model|diffusion_pytorch_model)(-\d+-of-\d+)?\.safetensors")
_HALF = re.compile(r"(model|diffusion_pytorch_model)(\.fp16(-\d+-of-\d+)?|-\d+-of-\d+\.fp16)\.safetensors")
PICKLES = frozenset((".bin", ".ckpt", ".pt", ".pth", ".pkl"))
_MOST_HEADER = 100_000_000
"""Bytes that the format allows a header (safetensors, `MAX_HEADER_SIZE`)."""


@dataclass(frozen=True, slots=True)
class Part:
    """One network of a checkpoint: its files, and what their headers say."""

    name: str
    half: bool
    """Whether only half-precision files (`*.fp16.safetensors`) are there."""
    tensors: int
    parameters: int


def part(folder: Path, name: str) -> Part:
    """The network in `folder/name`, from the headers of its files alone.

    Raises
    ------
    MissingWeights
        It has no safetensors files, or one is damaged; pickles are named but never opened.
    """
    names = sorted(path.name for path in (folder / name).glob("*")) if (folder / name).is_dir() else []
    full, half = ([each for each in names if kind.fullmatch(each)] for kind in (_FULL, _HALF))
    if not full and not half:
        raise _no_weights(folder, name, names)
    shapes = [shape for each in full or half for shape in header(folder / name / each).values()]
    return Part(name, not full, len(shapes), sum(map(math.prod, shapes)))


def header(path: Path) -> dict[str, list[int]]:
    """The shape of each tensor in a safetensors file, without reading the tensors; raises as `told`."""
    return told(path)[0]


def told(path: Path) -> tuple[dict[str, list[int]], dict[str, str]]:
    """The shape of each tensor in a safetensors file and what its maker noted, without reading the tensors.

    Format: https://huggingface.co/docs/safetensors, eight bytes of length, JSON, data.

    Raises
    ------
    MissingWeights
        The file is damaged or cut off.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            length = int.from_bytes(file.read(8), "little")
            if not 0 < length <= min(_MOST_HEADER, size - 8):
                raise ValueError("its header is cut off")
            held = json.loads(file.read(length))
        noted = {str(name): str(said) for name, said in dict(held.pop("__metadata__", None) or {}).items()}
        ends = [int(row["data_offsets"][1]) for row in held.values()]
        if size != 8 + length + max(ends, default=0):
            raise ValueError("it is cut off")
        return {name: [int(side) for side in row["shape"]] for name, row in held.items()}, noted
    except OSError as fault:
        raise MissingWeights(f"{path} cannot be read ({fault.strerror}).") from fault
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as fault:
        raise MissingWeights(f"{path} is damaged ({fault}); bring the checkpoint again.") from fault


def settings(path: Path) -> Mapping[str, Any]:
    """A configuration file of a checkpoint.

    Raises
    ------
    MissingWeights
        It is not there, or is damaged.
    """
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as fault:
        raise MissingWeights(f"{path.parent} has no {path.name}: it is no checkpoint of diffusers'.") from fault
    except (OSError, ValueError, RecursionError) as fault:
        raise MissingWeights(f"{path} is damaged; bring the checkpoint again.") from fault
    if not isinstance(held, dict):
        raise MissingWeights(f"{path} is damaged; bring the checkpoint again.")
    return held


def _no_weights(folder: Path, name: str, names: list[str]) -> MissingWeights:
    if any(Path(each).suffix in PICKLES for each in names):
        return MissingWeights(
            f"{folder / name} holds its weights only as a pickle, which may carry code and is refused; "
            "get the checkpoint as safetensors."
        )
    return MissingWeights(f"{folder} has no weights in {name}; bring the checkpoint again.")
