"""Changes that keep music music."""

from __future__ import annotations

import numpy as np
import pytest

from albumen.song import Audio
from tools.augment import CHANGES, Change, augment, dulled, equalised, faster, louder, mixed, thinned

RATE = 22_050
TIME = np.arange(2 * RATE) / RATE


def tone(pitch: float) -> np.ndarray:
    return np.asarray(0.3 * np.sin(2 * np.pi * pitch * TIME), np.float32)[None]


def strongest(samples: np.ndarray) -> float:
    spectrum = np.abs(np.fft.rfft(samples[0] * np.hanning(samples.shape[1])))
    return float(np.argmax(spectrum) * RATE / samples.shape[1])


def rms(samples: np.ndarray) -> float:
    return float(np.sqrt(np.mean(samples**2)))


@pytest.mark.parametrize("seed", range(4))
def test_faster_is_higher_by_as_much_as_it_is_shorter(seed: int) -> None:
    changed = faster(tone(440.0), RATE, np.random.default_rng(seed), ())
    quicker = tone(440.0).shape[1] / changed.shape[1]
    assert strongest(changed) == pytest.approx(440 * quicker, rel=0.01)
    assert 2 ** (-3.6 / 12) < quicker < 2 ** (3.6 / 12)


def test_dull_keeps_the_bass_and_thin_the_treble() -> None:
    rng = np.random.default_rng(0)
    low, high = tone(60.0), tone(9000.0)
    assert rms(dulled(high, RATE, rng, ())) < 0.2 * rms(high)
    assert rms(dulled(low, RATE, rng, ())) == pytest.approx(rms(low), rel=0.05)
    assert rms(thinned(low, RATE, rng, ())) < 0.5 * rms(low)
    assert rms(thinned(high, RATE, rng, ())) == pytest.approx(rms(high), rel=0.05)


def test_a_companion_is_heard_and_none_changes_nothing() -> None:
    rng = np.random.default_rng(0)
    both = mixed(tone(440.0), RATE, rng, [tone(2000.0)[0]])
    spectrum = np.abs(np.fft.rfft(both[0]))
    assert {880, 4000} <= set(np.argsort(-spectrum)[:8].tolist())
    assert mixed(tone(440.0), RATE, rng, ()) is not None
    assert (mixed(tone(440.0), RATE, rng, ()) == tone(440.0)).all()


def test_loudness_stays_within_15_db_down_and_4_up() -> None:
    rng = np.random.default_rng(0)
    changes = [20 * np.log10(rms(louder(tone(440.0), RATE, rng, ())) / rms(tone(440.0))) for _ in range(50)]
    assert min(changes) >= -15.01
    assert max(changes) <= 4.01


@pytest.mark.parametrize("change", [dulled, equalised, thinned])
def test_telephone_sound_can_be_filtered(change: Change) -> None:
    sound = np.random.default_rng(0).normal(scale=0.1, size=(1, 8000)).astype(np.float32)
    for seed in range(8):
        assert np.isfinite(change(sound, 8000, np.random.default_rng(seed), ())).all()


def test_the_same_seed_gives_the_same_sound() -> None:
    heard = Audio(tone(440.0), RATE)
    first, names = augment(heard, np.random.default_rng(5), [tone(100.0)[0]])
    again, same = augment(heard, np.random.default_rng(5), [tone(100.0)[0]])
    assert names == same
    assert (first.samples == again.samples).all()


def test_every_change_is_made_at_some_time_and_nothing_clips() -> None:
    heard, made = Audio(tone(440.0), RATE), set()
    for seed in range(40):
        changed, names = augment(heard, np.random.default_rng(seed), [tone(100.0)[0]])
        made |= set(names)
        assert np.abs(changed.samples).max() <= 1
        assert changed.samples.dtype == np.float32
    assert made == {name for name, _, _ in CHANGES}
