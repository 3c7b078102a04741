"""The VAEs as an engine; torch is loaded when it first plays."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from albumen.brief import Brief
from albumen.card import Card
from albumen.errors import MissingWeights
from albumen.music import Music
from albumen.play.vae.card import CARD, remedy
from albumen.play.vae.latent import perturbed
from albumen.play.vae.shelf import Shelved, called, shelved, suited
from albumen.play.vae.wishes import OPTIONS, Wishes, check_seconds, wishes
from albumen.progress import Progress
from albumen.song import Audio, Samples

if TYPE_CHECKING:
    from albumen.play.vae.player import Player

RATE = 22_050
JOIN = 1.0
"""Seconds in which one clip fades into the next, where more than one is wanted."""
EDGE = 0.02
"""Seconds of fade at either end, against clicks."""
PEAK = 0.891
"""-1 dBFS."""


class Vae:
    """Plays a known clip of the picture's genre, its code moved by the picture's features."""

    def __init__(self) -> None:
        self._players: dict[Path, Player] = {}

    @property
    def card(self) -> Card:
        """What it is, what it needs, whether it is ready."""
        return CARD

    @property
    def options(self) -> Mapping[str, str]:
        """The settings that `Brief.options` may hold, each with one line of help."""
        return OPTIONS

    def check(self, brief: Brief) -> None:
        """Looks at the length and the options; raises BadOption, or MissingWeights if no VAE is here."""
        check_seconds(brief.seconds)
        self._chosen(brief, wishes(brief.options))

    def play(self, brief: Brief, rng: np.random.Generator, progress: Progress) -> Music:
        """Music of `brief.seconds`, mono at 22,050 Hz; the same brief and generator give the same samples.

        Raises
        ------
        BadOption
            An option is not possible.
        MissingWeights, MissingExtra
            No VAE is here, it is damaged, or torch is not installed.
        """
        wanted = wishes(brief.options)
        player = self._player(self._chosen(brief, wanted).folder)
        frames = round(brief.seconds * RATE)
        sound = np.zeros(0, np.float32)
        while len(sound) < frames:
            progress(len(sound) / frames, "decoding")
            known = player.codes[rng.integers(len(player.codes))]
            code = perturbed(known, brief.description.embedding, wanted.alpha, player.spread)
            sound = joined(sound, player.decoded(code))
        progress(1.0, "decoding")
        audio = Audio(finished(sound[:frames])[None], RATE)
        origin = f"vae/{player.genre}"
        return Music(audio, brief, None, {}, origin, "trainedAlgorithmicMedia", (player.model,))

    def _chosen(self, brief: Brief, wanted: Wishes) -> Shelved:
        if wanted.model is not None:
            return called(wanted.model, wanted.domain)
        here = shelved(wanted.domain)
        if not here:
            kind = f"No VAE of the domain {wanted.domain}" if wanted.domain else "No VAE"
            raise MissingWeights(f"{kind} is trained here; {remedy()}")
        return suited(brief.description.genres, brief.variant, here)

    def _player(self, folder: Path) -> Player:
        if folder not in self._players:
            from albumen.play.vae.player import load_player

            self._players[folder] = load_player(folder)
        return self._players[folder]


def joined(sound: Samples, clip: Samples) -> Samples:
    """One sound after the other, fading in between with equal power; the first may be empty."""
    overlap = min(round(JOIN * RATE), len(sound) // 2, len(clip) // 2)
    if not overlap:
        return np.concatenate([sound, clip])
    turn = np.linspace(0, np.pi / 2, overlap, dtype=np.float32)
    middle = sound[-overlap:] * np.cos(turn) + clip[:overlap] * np.sin(turn)
    return np.concatenate([sound[:-overlap], middle, clip[overlap:]])


def finished(sound: Samples) -> Samples:
    """The sound without clicks at its ends, and no louder than -1 dBFS; a quiet one stays as quiet as it is."""
    edge = min(round(EDGE * RATE), len(sound) // 2)
    ramp = np.linspace(0, 1, edge, dtype=np.float32)
    whole = sound.copy()
    whole[:edge] *= ramp
    whole[len(whole) - edge :] *= ramp[::-1]
    loudest = float(np.abs(whole).max(initial=0.0))
    return np.asarray(whole * min(1.0, PEAK / max(loudest, 1e-9)), np.float32)
