"""What the recipes of cover classifiers say, beside what every recipe says."""

from __future__ import annotations

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

    start: str = "imagenet"
    """Published weights (`albumen models pull convnext-tiny-224`); `scratch`: chance; or the folder of a training of
    the task `cover-views` with the same widths and depths."""
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
    colour: float = Field(default=0.0, ge=0, lt=1)
    """By how much brightness, contrast and saturation are changed: each is multiplied by 1 plus or minus so much."""
    grey: float = Field(default=0.0, ge=0, le=1)
    """How often all colour is taken away."""

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


class ViewsRecipe(Recipe):
    """A recipe of the task `cover-views`."""

    data: CoverData = CoverData()
    network: ConvNextSection = ConvNextSection(start="scratch", scale=0.1)
    augment: Augment = Augment(crop=(0.25, 1.0), colour=0.4, grey=0.2)
    projector: tuple[int, ...] = Field(default=(512, 512, 512), min_length=1)
    """Widths of the layers between the network and the embeddings, which have as many numbers as the last is wide."""
    redundancy: float = Field(default=0.0051, gt=0)
    """What it weighs that two numbers tell the same (lambda of Barlow Twins)."""

    @model_validator(mode="after")
    def _from_nothing(self) -> ViewsRecipe:
        if self.network.start != "scratch":
            raise ValueError('network.start must be "scratch": this is how a network begins')
        return self


class HeadSection(Section):
    """The small network on the features; see `albumen.look.cover_genre.head.Head`."""

    hidden: tuple[int, ...] = ()
    dropout: float = Field(default=0.0, ge=0, lt=1)


class FeatureRecipe(Recipe):
    """What both recipes on frozen features say."""

    data: CoverData = CoverData()
    features: tuple[str, ...] = ("open-nsfw",)
    """Names of `albumen.look.cover_genre.features.FROZEN`."""


class ProbeRecipe(FeatureRecipe):
    """A recipe of the task `cover-features`."""

    head: HeadSection = HeadSection()
    smoothing: float = Field(default=0.0, ge=0, lt=1)
    """Of the labels."""


class RidgeRecipe(FeatureRecipe):
    """A recipe of the task `cover-ridge`."""

    penalty: float = Field(default=0.7, gt=0)
    """Of the regression's weights; what two covers are alike by is 1 at most, and 2 with words."""
