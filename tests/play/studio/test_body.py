"""Bodies and cabinets colour as their curves say."""

from __future__ import annotations

import numpy as np
import pytest

from albumen.play.band.studio.body import VIOLIN, bodies, body, curve, minimum_phase
from albumen.play.band.studio.modal import RATE

PEAKS = ((100, 0.0), (1000, -12.0), (8000, 6.0))


def gain(impulse: np.ndarray, hertz: float) -> float:
    t = np.arange(len(impulse)) / RATE
    return float(20 * np.log10(abs(np.sum(impulse * np.exp(-2j * np.pi * hertz * t)))))


def test_a_curve_passes_through_its_points() -> None:
    assert 20 * np.log10(curve(np.array([100.0, 1000.0, 8000.0, 20_000.0]), PEAKS)) == pytest.approx([0, -12, 6, 6])


@pytest.mark.parametrize(("hertz", "decibels"), PEAKS)
def test_minimum_phase_has_the_curves_gains(hertz: float, decibels: float) -> None:
    assert gain(minimum_phase(PEAKS, 2048), hertz) == pytest.approx(decibels, abs=0.5)


def test_minimum_phase_has_its_energy_first() -> None:
    impulse = minimum_phase(PEAKS, 2048)

    assert np.sum(impulse[:64] ** 2) > 0.9 * np.sum(impulse**2)


def test_a_violins_body_is_uneven_from_partial_to_partial() -> None:
    impulse = body(VIOLIN, 26.0, 0.25)
    steps = [gain(impulse, f) - gain(impulse, f * 1.03) for f in np.geomspace(300, 3000, 60)]

    assert np.std(steps) > 2


def test_only_what_is_made_of_wood_has_a_body() -> None:
    click = np.eye(1, 4096, dtype=np.float32)
    (violin,) = bodies("violin")

    assert bodies("organ") == []
    assert violin(click)[0] == pytest.approx(body(VIOLIN, 26.0, 0.25), abs=1e-5)
