"""Ridges, rings and riso are drawn from the song: a change in it is seen where it should be."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from albumen.colour.oklch import lch
from albumen.description import Description
from albumen.draw.press.plates.ridges import ridge_heights
from albumen.draw.press.plates.rings import groove_order, swells
from albumen.draw.press.plates.riso import PLATE as RISO
from albumen.draw.press.plates.riso import framed, grid_of, printed_layers
from albumen.draw.press.reading import Reading
from albumen.material import Material
from tests.draw.pieces import awkward, flat, piece
from tests.draw.test_press import shot


def ridges(material: Material) -> Reading:
    return ridge_heights(material, np.random.default_rng(0))


def half_silent() -> Material:
    material = piece(1)
    mel, loud = material.mel.copy(), material.loudness.copy()
    mel[256:], loud[256:] = 0, 0
    return replace(material, mel=mel, loudness=loud)


def test_silence_is_flat_and_sound_stands() -> None:
    heights = ridges(half_silent())
    assert heights[:22].max() > 0.08
    assert np.abs(heights[26:]).max() < 0.002


def test_a_louder_half_towers_over_a_softer_one() -> None:
    material = piece(1)
    loud = np.where(np.arange(512) < 256, 255, 120).astype(np.uint8)
    heights = ridges(replace(material, loudness=loud))
    assert heights[:22].max() > 2 * heights[26:].max()


def test_a_high_tone_makes_a_peak_on_the_right() -> None:
    for band, left in ((20, True), (75, False)):
        mel = np.full((512, 96), 60, np.uint8)
        mel[:, band - 2 : band + 3] = 250
        heights = ridges(replace(flat(255, 512), mel=mel))
        assert (heights.max(axis=0).argmax() < 280) == left


def test_ridges_end_in_nothing_at_both_sides() -> None:
    heights = ridges(piece(2))
    assert np.abs(heights[:, [0, -1]]).max() < 0.002


def test_grooves_are_a_circle_of_fifths_with_the_strong_pitches_outside() -> None:
    chroma = np.zeros((512, 12), np.uint8)
    chroma[:, [0, 7, 2]] = 255
    order = groove_order(replace(piece(0), chroma=chroma))
    assert sorted(order) == list(range(12))
    assert {(b - a) % 12 for a, b in pairwise(order)} == {7}
    assert min(order.index(pitch) for pitch in (0, 7, 2)) >= 5


def test_a_groove_swells_when_its_pitch_sounds() -> None:
    chroma = np.zeros((512, 12), np.uint8)
    chroma[:256, 9], chroma[256:, 4] = 255, 255
    material = replace(flat(255, 512), chroma=chroma)
    swell = swells(material, tuple(range(12)), np.ones(12))
    assert swell[:330, 9].min() > 0.9
    assert swell[400:, 9].max() < 0.01
    assert swell[400:, 4].min() > 0.9


def test_grooves_are_still_in_silence() -> None:
    assert swells(awkward("silent"), tuple(range(12)), np.ones(12)).max() == 0


@pytest.mark.parametrize(("rate", "side"), [(0.2, 3), (2.0, 4), (3.3, 5), (9.0, 6), (None, 5)])
def test_busy_music_has_a_finer_grid(rate: float | None, side: int) -> None:
    assert grid_of(Description(onset_rate=rate)) == side


def test_each_bar_is_printed_in_the_ink_of_its_pitches() -> None:
    chroma = np.zeros((512, 12), np.uint8)
    chroma[:, 0] = 120
    chroma[:256, 4], chroma[256:, 5] = 255, 255
    layers = printed_layers(replace(flat(255, 512), chroma=chroma, sections=np.zeros(0, np.float32)), framed(3))
    tops = [min((float(o[0][:, 1].min()) for o in layer), default=1.0) for layer in layers]
    assert tops[1] < 0.2
    assert tops[2] > 0.3


def test_silent_bars_stay_white() -> None:
    layers = printed_layers(half_silent(), framed(4))
    assert (
        max(float(outline[:, 1].max()) for layer in layers for shape in layer for outline in shape)
        < 0.105 + 0.74 * 0.80
    )


@pytest.mark.parametrize("side", [3, 4, 5, 6])
def test_no_bar_is_printed_more_than_twice(side: int) -> None:
    layers = printed_layers(piece(4), framed(side))
    assert 0 < sum(len(layer) for layer in layers) <= 2 * side * side
    corners = np.concatenate([outline for layer in layers for shape in layer for outline in shape])
    assert np.all(corners >= (0.13 - 1e-9, 0.105 - 1e-9))
    assert np.all(corners <= (0.87 + 1e-9, 0.845 + 1e-9))


@pytest.mark.parametrize("seed", range(6))
def test_riso_paper_is_never_dark_nor_bold(seed: int) -> None:
    described = Description({"Pop": 0.9}, material=piece(seed))
    corner = shot(RISO, described, 120).pixels[:8, :8].reshape(-1, 3).mean(axis=0)
    light, chroma, _ = lch((int(corner[0]), int(corner[1]), int(corner[2])))
    assert light > 0.92
    assert chroma < 0.04


@pytest.mark.parametrize("seed", range(4))
def test_riso_hardly_ever_goes_black(seed: int) -> None:
    pixels = shot(RISO, Description(onset_rate=4.0, material=piece(seed)), 200).pixels
    assert (pixels.max(axis=2) < 45).mean() < 0.06
