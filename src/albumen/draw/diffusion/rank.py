"""Which of several pictures to show first: by CLIP (Radford et al. 2021) where it is here, by measures else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from albumen import models
from albumen.card import Readiness
from albumen.draw.diffusion import loading
from albumen.draw.diffusion.measures import measured
from albumen.picture import Pixels

CLIP = "clip-vit-base-patch32"
_MEAN = np.array([0.48145466, 0.4578275, 0.40821073], np.float32)
_SPREAD = np.array([0.26862954, 0.26130258, 0.27577711], np.float32)
"""Of the pictures that CLIP was trained on (its repository, `clip.py`)."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Pictures in the order in which to show them."""

    order: tuple[int, ...]
    """Places in what was given, best first."""
    scores: tuple[float, ...]
    """Of each picture as given; higher is better."""
    by: str
    """`CLIP clip-vit-base-patch32`: cosine of picture and prompt; or `measures`: see `measures.Measures.score`."""


def ready() -> Readiness:
    """Whether pictures can be ranked by CLIP; by measures they always can."""
    installed = loading.installed()
    return installed if not installed.ok else models.ready(CLIP)


def order(pixels: Pixels | Sequence[Pixels], prompt: str) -> Ranking:
    """Ranks pictures uint8 [n, height, width, 3], sRGB; nothing is ever downloaded.

    Raises
    ------
    MissingWeights
        CLIP's weights are here, but damaged.
    """
    if len(pixels) > 1 and ready().ok:
        return _ranked([float(score) for score in likeness(pixels, prompt, models.located(CLIP))], f"CLIP {CLIP}")
    return _ranked([measured(picture).score for picture in pixels], "measures")


def likeness(pixels: Pixels | Sequence[Pixels], prompt: str, folder: Path) -> NDArray[np.float32]:
    """Cosine of each picture's and the prompt's embedding, float32 [n], by the CLIP that a folder holds.

    A prompt is read as far as CLIP reads, 77 tokens with those that begin and end it.
    """
    import torch

    clip, tokens = _loaded(folder)
    words = tokens(
        prompt, truncation=True, max_length=clip.config.text_config.max_position_embeddings, return_tensors="pt"
    )
    side = clip.config.vision_config.image_size
    with torch.inference_mode():
        text = _embedding(clip.get_text_features(**words.to(clip.device)))
        seen = [torch.from_numpy(shown(picture, side)[None]).to(clip.device) for picture in pixels]
        pictures = torch.cat([_embedding(clip.get_image_features(one)) for one in seen])
    return np.asarray((pictures @ text.T)[:, 0].float().cpu(), np.float32)


def shown(picture: Pixels, side: int) -> NDArray[np.float32]:
    """What CLIP is shown of a picture uint8 [height, width, 3]: the middle square, float32 [3, side, side]."""
    image = Image.fromarray(picture)
    scale = side / min(image.size)
    image = image.resize(
        (max(side, int(image.width * scale)), max(side, int(image.height * scale))), Image.Resampling.BICUBIC
    )
    left, top = (image.width - side) // 2, (image.height - side) // 2
    middle = np.asarray(image.crop((left, top, left + side, top + side)), np.float32) / np.float32(255)
    return np.ascontiguousarray(((middle - _MEAN) / _SPREAD).transpose(2, 0, 1))


def forget() -> None:
    """Gives CLIP's memory back; the next ranking reads it again."""
    _loaded.cache_clear()


@lru_cache(maxsize=1)
def _loaded(folder: Path) -> tuple[Any, Any]:
    clip = loading.network("CLIPModel", folder)
    return clip, loading.tokenizer(folder)


def _embedding(given: Any) -> Any:
    """The unit vector in what transformers gives, which is a tensor or, since version 5, holds one."""
    vector = getattr(given, "pooler_output", given)
    return vector / vector.norm(dim=-1, keepdim=True)


def _ranked(scores: list[float], by: str) -> Ranking:
    best = sorted(range(len(scores)), key=lambda place: -scores[place])
    return Ranking(tuple(best), tuple(scores), by)
