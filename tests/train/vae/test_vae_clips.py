"""How music is cut into clips: what, how often, and what is left out."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
import soundfile

from albumen import audio
from albumen.data.gtzan import CORRUPT
from albumen.errors import BadDataset
from albumen.train.vae.clips import clips_of, read_clips
from albumen.train.vae.settings import VaeData
from tests.vae_weights import RATE, write_clips

HALF = VaeData(seconds=0.5, clips=2)


@pytest.fixture(scope="module")
def tones(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_clips(tmp_path_factory.mktemp("music") / "tones", 20)


def lists(folder: Path, **parts: str) -> None:
    """The three files of a filtered split."""
    for part, names in parts.items():
        (folder / f"{part}_filtered.txt").write_text(names)


@pytest.mark.parametrize(
    ("seconds", "most", "count"), [(0.5, 0, 4), (0.5, 3, 3), (0.7, 0, 3), (2.25, 0, 1), (2.3, 1, 0)]
)
def test_only_whole_clips_are_taken(tmp_path: Path, seconds: float, most: int, count: int) -> None:
    soundfile.write(tmp_path / "song.wav", np.full(round(2.25 * RATE), 0.25), RATE)
    clips = clips_of(audio.open(tmp_path / "song.wav"), seconds, most)
    assert [len(clip) for clip in clips] == [round(seconds * RATE)] * count
    assert all(clip.dtype == np.int16 for clip in clips)


def test_stereo_at_another_rate_becomes_mono_at_22050(tmp_path: Path) -> None:
    time = np.arange(44_100 * 2) / 44_100
    stereo = np.stack([0.6 * np.sin(2 * np.pi * 100 * time), 0.2 * np.sin(2 * np.pi * 100 * time)], axis=1)
    soundfile.write(tmp_path / "song.flac", stereo, 44_100)
    (clip,) = clips_of(audio.open(tmp_path / "song.flac"), 1.5, 1)
    expected = 0.4 * np.sin(2 * np.pi * 100 * np.arange(round(1.5 * RATE)) / RATE)
    inner = slice(500, -500)
    assert (clip / 32767)[inner] == pytest.approx(expected[inner], abs=2e-3)


def test_clips_are_the_song_in_order(tones: Path) -> None:
    halves, wholes = read_clips(tones, HALF, 0), read_clips(tones, VaeData(seconds=1.0), 0)
    assert halves.train.names[::2] == wholes.train.names
    joined = np.concatenate(halves.train.waveforms([0, 1]))
    assert np.abs(joined - wholes.train.waveforms([0])[0]).max() < 1e-3


def test_all_clips_of_a_file_are_in_one_part(tones: Path) -> None:
    clips = read_clips(tones, VaeData(seconds=0.5, clips=0), 0)
    train, validation = set(clips.train.names), set(clips.validation.names)
    assert (len(train), len(validation), len(clips.test)) == (16, 2, 2)
    assert not train & validation
    assert not (train | validation) & set(clips.test)
    assert len(clips.train.samples) == 32
    assert clips.genre == "tones"


def test_clips_are_cut_once(tones: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read_clips(tones, HALF, 5)
    monkeypatch.setattr("albumen.train.vae.clips.opened", None)
    second = read_clips(tones, HALF, 5)
    assert isinstance(second.train.samples, np.memmap)
    assert np.array_equal(first.train.samples, second.train.samples)
    assert first.train.names == second.train.names


def test_a_file_that_changed_is_cut_again(tmp_path: Path) -> None:
    pop = write_clips(tmp_path / "pop", 3)
    before = read_clips(pop, HALF, 0)
    for path in pop.iterdir():
        soundfile.write(path, np.full(RATE * 2, 0.5), RATE)
        os.utime(path, ns=(1, 1))
    after = read_clips(pop, HALF, 0)
    assert np.abs(before.train.waveforms([0]) - 0.5).max() > 0.1
    assert after.train.waveforms([0]) == pytest.approx(0.5, abs=1e-4)


def test_the_broken_file_is_left_out_and_told(tmp_path: Path) -> None:
    jazz = write_clips(tmp_path / "jazz", 20)
    (jazz / "jazz.00054.wav").write_bytes(b"\0" * 100)
    seed = next(seed for seed in range(9) if CORRUPT not in read_clips(jazz, VaeData(seconds=0.5), seed).test)
    clips = read_clips(jazz, VaeData(seconds=0.5), seed)
    (told,) = (*clips.train.notes, *clips.validation.notes)
    assert "jazz.00054.wav is left out" in told
    assert CORRUPT not in (*clips.train.names, *clips.validation.names)


def test_a_file_that_is_too_short_is_left_out_and_told(tmp_path: Path) -> None:
    pop = write_clips(tmp_path / "pop", 4)
    for number in range(3):
        soundfile.write(pop / f"pop.{number:05d}.wav", np.zeros(RATE * 3), RATE)
    lists(pop, train="pop/pop.00000.wav\npop/pop.00003.wav", valid="pop/pop.00001.wav", test="pop/pop.00002.wav")
    clips = read_clips(pop, VaeData(seconds=2.0, split="filtered"), 0)
    assert clips.train.names == ("pop/pop.00000",)
    (told,) = clips.train.notes
    assert told.endswith("pop.00003.wav is left out: it is shorter than 2 s.")


def test_the_filtered_lists_decide_the_parts(tmp_path: Path) -> None:
    pop = write_clips(tmp_path / "pop", 4)
    rock = "\nrock/rock.00000.wav\n"
    lists(pop, train=f"pop/pop.00002.wav{rock}", valid=f"pop/pop.00000.wav{rock}", test="pop/pop.00003.wav")
    clips = read_clips(pop, VaeData(seconds=0.5, split="filtered"), 0)
    assert (clips.train.names, clips.validation.names, clips.test) == (
        ("pop/pop.00002",), ("pop/pop.00000",), ("pop/pop.00003",),
    )  # fmt: skip


@pytest.mark.parametrize(("files", "seconds", "says"), [(1, 0.5, "three"), (4, 5.0, "no clip of 5 s")])
def test_too_little_music(tmp_path: Path, files: int, seconds: float, says: str) -> None:
    for _ in range(2):  # nothing is kept that would say otherwise the next time
        with pytest.raises(BadDataset, match=says):
            read_clips(write_clips(tmp_path / "pop", files), VaeData(seconds=seconds), 0)


def test_one_genre_is_to_be_named(tmp_path: Path) -> None:
    for genre in ("pop", "rock"):
        write_clips(tmp_path / genre, 3)
    with pytest.raises(BadDataset, match="has pop, rock; each has a VAE of its own"):
        read_clips(tmp_path, VaeData(seconds=0.5), 0)
    with pytest.raises(BadDataset, match="no genre 'jazz'"):
        read_clips(tmp_path, VaeData(seconds=0.5, genre="jazz"), 0)
    assert read_clips(tmp_path, VaeData(seconds=0.5, genre="rock"), 0).genre == "rock"
