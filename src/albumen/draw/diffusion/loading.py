"""A transformers network read from a folder, whole or not at all, without a word on the terminal."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from albumen.card import Readiness
from albumen.draw.diffusion.quiet import quiet
from albumen.errors import MissingExtra, MissingWeights

INSTALL = 'pip install "albumen[diffusion]"'


def installed() -> Readiness:
    """Whether torch, transformers and diffusers are here, without importing them."""
    missing = [name for name in ("torch", "transformers", "diffusers") if find_spec(name) is None]
    return Readiness(not missing, f"{' and '.join(missing)} not installed" if missing else "", f"run: {INSTALL}")


def network(kind: str, folder: Path) -> Any:
    """The network of transformers' class `kind` whose `config.json` and weights a folder holds, ready to be asked.

    It is in single precision, on the GPU where there is one.

    Raises
    ------
    MissingExtra
        A library is not installed.
    MissingWeights
        The folder holds no such network, or only a part of it: transformers would fill the rest with noise.
    """
    if not (state := installed()).ok:
        raise MissingExtra(f"{state.reason}; {state.remedy}")
    import torch
    import transformers
    from safetensors import SafetensorError

    try:
        with quiet():
            read, told = getattr(transformers, kind).from_pretrained(
                folder, local_files_only=True, output_loading_info=True, dtype=torch.float32, weights_only=True
            )
    except (OSError, ValueError, RuntimeError, KeyError, SafetensorError) as fault:
        raise MissingWeights(f"{folder} does not hold the weights of a {kind}: {_first_line(fault)}") from fault
    if lacking := sorted(told["missing_keys"]) + sorted(map(str, told["mismatched_keys"])):
        raise MissingWeights(f"{folder} does not hold a whole {kind}: it lacks {lacking[0]}; pull it again.")
    return read.eval().requires_grad_(False).to(_device())


def tokenizer(folder: Path) -> Any:
    """The tokenizer that a folder holds. Raises as `network` does."""
    if not (state := installed()).ok:
        raise MissingExtra(f"{state.reason}; {state.remedy}")
    import transformers

    try:
        with quiet():
            return transformers.AutoTokenizer.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
    except (OSError, ValueError, KeyError) as fault:
        raise MissingWeights(f"{folder} does not hold a tokenizer: {_first_line(fault)}") from fault


def _device() -> str:
    import torch

    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def _first_line(fault: Exception) -> str:
    return (str(fault).strip() or type(fault).__name__).splitlines()[0]
