"""A checkpoint as one file, as it was first published: told apart by its tensors' names, without loading it.

Such a file holds the networks alone. Its configuration, tokenizer and noise schedule are those of its kind (`small`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from albumen.draw.diffusion.weights import PICKLES, Part, told
from albumen.errors import BadOption, MissingWeights
from albumen.models.places import own_folder

_UNET, _VAE = "model.diffusion_model.", "first_stage_model."
XL = "Stable Diffusion XL"
KINDS: Mapping[str, Mapping[str, str]] = {
    XL: {"text_encoder": "conditioner.embedders.0.transformer.", "text_encoder_2": "conditioner.embedders.1.model."},
    "Stable Diffusion 1": {"text_encoder": "cond_stage_model.transformer."},
    "Stable Diffusion 2": {"text_encoder": "cond_stage_model.model."},
}
"""What the names of each kind's text encoders begin with (CLIP's; OpenCLIP's; both), in the published files."""
Shapes = Mapping[str, list[int]]


@dataclass(frozen=True, slots=True)
class Single:
    """What one file's header says of it."""

    path: Path
    kind: str
    """One of `KINDS`."""
    words: int
    """Numbers that the U-Net takes of each token, by which checkpoints of one kind are told from others."""
    embeds_guidance: bool
    schedule: Mapping[str, Any]
    """What it is known to need of its noise schedule, over that of the small files."""
    licence: str
    parts: Mapping[str, Part]

    @property
    def xl(self) -> bool:
        """Whether it is Stable Diffusion XL."""
        return self.kind == XL

    def called(self, *names: str) -> bool:
        """Whether its file's name says one of these words: how it was distilled stands nowhere else."""
        return any(name in self.path.stem.lower() for name in names)


def sought(named: str) -> Path | None:
    """The file that is meant, if the name is a file's: itself, or one in the folder of `ALBUMEN_MODELS`.

    Raises
    ------
    BadOption
        It is a pickle.
    MissingWeights
        There is no such file.
    """
    path, own = Path(named).expanduser(), own_folder()
    if path.suffix in PICKLES and path.is_file():
        raise BadOption(f"{path} is a pickle, which may carry code and is refused; get the checkpoint as safetensors.")
    if path.suffix != ".safetensors" or path.is_dir():
        return None
    places = (path, own / path) if own else (path,)
    found = next((each for each in places if each.is_file()), None)
    if found is None:
        raise MissingWeights(f"There is no file {path}; give the option model the path of a checkpoint, or a name.")
    return found


def read(path: Path) -> Single:
    """What kind of checkpoint a file is.

    Raises
    ------
    BadOption
        It is no checkpoint of Stable Diffusion's, or one that fills in pictures or improves them.
    MissingWeights
        It is damaged, or lacks a network.
    """
    shapes, noted = told(path)
    if not any(name.startswith(_UNET) for name in shapes):
        raise BadOption(f"{path} {_other(shapes)}")
    kind = next((kind for kind, prefixes in KINDS.items() if _holds(shapes, prefixes)), None)
    if kind is None:
        raise BadOption(f"{path} has no text encoder of Stable Diffusion 1, 2 or XL: it is another kind of model.")
    if not any(name.startswith(_VAE) for name in shapes):
        raise MissingWeights(f"{path} has no decoder (VAE), so it cannot paint; get the file that has it built in.")
    takes = shapes.get(f"{_UNET}input_blocks.0.0.weight", [])
    words = next((shape[-1] for name, shape in shapes.items() if _reads_words(name)), 0)
    if not words or takes[1:2] != [4]:
        raise BadOption(f"{path} does not paint from words alone (it was made for inpainting, or another kind).")
    prefixes = {"unet": _UNET, "vae": _VAE, **KINDS[kind]}
    return Single(
        path,
        kind,
        words,
        f"{_UNET}time_embed.cond_proj.weight" in shapes,
        _schedule(shapes, noted),
        noted.get("modelspec.license", "not known"),
        {name: _part(name, shapes, prefix) for name, prefix in prefixes.items()},
    )


def _schedule(shapes: Shapes, noted: Mapping[str, str]) -> dict[str, Any]:
    """The prediction that a file names: by the model metadata specification, or by empty tensors of trainers."""
    said = noted.get("modelspec.prediction_type", "v" if "v_pred" in shapes else "").lower()
    found: dict[str, Any] = {}
    if said:
        found["prediction_type"] = "v_prediction" if said.startswith("v") else "epsilon"
    if "ztsnr" in shapes:
        found["rescale_betas_zero_snr"] = True
    return found


def _other(shapes: Shapes) -> str:
    if any("lora_" in name for name in shapes):
        return "is a LoRA and no checkpoint; give it with the option lora."
    return "is no checkpoint of Stable Diffusion's as one file: it has no U-Net in the published layout."


def _holds(shapes: Shapes, prefixes: Mapping[str, str]) -> bool:
    return all(any(name.startswith(prefix) for name in shapes) for prefix in prefixes.values())


def _reads_words(name: str) -> bool:
    return name.startswith(_UNET) and name.endswith("attn2.to_k.weight")


def _part(name: str, shapes: Shapes, prefix: str) -> Part:
    held = [shape for key, shape in shapes.items() if key.startswith(prefix)]
    return Part(name, False, len(held), sum(map(math.prod, held)))
