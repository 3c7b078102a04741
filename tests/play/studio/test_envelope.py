"""Sounds begin and end without a step."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from albumen.play.band.studio.envelope import decay, held, seconds, vibrato, warped
from albumen.play.band.studio.modal import RATE, modal


@given(st.integers(1, 5000), st.floats(0.001, 0.2), st.floats(0.001, 0.2), st.floats(0.1, 1.0))
def test_a_held_note_never_leaves_zero_to_one(frames: int, attack: float, release: float, sustain: float) -> None:
    shape = held(frames, attack, release, sustain)

    assert shape.shape == (frames,)
    assert shape.min() >= 0
    assert shape.max() <= 1


def test_a_held_note_begins_and_ends_at_nothing() -> None:
    shape = held(RATE, 0.01, 0.05)

    assert shape[0] < 1e-4
    assert shape[-1] < 1e-4
    assert shape[RATE // 2] == 1
    assert np.abs(np.diff(shape)).max() < 0.004


def test_a_held_note_settles_to_its_sustain() -> None:
    assert held(4 * RATE, 0.01, 0.0, sustain=0.4, settle=0.1)[2 * RATE] == pytest.approx(0.4, abs=1e-3)


def test_decay_halves_in_its_half_life() -> None:
    assert decay(RATE, 0.25)[RATE // 4] == pytest.approx(0.5, abs=1e-4)
    assert seconds(RATE + 1)[-1] == pytest.approx(1.0)


def test_warping_by_an_octave_doubles_the_pitch() -> None:
    tone = modal(300.0, 0.0, 1.0, RATE)
    up = warped(tone, np.full(RATE, 1200.0))
    spectrum = np.abs(np.fft.rfft(up[: RATE // 2]))

    assert np.argmax(spectrum) * 2 == pytest.approx(600, abs=3)


def test_vibrato_sways_about_the_pitch_by_its_cents() -> None:
    tone = modal(500.0, 0.0, 1.0, 2 * RATE)
    swayed = vibrato(tone, 5.0, 50.0, 0.0, np.random.default_rng(0))[RATE // 2 : 2 * RATE - 2000]
    zeros = np.flatnonzero((swayed[:-1] < 0) & (swayed[1:] >= 0))
    exact = zeros - swayed[zeros] / (swayed[zeros + 1] - swayed[zeros])
    cents = 1200 * np.log2(RATE / np.diff(exact) / 500)

    assert cents.max() == pytest.approx(50, abs=9)
    assert cents.min() == pytest.approx(-50, abs=9)
    assert cents.mean() == pytest.approx(0, abs=4)
