"""Pictures in tags, read back by mutagen and by libav."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import av
import mutagen
import pytest
from mutagen.flac import FLAC, Picture
from mutagen.id3 import APIC, ID3, TIT2, TYER
from mutagen.mp3 import MP3
from mutagen.mp4 import MP4, MP4Cover

from albumen.errors import BadAudio
from albumen.sleeve.art import Art
from albumen.sleeve.tagged import front_cover, opened, others, put
from tests.sleeve.grounds import encoded, fractal
from tests.songs import write_song

KINDS = ("mp3", "flac", "m4a", "ogg", "opus", "wav", "aiff")
JPEG, PNG = (encoded(fractal(40), form) for form in ("JPEG", "PNG"))
ART = Art(JPEG, "image/jpeg", 40, 40)


@pytest.fixture(scope="session")
def songs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("songs")
    return {k: write_song(folder / f"a.{k}", tags={"title": "Nuit", "artist": "Öz"}) for k in KINDS}


@pytest.fixture
def song(songs: dict[str, Path], tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    kind = request.param
    return Path(shutil.copy(songs[kind], tmp_path / f"a.{kind}"))


every_kind = pytest.mark.parametrize("song", KINDS, indirect=True)


def only(kind: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("song", [kind], indirect=True)


@every_kind
def test_a_cover_is_put_in_and_found_again(song: Path) -> None:
    assert front_cover(song) is None
    put(opened(song), ART)
    assert front_cover(song) == JPEG


@every_kind
def test_a_second_cover_takes_the_place_of_the_first(song: Path) -> None:
    put(opened(song), ART)
    put(opened(song), Art(PNG, "image/png", 40, 40))
    assert front_cover(song) == PNG
    assert JPEG not in song.read_bytes()


@every_kind
def test_other_tags_stay(song: Path) -> None:
    before = others(opened(song))
    put(opened(song), ART)
    assert others(opened(song)) == before
    with av.open(str(song)) as container:
        held = {**container.metadata, **container.streams.audio[0].metadata}
    assert (held.get("title") or held.get("TITLE")) == "Nuit"


def pictures(song: Path) -> dict[int, bytes]:
    return {frame.type: frame.data for frame in ID3(song).getall("APIC")}


@only("mp3")
def test_other_pictures_stay_even_with_the_same_description(song: Path) -> None:
    file: Any = MP3(song)
    for kind, data in ((4, b"back"), (3, b"old front"), (6, b"medium")):
        file.tags.add(APIC(encoding=3, mime="image/png", type=kind, desc="" if kind != 6 else "Front cover", data=data))
    file.save()
    back = pictures(song)
    put(opened(song), ART)
    after = pictures(song)
    assert after == {**{k: v for k, v in back.items() if k != 3}, 3: JPEG}


@only("mp3")
def test_id3v23_stays_v23_with_its_own_frames(song: Path) -> None:
    tags = ID3()
    tags.add(TIT2(encoding=1, text="Nuit"))
    tags.add(TYER(encoding=0, text="2001"))
    tags.save(song, v2_version=3)
    put(opened(song), ART)
    held = ID3(song, translate=False)
    assert held.version == (2, 3, 0)
    assert str(held["TYER"]) == "2001"
    assert held.getall("APIC")[0].mime == "image/jpeg"


@only("flac")
def test_a_flac_block_says_its_size_and_other_pictures_stay(song: Path) -> None:
    file = FLAC(song)
    artist = Picture()
    artist.type, artist.data = 8, b"portrait"
    file.add_picture(artist)
    file.save()
    put(opened(song), ART)
    front, kept = FLAC(song).pictures
    assert (front.type, front.mime, front.width, front.height, front.depth) == (3, "image/jpeg", 40, 40, 24)
    assert (kept.type, kept.data) == (8, b"portrait")


@only("m4a")
def test_an_m4a_cover_says_its_format_and_others_stay(song: Path) -> None:
    file = MP4(song)
    file["covr"] = [MP4Cover(JPEG), MP4Cover(b"booklet")]
    file.save()
    put(opened(song), Art(PNG, "image/png", 40, 40))
    first, second = MP4(song)["covr"]
    assert first.imageformat == MP4Cover.FORMAT_PNG
    assert bytes(second) == b"booklet"


@only("ogg")
def test_damaged_picture_blocks_are_kept_and_not_shown(song: Path) -> None:
    file = mutagen.File(song)
    file["metadata_block_picture"] = ["%%%", "AAAA"]
    file.save()
    assert front_cover(song) is None
    put(opened(song), ART)
    assert mutagen.File(song)["metadata_block_picture"][1:] == ["%%%", "AAAA"]


@only("mp3")
def test_an_only_picture_of_another_kind_is_the_cover(song: Path) -> None:
    file: Any = MP3(song)
    file.tags.add(APIC(encoding=0, mime="image/jpeg", type=0, desc="", data=JPEG))
    file.save()
    assert front_cover(song) == JPEG


@pytest.mark.parametrize("data", [b"", b"not a song", b"fLaC" + b"\0" * 30, b"OggS" + b"\0" * 60, b"RIFF\0\0\0\0WAVE"])
@pytest.mark.parametrize("name", ["a.mp3", "a.flac", "a.ogg", "a.wav", "a.m4a"])
def test_what_is_no_song_is_refused(tmp_path: Path, data: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(BadAudio):
        put(opened(tmp_path / name), ART)
    assert (tmp_path / name).read_bytes() == data


@only("m4a")
def test_an_m4a_without_any_tags_takes_a_cover(song: Path) -> None:
    song.write_bytes(song.read_bytes().replace(b"udta", b"free"))
    assert MP4(song).tags is None
    put(opened(song), ART)
    assert front_cover(song) == JPEG
