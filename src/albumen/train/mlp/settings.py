"""What the recipes of MLPs say, beside what every recipe says."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from albumen.data.audioset.batches import Example
from albumen.data.audioset.labels import Task as Labels
from albumen.data.audioset.splits import Split
from albumen.data.sampling import Sampling
from albumen.train.recipe import Recipe, Section

Thresholds = Literal["half", "train", "validation"]


class Network(Section):
    """The network; see `albumen.listen.mlp.Mlp`."""

    hidden: tuple[int, ...] = (1024,)
    batch_norm: bool = True
    dropout: float = Field(default=0, ge=0, lt=1)
    standardise: bool = False


class LossSection(Section):
    """What is made smaller; see `albumen.train.losses`."""

    kind: Literal["binary", "focal", "squared"] = "binary"
    """Targets 0..1, hard or soft, for the first two; any numbers for the last."""
    gamma: float = Field(default=2.0, ge=0)
    """Of the focal loss."""
    positive_weights: Literal["none", "balanced", "root"] = "none"
    """How much more a positive counts: negatives by positives among the examples as they are drawn, or its root."""
    heaviest: float = Field(default=20.0, ge=1)
    """The largest such weight."""


class Drawing(Section):
    """In which order examples come, and how the classes are called present."""

    sampling: Sampling = "shuffled"
    beta: float = Field(default=0.9999, gt=0, lt=1)
    """Of sampling by effective number."""
    thresholds: Thresholds = "half"
    """0.5 for every class, or the best F1 on the training or validation split."""


class MlpRecipe(Recipe):
    """What both kinds of MLP recipes share."""

    network: Network = Network()
    loss: LossSection = LossSection()


class AudioSetData(Drawing):
    """Which of AudioSet's clips."""

    labels: Labels
    train: Split = "unbalanced"
    validation: Split = "balanced"
    example: Example = "second"
    children: bool = False
    """Labels below a class in the ontology count for it."""
    skip_damaged: bool = False

    @model_validator(mode="after")
    def _distinct(self) -> AudioSetData:
        if self.train == self.validation or "eval" in (self.train, self.validation):
            raise ValueError("training and validation need two splits, and eval is neither's")
        return self


class AudioSetRecipe(MlpRecipe):
    """A recipe of the task `audioset`."""

    data: AudioSetData


class FeatureData(Drawing):
    """Which rows of a table of features."""

    validation: float = Field(default=0.1, gt=0, lt=1)
    """The share of groups that is held out, where the table has no splits of its own."""
    licence: str = ""
    """Of the data, for the card."""


class FeatureRecipe(MlpRecipe):
    """A recipe of the task `features`."""

    data: FeatureData = FeatureData()
