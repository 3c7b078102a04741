"""Bad input is normal: one sentence for each song that cannot be used, and the others are done."""

from __future__ import annotations

import errno
import os
import shutil
import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from albumen.sleeve import read_sidecar
from tests.shell import albumen
from tests.songs import music, write_song

SMALL = ("--size", "200", "--style", "album", "-n", "1")


def cut_to_its_header(path: Path) -> None:
    write_song(path, music(4.0))
    path.write_bytes(path.read_bytes()[:600])


def silent(path: Path) -> None:
    write_song(path, np.zeros((2, 90_000), np.float32))


def one_sample(path: Path) -> None:
    data = struct.pack("<IHHIIHH", 16, 1, 1, 44_100, 88_200, 2, 16) + b"data" + struct.pack("<Ih", 2, 9000)
    path.write_bytes(b"RIFF" + struct.pack("<I", 4 + 4 + len(data)) + b"WAVEfmt " + data)


def picture(path: Path) -> None:
    Image.new("RGB", (300, 300), "teal").save(path, "JPEG")


def zeros_behind_a_tag(path: Path) -> None:
    """A sparse file that takes no room on disk, under a tag that claims 256 MB."""
    with path.open("wb") as out:
        out.write(b"ID3\x04\x00\x00\x7f\x7f\x7f\x7f")
        out.truncate(2**25)


def swelling(path: Path) -> None:
    """Twenty minutes of nothing, a hundredth of the size of its samples."""
    write_song(path, np.zeros((1, 1200 * 8000), np.float32), 8000)


BAD: dict[str, tuple[str, Callable[[Path], object]]] = {
    "truncated": ("mp3", cut_to_its_header),
    "empty": ("mp3", Path.touch),
    "silent": ("flac", silent),
    "one sample": ("wav", one_sample),
    "text": ("mp3", lambda path: path.write_text("la la la\n" * 500)),
    "picture": ("mp3", picture),
    "zeros": ("mp3", zeros_behind_a_tag),
    "bomb": ("flac", swelling),
    "missing": ("mp3", lambda path: None),
    "link to nothing": ("mp3", lambda path: path.symlink_to("nowhere.mp3")),
    "pipe": ("mp3", os.mkfifo),
    "folder": ("mp3", Path.mkdir),
}


TRIED = [
    (command, kind) for kind in BAD for command in ("cover", "describe") if (command, kind) != ("describe", "picture")
]
"""A picture that is called a song is described as a picture."""


@pytest.mark.parametrize(("command", "kind"), TRIED)
def test_one_sentence_and_nothing_written(command: str, kind: str, tmp_path: Path) -> None:
    suffix, make = BAD[kind]
    make(tmp_path / f"bad.{suffix}")
    words: list[str | Path] = [*SMALL, "--out", tmp_path / "covers"] if command == "cover" else []
    ran = albumen(command, tmp_path / f"bad.{suffix}", *words)
    assert ran.code == 1
    assert ran.out == ""
    (sentence,) = ran.complaints
    assert f"bad.{suffix}" in sentence
    assert sentence.startswith("albumen: ")
    assert sentence.endswith(".")
    assert "should not be" not in sentence
    assert not (tmp_path / "covers").exists()


def test_the_others_are_done(track: Path, tmp_path: Path) -> None:
    music_folder = tmp_path / "music"
    music_folder.mkdir()
    for number, (suffix, make) in enumerate(made for kind, made in BAD.items() if kind not in ("missing", "folder")):
        make(music_folder / f"bad{number}.{suffix}")
    shutil.copy(track, music_folder / "a first.mp3")
    shutil.copy(track, music_folder / "z last.mp3")
    ran = albumen("cover", music_folder, *SMALL, "--out", tmp_path / "covers", "--json")
    assert ran.code == 1
    assert [Path(record["song"]).name for record in ran.records()] == ["a first.mp3", "z last.mp3"]
    assert len(ran.complaints) == len(BAD) - 2 + 1
    assert ran.complaints[-1] == f"albumen: {len(BAD) - 2} failed, 2 done."
    assert sorted(path.name for path in (tmp_path / "covers").iterdir()) == [
        "a first-album-1.jpg", "a first-album-1.json", "z last-album-1.jpg", "z last-album-1.json",
    ]  # fmt: skip


def day(path: Path) -> None:
    """24 hours of 8-bit mono at 8 kHz, a sparse file with sound at its start."""
    size = 24 * 3600 * 8000
    head = b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8) + b"data" + struct.pack("<I", size)
    with path.open("wb") as out:
        out.write(b"RIFF" + struct.pack("<I", 36 + size) + head)
        out.write(np.round(128 + 100 * music(60.0, 8000, 1)[0]).astype(np.uint8).tobytes())
        out.truncate(44 + size)


def eight_channels(path: Path) -> None:
    write_song(path, music(2.0, channels=8), layout="7.1")


def under_another_name(path: Path) -> None:
    write_song(path.with_suffix(".flac"), music(2.0)).rename(path)


