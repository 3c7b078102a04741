"""Effects colour a stem and leave it as loud; rooms answer late."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

from albumen.music import Instrument
from albumen.play.band.studio.chains import chain
from albumen.play.band.studio.effects import affected, reverberant
from albumen.play.band.studio.modal import RATE, modal


def tone(channels: int = 1) -> np.ndarray:
    t = np.arange(RATE) / RATE
    return np.tile(modal([220.0, 440.0, 1100.0], 1.0, [0.3, 0.2, 0.1], RATE) * (t > 0.01), (channels, 1)).astype(
        np.float32
    )


def rms(sound: np.ndarray) -> float:
    loud = sound[np.abs(sound) > 1e-5]
    return float(np.sqrt(np.mean(loud.astype(float) ** 2)))


@pytest.mark.parametrize("name", get_args(Instrument))
def test_a_stem_leaves_its_chain_as_loud_as_it_came(name: Instrument) -> None:
    sound = affected(tone(), name, 0.5)

    assert sound.shape[1] == RATE
    assert np.isfinite(sound).all()
    assert rms(sound) == pytest.approx(rms(tone()), rel=0.02)


def test_silence_is_left_alone() -> None:
    assert not affected(np.zeros((2, 1000), np.float32), "distorted guitar", 0.5).any()


def test_an_echo_comes_three_sixteenths_later() -> None:
    click = np.zeros((1, RATE), np.float32)
    click[0, 1000:1100] = 0.5
    echoed = np.abs(affected(click, "saw lead", 0.4))[0]
    late = 5000 + int(np.argmax(echoed[5000:]))

    assert late == pytest.approx(1000 + 0.3 * RATE, abs=200)


def test_most_instruments_have_no_chain() -> None:
    assert chain("flute", 0.5) == []
    assert chain("electric bass", 0.5)


def test_the_room_answers_after_a_moment() -> None:
    click = np.zeros((2, RATE), np.float32)
    click[:, 0] = 1.0
    answer = np.abs(reverberant(click, "hall")).max(axis=0)

    assert answer[: int(0.017 * RATE)].max() < 1e-4
    assert answer[int(0.05 * RATE) :].max() > 1e-3
