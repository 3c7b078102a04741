"""Drums fall in pitch, ring at their modes, and end."""

from __future__ import annotations

import numpy as np
import pytest

from albumen.play.band.studio.drums import MEMBRANE, burst, clap, head, rattle, sweep, together
from albumen.play.band.studio.modal import RATE


def peak(sound: np.ndarray) -> float:
    return float(np.argmax(np.abs(np.fft.rfft(sound, 1 << 17))) * RATE / (1 << 17))


def test_a_sweep_falls_from_its_top_to_its_bottom() -> None:
    sound = sweep(400, 60, 0.02, 0.3, 1.0)
    zeros = np.flatnonzero((sound[:-1] < 0) & (sound[1:] >= 0))
    pitch = RATE / np.diff(zeros)

    assert pitch[0] > 180
    assert pitch[10:20].mean() == pytest.approx(60, rel=0.02)


def test_a_bent_sweep_stays_within_one_and_gains_overtones() -> None:
    bent, plain = sweep(60, 60, 0.02, 0.3, 1.0, bend=3.0), sweep(60, 60, 0.02, 0.3, 1.0)
    third = [np.abs(np.fft.rfft(s))[170:190].max() for s in (bent, plain)]

    assert np.abs(bent).max() <= 1
    assert third[0] > 3 * third[1]


def test_a_head_rings_at_its_lowest_mode() -> None:
    assert peak(head(180, 0.08, 0.8, np.random.default_rng(0))) == pytest.approx(180, rel=0.03)


def test_membrane_modes_are_zeros_of_bessel_functions() -> None:
    from scipy.special import jn_zeros

    zeros = np.sort(np.concatenate([jn_zeros(order, 3) for order in range(8)]))
    for ratio in MEMBRANE:
        assert np.abs(zeros / zeros[0] - ratio).min() < 0.003


def test_a_rattle_rises_and_dies() -> None:
    sound = rattle(((500, 1.0, 0.02), (4000, 1.0, 0.02)), 0.3, np.random.default_rng(0), rise=0.01)

    assert abs(sound[0]) < 1e-3
    assert sound[441:1500].std() > 20 * sound[-3000:].std()


def test_a_burst_is_as_long_as_said() -> None:
    assert len(burst(500, 5000, 0.01, 0.25, np.random.default_rng(0))) == int(0.25 * RATE)


def test_together_adds_from_the_same_beginning() -> None:
    assert together(np.ones(2, np.float32), np.ones(4, np.float32)).tolist() == [2, 2, 1, 1]


def test_a_clap_is_three_hands() -> None:
    sound = np.abs(clap(np.random.default_rng(0)))
    loud = [sound[int(at * RATE) : int((at + 0.002) * RATE)].mean() for at in (0.009, 0.02)]
    before = [sound[int(at * RATE) : int((at + 0.002) * RATE)].mean() for at in (0.006, 0.017)]

    assert loud[0] > before[0]
    assert loud[1] > before[1]
