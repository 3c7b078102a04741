"""Covers saved with their sidecars, and made again from them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from albumen.brief import Brief
from albumen.description import Description
from albumen.errors import AlbumenError
from albumen.picture import Picture, TypeArea
from albumen.sleeve import Cover, Maker, Model, finish, read_sidecar
from tests.sleeve.grounds import grainy

AREA = TypeArea("both", 0.1, 0.1, 0.9, 0.4, (250, 250, 250), "serif", size=0.08)
MAKER = Maker("press/rings", models=(Model("musicnn", "0.1.0", "ISC"),), licences=("Apache-2.0",))


def cover(title: str | None = "Là-bas", name: str = "track", **brief: object) -> Cover:
    given = Brief(Description(genres={"Folk": 0.7}, tempo=92.5), "Tender Folk music album cover", size=300, **brief)  # type: ignore[arg-type]
    return finish(Picture(grainy(), "press/rings", (AREA,)), given, MAKER, title, "Öz", name)


def test_a_cover_is_lettered_and_keeps_the_bare_picture() -> None:
    made = cover()
    assert not np.array_equal(made.picture.pixels, made.bare.pixels)
    assert np.array_equal(made.bare.pixels, grainy())


def test_the_picture_and_its_sidecar_are_saved(tmp_path: Path) -> None:
    saved = cover(style="conceptual", variant=1).save(tmp_path / "covers")
    assert (saved.path.name, saved.sidecar.name) == ("track-conceptual-2.jpg", "track-conceptual-2.json")
    with Image.open(saved.path) as picture:
        assert picture.size == (300, 300)
    assert saved.size == saved.path.stat().st_size
    assert read_sidecar(saved.sidecar).sha256 == hashlib.sha256(saved.path.read_bytes()).hexdigest()


@pytest.mark.parametrize("form", ["jpeg", "png"])
def test_the_sidecar_makes_the_same_bytes_again(tmp_path: Path, form: str) -> None:
    saved = cover(seed=7).save(tmp_path, form)  # type: ignore[arg-type]
    held = read_sidecar(saved.sidecar)
    again = finish(
        Picture(grainy(), "press/rings", (AREA,)), held.brief, held.maker, held.title, held.artist, held.name
    )
    second = again.save(tmp_path / "again", held.form, held.quality)
    assert second.path.read_bytes() == saved.path.read_bytes()
    assert second.sidecar.read_bytes() == saved.sidecar.read_bytes()


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("AC/DC: Live?", "AC_DC_ Live_-album-1"),
        ("../../etc/passwd", "_.._etc_passwd-album-1"),
        ("", "cover-album-1"),
        ("夜" * 200, "夜" * 66 + "-album-1"),
    ],
)
def test_file_names_are_safe(name: str, stem: str) -> None:
    assert cover(name=name).stem == stem


def test_notes_of_the_lettering_are_kept(tmp_path: Path) -> None:
    made = cover(title="word " * 400)
    saved = made.save(tmp_path)
    assert "too long" in saved.notes[0]
    assert read_sidecar(saved.sidecar).notes == saved.notes


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(AlbumenError):
        cover().save(tmp_path / "file")


def test_what_was_saved_says_its_checksum(tmp_path: Path) -> None:
    saved = cover().save(tmp_path)
    assert saved.sha256 == hashlib.sha256(saved.path.read_bytes()).hexdigest()


def test_a_name_that_is_not_utf8_makes_a_file_all_the_same(tmp_path: Path) -> None:
    saved = cover(name="caf\udce9").save(tmp_path)
    assert saved.path.exists()
    assert read_sidecar(saved.sidecar).sha256 == saved.sha256
