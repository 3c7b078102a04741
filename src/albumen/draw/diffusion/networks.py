"""Super-resolution networks: Swin2SR (Conde et al. 2022, arXiv:2209.11345) of transformers, or any ONNX file.

An ONNX file takes planes float32 [1, 3, height, width] in 0..1, RGB, and gives the same 2, 3, 4 … times as large;
Real-ESRGAN and its like are exported so.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from albumen import models
from albumen.draw.diffusion import loading
from albumen.draw.diffusion.tiles import Planes, Run, Tiling
from albumen.errors import AlbumenError, BadOption, MissingWeights
from albumen.maker import Model

TASK = "enlarging pictures"
"""What the cards of `models` call a network of this kind."""
_PROBE = 64


@dataclass(frozen=True, slots=True)
class Enlarger:
    """A loaded network: what it is called, how many times as large its pictures get, and how it wants them cut."""

    name: str
    times: int
    run: Run
    tiling: Tiling


def present() -> str | None:
    """The name of the first network of `models` whose weights are here and can be run."""
    if not loading.installed().ok:
        return None
    return next((card.name for card in models.listed() if card.task == TASK and models.ready(card).ok), None)


def model_of(which: str) -> Model:
    """What a sidecar says of the network."""
    cards = [card for card in models.listed() if card.name == which]
    found = models.place(cards[0]) if cards else None
    return Model(
        which if cards else Path(which).name, found.revision if found else "", cards[0].licence if cards else ""
    )


@lru_cache(maxsize=1)
def enlarger(which: str) -> Enlarger:
    """The network by its name in `models`, the folder of a Swin2SR, or an ONNX file; kept until another is asked for.

    Raises
    ------
    AlbumenError
        There is no such network, or it is not one that enlarges.
    MissingWeights
        Its weights are not here, not whole, or damaged.
    MissingExtra
        It needs torch, which is not installed.
    """
    path = place(which)
    if path.suffix == ".onnx":
        return _of_file(path)
    return _of_folder(path, path.name if Path(which).expanduser().is_dir() else which)


def place(which: str) -> Path:
    """The file or folder of a network, without loading it; raises as `enlarger`, but for MissingExtra."""
    path = Path(which).expanduser()
    if path.suffix == ".onnx":
        if not path.is_file():
            raise MissingWeights(f"{path} is not there; give an ONNX file that enlarges pictures.")
        return path
    return path if path.is_dir() else models.located(_card(which))


def forget() -> None:
    """Gives the memory of the kept network back."""
    enlarger.cache_clear()


def _card(which: str) -> str:
    names = [card.name for card in models.listed() if card.task == TASK]
    if which not in names:
        raise BadOption(
            f"{which!r} does not enlarge pictures; there are: auto, lanczos, {', '.join(names)}, "
            "the folder of a Swin2SR, or an ONNX file."
        )
    return which


def _of_folder(folder: Path, name: str) -> Enlarger:
    import torch

    swin = loading.network("Swin2SRForImageSuperResolution", folder)
    times = int(swin.config.upscale)

    def run(planes: Planes) -> Planes:
        height, width = planes.shape[2:]
        with torch.inference_mode():
            large = swin(torch.from_numpy(planes).to(swin.device)).reconstruction
        # The network pads to whole windows and does not always cut that off again.
        return np.asarray(large[..., : height * times, : width * times].float().cpu())

    return Enlarger(name, times, run, Tiling(grid=int(swin.config.window_size)))


def _of_file(path: Path) -> Enlarger:
    session = _session(path)
    asked = session.get_inputs()[0]
    if len(asked.shape) != 4 or (isinstance(asked.shape[1], int) and asked.shape[1] != 3):
        raise AlbumenError(f"{path} takes {asked.shape}, not pictures [1, 3, height, width]; it cannot enlarge them.")
    kind = np.float16 if "float16" in asked.type else np.float32
    fixed = asked.shape[2] if isinstance(asked.shape[2], int) else None

    def run(planes: Planes) -> Planes:
        height, width = planes.shape[2:]
        padded = _padded(planes, fixed) if fixed else planes
        large = np.asarray(_ran(session, path, asked.name, padded.astype(kind)), np.float32)
        times = large.shape[-1] // padded.shape[-1]
        return large[..., : height * times, : width * times]

    side = fixed or _PROBE
    given = _ran(session, path, asked.name, np.zeros((1, 3, side, side), kind)).shape
    times = given[-1] // side
    if given != (1, 3, side * times, side * times) or times < 2:
        raise AlbumenError(f"{path} makes {list(given)} of {[1, 3, side, side]}; it does not enlarge pictures.")
    return Enlarger(path.stem, times, run, Tiling(fixed, fixed // 6, 1) if fixed else Tiling())


def _padded(planes: Planes, side: int) -> Planes:
    """A tile as large as a network insists on; the last ones of a small picture are not."""
    lacking = [(0, 0), (0, 0), *((0, side - length) for length in planes.shape[2:])]
    return np.pad(planes, lacking, mode="symmetric")


def _session(path: Path) -> Any:
    import onnxruntime
    from onnxruntime.capi import onnxruntime_pybind11_state as faults

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    providers = [name for name in onnxruntime.get_available_providers() if name.startswith(("CUDA", "CPU"))]
    try:
        return onnxruntime.InferenceSession(path, options, providers=providers)
    except (faults.Fail, faults.InvalidProtobuf, faults.InvalidGraph, faults.NotImplemented) as fault:
        raise MissingWeights(f"{path} is not an ONNX file that can be run; get it again.") from fault


def _ran(session: Any, path: Path, name: str, planes: Any) -> Any:
    from onnxruntime.capi import onnxruntime_pybind11_state as faults

    try:
        return session.run(None, {name: planes})[0]
    except (faults.Fail, faults.InvalidArgument, faults.RuntimeException) as fault:
        raise AlbumenError(f"{path} does not take pictures [1, 3, height, width]; it cannot enlarge them.") from fault
