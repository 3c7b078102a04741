"""Covers by an engine that paints several at once, with settings and a model that not everyone may use."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from albumen import cover, describe
from albumen.audio import open as open_song
from albumen.description import Description
from albumen.errors import AlbumenError, BadOption, MissingWeights
from albumen.maker import Model
from albumen.prompt import EXTENDERS, negative
from albumen.sleeve import read_sidecar
from albumen.song import Song
from albumen.walk import Item, Made, Output, Wanted, put_covers, remake
from albumen.walk.licences import restricted
from tests.painters import TURBO, Painter, hired
from tests.songs import music, write_song

SMALL = Wanted(engine="painter", size=96, lettering=False, extender="offline")


@pytest.fixture(scope="module")
def song(tmp_path_factory: pytest.TempPathFactory) -> Song:
    return open_song(write_song(tmp_path_factory.mktemp("song") / "track.flac", music(2.0)))


@pytest.fixture(scope="module")
def heard(song: Song) -> Description:
    return describe(song)


@pytest.fixture
def painter() -> Iterator[Painter]:
    with hired(Painter()) as hand:
        yield hand


def put(song: Song, wanted: Wanted, folder: Path, description: Description) -> Made:
    return put_covers(Item(song.path, Path(), "x"), wanted, Output(folder), description=description)


def test_all_wishes_of_a_song_come_in_one_batch(
    painter: Painter, song: Song, heard: Description, tmp_path: Path
) -> None:
    made = put(song, SMALL, tmp_path, heard)
    assert [[(b.style, b.variant) for b in batch] for batch in painter.batches] == [SMALL.wishes]
    assert (made.drawn, [path.name for path in made.covers]) == (
        4, ["x-album-1.jpg", "x-album-2.jpg", "x-conceptual-1.jpg", "x-conceptual-2.jpg"],
    )  # fmt: skip


def test_only_what_is_missing_is_painted_again(
    painter: Painter, song: Song, heard: Description, tmp_path: Path
) -> None:
    first = put(song, SMALL, tmp_path, heard)
    first.covers[2].unlink()
    assert put(song, SMALL, tmp_path, heard).drawn == 1
    assert [len(batch) for batch in painter.batches] == [4, 1]


@pytest.mark.usefixtures("painter")
@pytest.mark.parametrize(
    ("wish", "drawn"),
    [
        ({}, 0),
        ({"options": {"steps": "9"}}, 4),
        ({"prompt": "a sea"}, 4),
        ({"prompt": {("album", 1): "a sea"}}, 1),
        ({"negative": "fog"}, 4),
        ({"extender": "none"}, 2),
        ({"extender": EXTENDERS.get("none")}, 2),
        ({"prompt": "  "}, 0),
    ],
    ids=str,
)
def test_other_wishes_are_painted_anew(
    wish: dict[str, object], drawn: int, song: Song, heard: Description, tmp_path: Path
) -> None:
    put(song, SMALL, tmp_path, heard)
    other = replace(SMALL, **wish)  # type: ignore[arg-type]
    assert put(song, other, tmp_path, heard).drawn == drawn
    assert put(song, other, tmp_path, heard).drawn == 0
    assert put(song, SMALL, tmp_path, heard).drawn == drawn


def test_what_a_person_wrote_is_painted(painter: Painter, song: Song, heard: Description) -> None:
    covers = list(
        cover(song, engine="painter", size=80, prompt=" a red sea ", negative="", options={"steps": "7"},
              extender="none", listener="musicnn", description=heard)
    )  # fmt: skip
    assert {(c.brief.prompt, c.brief.negative_prompt, c.brief.extender) for c in covers} == {("a red sea", "", "given")}
    assert [dict(brief.options) for brief in painter.batches[0]] == [{"steps": "7"}] * 4
    assert {c.brief.listener for c in covers} == {"musicnn"}


def test_ours_is_painted_where_nothing_was_written(painter: Painter, song: Song, heard: Description) -> None:
    wanted = replace(SMALL, prompt={("conceptual", 0): "a red sea", ("album", 0): ""})
    briefs = [wanted.brief(song, heard, wish) for wish in wanted.wishes]
    assert [brief.extender for brief in briefs] == ["none", "none", "given", "offline"]
    assert [brief.negative_prompt for brief in briefs[1:3]] == [negative("album"), negative("conceptual")]


@pytest.mark.usefixtures("painter")
def test_the_sidecar_holds_all_of_it_and_makes_the_same_cover(song: Song, heard: Description, tmp_path: Path) -> None:
    made = put(song, replace(SMALL, options={"steps": "7"}, count=1), tmp_path, heard)
    held = read_sidecar(made.covers[1].with_suffix(".json"))
    assert (held.brief.options, held.facts, held.brief.extender) == ({"steps": "7"}, {"steps": "7"}, "offline")
    assert (held.maker.nature, held.maker.models) == ("trainedAlgorithmicMedia", (TURBO,))
    again, _ = remake(made.covers[1].with_suffix(".json"))
    saved = again.save(tmp_path / "again")
    assert saved.path.read_bytes() == made.covers[1].read_bytes()
    assert saved.sidecar.read_bytes() == made.covers[1].with_suffix(".json").read_bytes()


@pytest.mark.usefixtures("painter")
def test_a_file_that_is_gone_is_one_sentence_and_another_may_be_named(
    song: Song, heard: Description, tmp_path: Path
) -> None:
    lora = tmp_path / "mine.safetensors"
    lora.touch()
    made = put(song, replace(SMALL, options={"lora": str(lora)}, count=1), tmp_path, heard)
    moved = lora.rename(tmp_path / "moved.safetensors")
    sidecar = made.covers[0].with_suffix(".json")
    with pytest.raises(MissingWeights, match=r"mine\.safetensors is not there"):
        remake(sidecar)
    again, _ = remake(sidecar, {"lora": str(moved)})
    assert again.brief.options == {"lora": str(moved)}


def test_a_setting_nobody_knows_is_told_before_listening(song: Song, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("albumen.listen.describe", lambda *_, **__: pytest.fail("listened for nothing"))
    with pytest.raises(BadOption, match="press has no setting 'steps'"):
        next(cover(song, engine="press", options={"steps": "3"}))


@pytest.mark.usefixtures("painter")
def test_a_licence_that_forbids_is_in_the_notes_of_cover_and_song(
    song: Song, heard: Description, tmp_path: Path
) -> None:
    made = put(song, SMALL, tmp_path, heard)
    (warning,) = made.warnings
    assert warning.startswith("sd-turbo is not free for commercial use (Stability AI sai-nc-community).")
    assert warning in made.notes
    held = json.loads(made.covers[0].with_suffix(".json").read_text())
    assert (held["notes"], held["engine"]["models"][0]["licence"]) == ([warning], "Stability AI sai-nc-community")


def test_free_models_need_no_word(song: Song, heard: Description, tmp_path: Path) -> None:
    with hired(Painter((Model("mine", "", "Apache-2.0"),))):
        made = put(song, SMALL, tmp_path, heard)
    assert (made.notes, made.warnings) == ((), ())


@pytest.mark.parametrize(
    ("model", "said"),
    [
        (Model("facebook/musicgen-small"), True),  # by the card of its repository
        (Model("musicgen-small", "", "CC-BY-NC-4.0"), True),
        (Model("my-folder", "", "cc by nc"), True),
        (Model("my-folder", "", "non-commercial use only"), True),
        (Model("my-folder", "", "noncommercial"), True),
        (Model("stable-diffusion-2-1-base", "", "CreativeML Open RAIL++-M"), False),
        (Model("my-folder", "", "ncsa"), False),
        (Model("my-folder"), False),
    ],
)
def test_whether_a_licence_forbids(model: Model, said: bool) -> None:
    assert bool(restricted([model])) is said


def test_the_models_behind_a_prompt_have_their_say(song: Song, heard: Description) -> None:
    class Writer:
        card = EXTENDERS.get("none").card
        models = (Model("scribe", "1", "MIT"),)

        def extend(self, prompt: str, description: Description, rng: np.random.Generator) -> str:
            return f"{prompt}, by candlelight"

    with hired(Painter()):
        album, conceptual = cover(song, engine="painter", size=80, count=1, extender=Writer(), description=heard)
    assert album.maker.models == (TURBO,)
    assert conceptual.maker.models == (Model("scribe", "1", "MIT"), TURBO)


def test_what_was_painted_is_kept_when_the_next_fails(song: Song, heard: Description, tmp_path: Path) -> None:
    class Dry(Painter):
        def draw(self, brief, rng, progress):  # type: ignore[no-untyped-def]
            if brief.variant == 1 and brief.style == "conceptual":
                raise AlbumenError("The paint is dry.")
            return super().draw(brief, rng, progress)

    with hired(Dry()), pytest.raises(AlbumenError, match="dry"):
        put(song, replace(SMALL, size=64), tmp_path, heard)
    assert (tmp_path / "x-album-1.jpg").is_file()


def test_painting_stays_on_the_callers_thread(song: Song, heard: Description) -> None:
    class Shy(Painter):
        def draw(self, brief, rng, progress):  # type: ignore[no-untyped-def]
            assert threading.current_thread() is threading.main_thread()
            return super().draw(brief, rng, progress)

    told: list[float] = []
    with hired(Shy()):
        list(
            cover(song, engine="painter", size=64, description=heard, progress=lambda done, doing="": told.append(done))
        )
    assert told == sorted(told)
    assert told[-1] == 1.0
