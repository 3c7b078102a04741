"""Which checkpoint is meant, where it lies, and what kind it is, without loading it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from albumen import models
from albumen.draw.diffusion import single
from albumen.draw.diffusion.card import TASK
from albumen.draw.diffusion.single import Single
from albumen.draw.diffusion.small import small_files
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
    """Where its configuration and tokenizer lie, and its networks unless they are in `file`."""
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
    file: Path | None = None
    """The one file with all its networks."""
    schedule: Mapping[str, Any] = field(default_factory=dict)
    """What it needs of its noise schedule, over the folder's."""

    @property
    def path(self) -> Path:
        """Where its networks lie."""
        return self.file or self.folder


def cards() -> list[ModelCard]:
    """The cards of all checkpoints that albumen knows, best first."""
    return [card for card in models.listed() if card.task == TASK]


def find(named: str = "", config: str = "") -> Checkpoint:
    """The checkpoint that a name, a hub id, a folder or a file stands for; without one, the first that is here.

    `config` says where the small files of a single file lie, see `small_files`.

    Raises
    ------
    MissingWeights
        It is not on this machine, or is not whole.
    BadOption
        It is no checkpoint of Stable Diffusion's, or wants code of its own.
    """
    if file := single.sought(named):
        return _of_file(single.read(file), config)
    if config:
        raise BadOption("The option config is for checkpoints that are a single file; this one has its own.")
    folder = Path(named).expanduser()
    card = _card(named)
    if card:
        place = models.place(card)
        if place is None:
            raise _absent(card)
        return opened(place.path, Model(card.name, place.revision, card.licence))
    if folder.is_dir():
        return opened(folder, Model(folder.resolve().name, "", "not known"))
    known = ", ".join(card.name for card in cards())
    raise BadOption(f"The option model is {named!r}; it takes {known}, a hub id, a folder or a .safetensors file.")


def opened(folder: Path, model: Model) -> Checkpoint:
    """The checkpoint in a folder."""
    index, xl = _index(folder)
    readers = ("text_encoder", *(("text_encoder_2",) if xl else ()))
    names = ("unet", "vae", *readers)
    for name in readers:
        settings(folder / name / "config.json")  # without it a network of another size would be made up
    distilled = _distilled(folder, model.name, index, settings(folder / "unet" / "config.json"))
    return _described(folder, model, xl, distilled, {name: part(folder, name) for name in names})


def _of_file(found: Single, config: str) -> Checkpoint:
    folder = small_files(found, config)
    _, xl = _index(folder)
    distilled: Distilled = "turbo" if found.called("turbo", "lightning") else "lcm" if found.called("lcm") else ""
    # Published turbo checkpoints end at the last step, whatever the small files' schedule does.
    schedule = {**found.schedule, **({"timestep_spacing": "trailing"} if distilled == "turbo" else {})}
    model = Model(found.path.stem, "", found.licence)
    return replace(_described(folder, model, xl, distilled, found.parts), file=found.path.absolute(), schedule=schedule)


def _index(folder: Path) -> tuple[Mapping[str, Any], bool]:
    """The index of a folder, and whether it is XL's."""
    index = settings(folder / "model_index.json")
    kind = str(index.get("_class_name"))
    xl = bool(_XL.fullmatch(kind))
    if not xl and not _PLAIN.fullmatch(kind):
        raise BadOption(f"{folder} is a {kind}; this engine paints with Stable Diffusion 1, 2 and XL alone.")
    _refuse_code(folder, index)
    return index, xl


def _described(folder: Path, model: Model, xl: bool, distilled: Distilled, parts: Mapping[str, Part]) -> Checkpoint:
    unet, vae = settings(folder / "unet" / "config.json"), settings(folder / "vae" / "config.json")
    for name in ("tokenizer", *(("tokenizer_2",) if xl else ())):
        _need_words(folder, name)
    try:
        factor = 2 ** (len(vae["block_out_channels"]) - 1)
        side = unet["sample_size"]
        return Checkpoint(
            folder,
            model,
            xl,
            distilled,
            unet.get("time_cond_proj_dim") is not None,
            (side if isinstance(side, int) else min(side)) * factor,
            factor * 2 ** (len(unet["block_out_channels"]) - 1),
            parts,
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise MissingWeights(f"{folder} is damaged: its configuration lacks {fault}; bring it again.") from fault


def _need_words(folder: Path, name: str) -> None:
    """Refuses a folder without a vocabulary, for which transformers would make up one that knows no words."""
    files = {path.name for path in (folder / name).glob("*")}
    if not ({"tokenizer.json"} <= files or {"vocab.json", "merges.txt"} <= files):
        raise MissingWeights(f"{folder} has no vocabulary in {name}; bring the checkpoint again.")


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
