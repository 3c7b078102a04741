"""Which checkpoint is meant, where it lies, and what kind it is, from its small files alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from albumen import models
from albumen.draw.diffusion.card import TASK
from albumen.draw.diffusion.weights import Part, part, settings
from albumen.errors import BadOption, MissingWeights
from albumen.maker import Model
from albumen.models import Hub, ModelCard, ModelFile

Distilled = Literal["", "turbo", "lcm"]
_PLAIN = re.compile(r"StableDiffusion(Img2Img)?Pipeline|LatentConsistencyModel(Img2Img)?Pipeline")
_XL = re.compile(r"StableDiffusionXL(Img2Img)?Pipeline")
_KNOWN = frozenset(("diffusers", "transformers", "stable_diffusion"))
"""Whose classes a checkpoint may name; anything else would be code that comes with it."""
_HUB_ID = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A checkpoint on this disk."""

    folder: Path
    model: Model
    xl: bool
    distilled: Distilled
    """How it was taught to paint in few steps: adversarially (`turbo`), by consistency (`lcm`), or not at all."""
    embeds_guidance: bool
    """Whether guidance goes into the network instead of a second pass without the prompt."""
    side: int
    """Pixels a side that it was trained for."""
    multiple: int
    """What divides every side that it can paint."""
    parts: Mapping[str, Part]


def cards() -> list[ModelCard]:
    """The cards of all checkpoints that albumen knows, best first."""
    return [card for card in models.listed() if card.task == TASK]


def find(named: str = "") -> Checkpoint:
    """The checkpoint that a name, a hub id or a folder stands for; without one, the first that is here.

    Raises
    ------
    MissingWeights
        It is not on this machine, or is not whole.
    BadOption
        It is no checkpoint of Stable Diffusion's, or wants code of its own.
    """
    folder = Path(named).expanduser()
    card = _card(named)
    if card:
        place = models.place(card)
        if place is None:
            raise _absent(card)
        return opened(place.path, Model(card.name, place.revision, card.licence))
    if folder.is_dir():
        return opened(folder, Model(folder.resolve().name, "", "not known"))
    if folder.suffix == ".safetensors":
        raise BadOption(
            f"{named} is a single file; give the option model a folder with a model_index.json "
            "(diffusers' from_single_file and save_pretrained make one of it)."
        )
    known = ", ".join(card.name for card in cards())
    raise BadOption(f"The option model is {named!r}; it takes {known}, a hub id or a folder.")


def opened(folder: Path, model: Model) -> Checkpoint:
    """The checkpoint in a folder."""
    index = settings(folder / "model_index.json")
    kind = str(index.get("_class_name"))
    xl = bool(_XL.fullmatch(kind))
    if not xl and not _PLAIN.fullmatch(kind):
        raise BadOption(f"{folder} is a {kind}; this engine paints with Stable Diffusion 1, 2 and XL alone.")
    _refuse_code(folder, index)
    unet, vae = settings(folder / "unet" / "config.json"), settings(folder / "vae" / "config.json")
    names = ("unet", "vae", "text_encoder", *(("text_encoder_2",) if xl else ()))
    try:
        factor = 2 ** (len(vae["block_out_channels"]) - 1)
        side = unet["sample_size"]
        return Checkpoint(
            folder,
            model,
            xl,
            _distilled(folder, model.name, index, unet),
            unet.get("time_cond_proj_dim") is not None,
            (side if isinstance(side, int) else min(side)) * factor,
            factor * 2 ** (len(unet["block_out_channels"]) - 1),
            {name: part(folder, name) for name in names},
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise MissingWeights(f"{folder} is damaged: its configuration lacks {fault}; bring it again.") from fault


def _card(named: str) -> ModelCard | None:
    if not named:
        known = cards()
        return next((card for card in known if models.ready(card).ok), known[0])
    for card in cards():
        if card.name == named:
            return card
    if _HUB_ID.fullmatch(named) and not Path(named).is_dir():
        return _unlisted(named)
    return None


def _unlisted(repo: str) -> ModelCard:
    parts = ("model_index.json", "unet/*.safetensors", "vae/*.safetensors", "text_encoder/*.safetensors")
    files = tuple(ModelFile(path) for path in (*parts, "unet/config.json", "vae/config.json", "tokenizer/*.json"))
    return ModelCard(repo.replace("/", "--"), TASK, Hub(repo), files, "not known", "conditions")


def _absent(card: ModelCard) -> MissingWeights:
    known = card in models.listed()
    remedy = f"albumen models pull {card.name}" if known else f"hf download {card.origin.repo}"  # type: ignore[union-attr]
    return MissingWeights(f"The weights of {card.name} are not on this machine as safetensors; run: {remedy}")


def _refuse_code(folder: Path, index: Mapping[str, Any]) -> None:
    for name, row in index.items():
        if isinstance(row, list) and row and row[0] is not None and row[0] not in _KNOWN:
            raise BadOption(f"{folder} wants code of its own for its {name} ({row[0]}), which is never run.")


def _distilled(folder: Path, name: str, index: Mapping[str, Any], unet: Mapping[str, Any]) -> Distilled:
    scheduler = settings(folder / "scheduler" / "scheduler_config.json")
    made = str(scheduler.get("_class_name"))
    if unet.get("time_cond_proj_dim") is not None or made == "LCMScheduler":
        return "lcm"
    said = f"{name} {index.get('_name_or_path', '')} {folder.name}".lower()
    # Turbo checkpoints are published with an Euler scheduler that ends at the last step; others are not.
    few = made.startswith("Euler") and scheduler.get("timestep_spacing") == "trailing"
    return "turbo" if "turbo" in said or few else ""
