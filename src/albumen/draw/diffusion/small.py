"""The small files that a checkpoint as one file lacks: configuration, tokenizer and noise schedule of its kind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from albumen import models
from albumen.draw.diffusion.card import TASK as PAINTS
from albumen.draw.diffusion.single import XL, Single
from albumen.draw.diffusion.weights import settings
from albumen.errors import AlbumenError, BadOption, MissingWeights
from albumen.models import ModelCard

TASK = "configuration of single files"
"""What the cards of small files are for."""
SMALL = {
    XL: "sdxl-base",
    "Stable Diffusion 1": "stable-diffusion-1-5",
    "Stable Diffusion 2": "stable-diffusion-2-1-base",
}
"""The model of each kind whose small files are named to whoever has none."""
CONFIG = "-config"
"""What the card of a model's small files adds to the model's name."""


def small_files(single: Single, named: str = "") -> Path:
    """The folder with the configuration, the tokenizer and the noise schedule that a file lacks.

    It is the one named (a model, or a folder), else the first that fits of: the folder of the file itself, and the
    models that are on this machine.

    Raises
    ------
    MissingWeights
        There is none.
    BadOption
        The one that was named is of another kind.
    """
    if named:
        folder = Path(named).expanduser()
        folder = folder if folder.is_dir() else models.located(_card(named))
        if not _fits(single, folder):
            raise BadOption(f"{folder} is not the configuration of {single.path}, which is {single.kind}.")
        return folder
    found = next((folder for folder in _offered(single) if _fits(single, folder)), None)
    if found is None:
        raise MissingWeights(
            f"{single.path} is {single.kind} as one file, and the small files that belong to it (configuration, "
            f"tokenizer) are not here; run: albumen models pull {SMALL[single.kind]}{CONFIG}"
        )
    return found


def _offered(single: Single) -> Iterator[Path]:
    yield single.path.parent
    for card in sorted(_cards(), key=lambda card: ("turbo" in card.name) != single.called("turbo")):
        if place := models.place(card):
            yield place.path


def _cards() -> list[ModelCard]:
    return [card for card in models.listed() if card.task in (TASK, PAINTS)]


def _card(named: str) -> ModelCard:
    for card in _cards():
        if card.name == named:
            return card
    known = ", ".join(card.name for card in _cards())
    raise BadOption(f"The option config is {named!r}; it takes {known}, or a folder.")


def _fits(single: Single, folder: Path) -> bool:
    try:
        index, unet = settings(folder / "model_index.json"), settings(folder / "unet" / "config.json")
    except AlbumenError:
        return False
    return (
        ("XL" in str(index.get("_class_name"))) == single.xl
        and unet.get("cross_attention_dim") == single.words
        and (unet.get("time_cond_proj_dim") is not None) == single.embeds_guidance
    )
