"""The faces are there, whole, and measured as FreeType (through Pillow) measures them."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from PIL import ImageFont

from albumen.errors import AlbumenError
from albumen.picture import Face
from albumen.sleeve import faces
from albumen.sleeve.faces import FAMILIES, Family, Voice, font, sisters
from albumen.sleeve.fonts import load

FACES: tuple[Face, ...] = get_args(Face)
VOICES: tuple[Voice, ...] = get_args(Voice)


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("voice", VOICES)
def test_every_face_has_all_of_latin_1(face: Face, voice: Voice) -> None:
    wanted = [chr(c) for c in (*range(0x20, 0x7F), *range(0xA1, 0x100)) if c != 0xAD]
    assert [c for c in wanted if not font(face, voice).covers(c)] == []


@pytest.mark.parametrize("face", FACES)
def test_cyrillic_greek_and_vietnamese_are_in_the_house(face: Face) -> None:
    for text in ("Съешь же ещё этих булок ЇҐ", "Ξεσκεπάζω την ψυχοφθόρα", "Nguyễn Ượng ẵ"):
        assert any(all(f.covers(c) for c in text) for f in (font(face, "title"), *sisters(face, "title")))


@pytest.mark.parametrize("face", FACES)
def test_cap_height_is_freetypes(face: Face) -> None:
    ours = font(face, "title")
    theirs = ImageFont.truetype(str(ours.path), 1000, layout_engine=ImageFont.Layout.BASIC)
    _, top, _, _ = theirs.getbbox("H", anchor="ls")
    assert ours.cap_height * 1000 == pytest.approx(-top, abs=2)


def test_a_bitmap_or_unmapped_character_is_not_covered() -> None:
    assert not font("grotesque", "title").covers("夜")
    assert not font("grotesque", "title").covers("🌙")


def test_a_file_that_is_no_font_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.ttf").write_bytes(b"not a font at all")
    with pytest.raises(OSError, match="no font"):
        load(tmp_path / "a.ttf")
    with pytest.raises(OSError, match="no font"):
        load(tmp_path / "missing.ttf")


def test_a_missing_font_package_names_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(faces.FAMILIES, "hand", Family("font_gone", "A.ttf", "A.ttf", "A.ttf", 0, 1.5))
    with pytest.raises(AlbumenError, match="pip install --force-reinstall font-gone"):
        font("hand", "title")


def test_every_family_stands_in_with_a_real_font() -> None:
    for face in FAMILIES:
        assert all(f.covers("Ж") for f in sisters(face, "title"))
