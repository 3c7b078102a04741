"""Material made up for descriptions without a song."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from albumen.description import Affect, Description, Key
from albumen.draw.press.plausible import material_of
from albumen.draw.press.reading import pitch_order
from tests.draw.pieces import awkward, song


def test_a_song_keeps_its_own() -> None:
    described = song()
    assert material_of(described) is described.material


def test_empty_material_is_replaced() -> None:
    assert material_of(replace(song(), material=awkward("empty"))).columns == 512


def test_the_same_description_gives_the_same() -> None:
    first, second = (material_of(Description(affect=Affect(0.3, 0.1), tempo=100)) for _ in range(2))
    assert np.array_equal(first.mel, second.mel)
    assert np.array_equal(first.chroma, second.chroma)


def test_another_gives_another() -> None:
    first, second = (material_of(Description(affect=Affect(v, 0.1))) for v in (0.3, 0.4))
    assert not np.array_equal(first.loudness, second.loudness)


def test_excited_is_louder_than_calm() -> None:
    loud = [
        np.mean([material_of(Description(affect=Affect(0, a), tempo=float(t))).loudness.mean() for t in range(8)])
        for a in (-0.9, 0.9)
    ]
    assert loud[1] > loud[0] + 30


def test_its_pitches_are_of_its_key() -> None:
    material = material_of(Description(key=Key("D", "major", 0.9)))
    assert set(pitch_order(material)[:7].tolist()) <= {2, 4, 6, 7, 9, 11, 1}


def test_it_starts_and_ends_in_silence() -> None:
    material = material_of(Description())
    assert material.loudness[0] == material.loudness[-1] == 0
    assert material.sections[0] == 0
    assert np.all(np.diff(material.sections) > 0)
    assert material.sections[-1] < material.seconds
