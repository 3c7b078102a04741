"""What the recipes of cover classifiers say, beside what every recipe says."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from albumen.data.covers.counts import LICENCE
from albumen.train.recipe import Recipe, Section


class CoverData(Section):
    """Which covers; they are split 80/10/10 by the recipe's seed, and a sleeve stays in one part."""

    genres: tuple[str, ...] = ()
    """Names of the folders; all there are if none is named."""
    licence: str = LICENCE

    @model_validator(mode="after")
    def _several(self) -> CoverData:
        if len(self.genres) == 1 or len(set(self.genres)) < len(self.genres):
            raise ValueError("two genres are needed at least, each named once")
        return self


class ConvNextSection(Section):
    """The network; left as it is, ConvNeXt-Tiny."""

    start: Literal["imagenet", "scratch"] = "imagenet"
    """Published weights (`albumen models pull convnext-tiny-224`), or chance."""
    widths: tuple[int, ...] = (96, 192, 384, 768)
    depths: tuple[int, ...] = (3, 3, 9, 3)
    side: int = Field(default=224, ge=32, multiple_of=32)
    scale: float = Field(default=1e-6, gt=0)
    """LayerScale at first, where chance begins: 1e-6 as published for 300 epochs of a million pictures; 0.1 and more
    learns from a few thousand."""


class Augment(Section):
    """How pictures are changed while learning ("Img2Music", section 3.1 and Fig. 4; it names no amounts)."""

    flip: float = Field(default=0.5, ge=0, le=1)
    """How often they are turned left to right."""
    crop: tuple[float, float] = (0.6, 1.0)
    """The share of the area that is kept, drawn evenly between these."""
    rotation: float = Field(default=15.0, ge=0, le=180)
    """Degrees to either side, drawn evenly; what lies beyond the edge is mirrored."""
    noise: float = Field(default=0.05, ge=0)
    """Standard deviation of Gaussian noise, for values of 0..1."""

    @model_validator(mode="after")
    def _ordered(self) -> Augment:
        if not 0 < self.crop[0] <= self.crop[1] <= 1:
            raise ValueError("crop needs two shares of the area, the smaller first")
        return self


class CoverRecipe(Recipe):
    """A recipe of the task `cover-genre`."""

    data: CoverData = CoverData()
    network: ConvNextSection = ConvNextSection()
    augment: Augment = Augment()
    smoothing: float = Field(default=0.0, ge=0, lt=1)
    """Of the labels."""


class HeadSection(Section):
    """The small network on the features; see `albumen.look.cover_genre.head.Head`."""

    hidden: tuple[int, ...] = ()
    dropout: float = Field(default=0.0, ge=0, lt=1)


class ProbeRecipe(Recipe):
    """A recipe of the task `cover-features`."""

    data: CoverData = CoverData()
    features: tuple[str, ...] = ("open-nsfw",)
    """Names of `albumen.look.cover_genre.features.FROZEN`."""
    head: HeadSection = HeadSection()
    smoothing: float = Field(default=0.0, ge=0, lt=1)
    """Of the labels."""
