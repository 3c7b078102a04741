"""Covers put into songs, and songs left unharmed."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path
from typing import Any

import av
import mutagen
import numpy as np
import pytest
from mutagen.id3 import APIC
from mutagen.mp3 import MP3
from numpy.typing import NDArray
from PIL import Image

from albumen.errors import AlbumenError, BadAudio, BadPicture
from albumen.sleeve import embed, front_cover
from albumen.sleeve import embed as embed_room
from albumen.sleeve.embed import prepared
from albumen.sleeve.payload import payload
from tests.sleeve.grounds import encoded, fractal, jpeg
from tests.songs import write_song

KINDS = ("mp3", "flac", "m4a", "ogg", "opus", "wav", "aiff")
COVER = jpeg(fractal(300))


@pytest.fixture(scope="module")
def songs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("songs")
    return {kind: write_song(folder / f"a.{kind}", tags={"title": "Nuit"}) for kind in KINDS}


@pytest.fixture
def mp3(songs: dict[str, Path], tmp_path: Path) -> Path:
    return Path(shutil.copy(songs["mp3"], tmp_path / "a.mp3"))


def decoded(path: Path) -> NDArray[np.float32]:
    with av.open(str(path)) as container:
        frames = [frame.to_ndarray().astype(np.float32) for frame in container.decode(audio=0)]
    return np.concatenate([frame.reshape(frame.shape[0], -1) for frame in frames], axis=1)


def size(data: bytes | None) -> tuple[int, int]:
    assert data is not None
    with Image.open(BytesIO(data)) as image:
        return image.size


@pytest.mark.parametrize("kind", KINDS)
def test_the_sound_is_the_same_to_the_sample(songs: dict[str, Path], tmp_path: Path, kind: str) -> None:
    song = Path(shutil.copy(songs[kind], tmp_path / f"a.{kind}"))
    before = decoded(song)
    assert embed(song, COVER).changed
    assert np.array_equal(decoded(song), before)
    assert front_cover(song) == COVER
    assert [p.name for p in tmp_path.iterdir()] == [song.name]


def test_the_payload_tells_songs_apart(songs: dict[str, Path]) -> None:
    assert len({payload(path) for path in songs.values()}) == len(KINDS)


def test_one_changed_byte_of_sound_changes_the_payload(songs: dict[str, Path], tmp_path: Path) -> None:
    data = bytearray(songs["wav"].read_bytes())
    data[-100] ^= 1
    (tmp_path / "b.wav").write_bytes(data)
    assert payload(tmp_path / "b.wav") != payload(songs["wav"])


def test_large_covers_are_made_smaller(mp3: Path) -> None:
    done = embed(mp3, jpeg(fractal(1600)), most_side=500)
    assert (done.width, done.height) == size(front_cover(mp3)) == (500, 500)


def test_heavy_covers_are_made_lighter(mp3: Path) -> None:
    done = embed(mp3, jpeg(fractal(900), quality=98), most_bytes=150_000)
    assert done.bytes <= 150_000
    assert len(front_cover(mp3) or b"") == done.bytes


def test_an_impossible_weight_is_refused(mp3: Path) -> None:
    before = mp3.read_bytes()
    with pytest.raises(BadPicture, match="as light as"):
        embed(mp3, COVER, most_bytes=500)
    assert mp3.read_bytes() == before


def test_a_fitting_cover_goes_in_byte_for_byte() -> None:
    assert prepared(COVER).data == COVER
    png = encoded(fractal(100), "PNG")
    assert (prepared(png).data, prepared(png).mime) == (png, "image/png")


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "CMYK", "L", "I;16"])
def test_any_mode_becomes_rgb(mode: str) -> None:
    image = fractal(64).convert("L").convert("I;16") if mode == "I;16" else fractal(64).convert(mode)
    art = prepared(encoded(image, "TIFF"))
    with Image.open(BytesIO(art.data)) as back:
        assert (back.format, back.mode, art.mime) == ("JPEG", "RGB", "image/jpeg")


def test_transparency_is_filled_with_white() -> None:
    art = prepared(encoded(Image.new("RGBA", (64, 64), (255, 0, 0, 0)), "PNG"))
    with Image.open(BytesIO(art.data)) as back:
        assert np.asarray(back).min() >= 254


def test_turned_pictures_are_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    art = prepared(jpeg(fractal(64).crop((0, 0, 64, 32)), exif=exif))
    assert (art.width, art.height) == size(art.data) == (32, 64)


def test_if_empty_leaves_a_cover_alone(mp3: Path) -> None:
    embed(mp3, COVER)
    before = mp3.read_bytes()
    done = embed(mp3, jpeg(fractal(600)), if_empty=True)
    assert (done.changed, done.reason) == (False, "it has a cover already")
    assert mp3.read_bytes() == before


def test_a_smaller_cover_does_not_replace_a_larger_one_unless_forced(mp3: Path) -> None:
    embed(mp3, COVER)
    small = jpeg(fractal(200))
    assert "larger (300 x 300)" in embed(mp3, small).reason
    assert front_cover(mp3) == COVER
    assert embed(mp3, small, force=True).changed
    assert front_cover(mp3) == small


def test_the_same_cover_twice_changes_nothing(mp3: Path) -> None:
    embed(mp3, COVER)
    before = mp3.read_bytes()
    assert not embed(mp3, COVER).changed
    assert mp3.read_bytes() == before


def test_a_backup_is_the_old_file(mp3: Path) -> None:
    before = mp3.read_bytes()
    done = embed(mp3, COVER, backup=True)
    assert done.backup == mp3.with_name("a.mp3.bak")
    assert done.backup.read_bytes() == before


def test_a_link_stays_a_link(mp3: Path) -> None:
    link = mp3.with_name("link.mp3")
    link.symlink_to(mp3)
    embed(link, COVER)
    assert link.is_symlink()
    assert front_cover(mp3) == COVER


def test_permissions_stay(mp3: Path) -> None:
    mp3.chmod(0o640)
    embed(mp3, COVER)
    assert mp3.stat().st_mode & 0o777 == 0o640


def test_a_read_only_song_is_refused(mp3: Path) -> None:
    mp3.chmod(0o444)
    before = mp3.read_bytes()
    with pytest.raises(BadAudio, match="read-only"):
        embed(mp3, COVER)
    assert mp3.read_bytes() == before


@pytest.mark.parametrize("fault", [KeyboardInterrupt, OSError])
def test_an_interruption_leaves_the_song(
    mp3: Path, monkeypatch: pytest.MonkeyPatch, fault: type[BaseException]
) -> None:
    before = mp3.read_bytes()

    def broken(file: object, *_: object) -> None:
        raise fault

    monkeypatch.setitem(embed_room.__globals__, "put", broken)
    with pytest.raises((KeyboardInterrupt, AlbumenError)):
        embed(mp3, COVER)
    assert mp3.read_bytes() == before
    assert [p.name for p in mp3.parent.iterdir()] == ["a.mp3"]


def test_a_writer_that_harms_the_sound_is_caught(mp3: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = mp3.read_bytes()

    def harmful(file: object, *_: object) -> None:
        copy = next(p for p in mp3.parent.iterdir() if ".part" in p.name)
        data = bytearray(copy.read_bytes())
        data[-200:-100] = bytes(100)
        copy.write_bytes(data)

    monkeypatch.setitem(embed_room.__globals__, "put", harmful)
    with pytest.raises(BadAudio, match="sound different"):
        embed(mp3, COVER)
    assert mp3.read_bytes() == before


def test_a_writer_that_loses_tags_is_caught(mp3: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forgetful(file: object, *_: object) -> None:
        file.delete()  # type: ignore[attr-defined]

    before = mp3.read_bytes()
    monkeypatch.setitem(embed_room.__globals__, "put", forgetful)
    with pytest.raises(AlbumenError, match="Other tags"):
        embed(mp3, COVER)
    assert mp3.read_bytes() == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_cut_song_is_refused_or_embedded_but_never_harmed(songs: dict[str, Path], tmp_path: Path, kind: str) -> None:
    song = tmp_path / f"a.{kind}"
    song.write_bytes(songs[kind].read_bytes()[: songs[kind].stat().st_size // 3])
    before = song.read_bytes()
    try:
        sound = payload(song)
        embed(song, COVER)
    except AlbumenError:
        assert song.read_bytes() == before
    else:
        assert payload(song) == sound


@pytest.mark.parametrize("kind", ["wma", "webm", "aac"])
def test_kinds_without_covers_are_refused(tmp_path: Path, kind: str) -> None:
    song = write_song(tmp_path / f"a.{kind}")
    before = song.read_bytes()
    with pytest.raises(BadAudio, match="MP3, FLAC"):
        embed(song, COVER)
    assert song.read_bytes() == before


def test_missing_songs_and_bad_covers_are_said(mp3: Path, tmp_path: Path) -> None:
    with pytest.raises(BadAudio, match="is not there; check its name"):
        embed(tmp_path / "none.mp3", COVER)
    with pytest.raises(BadPicture):
        embed(mp3, b"no picture")
    with pytest.raises(BadPicture):
        embed(mp3, tmp_path / "none.jpg")


def test_a_link_that_leads_in_a_circle_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").symlink_to(tmp_path / "b.mp3")
    (tmp_path / "b.mp3").symlink_to(tmp_path / "a.mp3")
    with pytest.raises(BadAudio, match="is not there"):
        embed(tmp_path / "a.mp3", COVER)


def test_an_empty_song_is_called_empty(tmp_path: Path) -> None:
    (tmp_path / "a.flac").touch()
    with pytest.raises(BadAudio, match="is empty; get the file again"):
        embed(tmp_path / "a.flac", COVER)


def test_a_film_that_is_called_a_song_is_left_alone(tmp_path: Path) -> None:
    """mutagen goes by the name, finds what looks like a frame of MP3, and would put a tag in front of it."""
    song = write_song(tmp_path / "film.mp3", codec="mp2", container="mpeg")
    before = song.read_bytes()
    with pytest.raises(BadAudio, match="not what its name says"):
        embed(song, COVER)
    assert song.read_bytes() == before


def test_a_full_disk_is_said_of_the_song_and_not_of_its_copy(mp3: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        fault = OSError(28, "No space left on device")
        raise mutagen.MutagenError(fault) from fault

    before = mp3.read_bytes()
    monkeypatch.setattr(MP3, "save", full)
    with pytest.raises(BadAudio) as caught:
        embed(mp3, COVER)
    assert str(caught.value) == f"The cover cannot be written into {mp3} (No space left on device)."
    assert mp3.read_bytes() == before
    assert [p.name for p in mp3.parent.iterdir()] == ["a.mp3"]


def test_a_cover_that_nobody_can_see_gives_way_even_to_a_small_one(mp3: Path) -> None:
    file: Any = MP3(mp3)
    file.tags.add(APIC(encoding=0, mime="image/jpeg", type=3, desc="", data=b"\xff\xd8 cut off"))
    file.save()
    small = jpeg(fractal(40))
    assert embed(mp3, small).changed
    assert front_cover(mp3) == small


def test_a_writer_that_does_nothing_is_caught(mp3: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = mp3.read_bytes()
    monkeypatch.setitem(embed_room.__globals__, "put", lambda *_: None)
    with pytest.raises(AlbumenError, match="did not take the cover, so that it was left alone"):
        embed(mp3, COVER)
    assert mp3.read_bytes() == before
