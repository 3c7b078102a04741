"""Tones that are screened: each drawn from its song, each where it should be."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from albumen.draw.press.tones import FIELD, eye, far_range, mountains
from albumen.material import Material
from tests.draw.pieces import AWKWARD, awkward, flat, piece

ACROSS = (np.arange(FIELD) + 0.5) / FIELD
FAR = np.hypot(ACROSS[None] - 0.5, ACROSS[:, None] - 0.6)


def iris(material: Material) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    return eye(material, 0.5, 0.6, 0.38, 0.1)


def half_loud() -> Material:
    """A song whose second half is silent."""
    material = piece(3)
    loud, mel = material.loudness.copy(), material.mel.copy()
    loud[256:], mel[256:] = 0, 0
    return replace(material, loudness=loud, mel=mel)


def test_an_eye_leaves_its_pupil_and_what_is_around_it_bare() -> None:
    tone = iris(piece(1))
    assert tone[FAR < 0.095].max() == 0
    assert tone[FAR > 0.39].max() == 0
    assert tone[(FAR > 0.12) & (FAR < 0.25)].mean() > 40


def test_time_runs_clockwise_from_the_top_of_an_eye() -> None:
    tone = iris(half_loud()).astype(float)
    ring = (FAR > 0.13) & (FAR < 0.3)
    right, left = ring & (ACROSS[None] > 0.56), ring & (ACROSS[None] < 0.44)
    assert tone[right].mean() > 2 * tone[left].mean()


def test_petals_reach_as_far_as_their_moment_is_loud() -> None:
    tone = iris(half_loud()) > 8
    right, left = (float(FAR[tone & side].max()) for side in (ACROSS[None] > 0.56, ACROSS[None] < 0.44))
    assert right > left + 0.05


def test_bass_lies_inside_an_eye_and_treble_at_its_rim() -> None:
    mel = np.full((512, 96), 40, np.uint8)
    mel[::2, :12] = 250
    mel[:256:2] = mel[:256:2] // 2
    tone = iris(replace(flat(200, 512), mel=mel)).astype(float)
    spread = [float(tone[np.abs(FAR - at) < 0.03].std()) for at in (0.14, 0.25)]
    assert spread[0] > spread[1]


def test_the_end_of_a_song_is_led_into_its_start() -> None:
    tone = iris(piece(2)).astype(float)
    above = (slice(int(0.30 * FIELD), int(0.46 * FIELD)), int(0.5 * FIELD))
    seam = np.abs(tone[above[0], above[1]] - tone[above[0], above[1] - 1]).mean()
    assert seam < 60


@pytest.mark.parametrize("start", [0.1, 0.6])
def test_a_far_range_stands_where_the_song_is_bright(start: float) -> None:
    bright = np.full(512, 60, np.uint8)
    bright[int(start * 512) : int((start + 0.3) * 512)] = 220
    tone = far_range(replace(flat(100, 512), brightness=bright))
    summits = (tone > 20).argmax(axis=0) / FIELD
    inside, outside = summits[int((start + 0.15) * FIELD)], summits[int(((start + 0.65) % 1) * FIELD)]
    assert inside < outside - 0.1


def test_a_far_range_is_paler_than_the_near_one() -> None:
    material = piece(1)
    near = mountains(material, np.full(FIELD, 0.8, np.float32))
    assert far_range(material).max() < 0.5 * near.max()


@pytest.mark.parametrize("kind", [kind for kind in AWKWARD if kind != "empty"])
def test_awkward_songs_have_tones(kind: str) -> None:
    material = awkward(kind)
    for tone in (iris(material), far_range(material)):
        assert tone.shape == (FIELD, FIELD)
        assert tone.dtype == np.uint8
