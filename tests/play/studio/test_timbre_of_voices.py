"""What makes each family of instruments what it is can be measured."""

from __future__ import annotations

import numpy as np
import pytest

from albumen.play.band.studio import bowed, keys, pads, plucked, synths, winds
from albumen.play.band.studio.modal import RATE
from albumen.play.band.studio.voice import RACK, Kit, Make, Voice, kit, voice


def played(make: Make, pitch: int = 57, seconds: float = 1.0, velocity: float = 0.8) -> np.ndarray:
    return make(440 * 2 ** ((pitch - 69) / 12), seconds, velocity, np.random.default_rng(3))


def harmonic(sound: np.ndarray, frequency: float, number: int, at: float = 0.2) -> float:
    stretch = sound[int(at * RATE) : int((at + 0.4) * RATE)]
    windowed = stretch * np.hanning(len(stretch))
    f = np.fft.rfftfreq(1 << 17, 1 / RATE)
    near = np.abs(f - number * frequency) < 0.04 * frequency
    return float(20 * np.log10(np.abs(np.fft.rfft(windowed, 1 << 17))[near].max() + 1e-9))


def centroid(sound: np.ndarray) -> float:
    power = np.abs(np.fft.rfft(sound)) ** 2
    return float((np.fft.rfftfreq(len(sound), 1 / RATE) * power).sum() / power.sum())


def test_a_clarinet_lacks_even_harmonics() -> None:
    sound = played(winds.clarinet)

    assert harmonic(sound, 220, 3) > harmonic(sound, 220, 2) + 8


def test_a_square_lacks_them_too_and_a_saw_does_not() -> None:
    square, pulse = played(synths.square_lead), played(synths.pulse_lead)

    assert harmonic(square, 220, 2) < harmonic(square, 220, 3) - 30
    assert harmonic(pulse, 220, 4) < harmonic(pulse, 220, 3) - 30
    assert harmonic(pulse, 220, 2) > harmonic(pulse, 220, 1) - 8


def test_a_saw_falls_by_six_decibels_an_octave() -> None:
    sound = synths.swept(220.0, RATE, np.random.default_rng(0), cutoffs=(20_000.0,))

    assert harmonic(sound, 220, 1) - harmonic(sound, 220, 8) == pytest.approx(18.06, abs=0.5)


def test_a_closed_filter_is_darker_than_an_open_one() -> None:
    dark, bright = (synths.swept(110.0, RATE, np.random.default_rng(0), cutoffs=(c,)) for c in (400.0, 6000.0))

    assert centroid(dark) < 0.5 * centroid(bright)


def test_a_moving_filter_goes_from_one_cutoff_to_the_other() -> None:
    moves = np.linspace(0, 1, RATE, dtype=np.float32)
    sound = synths.swept(110.0, RATE, np.random.default_rng(0), cutoffs=(300.0, 6000.0), moves=moves)

    assert centroid(sound[-8000:]) > 2 * centroid(sound[:8000])


def test_a_piano_string_is_stiff() -> None:
    """The twelfth partial of A3 stands sharp by B k^2 / 2."""
    sound = played(keys.grand_piano)[: RATE // 2]
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), 1 << 18))
    f = np.fft.rfftfreq(1 << 18, 1 / RATE)
    near = np.abs(f - 12.2 * 220) < 80
    sharp = 1200 * np.log2(f[near][np.argmax(spectrum[near])] / (12 * 220))

    assert 10 < sharp < 60


def test_a_piano_struck_harder_is_brighter() -> None:
    assert centroid(played(keys.grand_piano, velocity=1.0)) > 1.3 * centroid(played(keys.grand_piano, velocity=0.3))


def test_high_strings_ring_shorter_than_low_ones() -> None:
    assert len(played(keys.grand_piano, 90)) < 0.7 * len(played(keys.grand_piano, 40))


def test_plucking_in_the_middle_leaves_out_even_harmonics() -> None:
    sound = plucked.pluck(
        220.0, 0.8, np.random.default_rng(0), at=0.5, ring=4.0, damping=0.01, roll=0.5, edge=20, finger=0.0
    )

    assert harmonic(sound, 220, 2) < harmonic(sound, 220, 1) - 30
    assert harmonic(sound, 220, 3) > harmonic(sound, 220, 1) - 20


def test_a_palm_damps_short_low_notes_of_the_distorted_guitar() -> None:
    short, long = (played(plucked.distorted_guitar, 40, seconds)[:6000] for seconds in (0.15, 0.6))

    assert short[4000:6000].std() / short[:2000].std() < 0.7 * long[4000:6000].std() / long[:2000].std()


def test_a_felt_piano_is_darker_than_a_grand() -> None:
    assert centroid(played(keys.felt_piano)) < centroid(played(keys.grand_piano))


def test_no_two_notes_of_a_violin_are_alike() -> None:
    one, two = (bowed.violin(440.0, 1.0, 0.8, np.random.default_rng(seed)) for seed in (1, 2))

    assert np.corrcoef(one[: RATE // 2], two[: RATE // 2])[0, 1] < 0.9


def test_a_bow_bites_before_it_sings() -> None:
    """Above a dull string's harmonics only the bow is heard, and more of it at the beginning."""
    sound = bowed.bow(440.0, 1.0, 0.8, np.random.default_rng(1), 400, 0.005)
    early, late = (np.abs(np.fft.rfft(sound[at : at + 2000]))[230:320].mean() for at in (300, 24_000))

    assert early > 1.5 * late


def test_brass_blown_harder_is_brighter() -> None:
    assert centroid(played(winds.trumpet, 65, velocity=1.0)) > 1.2 * centroid(played(winds.trumpet, 65, velocity=0.3))


def test_a_sweep_rises() -> None:
    sound = played(pads.noise_sweep, seconds=2.0)

    assert centroid(sound[60_000:80_000]) > 1.5 * centroid(sound[10_000:30_000])
    assert sound[60_000:80_000].std() > 2 * sound[10_000:30_000].std()


def test_the_rack_files_what_is_registered() -> None:
    before = RACK["organ"], RACK["chip kit"]
    try:
        make = voice("organ", gain=-3.0, rings=True)(lambda f, s, v, r: np.zeros(1, np.float32))
        strike = kit("chip kit", gain=-1.0, spread=0.5)(lambda n, v, r: np.zeros(1, np.float32))
        assert RACK["organ"] == Voice(make, gain=-3.0, rings=True)
        assert RACK["chip kit"] == Kit(strike, -1.0, 0.5)
    finally:
        RACK["organ"], RACK["chip kit"] = before
