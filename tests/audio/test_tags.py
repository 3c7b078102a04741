"""Tags as real tagging libraries write them, and as real people damage them."""

from __future__ import annotations

import struct
import subprocess
import sys
import unicodedata
from pathlib import Path

import mutagen
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutagen.asf import ASF
from mutagen.flac import FLAC
from mutagen.id3 import ID3, TALB, TDRC, TIT2, TPE1
from mutagen.mp4 import MP4

from albumen import audio
from albumen.audio.tags import LONGEST, Tags, clean, read_tags
from tests.songs import write_song

FULL = {"title": "Déjà Vu", "artist": "Motörhead", "album": "ラ・ラ", "date": "2003-05-06"}


def song_tags(path: Path) -> Tags:
    song = audio.open(path)
    return Tags(song.title, song.artist, song.album, song.released)


@pytest.mark.parametrize("suffix", ["mp3", "m4a", "flac", "ogg", "opus", "wma", "webm", "mka", "wav"])
def test_what_libav_writes_is_read(tmp_path: Path, suffix: str) -> None:
    path = write_song(tmp_path / f"x.{suffix}", tags=FULL)
    assert song_tags(path) == Tags("Déjà Vu", "Motörhead", "ラ・ラ", "2003-05-06")


@pytest.mark.parametrize("encoding", [0, 1, 2, 3])
@pytest.mark.parametrize("suffix", ["mp3", "aiff", "wav"])
def test_every_encoding_of_id3(tmp_path: Path, suffix: str, encoding: int) -> None:
    path = write_song(tmp_path / f"x.{suffix}")
    tags = ID3()
    for frame in (
        TIT2(encoding, ["Déjà"]),
        TPE1(encoding, ["Motör"]),
        TALB(encoding, ["Ça"]),
        TDRC(encoding, ["1979"]),
    ):
        tags.add(frame)
    if suffix == "mp3":
        tags.save(path, v2_version=3 if encoding < 2 else 4)
    else:
        tagged = mutagen.File(path)
        tagged.add_tags()
        tagged.tags.update(tags)
        tagged.save()
    assert song_tags(path) == Tags("Déjà", "Motör", "Ça", "1979")


def test_several_artists_are_joined_once_each(tmp_path: Path) -> None:
    flac = write_song(tmp_path / "x.flac")
    commented = FLAC(flac)
    commented["artist"] = ["Simon", "Garfunkel", "Simon"]
    commented.save()
    mp3 = write_song(tmp_path / "x.mp3")
    frames = ID3()
    frames.add(TPE1(3, ["Simon", "Garfunkel"]))
    frames.save(mp3)
    assert song_tags(flac).artist == "Simon, Garfunkel"
    assert song_tags(mp3).artist == "Simon, Garfunkel"


def test_the_album_artist_stands_in(tmp_path: Path) -> None:
    path = write_song(tmp_path / "x.m4a")
    tagged = MP4(path)
    tagged["aART"] = ["Band"]
    tagged.save()
    assert song_tags(path).artist == "Band"


def test_wma_attributes(tmp_path: Path) -> None:
    path = write_song(tmp_path / "x.wma")
    tagged = ASF(path)
    tagged["Title"], tagged["Author"], tagged["WM/AlbumTitle"], tagged["WM/Year"] = "T", ["A", "B"], "L", "1999"
    tagged.save()
    assert song_tags(path) == Tags("T", "A, B", "L", "1999")


def test_riff_info_in_an_old_code_page(tmp_path: Path) -> None:
    path = write_song(tmp_path / "x.wav")
    info = b"INFO"
    for key, text in ((b"INAM", "Déjà Vu".encode("cp1252")), (b"IART", "Motörhead".encode("cp1252"))):
        info += key + struct.pack("<I", len(text) + 1) + text + b"\0" + b"\0" * ((len(text) + 1) % 2)
    held = path.read_bytes() + b"LIST" + struct.pack("<I", len(info)) + info
    path.write_bytes(held[:4] + struct.pack("<I", len(held) - 8) + held[8:])
    assert song_tags(path) == Tags("Déjà Vu", "Motörhead", None, None)


def test_a_file_without_tags_goes_by_its_name(tmp_path: Path) -> None:
    assert song_tags(write_song(tmp_path / "02 - Motörhead - Ace.ogg")) == Tags("Ace", "Motörhead")


