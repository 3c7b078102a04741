"""Emotify as a table: one row a piece, written and read again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from albumen.card import Card
from albumen.data.emotify import EMOTIONS
from albumen.data.emotify_vectors import AXES, EmotifyVectors, hear_emotify, read_vectors, save_vectors
from albumen.description import Description
from albumen.errors import BadAudio, BadDataset
from albumen.progress import Progress
from albumen.song import Song
from albumen.train.mlp.table import read_table
from tests.songs import write_song


class Deaf:
    """A listener that tells how long a song is, and nothing else."""

    card = Card("deaf", "Hears how long songs are.")

    def __init__(self, tells: bool = True) -> None:
        self.tells = tells

    def listen(self, song: Song, rng: np.random.Generator, progress: Progress) -> Description:
        return Description(embedding=np.array([song.duration, 1.0], np.float32) if self.tells else None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = [",".join(("file", "genre", "raters", *EMOTIONS))]
    for genre, seconds, share in (("rock", 1.0, 0.25), ("classical", 2.0, 0.75)):
        (tmp_path / genre).mkdir()
        write_song(tmp_path / genre / "1.mp3", np.full((1, round(seconds * 44_100)), 0.1, np.float32))
        rows.append(",".join((f"{genre}/1.mp3", genre, "12", *[str(share)] * 9)))
    (tmp_path / "ratings.csv").write_text("\n".join(rows) + "\n", "utf-8")
    return tmp_path


def table() -> EmotifyVectors:
    rng = np.random.default_rng(0)
    return EmotifyVectors(rng.random((6, 3), np.float32), np.array(["pop", "rock"] * 3), rng.random((6, 11)))


def test_each_piece_is_heard_once_in_the_order_of_the_listing(folder: Path) -> None:
    told: list[str] = []
    found = hear_emotify(folder, Deaf(), lambda done, doing="": told.append(doing))
    assert found.vectors[:, 0] == pytest.approx([1.0, 2.0], abs=0.1)
    assert found.genres.tolist() == ["rock", "classical"]
    assert told == ["1.mp3", "1.mp3", ""]


def test_what_was_felt_is_nine_emotions_and_two_axes(folder: Path) -> None:
    felt = hear_emotify(folder, Deaf()).felt
    np.testing.assert_allclose(felt[:, :9], np.repeat([[0.25], [0.75]], 9, axis=1))
    np.testing.assert_allclose(felt[:, 9:], 0, atol=1e-12)
    assert len(AXES) == felt.shape[1]


def test_a_listener_without_vectors_is_refused(folder: Path) -> None:
    with pytest.raises(BadDataset, match="deaf gives no description vector"):
        hear_emotify(folder, Deaf(tells=False))


def test_a_piece_that_cannot_be_decoded_is_named(folder: Path) -> None:
    (folder / "classical" / "1.mp3").write_bytes(b"no sound at all")
    with pytest.raises(BadAudio, match=r"1\.mp3"):
        hear_emotify(folder, Deaf())


def test_a_table_is_read_as_it_was_written(tmp_path: Path) -> None:
    made = table()
    save_vectors(made, tmp_path / "emotify.npz")
    found = read_vectors(tmp_path / "emotify.npz")
    np.testing.assert_array_equal(found.vectors, made.vectors)
    np.testing.assert_array_equal(found.genres, made.genres)
    np.testing.assert_array_equal(found.felt, made.felt)


def test_training_reads_the_table_too(tmp_path: Path) -> None:
    save_vectors(table(), tmp_path / "emotify.npz")
    found = read_table(tmp_path / "emotify.npz")
    assert found.names == AXES
    np.testing.assert_allclose(found.examples.targets, table().felt, rtol=1e-6)


def test_a_file_that_is_no_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.npz").write_bytes(b"PK no archive")
    np.savez(tmp_path / "y.npz", X=np.zeros((2, 2)))
    for name in ("x.npz", "y.npz", "none.npz"):
        with pytest.raises(BadDataset, match=f"{name[0]}.*no table of Emotify's vectors"):
            read_vectors(tmp_path / name)


def test_a_table_of_something_else_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "z.npz", X=np.zeros((2, 2)), Y=np.zeros((2, 1)), classes=["x"], genres=["a", "b"])
    with pytest.raises(BadDataset, match="a table of something else"):
        read_vectors(tmp_path / "z.npz")
