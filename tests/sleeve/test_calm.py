"""The calmest place of a picture."""

from __future__ import annotations

import numpy as np
import pytest

from albumen.sleeve.calm import calm_area, restlessness
from tests.sleeve.grounds import fractal


@pytest.mark.parametrize("turns", [0, 2])
def test_type_goes_where_nothing_is(turns: int) -> None:
    pixels = np.asarray(fractal(256)).copy()
    pixels[:96] = 40
    area = calm_area(np.ascontiguousarray(np.rot90(pixels, turns)))
    assert (area.bottom <= 0.4) is (turns == 0)


def test_light_on_dark_and_dark_on_light() -> None:
    dark, light = (calm_area(np.full((200, 200, 3), v, np.uint8)).colour for v in (20, 235))
    assert min(dark) > 200
    assert max(light) < 60


def test_the_map_is_as_fine_as_it_says_and_nought_on_a_plain() -> None:
    assert restlessness(np.full((50, 50, 3), 90, np.uint8)).shape == (96, 96)
    assert not restlessness(np.full((50, 50, 3), 90, np.uint8)).any()
