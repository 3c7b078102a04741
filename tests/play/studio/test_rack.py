"""Every instrument there is a word for can be played, in tune, as loud as the others, and ends without a step."""

from __future__ import annotations

from functools import cache
from typing import get_args

import numpy as np
import pyloudnorm
import pytest

from albumen.description import Key
from albumen.music import Instrument, Note, Part, Score, Section
from albumen.play.band.studio.effects import affected
from albumen.play.band.studio.modal import RATE
from albumen.play.band.studio.percussion import ALL, LIKE
from albumen.play.band.studio.perform import Performer
from albumen.play.band.studio.voice import RACK, Kit, Voice

INSTRUMENTS: tuple[Instrument, ...] = get_args(Instrument)
KITS = tuple(name for name in INSTRUMENTS if isinstance(RACK[name], Kit))
VOICES = tuple(name for name in INSTRUMENTS if name not in KITS)
SLIDING = {"saxophone", "violin", "cello", "strings", "singer"}
"""They come to their pitch; it is taken where they have arrived."""
UNPITCHED = {"noise sweep"}


def voice(name: Instrument) -> Voice:
    found = RACK[name]
    assert isinstance(found, Voice)
    return found


@cache
def note(name: Instrument, pitch: int, seconds: float = 0.8) -> np.ndarray:
    rng = np.random.default_rng(pitch)
    return voice(name).make(440 * 2 ** ((pitch - 69) / 12), seconds, 0.8, rng)


def test_every_instrument_stands_in_the_rack() -> None:
    assert set(RACK) == set(INSTRUMENTS)


def pitches(name: Instrument) -> list[int]:
    low, high = voice(name).lowest, min(voice(name).highest, 84)
    return [max(low, 40), (max(low, 40) + high) // 2]


def cents_off(sound: np.ndarray, pitch: int) -> float:
    """Cents between the autocorrelation's peak near the wanted period and that period, over several periods."""
    frequency = 440 * 2 ** ((pitch - 69) / 12)
    begins = 0.2 if len(sound) > RATE // 2 else 0.02
    stretch = sound[int(begins * RATE) : int(0.75 * RATE)].astype(float)
    size = 1 << (2 * len(stretch)).bit_length()
    correlation = np.fft.irfft(np.abs(np.fft.rfft(stretch, size)) ** 2)
    correlation[: len(stretch)] /= np.arange(len(stretch), 0, -1)
    many = max(1, int(0.06 * frequency))
    place = many * RATE / frequency
    near = np.arange(int(place * 0.97), int(place * 1.03) + 2)
    best = int(near[np.argmax(correlation[near])])
    left, middle, right = correlation[best - 1 : best + 2]
    exact = best + 0.5 * (left - right) / (left - 2 * middle + right)
    return float(1200 * np.log2(place / exact))


@pytest.mark.parametrize("name", [name for name in VOICES if name not in UNPITCHED])
def test_it_is_in_tune(name: Instrument) -> None:
    for pitch in pitches(name):
        assert abs(cents_off(note(name, pitch), pitch)) < 10, pitch


@pytest.mark.parametrize("name", VOICES)
def test_its_notes_begin_and_end_at_nothing(name: Instrument) -> None:
    sound = note(name, pitches(name)[0])

    assert np.isfinite(sound).all()
    assert np.abs(sound).max() > 0.05
    assert max(abs(sound[0]), abs(sound[-1])) < 0.02 * np.abs(sound).max()


@pytest.mark.parametrize("name", KITS)
def test_every_number_of_a_kit_sounds_and_ends_at_nothing(name: Instrument) -> None:
    kit = RACK[name]
    assert isinstance(kit, Kit)
    for number in (*ALL, *LIKE):
        hit = kit.strike(number, 0.8, np.random.default_rng(number))
        assert 0.02 < np.abs(hit).max() < 8, number
        assert abs(hit[-1]) < 0.02 * np.abs(hit).max(), number


@pytest.mark.parametrize("name", KITS)
def test_a_kit_has_nothing_for_other_numbers(name: Instrument) -> None:
    kit = RACK[name]
    assert isinstance(kit, Kit)
    if name != "chip kit":
        assert not kit.strike(20, 0.8, np.random.default_rng(0)).any()


def phrase(name: Instrument) -> np.ndarray:
    """Eight seconds' playing through its effects, [frames, 2]."""
    if name in KITS:
        notes = tuple(Note(i * 0.5, 0.2, [36, 42, 38, 42][i % 4], 0.8) for i in range(16))
    else:
        base = 36 if "bass" in name else 72 if voice(name).lowest > 55 else 60
        notes = tuple(Note(i * 0.5, 0.5, base + [0, 4, 7, 12][i % 4], 0.8) for i in range(16))
    score = Score(120, 4, Key("C", "major", 1), "", (Section("A", 0, 2),), (Part("one", name, notes),))
    sound = affected(Performer(1).stem(score.parts[0], score, np.zeros((2, 5 * RATE), np.float32)), name, 0.5)
    return np.broadcast_to(sound, (2, sound.shape[1])).T.astype(float)


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_it_is_as_loud_as_the_others(name: Instrument) -> None:
    assert pyloudnorm.Meter(RATE).integrated_loudness(phrase(name)) == pytest.approx(-18, abs=1.5)