def test_tags_come_before_the_name(tmp_path: Path) -> None:
    path = write_song(tmp_path / "Someone - Something.mp3", tags={"title": "Ace"})
    assert song_tags(path) == Tags("Ace", "Someone")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Ace", "Ace"),
        ("  Ace \t of\r\nSpades ", "Ace of Spades"),
        ("Ace\0\0\0", "Ace"),
        ("A\x07c\x1be\x7f", "Ace"),
        ("Caf\u00c3\u00a9", "Café"),
        ("Cafe\u0301", "Café"),
        ("\u00e3\u0083\u00a9\u00e3\u0083\u00a9", "ララ"),
        ("\u00e2\u20ac\u0153Ace\u00e2\u20ac\u009d", "“Ace”"),
        ("Caf\udce9", "Café"),
        ("\udcff\udcfe", "ÿþ"),
        ("Ace\u202e\u200b\ufeff", "Ace"),
        ("👩\u200d🎤", "👩\u200d🎤"),
        ("Café", "Café"),
        ("Ænima", "Ænima"),
        ("Ÿ", "Ÿ"),
        ("שלום", "שלום"),
        ("\ufffd\ufffd", None),
        ("", None),
        ("   ", None),
        ("\u200d \u200d", None),
        ("Unknown Artist", None),
        (None, None),
    ],
)
def test_clean(written: str | None, read: str | None) -> None:
    assert clean(written) == read


def test_a_huge_tag_is_cut(tmp_path: Path) -> None:
    title = song_tags(write_song(tmp_path / "x.flac", tags={"title": "la " * 400_000})).title
    assert title is not None
    assert len(title) <= LONGEST
    assert title.endswith("…")


@settings(deadline=None, derandomize=True)
@given(st.text())
def test_clean_text_is_one_line_of_printable_characters(text: str) -> None:
    made = clean(text)
    if made is not None:
        assert made == made.strip()
        assert len(made) <= LONGEST
        assert all(unicodedata.category(c) not in ("Cc", "Cs", "Zl", "Zp") for c in made)
        made.encode("utf-8")


@pytest.mark.parametrize(
    ("written", "released"),
    [
        ("2003-05-06", "2003-05-06"),
        ("2003-05", "2003-05"),
        ("2003", "2003"),
        ("2003-05-06T12:00:00Z", "2003-05-06"),
        ("06/05/2003", "2003"),
        ("2003-13-40", "2003"),
        ("20030506", None),
        ("0000", None),
        ("soon", None),
    ],
)
def test_dates(tmp_path: Path, written: str, released: str | None) -> None:
    path = write_song(tmp_path / "x.flac")
    commented = FLAC(path)
    commented["date"] = written
    commented.save()
    assert song_tags(path).released == released


def test_bytes_that_are_no_utf8(tmp_path: Path) -> None:
    path = write_song(tmp_path / "x.ogg", tags={"title": "QQQQ", "artist": "Someone"})
    path.write_bytes(path.read_bytes().replace(b"QQQQ", b"\xff\xe9\xfeQ"))
    found = read_tags(path)
    assert found.artist == "Someone"
    if found.title is not None:
        found.title.encode("utf-8")


def test_a_path_that_is_no_sound_has_no_tags(tmp_path: Path) -> None:
    (tmp_path / "7.mp3").write_bytes(b"nothing")
    assert read_tags(tmp_path / "7.mp3") == Tags()
    assert read_tags(tmp_path / "8.mp3") == Tags()


@pytest.fixture(scope="module")
def tagged_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("tagged")
    return {
        s: write_song(folder / f"a.{s}", tags=FULL).read_bytes()[:20_000] for s in ("mp3", "flac", "ogg", "wma", "m4a")
    }


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(suffix=st.sampled_from(["mp3", "flac", "ogg", "wma", "m4a"]), seed=st.integers(0, 2**32 - 1))
def test_damaged_tags_never_raise(tmp_path: Path, tagged_files: dict[str, bytes], suffix: str, seed: int) -> None:
    rng = np.random.default_rng(seed)
    held = bytearray(tagged_files[suffix])
    for at in rng.integers(0, rng.choice([60, 600, len(held)]), size=12):
        held[at] = rng.integers(0, 256)
    path = tmp_path / f"7.{suffix}"
    path.write_bytes(held)
    found = read_tags(path)
    for text in (found.title, found.artist, found.album, found.released):
        assert text is None or ("\n" not in text and text.encode("utf-8"))


def test_reading_tags_leaves_the_file_alone(tmp_path: Path) -> None:
    path = write_song(tmp_path / "x.mp3", tags=FULL)
    before = path.read_bytes()
    read_tags(path)
    assert path.read_bytes() == before
    assert mutagen.File(path)["TIT2"].text == ["Déjà Vu"]


@pytest.mark.parametrize(("suffix", "loaded"), [("mp3", False), ("flac", True)])
def test_an_mp3_is_read_without_loading_the_other_formats(tmp_path: Path, suffix: str, loaded: bool) -> None:
    path = write_song(tmp_path / f"song.{suffix}", tags={"title": "Harbour"})
    code = f"import sys; from albumen.audio.tags import read_tags; from pathlib import Path; p = Path({str(path)!r})"
    said = "print(read_tags(p).title, 'mutagen.asf' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", f"{code}; {said}"], check=True, capture_output=True, text=True).stdout
    assert out.split() == ["Harbour", str(loaded)]