def half(path: Path) -> None:
    write_song(path, music(6.0))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def latin_tags(path: Path) -> None:
    """An ID3v2.3 title in bytes that are no UTF-8, under a label that says Latin-1."""
    write_song(path, music(2.0))
    frame = b"TIT2" + struct.pack(">IH", 7, 0) + b"\x00" + b"Caf\xe9\xff\x00"
    path.write_bytes(b"ID3\x03\x00\x00\x00\x00\x00" + bytes([len(frame)]) + frame + path.read_bytes())


ODD: dict[str, tuple[str, Callable[[Path], None], str | None]] = {
    "24 hours": ("wav", day, "odd"),
    "8 channels": ("flac", eight_channels, "odd"),
    "flac called mp3": ("mp3", under_another_name, "odd"),
    "half of it": ("mp3", half, "odd"),
    "tags that are not UTF-8": ("mp3", latin_tags, "Caféÿ"),
}


@pytest.mark.parametrize("kind", ODD)
def test_what_is_odd_but_music_gets_its_cover(kind: str, tmp_path: Path) -> None:
    suffix, make, title = ODD[kind]
    make(tmp_path / f"odd.{suffix}")
    ran = albumen("cover", tmp_path / f"odd.{suffix}", *SMALL, "--out", tmp_path / "covers")
    assert (ran.code, ran.complaints) == (0, [])
    with Image.open(tmp_path / "covers" / "odd-album-1.jpg") as image:
        image.load()
    assert read_sidecar(tmp_path / "covers" / "odd-album-1.json").title == title


def test_a_name_that_is_not_utf8_is_taken_and_told(track: Path, tmp_path: Path) -> None:
    song = tmp_path / os.fsdecode(b"caf\xe9.mp3")
    shutil.copy(track, song)
    ran = albumen("cover", tmp_path, *SMALL, "--out", tmp_path / "covers", "--json")
    assert (ran.code, ran.complaints) == (0, [])
    assert ran.records()[0]["song"] == str(song)
    assert (tmp_path / "covers" / "caf-album-1.jpg").is_file()


def test_a_song_named_by_250_bytes_gets_its_covers_and_sheet(track: Path, tmp_path: Path) -> None:
    shutil.copy(track, tmp_path / f"{'ä' * 120}x.mp3")
    ran = albumen("cover", tmp_path, "--size", "200", "--style", "album", "--out", tmp_path / "covers")
    assert (ran.code, ran.complaints) == (0, [])
    assert len(list((tmp_path / "covers").iterdir())) == 5


@pytest.mark.parametrize("words", [("cover",), ("describe",)])
def test_a_folder_without_songs(words: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("la")
    ran = albumen(*words, tmp_path)
    assert ran.code == 1
    assert ran.complaints == [f"albumen: There are no songs in {tmp_path}; name a sound file or a folder with some."]


# --- where nothing can be written


def test_an_output_folder_that_is_a_file(track: Path, tmp_path: Path) -> None:
    (tmp_path / "covers").write_text("mine")
    ran = albumen("cover", track, *SMALL, "--out", tmp_path / "covers" / "deep")
    assert ran.code == 1
    assert "is a file" in ran.err
    assert (tmp_path / "covers").read_text() == "mine"


def test_a_read_only_output_folder_is_known_before_the_song_is_heard(
    track: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: str | Path, mode: int) -> bool:
        return not (mode & os.W_OK and Path(path) == tmp_path)

    monkeypatch.setattr(os, "access", refused)
    monkeypatch.setattr("albumen.listen.describe", lambda *_, **__: pytest.fail("listened for nothing"))
    ran = albumen("cover", track, *SMALL, "--out", tmp_path / "covers")
    assert ran.code == 1
    assert "may not be written to" in ran.err


def test_a_full_disk_leaves_no_piece_of_a_cover(track: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if path.suffix == ".json":
            return write(path, data)
        write(path, data[: len(data) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", full)
    ran = albumen("cover", track, "--size", "200", "--out", tmp_path)
    assert ran.code == 1
    (sentence,) = ran.complaints
    assert "No space left on device" in sentence
    assert list(tmp_path.iterdir()) == []


def test_a_mistake_of_ours_costs_one_song_and_is_one_sentence(
    track: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from albumen.listen.ground import Musicnn

    listen = Musicnn.listen
    shutil.copy(track, tmp_path / "a.mp3")
    shutil.copy(track, tmp_path / "b.mp3")

    def broken(self: Musicnn, song: object, *rest: object) -> object:
        if "a.mp3" in str(song):
            raise ZeroDivisionError("division by zero")
        return listen(self, song, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Musicnn, "listen", broken)
    ran = albumen("cover", tmp_path, *SMALL, "--out", tmp_path / "covers")
    assert ran.code == 1
    assert ran.complaints == [
        f"albumen: {tmp_path / 'a.mp3'} met an error that should not be (ZeroDivisionError: division by zero); "
        "report what --debug shows.",
        "albumen: 1 failed, 1 done.",
    ]
