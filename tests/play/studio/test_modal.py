"""The matrix product is the sum of sines that it stands for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from albumen.play.band.studio.modal import RATE, formants, harmonics, modal, unison


def naive(f: list[float], d: list[float], a: list[float], p: list[float], frames: int) -> np.ndarray:
    t = np.arange(frames) / RATE
    total = np.zeros(frames)
    for each in zip(f, d, a, p, strict=True):
        total += each[2] * np.exp(-each[1] * t) * np.sin(2 * np.pi * each[0] * t + each[3])
    return total


@settings(deadline=None, max_examples=25)
@given(
    st.lists(
        st.tuples(st.floats(20, 15_000), st.floats(0, 60), st.floats(-1, 1), st.floats(-6, 6)), min_size=1, max_size=6
    ),
    st.integers(1, 9000),
)
def test_modal_is_a_naive_sum_of_decaying_sines(partials: list[tuple[float, float, float, float]], frames: int) -> None:
    f, d, a, p = (list(column) for column in zip(*partials, strict=True))

    assert np.abs(modal(f, d, a, frames, p) - naive(f, d, a, p, frames)).max() < 1e-4


def test_modal_is_exact_over_a_minute() -> None:
    frames = 20 * RATE

    assert np.abs(modal(440.0, 0.1, 1.0, frames) - naive([440.0], [0.1], [1.0], [0.0], frames)).max() < 1e-4


def test_partials_near_the_nyquist_frequency_are_left_out() -> None:
    assert not modal([0.46 * RATE, -5.0], 0.0, 1.0, 100).any()


@pytest.mark.parametrize("frames", [0, -3])
def test_no_frames_are_no_sound(frames: int) -> None:
    assert modal(440.0, 0.0, 1.0, frames).shape == (0,)


def test_harmonics_stop_below_the_rate_and_stretch_with_stiffness() -> None:
    k, f = harmonics(1000.0)
    _, stiff = harmonics(1000.0, stiffness=1e-3)

    assert k.tolist() == list(range(1, 20))
    assert f.tolist() == pytest.approx([1000.0 * n for n in range(1, 20)])
    assert stiff[9] == pytest.approx(10_000 * np.sqrt(1.1))


def test_unison_spreads_evenly_around_the_pitch() -> None:
    factors, phases = unison(3, 12.0, np.random.default_rng(0))

    assert 1200 * np.log2(factors) == pytest.approx([-12, 0, 12])
    assert phases.shape == (3,)
    assert unison(1, 50.0, np.random.default_rng(0))[0] == pytest.approx([1.0])


def test_a_formant_is_heard_at_its_centre_and_not_far_off() -> None:
    gain = formants(np.array([500.0, 5000.0]), ((500.0, 50.0, 2.0),))

    assert gain == pytest.approx([3.0, 1.0])
