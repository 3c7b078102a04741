"""VGGish on songs, at its real size."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from albumen import audio
from albumen.errors import BadAudio, MissingWeights
from albumen.listen.vggish import Embedder, Whitening, examples_of
from albumen.song import Song
from tests.songs import music, write_song
from tests.vggish_weights import components

RATE = 16_000


@pytest.fixture(scope="module")
def embedder(vggish_file: Path) -> Iterator[Embedder]:
    with Embedder(vggish_file, threads=2) as made:
        yield made


@pytest.fixture(scope="module")
def song(tmp_path_factory: pytest.TempPathFactory) -> Song:
    return audio.open(write_song(tmp_path_factory.mktemp("songs") / "song.wav", music(4.1, RATE, 1), RATE))


def test_a_song_has_an_embedding_each_0_96_seconds(embedder: Embedder, song: Song) -> None:
    embeddings = embedder.embed(song)
    assert embeddings.shape == (4, 128)
    assert embeddings.dtype == np.float32
    assert embeddings.min() == 0
    assert np.ptp(embeddings, axis=0).max() > 1e-3


def test_a_song_is_embedded_like_its_sound(embedder: Embedder, song: Song) -> None:
    samples = song.source.read(0, 5).mono()
    np.testing.assert_allclose(embedder.embed(song), embedder.embed_sound(samples), atol=1e-4)
    np.testing.assert_array_equal(embedder.codes(song), embedder.codes_of_sound(samples))


def test_without_the_relu_there_are_negative_numbers_too(embedder: Embedder, song: Song) -> None:
    raw = embedder.embed(song, activated=False)
    assert raw.min() < 0
    np.testing.assert_array_equal(np.maximum(raw, 0), embedder.embed(song))


def test_codes_are_made_of_the_embeddings_without_their_relu(embedder: Embedder, song: Song) -> None:
    held = components()
    whitening = Whitening(held["pca_eigen_vectors"], held["pca_means"].reshape(128))
    np.testing.assert_array_equal(embedder.codes(song), whitening.codes(embedder.embed(song, activated=False)))


def test_other_rates_are_resampled(embedder: Embedder) -> None:
    clock = np.arange(48_000) / 48_000
    high = np.sin(2 * np.pi * 500 * clock).astype(np.float32)
    near = embedder.embed_sound(high, 48_000, activated=False)
    far = embedder.embed_sound(high[:16_000], 16_000, activated=False)  # three times as high
    same = embedder.embed_sound(high[::3], 16_000, activated=False)
    assert np.abs(near - same).max() < np.abs(near - far).max() / 10


def test_short_sound_has_no_embeddings_and_a_short_song_is_refused(embedder: Embedder) -> None:
    assert embedder.embed_sound(np.zeros(15_000, np.float32)).shape == (0, 128)
    assert embedder.codes_of_sound(np.zeros(15_000, np.float32)).shape == (0, 128)


def test_sound_that_is_no_number_is_refused(embedder: Embedder) -> None:
    with pytest.raises(BadAudio, match="not numbers"):
        embedder.embed_sound(np.full(RATE, np.nan, np.float32))


def test_progress_rises_to_one(embedder: Embedder, song: Song) -> None:
    told: list[float] = []
    embedder.embed(song, lambda done, doing="": told.append(done))
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)


def test_weights_are_read_at_the_first_use_only(tmp_path: Path) -> None:
    made = Embedder(tmp_path / "none.safetensors")
    assert examples_of(np.zeros(RATE, np.float32)).shape[0] == 1
    with pytest.raises(MissingWeights, match=r"none\.safetensors cannot be read"):
        made.embed_sound(np.zeros(RATE, np.float32))
