"""Two hundred pieces that nobody has heard, held to what a finished master must be."""

from __future__ import annotations

import numpy as np
import pyloudnorm
import pytest
from _pytest.mark import ParameterSet
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d
from scipy.signal import resample_poly

from albumen.brief import Brief
from albumen.description import Affect, Description
from albumen.play.band.styles import STYLES
from albumen.play.engine import ENGINES, play

RATE = 44_100
PIECES, ALWAYS, BATCH = 200, 80, 20
CLICK = 20.0
"""Pieces without a click measure 4 to 10, a sound chip's squares 15; a step of 0.3 where they are calm 25 and more."""

Sound = NDArray[np.float32]


def brief(number: int) -> Brief:
    """A style, a length of five to six seconds, an affect and a seed by lot."""
    rng = np.random.default_rng(number)
    style = list(STYLES)[number % len(STYLES)]
    affect = Affect(float(rng.uniform(-1, 1)), float(rng.uniform(-1, 1)))
    seconds = round(float(rng.uniform(5, 6)), 3)
    return Brief(Description(affect=affect), "", seconds=seconds, seed=number, options={"style": style})


def made(wanted: Brief) -> Sound:
    return play(wanted, ENGINES.get("band")).audio.samples


def true_peak(sound: Sound) -> float:
    """dBTP after fourfold oversampling."""
    return float(20 * np.log10(np.abs(resample_poly(sound, 4, 1, axis=1)).max()))


def longest_silence(sound: Sound) -> float:
    """Seconds of the longest stretch under -60 dBFS, in windows of 50 ms, before the last fade."""
    window = RATE // 20
    count = (sound.shape[1] - RATE // 2) // window
    quiet = np.abs(sound[:, : count * window]).max(axis=0).reshape(count, window).max(axis=1) < 1e-3
    edges = np.flatnonzero(np.diff(np.concatenate([[0], quiet.astype(int), [0]])))
    return float(max(edges[1::2] - edges[::2], default=0) * window / RATE)


def clickiness(sound: Sound) -> float:
    """The largest second difference against the root mean square of the three milliseconds about it, over channels.

    A seam or a note cut off is one sample's step; an attack, however sharp, has others beside it.
    """
    return float(max(bends(channel).max() for channel in sound))


def bends(channel: Sound) -> NDArray[np.float64]:
    """Each sample's second difference against those about it, the ends left out."""
    bend = np.abs(np.diff(channel.astype(np.float64), 2))
    power = bend**2
    near = uniform_filter1d(power, 129) * 129 - uniform_filter1d(power, 7) * 7
    about = np.sqrt(np.maximum(near, 0) / 122) + 1e-4
    return np.asarray((bend / about)[64:-64])


def faults(sound: Sound) -> list[str]:
    """What a finished master must not have, each by its name."""
    if not np.isfinite(sound).all():
        return ["not a number"]
    loudness = pyloudnorm.Meter(RATE).integrated_loudness(sound.T.astype(np.float64))
    held = {
        "peak": true_peak(sound) < -1.0,
        "loudness": abs(loudness + 14) < 0.3,
        "offset": np.abs(sound.mean(axis=1)).max() < 1e-3,
        "end": np.abs(sound[:, [0, -1]]).max() < 1e-3,
        "silence": longest_silence(sound) < 1.0,
        "click": clickiness(sound) < CLICK,
    }
    return [name for name, good in held.items() if not good]


def batches() -> list[ParameterSet]:
    """Each style twice with every run of the tests, all two hundred pieces where slow tests are asked for."""
    return [pytest.param(first, marks=() if first < ALWAYS else pytest.mark.slow) for first in range(0, PIECES, BATCH)]


@pytest.mark.parametrize("first", batches())
def test_a_piece_is_a_finished_master(first: int) -> None:
    for number in range(first, first + BATCH):
        wanted = brief(number)
        sound = made(wanted)
        told = f"{number} {wanted.options['style']}"

        assert sound.shape == (2, round(wanted.seconds * RATE)), told
        assert faults(sound) == [], told


def spoilt(name: str, sound: Sound) -> Sound:
    """A good piece with one thing wrong."""
    bad = sound.copy()
    if name == "offset":
        bad += 0.01
    elif name == "silence":
        bad[:, RATE : round(2.2 * RATE)] *= 1e-4
    elif name == "end":
        bad[:, -1] = 0.1
    elif name == "not a number":
        bad[0, RATE] = np.nan
    else:
        bad = np.clip(bad * 3, -1, 1)
    return bad


@pytest.mark.parametrize("name", ["offset", "silence", "end", "not a number", "peak", "loudness"])
def test_what_is_wrong_is_found(name: str) -> None:
    assert name in faults(spoilt(name, made(brief(4))))


@pytest.mark.parametrize("number", [3, 58, 111])
def test_the_same_seed_gives_the_same_bytes(number: int) -> None:
    assert made(brief(number)).tobytes() == made(brief(number)).tobytes()


def test_another_seed_gives_other_music() -> None:
    assert made(brief(3)).tobytes() != made(brief(3 + len(STYLES))).tobytes()


@pytest.mark.parametrize("number", range(0, 21, 5))
def test_a_step_where_it_is_calm_measures_as_a_click(number: int) -> None:
    sound = made(brief(number)).copy()
    middle = sound[0, RATE : 4 * RATE].astype(np.float64)
    calm = RATE + int(np.argmin(uniform_filter1d(np.diff(middle, 2) ** 2, 300)[300:-300])) + 300
    sound[0, calm:] += 0.3

    assert clickiness(sound) > CLICK
