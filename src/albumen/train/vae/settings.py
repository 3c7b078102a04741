"""What the recipes of VAEs say, beside what every recipe says."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from albumen.play.vae.shelf import Domain
from albumen.train.recipe import Recipe, Section


class VaeData(Section):
    """Which music, and how it is cut."""

    genre: str = ""
    """The name of a folder; needed where there are several."""
    split: Literal["seeded", "filtered"] = "seeded"
    """By files, 8 in 10 to train and 1 to validate, drawn by the recipe's seed; or by the fault-filtered lists."""
    seconds: float = Field(default=15.0, ge=0.5, le=60)
    clips: int = Field(default=1, ge=0)
    """Of each file at most, from its start on; 0 takes all that are whole."""
    licence: str = (
        "that of the music, which the codes in the weights hold in little: share them only if you may share it"
    )


class VaeSection(Section):
    """The network; see `albumen.play.vae.network`."""

    domain: Domain = "waveform"
    widths: tuple[int, ...] = Field(default=(32, 64, 128, 256), min_length=1)
    strides: tuple[Annotated[int, Field(ge=1)], ...] = (4, 4, 4, 4)
    latent: int = Field(default=8, ge=1)
    lines: int = Field(default=0, ge=0, le=4096)
    """Of a lapped transform before and behind the convolutions, for waveforms only; 0 is without one, as published."""
    depth: int = Field(default=1, ge=1, le=6)
    """Residual blocks at each width."""

    @model_validator(mode="after")
    def _matching(self) -> VaeSection:
        if len(self.strides) != len(self.widths) or any(stride != 1 and stride % 2 for stride in self.strides):
            raise ValueError("strides needs 1 or an even number for each of widths")
        if self.lines and self.domain != "waveform":
            raise ValueError("lines is for waveforms; a mel spectrogram has bands")
        return self


class VaeLoss(Section):
    """What is made smaller: squared error by the music's variance + `stft` x spectral + `kl` x divergence."""

    kl: float = Field(default=1e-3, ge=0)
    """Weight of the divergence from the standard normal, in nats for each number of the code."""
    stft: float = Field(default=0.0, ge=0)
    """Weight of the multi-resolution spectral loss; for waveforms only."""
    whitening: float = Field(default=0.0, ge=0, le=1)
    """With `network.lines`: the squared error of each line is divided by its variance to this power, so that 0 is the
    error of the samples and 1 counts what is soft as much as what is loud."""


class VaeRecipe(Recipe):
    """A recipe of the task `vae`."""

    data: VaeData = VaeData()
    network: VaeSection = VaeSection()
    loss: VaeLoss = VaeLoss()

    @model_validator(mode="after")
    def _possible(self) -> VaeRecipe:
        if self.loss.stft and self.network.domain != "waveform":
            raise ValueError("loss.stft is for waveforms; a log-mel spectrogram has no phases to leave out")
        return self
