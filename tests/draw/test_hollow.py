"""Sheets with holes, one in another: what of the song their rims are, and that they never cross."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from albumen.colour.oklch import lch
from albumen.colour.palette import palette
from albumen.description import Affect, Description
from albumen.draw.press.plates.hollow import SHEETS, VIEWS, View, papers, rims
from albumen.draw.press.plausible import material_of
from albumen.draw.press.shapes import Points
from albumen.material import Material
from tests.draw.pieces import AWKWARD, awkward, flat, song

ROUND = VIEWS[0]
every_view = pytest.mark.parametrize("view", VIEWS)


def holes(material: Material, view: View = ROUND) -> list[Points]:
    return rims(material, view, np.random.default_rng(5))


def reaches(hole: Points, view: View = ROUND) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """How far a rim is from its middle, clockwise from twelve o'clock."""
    return np.hypot(hole[:, 0] - view.x, (hole[:, 1] - view.y) / view.tall)


def burst(start: float, end: float, bands: slice, columns: int = 400) -> Material:
    """A piece at a low even level with one loud passage in some mel bands."""
    held = flat(80, columns)
    mel = held.mel.copy()
    mel[int(start * columns) : int(end * columns), bands] = 255
    return replace(held, mel=mel)


@every_view
@pytest.mark.parametrize("kind", AWKWARD)
def test_each_hole_lies_within_the_one_over_it(view: View, kind: str) -> None:
    found = holes(material_of(Description(material=awkward(kind))), view)
    assert len(found) == SHEETS
    for outer, inner in pairwise(found):
        assert np.all(reaches(inner, view) < reaches(outer, view))
    assert reaches(found[-1], view).min() > 0.02


@pytest.mark.parametrize("middle", [0.25, 0.5, 0.75])
def test_a_rim_reaches_out_at_the_hour_its_band_is_loud(middle: float) -> None:
    still = reaches(holes(flat(80, 400))[0])
    heard = reaches(holes(burst(middle - 0.05, middle + 0.05, slice(0, 12)))[0])
    gained = heard / heard.min() - still / still.min()
    assert abs(float(np.argmax(gained)) / len(gained) - middle) < 0.05


def test_the_bass_is_the_outermost_rim_and_the_treble_the_innermost() -> None:
    still = holes(flat(80, 400))
    for bands, moved, kept in ((slice(0, 12), 0, -1), (slice(84, 96), -1, 0)):
        heard = holes(burst(0.4, 0.6, bands))
        shapes = [
            [reaches(hole) / reaches(hole).mean() for hole in (before, after)]
            for before, after in ((still[moved], heard[moved]), (still[kept], heard[kept]))
        ]
        assert np.abs(shapes[0][0] - shapes[0][1]).max() > 0.06
        assert np.abs(shapes[1][0] - shapes[1][1]).max() < 0.02


@every_view
def test_the_end_of_the_song_meets_its_beginning(view: View) -> None:
    for hole in holes(song(3).material or flat(0, 1), view):
        steps = np.abs(np.diff(reaches(np.concatenate([hole, hole[:1]]), view)))
        assert steps[-1] <= steps.max() * 1.001
        assert steps[-1] < 0.01


@every_view
def test_the_lettering_is_left_free(view: View) -> None:
    for seed in range(4):
        widest = holes(song(seed).material or flat(0, 1), view)[0]
        if view.low:
            assert widest[:, 1].max() <= 0.8501
        else:
            assert widest[:, 1].min() >= 0.2049


@pytest.mark.parametrize("ground", ["dark", "light"])
@pytest.mark.parametrize("seed", range(12))
def test_sheets_go_from_the_paper_to_its_opposite_without_mud(ground: str, seed: int) -> None:
    described = song(seed, *((0.6, 0.5), (-0.6, 0.6), (-0.5, -0.6))[seed % 3])
    colours = palette(described, np.random.default_rng(seed), 0, "dark" if ground == "dark" else "light", seed)
    sheets = papers(colours)
    assert sheets[-1] == colours.paper
    lights = [lch(sheet)[0] for sheet in sheets]
    assert lights == sorted(lights, reverse=colours.dark)
    assert abs(lights[0] - lights[-1]) > 0.4
    for light, chroma, hue in map(lch, sheets[:-1]):
        assert not (light < 0.5 and chroma > 0.06 and 60 < hue < 130)


def test_another_mood_takes_other_papers() -> None:
    glad, sad = (
        papers(palette(replace(song(1), affect=affect), np.random.default_rng(1), 0, "light", 1))
        for affect in (Affect(0.8, 0.6), Affect(-0.8, -0.6))
    )
    assert glad != sad
