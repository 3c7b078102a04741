"""A trained VAE at work: known clips' codes, and the sound of any code."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from albumen.errors import MissingWeights
from albumen.maker import Model
from albumen.models.trained import read_trained
from albumen.play.vae.network import ConvVae, Shape
from albumen.play.vae.shelf import DOMAINS, Domain
from albumen.play.vae.sound import RATE, heard
from albumen.song import Samples

TASK = "vae"


class Player:
    """One genre's VAE.

    Parameters
    ----------
    network
        Trained; it is put into evaluation mode.
    domain
        What it codes.
    samples
        Of a clip.
    card
        What training wrote down.
    """

    def __init__(self, network: ConvVae, domain: Domain, samples: int, card: Mapping[str, Any]) -> None:
        self._network, self._domain, self._samples = network.eval(), domain, samples
        self.card = card
        self.codes: NDArray[np.float32] = network.codes.cpu().numpy()
        """Of the clips that it learnt from, float32 [clips, latent, frames]."""
        self.spread = float(self.codes.std()) if self.codes.size else 0.0
        """Standard deviation of the numbers in them."""

    @property
    def genre(self) -> str:
        """The music that it learnt from."""
        return str(self.card["genre"])

    @property
    def seconds(self) -> float:
        """Length of a clip."""
        return self._samples / RATE

    @property
    def model(self) -> Model:
        """Its name, the beginning of its weights' checksum, and the licence of what it learnt from."""
        name = "s4-vae" if self._domain == "waveform" else "s4-vae-mel"
        licence = str(self.card["data"]["licence"])
        return Model(f"{name}-{self.genre}", str(self.card["weights"]["sha256"])[:12], licence)

    @torch.no_grad()
    def decoded(self, code: NDArray[np.float32]) -> Samples:
        """The sound of a code [latent, frames], float32 [samples] at 22,050 Hz."""
        clip = self._network.decode(torch.as_tensor(code)[None])[0]
        return heard(clip, self._domain, self._samples)


def load_player(folder: Path) -> Player:
    """The VAE in a folder that `albumen train` wrote.

    Raises
    ------
    MissingWeights
        There is none, it is damaged, or it knows no clip.
    MissingExtra
        torch is not installed.
    """
    held = read_trained(folder)
    if held.card.get("task") != TASK:
        raise MissingWeights(f"{held.folder} is trained for {held.card.get('task')!r} and plays nothing.")
    try:
        network = ConvVae(Shape.from_dict(held.card["network"]), int(held.card["clips"]["train"]))
        network.load_state_dict(held.weights())
        domain = DOMAINS[DOMAINS.index(held.card["domain"])]
        player = Player(network, domain, int(held.card["clips"]["samples"]), held.card)
    except (KeyError, TypeError, ValueError, RuntimeError) as error:
        raise MissingWeights(f"{held.folder} holds weights that are not those of its card; train anew.") from error
    if not len(player.codes):
        raise MissingWeights(f"{held.folder} knows no clip to begin with; train anew.")
    return player
