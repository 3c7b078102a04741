"""The folder layout of GTZAN, its filtered lists, and its broken file, in a tree of a few files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from albumen.data.gtzan import CORRUPT, FILTERED, Track, filtered, find_tracks, opened, read_split, split
from albumen.errors import BadDataset
from albumen.song import Song

RATE = 22_050


def tone(path: Path, hertz: float = 440.0, seconds: float = 1.5) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    soundfile.write(path, 0.5 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE)) / RATE), RATE)
    return path


@pytest.fixture
def gtzan(tmp_path: Path) -> Path:
    for genre in ("blues", "jazz"):
        for number in (0, 1, 53):
            tone(tmp_path / "genres_original" / genre / f"{genre}.{number:05d}.wav")
    (tmp_path / "genres_original" / "jazz" / "jazz.00054.wav").write_bytes(b"\0" * 500)
    (tmp_path / "genres_original" / "jazz" / "._jazz.00000.wav").write_bytes(b"")
    (tmp_path / "features_30_sec.csv").write_text("filename\n")
    return tmp_path


def names(tracks: tuple[Track, ...]) -> list[str]:
    return [track.name for track in tracks]


def lists(folder: Path, **parts: str) -> None:
    for part, name in FILTERED.items():
        (folder / name).write_text(parts.get(part, "blues/blues.00000.wav\njazz/jazz.00000.wav\n"))


def test_tracks_are_named_as_the_split_files_name_them(gtzan: Path) -> None:
    found = find_tracks(gtzan)
    assert names(found)[:3] == ["blues/blues.00000", "blues/blues.00001", "blues/blues.00053"]
    assert len(found) == 7
    assert {track.genre for track in found} == {"blues", "jazz"}


@pytest.mark.parametrize("ending", ["au", "flac", "WAV"])
def test_the_first_layout_and_other_endings(tmp_path: Path, ending: str) -> None:
    tone(tmp_path / "disco" / f"disco.00007.{ending}")
    (track,) = find_tracks(tmp_path)
    assert (track.name, track.genre) == ("disco/disco.00007", "disco")
    song = opened(track)
    assert isinstance(song, Song)
    assert song.duration == pytest.approx(1.5, abs=0.01)


def test_the_sound_of_an_au_file_is_right(tmp_path: Path) -> None:
    tone(tmp_path / "disco" / "disco.00000.au", 440.0)
    song = opened(find_tracks(tmp_path)[0])
    assert isinstance(song, Song)
    heard = song.source.read(0.0, 1.0).mono()
    assert np.abs(np.fft.rfft(heard)).argmax() == 440


def test_the_folder_of_one_genre_alone(gtzan: Path) -> None:
    assert names(find_tracks(gtzan / "genres_original" / "blues")) == names(find_tracks(gtzan))[:3]


def test_the_corrupt_file_is_left_out_with_a_sentence(gtzan: Path) -> None:
    (corrupt,) = (track for track in find_tracks(gtzan) if track.name == CORRUPT)
    said = opened(corrupt)
    assert isinstance(said, str)
    assert said.endswith("jazz.00054.wav is left out: it is the file of GTZAN that is known to be corrupt.")


def test_a_repaired_copy_of_it_is_taken(gtzan: Path) -> None:
    tone(gtzan / "genres_original" / "jazz" / "jazz.00054.wav")
    (repaired,) = (track for track in find_tracks(gtzan) if track.name == CORRUPT)
    assert isinstance(opened(repaired), Song)


def test_any_other_broken_file_is_an_error(gtzan: Path) -> None:
    bad = gtzan / "genres_original" / "blues" / "blues.00001.wav"
    bad.write_bytes(b"\0" * 500)
    with pytest.raises(BadDataset, match=r"blues\.00001\.wav.*take it out"):
        opened(find_tracks(gtzan)[1])


def test_the_filtered_lists_are_read_in_their_order(gtzan: Path) -> None:
    lists(gtzan, train="jazz/jazz.00001.wav\n\nblues/blues.00053.wav\n")
    parts = filtered(gtzan, find_tracks(gtzan))
    assert names(parts["train"]) == ["jazz/jazz.00001", "blues/blues.00053"]
    assert names(parts["test"]) == ["blues/blues.00000", "jazz/jazz.00000"]


def test_one_genre_finds_the_lists_above_it(gtzan: Path) -> None:
    lists(gtzan, validation="blues/blues.00001.wav\njazz/jazz.00001.wav\n")
    home = gtzan / "genres_original" / "jazz"
    assert names(filtered(home, find_tracks(home))["validation"]) == ["jazz/jazz.00001"]


def test_wav_lines_find_au_files(tmp_path: Path) -> None:
    tone(tmp_path / "genres" / "blues" / "blues.00000.au")
    (tmp_path / "list.txt").write_text("blues/blues.00000.wav\r\n")
    assert names(read_split(tmp_path / "list.txt", find_tracks(tmp_path))) == ["blues/blues.00000"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("blues/blues.00099.wav\n", "line 1: blues/blues.00099.wav is not there"),
        ("jazz/jazz.00000.wav\nblues.00000.wav\n", "line 2: 'blues.00000.wav' is not of the form"),
        ("", "names no track of blues, jazz"),
        ("metal/metal.00000.wav\n", "names no track of blues, jazz"),
    ],
)
def test_lists_that_are_not_in_order(gtzan: Path, text: str, says: str) -> None:
    (gtzan / "train_filtered.txt").write_text(text)
    with pytest.raises(BadDataset, match=says):
        read_split(gtzan / "train_filtered.txt", find_tracks(gtzan))


def test_a_list_that_is_missing(gtzan: Path) -> None:
    with pytest.raises(BadDataset, match=r"train_filtered\.txt cannot be read"):
        filtered(gtzan, find_tracks(gtzan))


def test_folders_that_hold_no_set(tmp_path: Path) -> None:
    with pytest.raises(BadDataset, match="no music in it"):
        find_tracks(tmp_path)
    with pytest.raises(BadDataset, match="is no folder"):
        find_tracks(tmp_path / "gtzan")
    for ending in ("wav", "au"):
        tone(tmp_path / "pop" / f"pop.00000.{ending}")
    with pytest.raises(BadDataset, match="one track twice"):
        find_tracks(tmp_path)


def test_the_seeded_split_is_by_genre_and_whole() -> None:
    tracks = tuple(Track(Path(f"{n}"), f"{genre}/{n}", genre) for genre in ("blues", "pop") for n in range(100))
    parts = split(tracks, 3)
    assert sorted(track.name for part in parts.values() for track in part) == sorted(names(tracks))
    for genre in ("blues", "pop"):
        assert [sum(track.genre == genre for track in part) for part in parts.values()] == [80, 10, 10]
    assert parts == split(tracks, 3)
    assert parts != split(tracks, 4)


@pytest.mark.parametrize(("count", "sizes"), [(1, [1, 0, 0]), (2, [1, 1, 0]), (3, [1, 1, 1]), (10, [8, 1, 1])])
def test_small_genres(count: int, sizes: list[int]) -> None:
    tracks = tuple(Track(Path(f"{n}"), f"pop/{n}", "pop") for n in range(count))
    assert [len(part) for part in split(tracks, 0).values()] == sizes
