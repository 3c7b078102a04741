"""Colours that read."""

from __future__ import annotations

import numpy as np
import pytest

from albumen.colour.contrast import contrast
from albumen.picture import RGB
from albumen.sleeve.ink import Ink, cells, contrast_on, lay_scrim, readable_ink
from tests.sleeve.grounds import flat, grainy


def test_contrast_on_a_flat_ground_is_wcags() -> None:
    # the example pair of WebAIM's contrast checker: #777777 on white is 4.48:1
    assert contrast_on((0x77, 0x77, 0x77), cells(flat((255, 255, 255)))) == pytest.approx(4.48, abs=0.005)


def test_grain_does_not_count() -> None:
    clean = contrast_on((255, 255, 255), cells(flat((60, 60, 60))))
    assert contrast_on((255, 255, 255), cells(grainy((60, 60, 60), spread=12))) == pytest.approx(clean, rel=0.05)


def test_a_small_bright_spot_does_count() -> None:
    ground = flat((0, 0, 0))
    ground[:80, :80] = 255
    assert contrast_on((255, 255, 255), cells(ground)) < 1.5


def test_what_reads_is_kept() -> None:
    ink = readable_ink((240, 230, 210), cells(flat((20, 20, 40))))
    assert (ink.colour, ink.scrim) == ((240, 230, 210), 0.0)


@pytest.mark.parametrize("ground", [(128, 128, 128), (250, 240, 230), (10, 10, 10), (200, 60, 40), (118, 118, 118)])
@pytest.mark.parametrize("wanted", [(128, 128, 128), (200, 60, 40), (0, 0, 0)])
def test_every_plain_ground_gets_a_colour_that_reads(ground: RGB, wanted: RGB) -> None:
    ink = readable_ink(wanted, cells(flat(ground)))
    assert contrast(ink.colour, ground) >= 4.5
    assert ink.scrim == 0


def test_half_black_half_white_needs_a_scrim_and_reads_with_it() -> None:
    ground = flat((0, 0, 0))
    ground[:, 150:] = 255
    ink = readable_ink((128, 128, 128), cells(ground))
    assert ink.scrim > 0
    lay_scrim(ground, (0, 0, 300, 300), ink)
    assert contrast_on(ink.colour, cells(ground)) >= 4.5


def test_a_scrim_fades_out_and_leaves_the_rest_alone() -> None:
    ground = flat((255, 255, 255), 600)
    lay_scrim(ground, (250, 250, 350, 350), Ink((255, 255, 255), 5, 0.6, (0, 0, 0)))
    row = ground[300, :, 0].astype(int)
    assert row[300] == pytest.approx(255 * 0.4, abs=1)
    assert row[0] == row[-1] == 255
    assert np.abs(np.diff(row)).max() <= 12
