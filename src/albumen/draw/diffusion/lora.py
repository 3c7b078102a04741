"""LoRAs: small changes to a checkpoint's weights, from safetensors files on this disk."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from albumen.draw.diffusion.options import Lora
from albumen.draw.diffusion.weights import header
from albumen.errors import BadOption, MissingExtra, MissingWeights
from albumen.models.places import own_folder

_USUAL = "pytorch_lora_weights.safetensors"


def path_of(lora: Lora) -> Path:
    """The file of a LoRA: itself, or the one in its folder; a name is looked up in the folder of `ALBUMEN_MODELS`.

    Raises
    ------
    MissingWeights
        There is none, it is a pickle, or it is damaged.
    """
    own = own_folder()
    places = [Path(lora.source).expanduser(), *([own / lora.source, own / f"{lora.source}.safetensors"] if own else [])]
    place = next((each for each in places if each.exists()), None)
    if place is None:
        raise MissingWeights(
            f"There is no LoRA {lora.source}; give a safetensors file, a folder with one, or its name."
        )
    file = _in_folder(place) if place.is_dir() else place
    if file is None or file.suffix != ".safetensors":
        raise MissingWeights(
            f"{place} is no LoRA as one safetensors file; other formats may carry code and are refused."
        )
    header(file)
    return file


def attach(pipeline: Any, loras: tuple[Lora, ...]) -> None:
    """Melts LoRAs into a pipeline's networks, each at its weight; afterwards painting costs what it did before.

    Raises
    ------
    BadOption
        One is not made for this checkpoint.
    MissingExtra
        peft is not installed.
    """
    wanted = [lora for lora in loras if lora.weight]
    if not wanted:
        return
    if find_spec("peft") is None:
        raise MissingExtra('A LoRA needs peft; run: pip install "albumen[diffusion]"')
    for lora in wanted:
        touched = _load(pipeline, path_of(lora))
        pipeline.fuse_lora(components=touched, lora_scale=lora.weight)
        pipeline.unload_lora_weights()


def _load(pipeline: Any, file: Path) -> list[str]:
    """Hangs a LoRA into the networks; the names of those that it is for."""
    try:
        pipeline.load_lora_weights(str(file.parent), weight_name=file.name, use_safetensors=True, local_files_only=True)
    except (ValueError, KeyError, RuntimeError, IndexError) as fault:
        raise BadOption(f"The LoRA {file} does not fit this checkpoint.") from fault
    touched = [name for name in pipeline._lora_loadable_modules if _adapted(pipeline, name)]
    if not touched:
        raise BadOption(f"The LoRA {file} changes nothing in this checkpoint; it was made for another kind.")
    return touched


def _adapted(pipeline: Any, name: str) -> bool:
    return bool(getattr(getattr(pipeline, name, None), "peft_config", None))


def _in_folder(folder: Path) -> Path | None:
    files = sorted(folder.glob("*.safetensors"))
    usual = folder / _USUAL
    return usual if usual in files else files[0] if len(files) == 1 else None
