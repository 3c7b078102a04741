"""Integrated loudness against pyloudnorm and against the test tones of EBU Tech 3341."""

from __future__ import annotations

import time

import numpy as np
import pyloudnorm
import pytest
from scipy.signal import sosfreqz

from albumen import audio
from albumen.audio.loudness import k_weighting
from albumen.song import Audio, Passage, Samples
from tests.songs import music

RATES = [8_000, 11_025, 22_050, 44_100, 48_000]


def passage(samples: Samples, rate: int) -> Passage:
    return Passage(0.0, Audio(samples, rate))


def tone(decibels: float, seconds: float, rate: int = 48_000, frequency: float = 997.0) -> Samples:
    wave = 10 ** (decibels / 20) * np.sin(2 * np.pi * frequency * np.arange(round(seconds * rate)) / rate)
    return np.stack([wave, wave]).astype(np.float32)


@pytest.mark.parametrize("rate", [44_100, 48_000])
@pytest.mark.parametrize("level", [-23.0, -33.0])
def test_ebu_tech_3341_case_1_and_2(rate: int, level: float) -> None:
    """A stereo sine of 1 kHz at -23 and -33 dBFS measures -23 and -33 LUFS within 0.1 LU."""
    assert audio.loudness([passage(tone(level, 20.0, rate), rate)]) == pytest.approx(level, abs=0.1)


def test_ebu_tech_3341_case_3() -> None:
    """Ten, sixty and ten seconds at -36, -23 and -36 dBFS: the relative gate leaves -23 LUFS."""
    levels = [tone(-36, 10.0), tone(-23, 60.0), tone(-36, 10.0)]
    assert audio.loudness([passage(np.concatenate(levels, axis=1), 48_000)]) == pytest.approx(-23.0, abs=0.1)


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("seconds", [0.4, 0.47, 3.333, 7.0])
def test_one_passage_is_what_pyloudnorm_measures(rate: int, channels: int, seconds: float) -> None:
    samples = music(seconds, rate, channels, seed=rate)
    samples[:, samples.shape[1] // 2 :] *= 0.1
    theirs = pyloudnorm.Meter(rate).integrated_loudness(samples.T.astype(np.float64))
    assert audio.loudness([passage(samples, rate)]) == pytest.approx(theirs, abs=0.01)


def test_passages_are_gated_together() -> None:
    parts = [
        music(8.0, seed=1),
        music(8.0, seed=2) * 0.3,
        music(8.0, seed=3) * 0.02,
        np.zeros((2, 200_000), np.float32),
    ]
    theirs = pyloudnorm.Meter(44_100).integrated_loudness(np.concatenate(parts, axis=1).T.astype(np.float64))
    ours = audio.loudness([passage(part, 44_100) for part in parts])
    assert ours == pytest.approx(theirs, abs=0.1)
    apart = [audio.loudness([passage(part, 44_100)]) or 0.0 for part in parts[:2]]
    assert ours != pytest.approx(np.mean(apart), abs=1.0)


@pytest.mark.parametrize("rate", [*RATES, 96_000])
def test_the_weighting_is_pyloudnorms(rate: int) -> None:
    sections = [[b0, b1, b2, 1.0, a1, a2] for b0, b1, b2, a1, a2 in k_weighting(rate)]
    theirs = [[*f.b, *f.a] for f in pyloudnorm.Meter(rate)._filters.values()]
    np.testing.assert_allclose(sections, theirs, atol=1e-12)


def test_the_weighting_lifts_2_kilohertz_by_4_decibels() -> None:
    """ITU-R BS.1770-4 annex 1, figure 4: flat at 1 kHz within 1 dB, about +4 dB above 2 kHz, falling below 100 Hz."""
    sections = [[b0, b1, b2, 1.0, a1, a2] for b0, b1, b2, a1, a2 in k_weighting(48_000)]
    _, response = sosfreqz(np.array(sections), worN=np.array([20.0, 1000.0, 10_000.0]), fs=48_000)
    low, middle, high = 20 * np.log10(np.abs(response))
    assert low < -12
    assert middle == pytest.approx(0.7, abs=0.3)
    assert high == pytest.approx(4.0, abs=0.1)


@pytest.mark.parametrize(
    "samples",
    [np.zeros((2, 100_000)), np.ones((2, 17_000)) * 0.5, np.zeros((1, 0)), tone(-80, 3.0)],
    ids=["silence", "too short", "nothing", "under the absolute gate"],
)
def test_nothing_to_measure(samples: Samples) -> None:
    assert audio.loudness([passage(samples.astype(np.float32), 44_100)]) is None


def test_no_passages() -> None:
    assert audio.loudness([]) is None


def test_four_minutes_take_less_than_a_second_of_processor_time() -> None:
    sound = np.tile(music(10.0), (1, 24))
    began = time.process_time()
    audio.loudness([passage(sound, 44_100)])
    assert time.process_time() - began < 1.0
