from __future__ import annotations

import numpy as np
import pytest

from albumen.brief import Brief
from albumen.card import Card
from albumen.description import Description
from albumen.errors import BadOption
from albumen.music import Music
from albumen.play.engine import ENGINES, play
from albumen.progress import Progress
from albumen.settings import options_of
from albumen.song import Audio


class Hum:
    """Plays noise, and has no settings."""

    @property
    def card(self) -> Card:
        return Card("hum", "One note.")

    def play(self, brief: Brief, rng: np.random.Generator, progress: Progress) -> Music:
        return Music(Audio(rng.standard_normal((1, 100)).astype(np.float32), 8000), brief)


def samples(seed: int, variant: int = 0) -> bytes:
    return play(Brief(Description(), "", seed=seed, variant=variant), Hum()).audio.samples.tobytes()


def test_randomness_comes_from_seed_and_variant_alone() -> None:
    assert samples(1) == samples(1)
    assert len({samples(1), samples(2), samples(1, 1)}) == 3


def test_an_engine_without_settings_says_so() -> None:
    assert options_of(Hum()) == {}
    with pytest.raises(BadOption, match="The engine hum has no setting 'style'; it has none"):
        play(Brief(Description(), "", options={"style": "bossa"}), Hum())


def test_a_brief_is_looked_at_before_anything_is_played() -> None:
    with pytest.raises(BadOption, match="from 5 to 600 seconds, not 2"):
        play(Brief(Description(), "", seconds=2), ENGINES.get("band"))
