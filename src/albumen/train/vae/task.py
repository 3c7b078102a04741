"""The task of fitting a VAE to one genre's clips."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from albumen.play.vae.network import ConvVae, Shape
from albumen.play.vae.sound import RATE, coded, heard
from albumen.train.losses import squared
from albumen.train.task import WHOLE, Batch, Loss, Share
from albumen.train.vae.clips import Clips, Cut
from albumen.train.vae.first import begin
from albumen.train.vae.losses import convergence, divergence, excerpt, magnitudes, spectral
from albumen.train.vae.settings import VaeRecipe

Coded = tuple[Tensor, Tensor, Tensor]
"""Clips as a VAE gives them back, and mean and log variance of their codes."""
HEARD = 8
"""Clips of the validation split whose sound is measured at the end."""


class VaeTask:
    """Fits a VAE as its recipe says."""

    turns = WHOLE

    def __init__(self, recipe: VaeRecipe, clips: Clips) -> None:
        self._recipe, self._clips, self._domain = recipe, clips, recipe.network.domain
        own, first = recipe.network, self._inputs(clips.train, [0])[0]
        self._shape = Shape(len(first), first.shape[1], own.widths, own.strides, own.latent, own.lines, own.depth)

    @property
    def steps(self) -> int:
        """Batches in an epoch."""
        return -(-len(self._clips.train.samples) // self._recipe.fit.batch)

    def build(self) -> nn.Module:
        """The network with its first weights, which knows how loud the training clips are."""
        network = ConvVae(self._shape, len(self._clips.train.samples))
        begin(network, self._training, self._recipe.loss.whitening)
        return network

    def batches(self, epoch: int, first: int, share: Share) -> Iterator[Batch]:
        """The batches of an epoch from step `first` on, each this process's share."""
        order = np.random.default_rng([self._recipe.seed, epoch]).permutation(len(self._clips.train.samples))
        size = self._recipe.fit.batch
        for step in range(first, self.steps):
            rows = order[step * size : (step + 1) * size]
            mine = rows[share.rank :: share.of]
            if len(mine):
                yield Batch({"clips": self._inputs(self._clips.train, mine)}, len(mine), len(rows))

    def loss(self, network: nn.Module, batch: Mapping[str, Tensor], turn: str) -> Loss:
        """Squared error by the variance of the music, spectral loss, and divergence, weighed by the recipe."""
        clips = batch["clips"]
        value, error, apart = self._weighed(network, network(clips), clips, excerpt)
        return Loss(value, {"error": error.detach(), "kl": apart.detach()})

    @torch.no_grad()
    def evaluate(self, network: nn.Module, device: torch.device) -> Mapping[str, float]:
        """On validation clips, from the means of their codes.

        `error` is the squared error by the variance of the training music: 1 is what its mean scores, and silence;
        `snr` the same in dB; `kl` in nats for each number; `loss` as in training;
        `spectral_convergence` of magnitudes for waveforms, of mel bands otherwise (1 is silence).
        """
        cut = self._clips.validation
        told: list[tuple[float, float, float, float]] = []
        for row in range(len(cut.samples)):
            clip = torch.as_tensor(self._inputs(cut, [row])).to(device)
            coded_ = network(clip)
            value, _, apart = self._weighed(network, coded_, clip)
            given = coded_[0].float()
            plain = squared(given, clip) / _vae(network).deviation ** 2
            told.append(
                (float(value), float(plain), float(apart), float(convergence(self._bands(given), self._bands(clip))))
            )
        loss, error, kl, far = np.mean(told, axis=0).tolist()
        snr = -10 * float(np.log10(max(error, 1e-12)))
        return {"loss": loss, "error": error, "snr": snr, "kl": kl, "spectral_convergence": far}

    def _weighed(
        self, network: nn.Module, told: Coded, clips: Tensor, part: Callable[[Tensor], Tensor] = lambda waves: waves
    ) -> tuple[Tensor, Tensor, Tensor]:
        """What is made smaller, and of it the squared error of what the convolutions see, and the divergence."""
        own, given = self._recipe.loss, told[0].float()
        error = squared(_vae(network).seen(given), _vae(network).seen(clips))
        apart = divergence(told[1].float(), told[2].float())
        value = error + own.kl * apart
        if own.stft:
            value = value + own.stft * spectral(*part(torch.stack([given[:, 0], clips[:, 0]])))
        return value, error, apart

    @torch.no_grad()
    def finish(self, network: nn.Module, device: torch.device) -> Mapping[str, object]:
        """What the player needs, and the data; the training clips' codes become part of the weights."""
        vae, clips = cast(ConvVae, network), self._clips
        for row, clip in enumerate(self._training()):
            vae.codes[row] = vae.encode(clip.to(device))[0][0]
        return {
            "genre": clips.genre,
            "domain": self._domain,
            "network": self._shape.to_dict(),
            "clips": {"train": len(clips.train.samples), "samples": int(clips.train.samples.shape[1]), "rate": RATE},
            "sound": {
                "spectral_convergence": self._sound(vae, device),
                "clips": min(HEARD, len(clips.validation.names)),
            },
            "data": {
                "name": f"{clips.genre} clips",
                "licence": self._recipe.data.licence,
                "train": list(clips.train.names),
                "validation": list(clips.validation.names),
                "test": list(clips.test),
                "left_out": [*clips.train.notes, *clips.validation.notes],
            },
        }

    def _sound(self, vae: ConvVae, device: torch.device) -> float:
        """Spectral convergence of the validation clips as they are heard, which both domains can be held against."""
        cut, far = self._clips.validation, []
        for row in range(min(HEARD, len(cut.samples))):
            wave = cut.waveforms([row])[0]
            code = vae.encode(torch.as_tensor(coded(wave, self._domain))[None].to(device))[0]
            given = torch.as_tensor(heard(vae.decode(code)[0].cpu(), self._domain, len(wave)))
            far.append(float(convergence(magnitudes(given[None]), magnitudes(torch.as_tensor(wave)[None]))))
        return float(np.mean(far))

    def _inputs(self, cut: Cut, rows: list[int] | NDArray[np.int64]) -> NDArray[np.float32]:
        return np.stack([coded(wave, self._domain) for wave in cut.waveforms(rows)])

    def _training(self) -> Iterator[Tensor]:
        """The training clips one by one, float32 [1, channels, length]."""
        for row in range(len(self._clips.train.samples)):
            yield torch.as_tensor(self._inputs(self._clips.train, [row]))

    def _bands(self, clips: Tensor) -> Tensor:
        return magnitudes(clips[:, 0]) if self._domain == "waveform" else torch.exp(clips.float())


def _vae(network: nn.Module) -> ConvVae:
    return cast(ConvVae, getattr(network, "module", network))  # many devices wrap it
