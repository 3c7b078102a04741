"""The plates look as they were left: small pictures kept beside the tests, compared with a tolerance.

`python -m tests.draw.test_golden` prints them anew after a wanted change of look; look at them before keeping them.
"""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from albumen.brief import Brief
from albumen.draw.press.engine import printed
from albumen.draw.press.plate import Plate
from albumen.draw.press.plates import ridges, rings, riso
from tests.draw.pieces import song

PLATES = (ridges.PLATE, rings.PLATE, riso.PLATE)
FOLDER = Path(__file__).parent / "golden"


def small(plate: Plate) -> NDArray[np.uint8]:
    brief = Brief(song(11, 0.4, 0.5), "", size=96, seed=1)
    return printed(plate, brief, np.random.default_rng(1)).pixels


@pytest.mark.parametrize("plate", PLATES, ids=[plate.name for plate in PLATES])
def test_it_looks_as_it_was_left(plate: Plate) -> None:
    kept = cv2.imread(str(FOLDER / f"{plate.name}.png"), cv2.IMREAD_COLOR)
    assert kept is not None
    difference = np.abs(cv2.cvtColor(kept, cv2.COLOR_BGR2RGB).astype(int) - small(plate))
    assert difference.mean() < 1.5
    assert np.percentile(difference, 99) < 24


if __name__ == "__main__":
    for each in PLATES:
        cv2.imwrite(str(FOLDER / f"{each.name}.png"), cv2.cvtColor(small(each), cv2.COLOR_RGB2BGR))
