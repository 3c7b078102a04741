"""The task of fitting a VAE to one genre's clips."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
from albumen.train.vae.losses import convergence, divergence, magnitudes, spectral
from albumen.train.vae.settings import VaeRecipe

HEARD = 8
"""Clips of the validation split whose sound is measured at the end."""


class VaeTask:
    """Fits a VAE as its recipe says."""

    turns = WHOLE

    def __init__(self, recipe: VaeRecipe, clips: Clips) -> None:
        self._recipe, self._clips, self._domain = recipe, clips, recipe.network.domain
        own, first = recipe.network, self._inputs(clips.train, [0])[0]
        self._shape = Shape(len(first), first.shape[1], own.widths, own.strides, own.latent)

    @property
    def steps(self) -> int:
        """Batches in an epoch."""
        return -(-len(self._clips.train.samples) // self._recipe.fit.batch)

    def build(self) -> nn.Module:
        """The network with its first weights, and mean and deviation of the training clips."""
        network = ConvVae(self._shape, len(self._clips.train.samples))
        mean, deviation = self._moments()
        network.mean.fill_(mean)
        network.deviation.fill_(deviation)
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
        clips, own = batch["clips"], self._recipe.loss
        given, mean, spread = network(clips)
        error = squared(given.float(), clips) / self._variance(network)
        apart = divergence(mean.float(), spread.float())
        value = error + own.kl * apart
        if own.stft:
            value = value + own.stft * spectral(given[:, 0], clips[:, 0])
        return Loss(value, {"error": error.detach(), "kl": apart.detach()})

    @torch.no_grad()
    def evaluate(self, network: nn.Module, device: torch.device) -> Mapping[str, float]:
        """On validation clips, from the means of their codes.

        `error` is the squared error by the variance of the training music: 1 is what its mean scores, and silence;
        `snr` the same in dB; `kl` in nats for each number; `loss` as in training, without the spectral part;
        `spectral_convergence` of magnitudes for waveforms, of mel bands otherwise (1 is silence).
        """
        cut = self._clips.validation
        told: list[tuple[float, float, float]] = []
        for row in range(len(cut.samples)):
            clip = torch.as_tensor(self._inputs(cut, [row])).to(device)
            given, mean, spread = network(clip)
            error = squared(given.float(), clip) / self._variance(network)
            apart = divergence(mean.float(), spread.float())
            told.append((float(error), float(apart), float(convergence(self._bands(given), self._bands(clip)))))
        error_, kl, far = np.mean(told, axis=0).tolist()
        snr = -10 * float(np.log10(max(error_, 1e-12)))
        loss = error_ + self._recipe.loss.kl * kl
        return {"loss": loss, "error": error_, "snr": snr, "kl": kl, "spectral_convergence": far}

    @torch.no_grad()
    def finish(self, network: nn.Module, device: torch.device) -> Mapping[str, object]:
        """What the player needs, and the data; the training clips' codes become part of the weights."""
        vae, clips = cast(ConvVae, network), self._clips
        for row in range(len(clips.train.samples)):
            inputs = torch.as_tensor(self._inputs(clips.train, [row])).to(device)
            vae.codes[row] = vae.encode(inputs)[0][0]
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

    def _moments(self) -> tuple[float, float]:
        """Mean and deviation of all numbers in the training clips."""
        sums = np.zeros(3)
        for row in range(len(self._clips.train.samples)):
            values = self._inputs(self._clips.train, [row]).astype(np.float64)
            sums += (values.size, values.sum(), (values**2).sum())
        mean = sums[1] / sums[0]
        return float(mean), float(np.sqrt(max(sums[2] / sums[0] - mean**2, 1e-8)))

    def _variance(self, network: nn.Module) -> Tensor:
        vae = cast(ConvVae, getattr(network, "module", network))  # many devices wrap it
        return vae.deviation**2

    def _bands(self, clips: Tensor) -> Tensor:
        return magnitudes(clips[:, 0]) if self._domain == "waveform" else torch.exp(clips.float())
