"""Pieces as files: sound, tags, artwork, MIDI, stems, sidecar; one is really the band's, decoded by other programs."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import av
import mido
import mutagen
import numpy as np
import pytest
import soundfile
from mutagen.flac import FLAC
from PIL import Image

import albumen
from albumen.errors import AlbumenError, BadOption, BadPicture, BadSidecar
from albumen.picture import Picture
from albumen.play.encode import FORMATS, Format
from albumen.walk.playing import Piece, play, remake
from albumen.walk.playing.sidecar import read
from tests.players import STUDY, Whistler, hired, patches, write_picture


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_picture(tmp_path_factory.mktemp("pictures") / "red_barn.png")


@pytest.fixture(scope="module")
def tune(picture: Path) -> Piece:
    """Five seconds by the band, with stems."""
    (piece,) = play(picture, engine="band", seconds=5, seed=3, stems=True)
    return piece


@pytest.fixture
def whistler() -> Iterator[Whistler]:
    with hired(Whistler()) as player:
        yield player


def sound(path: Path) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    samples, _ = soundfile.read(path, dtype="float64")
    return np.asarray(samples).T


# --- sound


@pytest.mark.parametrize("form", ["flac", "wav"])
def test_lossless_files_hold_the_samples_within_24_bits(form: Format, tune: Piece, tmp_path: Path) -> None:
    saved = tune.save(tmp_path, form)
    assert saved.path.name == f"red_barn-1.{form}"
    assert np.abs(sound(saved.path) - tune.audio.samples).max() <= 2.0**-24


@pytest.mark.parametrize("form", ["mp3", "ogg"])
def test_lossy_files_hold_all_of_it(form: Format, tune: Piece, tmp_path: Path) -> None:
    with av.open(str(tune.save(tmp_path, form).path), "r") as container:
        assert sum(frame.samples for frame in container.decode(audio=0)) >= 5 * 44_100


@pytest.mark.parametrize("form", FORMATS)
def test_the_sidecar_names_the_bytes_and_makes_them_again(
    form: Format, picture: Path, whistler: Whistler, tmp_path: Path
) -> None:
    (piece,) = play(picture, seconds=2, stems=True)
    saved = piece.save(tmp_path / "one", form, midi=True, with_stems=True)
    again, held = remake(saved.sidecar)
    assert held.written.sha256 == hashlib.sha256(saved.path.read_bytes()).hexdigest() == saved.sha256
    again.save(tmp_path / "two", form, midi=True, with_stems=True)
    for file in (saved.path, saved.sidecar, saved.midi, *saved.stems):
        assert file is not None
        assert (tmp_path / "two" / file.relative_to(tmp_path / "one")).read_bytes() == file.read_bytes()


def test_the_band_plays_the_same_bytes_from_its_sidecar(tune: Piece, tmp_path: Path) -> None:
    saved = tune.save(tmp_path / "one")
    again, _ = remake(saved.sidecar)
    assert again.save(tmp_path / "two").sha256 == saved.sha256


# --- what the file says of itself


@pytest.mark.parametrize("form", FORMATS)
def test_tags_tell_title_genre_and_where_it_comes_from(
    form: Format, picture: Path, whistler: Whistler, tmp_path: Path
) -> None:
    (piece,) = play(picture, seconds=1, seed=7, genre="jazz")
    file = mutagen.File(piece.save(tmp_path, form).path)
    names = ("title", "genre", "comment", "tracknumber", "DigitalSourceType")
    if form in ("mp3", "wav"):
        names = ("TIT2", "TCON", "COMM::eng", "TRCK", "TXXX:DigitalSourceType")
    told = [str(value[0] if isinstance(value, list) else value) for value in (file[name] for name in names)]
    assert told == [
        "red barn",
        "Jazz",
        "Made of the picture red_barn.png by albumen, engine whistler/tune, seed 7, piece 1.",
        "1",
        "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
    ]


def test_mp3_has_the_same_in_xmp(picture: Path, whistler: Whistler, tmp_path: Path) -> None:
    (piece,) = play(picture, seconds=1)
    (frame,) = mutagen.File(piece.save(tmp_path, "mp3").path).tags.getall("PRIV")
    assert frame.owner == "XMP"
    assert b"digitalsourcetype/trainedAlgorithmicMedia</" in frame.data


def test_a_small_square_picture_is_the_artwork_byte_for_byte(tune: Piece, picture: Path, tmp_path: Path) -> None:
    (art,) = FLAC(tune.save(tmp_path).path).pictures
    assert (art.data, art.type, art.mime) == (picture.read_bytes(), 3, "image/png")


def test_where_a_photograph_was_taken_does_not_travel(whistler: Whistler, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "my garden"
    Image.fromarray(patches()).save(tmp_path / "photo.jpg", exif=exif)
    (piece,) = play(tmp_path / "photo.jpg", seconds=1)
    assert b"my garden" in (tmp_path / "photo.jpg").read_bytes()
    assert b"my garden" not in piece.artwork


def test_a_wide_picture_is_cropped_to_its_middle(whistler: Whistler, tmp_path: Path) -> None:
    wide = patches(width=12, side=50)
    (piece,) = play(write_picture(tmp_path / "wide.png", wide), seconds=1)
    with Image.open(io.BytesIO(piece.artwork)) as image:
        assert image.size == (300, 300)
        assert np.abs(np.asarray(image, float) - wide[:, 150:450]).mean() < 4


def test_a_huge_picture_is_made_smaller(whistler: Whistler, tmp_path: Path) -> None:
    huge = patches(side=300)
    (piece,) = play(Picture(huge), seconds=1)
    assert len(piece.artwork) <= 300_000
    with Image.open(io.BytesIO(piece.artwork)) as image:
        assert image.size == (1000, 1000)
        squares = np.asarray(image.resize((6, 6), Image.Resampling.BOX), float)
        assert np.abs(squares - huge[150::300, 150::300]).max() < 8


def test_a_genre_that_was_not_asked_for_is_the_style_that_was_played(tune: Piece) -> None:
    assert tune.score is not None
    assert tune.genre.casefold() == tune.score.style.casefold()


# --- MIDI and stems


def test_midi_holds_the_notes(tune: Piece, tmp_path: Path) -> None:
    saved = tune.save(tmp_path, midi=True)
    assert saved.midi == tmp_path / "red_barn-1.mid"
    assert tune.score is not None
    struck = [m for track in mido.MidiFile(saved.midi).tracks for m in track if m.type == "note_on"]
    assert len(struck) == sum(len(part.notes) for part in tune.score.parts) > 0


def test_stems_sum_to_the_mix_before_mastering(tune: Piece, tmp_path: Path) -> None:
    """The master is the mix with a gain that moves slowly and a little colour: they go together sample by sample."""
    saved = tune.save(tmp_path, "wav", with_stems=True)
    total = np.sum([sound(stem) for stem in saved.stems], axis=0)
    gain = 10 ** (read(saved.sidecar).written.stem_gain / 20)
    mixed = np.sum([stem.samples for stem in tune.stems.values()], axis=0)
    assert np.abs(total / gain - mixed).max() < len(saved.stems) * 2.0**-22 / gain
    assert np.corrcoef(total.ravel(), tune.audio.samples.ravel())[0, 1] > 0.85


@pytest.mark.parametrize(("loud", "turned_down"), [("0.2", False), ("3.5", True)])
def test_neither_stems_nor_their_sum_clip(
    loud: str, turned_down: bool, picture: Path, whistler: Whistler, tmp_path: Path
) -> None:
    (piece,) = play(picture, seconds=1, options={"loud": loud}, stems=True)
    saved = piece.save(tmp_path, "flac", with_stems=True)
    stems = [sound(path) for path in saved.stems]
    ceiling = 10 ** (-1 / 20) + 1e-6
    assert max(np.abs(stem).max() for stem in (*stems, sum(stems))) <= ceiling
    assert (read(saved.sidecar).written.stem_gain < 0) is turned_down


def test_stems_are_numbered_and_named_as_files_can_be(picture: Path, whistler: Whistler, tmp_path: Path) -> None:
    (piece,) = play(picture, seconds=1, stems=True)
    names = [path.relative_to(tmp_path) for path in piece.save(tmp_path, with_stems=True).stems]
    assert names == [Path("red_barn-1-stems/1-melody.flac"), Path("red_barn-1-stems/2-air_wind.flac")]


def test_what_an_engine_does_not_make_is_left_out_with_a_note(picture: Path, tmp_path: Path) -> None:
    with hired(Whistler(bare=True)):
        (piece,) = play(picture, seconds=1, stems=True)
    saved = piece.save(tmp_path, midi=True, with_stems=True)
    assert (saved.midi, saved.stems) == (None, ())
    assert saved.notes == ("whistler makes no MIDI", "whistler makes no stems")


def test_files_of_an_earlier_piece_do_not_stay(picture: Path, whistler: Whistler, tmp_path: Path) -> None:
    (piece,) = play(picture, seconds=1, stems=True)
    piece.save(tmp_path, midi=True, with_stems=True)
    (tmp_path / "red_barn-1-stems" / "mine.txt").write_text("not yours")
    piece.save(tmp_path)
    left = sorted(path.name for path in tmp_path.rglob("*.*"))
    assert left == ["mine.txt", "red_barn-1.flac", "red_barn-1.json"]


# --- which pieces


def test_one_piece_is_of_all_that_is_seen(picture: Path, whistler: Whistler) -> None:
    (piece,) = play(picture, seconds=1)
    assert dict(piece.brief.options) == {}
    assert piece.brief.description.to_dict() == albumen.describe(albumen.open(picture)).to_dict()


def test_several_are_in_the_likeliest_genres(picture: Path, whistler: Whistler) -> None:
    pieces = list(play(picture, seconds=1, top=3))
    genres = [piece.brief.options["genre"] for piece in pieces]
    assert genres == pieces[0].brief.description.top("genres", 3)
    assert [piece.stem for piece in pieces] == ["red_barn-1", "red_barn-2", "red_barn-3"]


def test_several_in_one_genre_are_by_lot(picture: Path, whistler: Whistler) -> None:
    one, two = play(picture, seconds=1, top=2, genre="Folk")
    assert one.brief.options == two.brief.options == {"genre": "Folk"}
    assert not np.array_equal(one.audio.samples, two.audio.samples)


def test_an_engine_without_genres_of_its_own_reads_them_from_the_description(picture: Path) -> None:
    player = Whistler()
    player.options = {}
    with hired(player):
        (piece,) = play(picture, seconds=1, genre="Folk")
        ranked = list(play(picture, seconds=1, top=2))
    assert piece.brief.description.genres == {"Folk": 1.0}
    assert [(dict(each.brief.options), each.brief.variant) for each in ranked] == [({}, 0), ({}, 1)]
    assert len(ranked[0].brief.description.genres) == 25


def test_seeds_decide(picture: Path, whistler: Whistler) -> None:
    sounds = [next(iter(play(picture, seconds=1, seed=seed))).audio.samples.tobytes() for seed in (1, 1, 2)]
    assert sounds[0] == sounds[1] != sounds[2]


def test_stems_are_only_kept_where_they_are_wanted(picture: Path, whistler: Whistler) -> None:
    (piece,) = play(picture, seconds=1)
    assert piece.stems == {}


def test_a_picture_at_hand_sounds_as_its_file_does(picture: Path, whistler: Whistler) -> None:
    (file,) = play(picture, seconds=1)
    opened = albumen.open(picture)
    assert isinstance(opened, Picture)
    (hand,) = play(opened, seconds=1)
    assert np.array_equal(hand.audio.samples, file.audio.samples)
    assert hand.stem == file.stem


def test_albumen_play_is_the_same_also_after_its_room_was_imported(picture: Path, whistler: Whistler) -> None:
    assert import_module("albumen.play.engine").ENGINES.names()
    (piece,) = albumen.play(picture, seconds=1)
    (same,) = albumen.play(picture, seconds=1)
    assert piece.audio.samples.tobytes() == same.audio.samples.tobytes()


# --- what cannot be


@pytest.mark.parametrize(
    "wishes", [{"genre": "Polka"}, {"seconds": 61}, {"top": 0}, {"options": {"colour": "red"}}], ids=str
)
def test_impossible_wishes_are_refused_before_the_picture_is_opened(
    wishes: dict[str, object], whistler: Whistler, tmp_path: Path
) -> None:
    with pytest.raises(BadOption):
        next(iter(play(tmp_path / "none.png", **wishes)))  # type: ignore[arg-type]


def test_what_is_no_picture_is_named(whistler: Whistler, tmp_path: Path) -> None:
    (tmp_path / "text.png").write_text("no picture")
    with pytest.raises(BadPicture, match=r"text\.png is not a picture"):
        next(iter(play(tmp_path / "text.png")))


def test_a_folder_that_cannot_be_made_leaves_nothing(picture: Path, whistler: Whistler, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (piece,) = play(picture, seconds=1)
    with pytest.raises(AlbumenError, match="cannot be made"):
        piece.save(tmp_path / "file" / "music")


def test_models_that_played_stand_in_the_sidecar(picture: Path, tmp_path: Path) -> None:
    with hired(Whistler((STUDY,))):
        (piece,) = play(picture, seconds=1)
    assert read(piece.save(tmp_path).sidecar).maker.models == (STUDY,)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"music_sidecar": 2}, "needs another albumen"),
        ({"engine": {}}, "damaged: engine"),
        ({"surprise": 1}, "damaged: surprise"),
        ({"sidecar": 1}, "albumen cover --from"),
    ],
    ids=str,
)
def test_damaged_sidecars_are_refused(
    change: dict[str, object], said: str, picture: Path, whistler: Whistler, tmp_path: Path
) -> None:
    (piece,) = play(picture, seconds=1)
    path = piece.save(tmp_path).sidecar
    path.write_text(json.dumps({**json.loads(path.read_text()), **change}))
    with pytest.raises(BadSidecar, match=said):
        remake(path)


@pytest.mark.parametrize("name", ["../up.mid", "/etc/passwd", "a/../../b.mid", "..\\up.mid", "a/b/c.mid", "a/../b.mid"])
def test_a_sidecar_cannot_name_files_elsewhere(name: str, picture: Path, whistler: Whistler, tmp_path: Path) -> None:
    (piece,) = play(picture, seconds=1)
    path = piece.save(tmp_path).sidecar
    held = json.loads(path.read_text())
    held["sound"]["also"] = {name: "0" * 64}
    path.write_text(json.dumps(held))
    with pytest.raises(BadSidecar, match="damaged"):
        read(path)


def test_the_name_of_a_picture_cannot_lead_elsewhere(tune: Piece, tmp_path: Path) -> None:
    saved = replace(tune, name="../up/..", stems={}).save(tmp_path / "in")
    assert saved.path.parent == tmp_path / "in"
