from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from albumen.listen.musicnn import patch_times, patches


def ramp(frames: int) -> NDArray[np.float32]:
    """A spectrogram whose every frame holds its own number."""
    return np.repeat(np.arange(frames, dtype=np.float32)[:, None], 96, axis=1)


def original(log_mel: NDArray[np.float32], hop: int) -> NDArray[np.float32]:
    """extractor.py, `batch_data`: the loop that cuts patches."""
    return np.stack([log_mel[at : at + 187] for at in range(0, len(log_mel) - 187 + 1, hop)])


@given(st.integers(187, 900), st.integers(20, 250))
def test_patches_are_cut_as_the_original_cuts_them(frames: int, hop: int) -> None:
    np.testing.assert_array_equal(patches(ramp(frames), hop), original(ramp(frames), hop))


@given(st.integers(1, 186))
def test_a_short_song_is_repeated_from_its_beginning(frames: int) -> None:
    cut = patches(ramp(frames))
    assert cut.shape == (1, 187, 96)
    np.testing.assert_array_equal(cut[0, :, 5], np.arange(187) % frames)


def test_a_rest_that_fills_no_patch_is_dropped() -> None:
    assert patches(ramp(3 * 187 - 1)).shape == (2, 187, 96)


def test_patches_are_contiguous_float32_and_their_own() -> None:
    log_mel = ramp(187)
    cut = patches(log_mel)
    cut[:] = -1
    assert cut.flags.c_contiguous
    assert cut.dtype == np.float32
    assert log_mel.min() == 0


@pytest.mark.parametrize("shape", [(0, 96), (200, 95), (96,), (1, 200, 96)])
def test_what_is_no_spectrogram_is_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="cannot be cut"):
        patches(np.zeros(shape, np.float32))


def test_a_hop_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="every 0 frames"):
        patches(ramp(400), 0)


def test_times_are_the_seconds_at_which_patches_begin() -> None:
    np.testing.assert_allclose(patch_times(3), [0, 187 * 256 / 16000, 2 * 187 * 256 / 16000])
    np.testing.assert_allclose(patch_times(2, hop=125, start=30.0), [30, 32])
