"""A description survives JSON exactly, and tells its likeliest words."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from albumen.description import Affect, Description, Key
from albumen.material import Material, level


def material(columns: int = 16, seed: int = 0) -> Material:
    rng = np.random.default_rng(seed)

    def some(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
        return rng.integers(0, 256, shape, dtype=np.uint8)

    return Material(
        mel=some(columns, 96),
        chroma=some(columns, 12),
        loudness=some(columns),
        onset=some(columns),
        brightness=some(columns),
        beats=np.array([0.5, 1.0, 1.5], np.float32),
        sections=np.array([0, 1], np.float32),
        seconds=2.0,
    )


def description() -> Description:
    return Description(
        genres={"Jazz": 0.7, "Rock": 0.1},
        moods={"Sad": 0.4},
        tags={"piano": 0.9, "slow": 0.9, "guitar": 0.2},
        affect=Affect(-0.25, 0.1),
        tempo=92.3,
        key=Key("F#", "minor", 0.81),
        loudness=-13.7,
        brightness=1834.2,
        onset_rate=2.4,
        palette=("#102030",),
        embedding=np.array([0.1, -2.5, 3e-8], np.float32),
        material=material(),
        sources={"tags": "a test"},
    )


def same(a: Description, b: Description) -> bool:
    return json.dumps(a.to_dict()) == json.dumps(b.to_dict())


def test_json_brings_back_the_same_description() -> None:
    before = description()
    after = Description.from_dict(json.loads(json.dumps(before.to_dict())))
    assert same(before, after)
    assert after.key == before.key
    assert after.material is not None
    assert before.material is not None
    for name in ("mel", "chroma", "loudness", "onset", "brightness", "beats", "sections"):
        np.testing.assert_array_equal(getattr(after.material, name), getattr(before.material, name))


def test_an_empty_description_survives_too() -> None:
    assert same(Description(), Description.from_dict(json.loads(json.dumps(Description().to_dict()))))


@given(st.integers(1, 40), st.integers(0, 99))
def test_material_of_any_length_survives(columns: int, seed: int) -> None:
    before = material(columns, seed)
    after = Material.from_dict(json.loads(json.dumps(before.to_dict())))
    np.testing.assert_array_equal(after.mel, before.mel)
    assert after.columns == columns


def test_material_refuses_arrays_of_objects() -> None:
    held = material().to_dict()
    held["mel"]["dtype"] = "|O"
    with pytest.raises(ValueError, match=r"\|O"):
        Material.from_dict(held)


def test_levels_run_from_nought_to_one() -> None:
    np.testing.assert_array_equal(level(np.array([0, 51, 255], np.uint8)), np.array([0, 0.2, 1], np.float32))


def test_equal_tags_keep_the_order_of_the_vocabulary() -> None:
    assert description().top("tags", 2) == ["piano", "slow"]


def test_a_key_reads_as_musicians_write_it() -> None:
    assert str(Key("F#", "minor", 0.8)) == "F# minor"
