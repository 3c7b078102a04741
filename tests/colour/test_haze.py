"""Air and light of scenes."""

from __future__ import annotations

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from albumen.colour.haze import air, shine
from albumen.colour.oklch import hue_between, lch
from albumen.description import Affect

hues = st.tuples(*[st.floats(0, 359.9)] * 3)


@settings(deadline=None)
@given(hues, st.floats(0.1, 1), st.booleans())
def test_the_horizon_is_lighter_and_fuller_than_the_foreground(
    own: tuple[float, ...], vivid: float, dark: bool
) -> None:
    far, near = air(own, vivid, dark)
    assert far[0] > near[0] + 0.4
    assert far[1] > near[1] - 0.05  # a pale blue cannot be full
    assert near[0] < (0.2 if dark else 0.32)


@settings(deadline=None)
@example((96.0, 0.0, 0.0), 1.0, True)
@given(hues, st.floats(0.1, 1), st.booleans())
def test_the_way_between_them_is_short_and_not_through_dark_olive(
    own: tuple[float, ...], vivid: float, dark: bool
) -> None:
    far, near = air(own, vivid, dark)
    assert abs((far[2] - near[2] + 180) % 360 - 180) < 125
    lower_half = [float(hue_between(far[2], near[2], share)) for share in (0.7, 0.85, 1.0)]
    assert not any(80 < hue < 125 for hue in lower_half)


def test_day_is_lighter_than_night() -> None:
    day, night = (air((30.0, 80.0, 260.0), 0.6, dark) for dark in (False, True))
    assert day[0][0] > night[0][0]
    assert day[1][0] > night[1][0]


@given(st.floats(-1, 1), st.floats(-1, 1), st.integers(0, 100))
def test_light_is_nearly_white(valence: float, arousal: float, seed: int) -> None:
    light, chroma, _ = lch(shine(Affect(valence, arousal), np.random.default_rng(seed)))
    assert light > 0.94
    assert chroma < 0.07


def test_happy_light_is_warm_and_sad_light_is_the_moon() -> None:
    def warm(valence: float) -> float:
        found = [lch(shine(Affect(valence, 0.0), np.random.default_rng(seed)))[2] for seed in range(40)]
        return float(np.mean([hue < 110 for hue in found]))

    assert warm(0.8) == 1.0
    assert warm(-0.9) == 0.0
    assert 0.2 < warm(-0.25) < 0.8
