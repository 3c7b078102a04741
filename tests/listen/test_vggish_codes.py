"""VGGish's postprocessor: AudioSet's 8-bit codes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from albumen.data import audioset
from albumen.listen.vggish import Whitening, dequantise, quantise
from tests.vggish_weights import components

STEP = 4 / 255


def published_postprocess(embeddings: np.ndarray, matrix: np.ndarray, means: np.ndarray) -> np.ndarray:
    """The formula of `vggish_postprocess.py`, one number at a time and in double precision."""
    found = np.empty(embeddings.shape, np.uint8)
    for row, embedding in enumerate(embeddings.astype(np.float64)):
        for column in range(128):
            whitened = sum(matrix[column, k] * (embedding[k] - means[k]) for k in range(128))
            found[row, column] = int((min(max(whitened, -2.0), 2.0) + 2.0) * 255.0 / 4.0)
    return found


@pytest.fixture
def whitening() -> Whitening:
    held = components()
    return Whitening(held["pca_eigen_vectors"], held["pca_means"].reshape(128))


def test_codes_are_the_published_formulas(whitening: Whitening) -> None:
    embeddings = (np.random.default_rng(0).normal(size=(6, 128)) * 4).astype(np.float32)
    wanted = published_postprocess(embeddings, whitening.matrix.astype(np.float64), whitening.means)
    found = whitening.codes(embeddings)
    assert found.dtype == np.uint8
    assert np.mean(found == wanted) > 0.999  # single precision may fall to the other side of a step
    assert np.abs(found.astype(int) - wanted).max() <= 1
    assert len(np.unique(found)) > 100
    assert {0, 255} <= set(found.ravel().tolist())


def test_components_are_told_apart_from_their_transpose(whitening: Whitening) -> None:
    embeddings = np.random.default_rng(1).normal(size=(3, 128)).astype(np.float32)
    other = Whitening(whitening.matrix.T, whitening.means)
    assert np.abs(whitening.apply(embeddings) - other.apply(embeddings)).max() > 0.1


@pytest.mark.parametrize(
    ("value", "code"),
    [(-9, 0), (-2, 0), (-1.9999, 0), (-2 + STEP * 1.001, 1), (0, 127), (1.9999, 254), (2, 255), (9, 255)],
)
def test_steps_are_cut_off_and_not_rounded(value: float, code: int) -> None:
    assert quantise(np.array([value], np.float32)).tolist() == [code]


@given(arrays(np.float32, 16, elements=st.floats(-2, 2, width=32)))
def test_what_comes_back_is_less_than_a_step_below(values: np.ndarray) -> None:
    lost = values - dequantise(quantise(values))
    assert lost.min() >= -1e-5
    assert lost.max() <= STEP + 1e-5


def test_the_inverse_is_that_of_audiosets_files() -> None:
    codes = np.arange(256, dtype=np.uint8)
    np.testing.assert_allclose(dequantise(codes), audioset.dequantise(codes), atol=1e-6)
    assert dequantise(codes)[[0, 255]].tolist() == pytest.approx([-2, 2])


def test_no_embeddings_have_no_codes(whitening: Whitening) -> None:
    assert whitening.codes(np.empty((0, 128), np.float32)).shape == (0, 128)
