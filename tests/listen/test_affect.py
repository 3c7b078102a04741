from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from albumen.listen.affect import affect


def test_the_middle_is_neither_pleasant_nor_excited() -> None:
    place = affect(np.zeros(2))
    assert (place.valence, place.arousal) == (0.0, 0.0)


def test_valence_comes_before_arousal_and_both_through_tanh() -> None:
    place = affect(np.array([0.5, -1.0]))
    assert place.valence == pytest.approx(0.46211716)
    assert place.arousal == pytest.approx(-0.76159416)


@given(st.floats(-50, 50), st.floats(-50, 50))
def test_whatever_is_told_lies_on_the_circumplex(valence: float, arousal: float) -> None:
    place = affect(np.array([valence, arousal]))
    assert -1 <= place.valence <= 1
    assert -1 <= place.arousal <= 1
