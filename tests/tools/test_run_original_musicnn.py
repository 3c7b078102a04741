"""The parity data's own making, as far as it goes without TensorFlow."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tools.run_original_musicnn import SECONDS, clips, energies, patches

DATA = Path(__file__).parent.parent / "listen" / "data" / "musicnn.npz"


@pytest.mark.parametrize("name", ["tune", "flute", "loud"])
def test_the_kept_log_mels_are_those_of_the_clips(name: str) -> None:
    log_mel = patches(np.log10(1 + 10000 * energies(clips()[name])))
    with np.load(DATA) as held:
        np.testing.assert_allclose(log_mel, held[f"{name}/log_mel"].astype(np.float32), atol=0.01)


def test_clips_are_the_same_each_time_and_differ() -> None:
    first, second = clips(), clips()
    assert all(np.array_equal(first[name], second[name]) for name in first)
    assert {len(samples) for samples in first.values()} == {int(SECONDS * 16000)}
    assert np.abs(first["flute"]).max() < 0.1
    assert np.abs(first["loud"]).max() == 1.0


def test_only_the_flute_stays_within_float16_in_the_original() -> None:
    with np.errstate(over="ignore"):
        overflows = {name: np.isinf(10000 * energies(clip).astype(np.float16)).any() for name, clip in clips().items()}
    assert overflows == {"tune": True, "flute": False, "loud": True}
