"""A style's happiness is what a listener hears in it, happy or sad as it was asked to be."""

from __future__ import annotations

import numpy as np

from albumen.card import Card, Readiness
from albumen.description import Affect, Description
from albumen.play.band.styles import STYLES
from albumen.progress import Progress
from albumen.song import Song
from tools.hear_styles import happiness


class Meter:
    """Hears as valence how much of the song was asked for, by turns happy and sad."""

    card = Card("meter", "Counts.", ready=lambda: Readiness(True))

    def __init__(self) -> None:
        self.lengths: list[float] = []

    def listen(self, song: Song, rng: np.random.Generator, progress: Progress) -> Description:
        self.lengths.append(song.source.read(0, song.duration).seconds)
        return Description(affect=Affect(len(self.lengths) / 10, 0.0))

    def close(self) -> None: ...


def test_it_is_the_mean_of_what_is_heard() -> None:
    meter = Meter()
    assert happiness(STYLES["ambient"], meter, seconds=5.0) == 0.25
    assert len(meter.lengths) == 4
    assert all(4.5 < length < 8 for length in meter.lengths)
