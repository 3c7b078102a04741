"""Old ID3 tags, as iTunes, Winamp and their like left them in millions of files."""

from __future__ import annotations

from pathlib import Path

import pytest
from mutagen.apev2 import APEv2
from mutagen.id3 import ID3, TIT2, TPE1, TYER
from mutagen.mp3 import MP3

from albumen.sleeve import embed, front_cover
from albumen.sleeve.id3 import unknown
from albumen.sleeve.tagged import opened, others
from tests.sleeve.grounds import fractal, jpeg
from tests.songs import write_song

COVER = jpeg(fractal(40))


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An MP3 without any tag."""
    path = write_song(tmp_path_factory.mktemp("song") / "a.mp3", options={"id3v2_version": "0"})
    data = path.read_bytes()
    assert not data.startswith(b"ID3")
    return data


def id3v22(frames: dict[bytes, bytes]) -> bytes:
    """An ID3v2.2 tag by its standard (id3v2-00, section 3): three letters and three bytes of length a frame."""
    body = b"".join(name + len(held).to_bytes(3, "big") + held for name, held in frames.items())
    return b"ID3\x02\0\0" + bytes((len(body) >> shift) & 127 for shift in (21, 14, 7, 0)) + body


def id3v1(title: bytes, year: bytes = b"1998", fill: bytes = b"\0") -> bytes:
    """An ID3v1.1 tag: 128 bytes, track 7, genre 17 (Rock)."""
    parts = ((title, 30), (b"Winamp", 30), (b"Album", 30), (year, 4), (b"ripped", 28))
    return b"TAG" + b"".join(part.ljust(length, fill) for part, length in parts) + b"\0\x07\x11"


def file(path: Path, *parts: bytes) -> Path:
    path.write_bytes(b"".join(parts))
    return path


def test_an_id3v22_tag_takes_a_cover_and_keeps_its_year(bare: bytes, tmp_path: Path) -> None:
    song = file(tmp_path / "a.mp3", id3v22({b"TT2": b"\0Nuit", b"TYE": b"\x001998", b"TCO": b"\0(17)"}), bare)
    assert embed(song, COVER).changed
    held = ID3(song, translate=False)
    assert (held.version, str(held["TIT2"]), str(held["TYER"])) == ((2, 3, 0), "Nuit", "1998")
    assert front_cover(song) == COVER


@pytest.mark.parametrize("fill", [b"\0", b" "])
def test_an_id3v1_tag_alone_takes_a_cover_and_stays(bare: bytes, tmp_path: Path, fill: bytes) -> None:
    song = file(tmp_path / "a.mp3", bare, id3v1(b"Nuit", fill=fill))
    assert embed(song, COVER).changed
    assert song.read_bytes().endswith(id3v1(b"Nuit", fill=fill))
    assert str(ID3(song, load_v1=False)["TIT2"]) == "Nuit"


def test_an_id3v1_tag_in_another_script_is_not_written_anew(bare: bytes, tmp_path: Path) -> None:
    """mutagen would make question marks of the Cyrillic title, where a hand once wrote Latin letters."""
    song = file(tmp_path / "a.mp3", bare, id3v1(b"Pesnya"))
    tags = ID3()
    tags.add(TIT2(encoding=1, text="Песня"))
    tags.save(song, v1=1, v2_version=3)
    song.write_bytes(song.read_bytes()[:-128] + id3v1(b"Pesnya"))
    assert embed(song, COVER).changed
    assert song.read_bytes().endswith(id3v1(b"Pesnya"))
    assert str(ID3(song)["TIT2"]) == "Песня"


def test_an_ape_tag_stays_behind_the_sound(bare: bytes, tmp_path: Path) -> None:
    song = file(tmp_path / "a.mp3", bare)
    ape = APEv2()
    ape["Title"] = "Nuit"
    ape.save(song)
    tail = song.read_bytes()[len(bare) :]
    assert embed(song, COVER).changed
    assert song.read_bytes().endswith(tail)
    assert dict(APEv2(song)) == dict(ape)


def test_a_song_that_ends_with_the_word_tag_by_chance_is_not_patched(bare: bytes, tmp_path: Path) -> None:
    song = file(tmp_path / "a.mp3", bare, b"TAG")
    assert embed(song, COVER).changed
    assert song.read_bytes().endswith(bare[-64:] + b"TAG")


def test_frames_that_nobody_knows_stay(bare: bytes, tmp_path: Path) -> None:
    song = file(tmp_path / "a.mp3", bare)
    tags = ID3()
    tags.add(TPE1(encoding=0, text="Winamp"))
    tags.add(TYER(encoding=0, text="1998"))
    tags.save(song, v2_version=3)
    data = song.read_bytes()
    at = data.index(b"TYER")
    frame = b"ZZZ9" + data[at + 4 : at + 10 + int.from_bytes(data[at + 4 : at + 8], "big")]
    song.write_bytes(data.replace(b"TYER", b"ZZZ9"))
    assert unknown(opened(song))
    assert embed(song, COVER).changed
    assert b"1998" in frame
    assert frame in song.read_bytes()


def test_frames_that_nobody_knows_count_as_tags(bare: bytes, tmp_path: Path) -> None:
    with_frame = file(tmp_path / "a.mp3", id3v22({b"TT2": b"\0Nuit", b"ZZ9": b"\0mine"}), bare)
    without = file(tmp_path / "b.mp3", id3v22({b"TT2": b"\0Nuit"}), bare)
    assert others(opened(with_frame)) != others(opened(without))


def test_a_file_without_tags_has_no_unknown_frames(bare: bytes, tmp_path: Path) -> None:
    assert unknown(MP3(file(tmp_path / "a.mp3", bare))) == []
