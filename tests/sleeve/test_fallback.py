"""Which font draws what."""

from __future__ import annotations

from pathlib import Path

import pytest

from albumen.sleeve import fallback
from albumen.sleeve.faces import font
from albumen.sleeve.fallback import choose, clusters


@pytest.fixture
def bare_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without any font of its own."""
    monkeypatch.setattr(fallback, "_system_files", lambda: ())
    fallback._system_font.cache_clear()
    monkeypatch.setattr(fallback, "_system_font", fallback._system_font.__wrapped__)


def names(text: str, face: str) -> list[tuple[str, str]]:
    runs, _ = choose(text, face, "title")  # type: ignore[arg-type]
    return [(f.path.name, t) for f, t in runs]


def test_plain_text_is_set_in_the_wanted_face() -> None:
    assert names("Chip Disko", "condensed") == [("FjallaOne-Regular.ttf", "Chip Disko")]


def test_one_missing_letter_changes_the_face_of_the_whole_text() -> None:
    assert names("Łódź", "condensed") == [("Manrope-Bold.ttf", "Łódź")]
    assert names("Ночь", "display") == [("Manrope-ExtraBold.ttf", "Ночь")]


@pytest.mark.usefixtures("bare_machine")
def test_what_no_font_has_is_named_and_the_rest_is_set() -> None:
    runs, missing = choose("夜 Night", "grotesque", "title")
    assert missing == "夜"
    assert "".join(t for _, t in runs).strip() == "Night"


@pytest.mark.usefixtures("bare_machine")
def test_every_font_covers_what_it_is_given() -> None:
    runs, _ = choose("Ünïted Ночь 🌙 夜 ♯", "hand", "title")
    assert all(f.covers(c) for f, t in runs for c in t)


def test_joined_emoji_are_one_cluster() -> None:
    assert clusters("a👩‍🚀é") == ["a", "👩‍🚀", "é"]
    assert clusters("e\u0301x") == ["e\u0301", "x"]


def test_a_system_font_helps_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Manrope stands in for a font of the machine's: Fjalla, told that it has no sisters, must turn to it."""
    here = font("grotesque", "title").path
    fallback._system_font.cache_clear()
    monkeypatch.setattr(fallback, "_system_files", lambda: (here,))
    monkeypatch.setattr(fallback, "sisters", lambda face, voice: [])
    assert names("Tag Ж", "condensed") == [("FjallaOne-Regular.ttf", "Tag "), ("Manrope-SemiBold.ttf", "Ж")]
    fallback._system_font.cache_clear()


def test_a_damaged_font_of_the_machine_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "NotoSansCJK-Regular.ttc").write_bytes(b"no font at all")
    here = font("grotesque", "title").path
    fallback._system_font.cache_clear()
    monkeypatch.setattr(fallback, "_system_files", lambda: (tmp_path / "NotoSansCJK-Regular.ttc", here))
    monkeypatch.setattr(fallback, "sisters", lambda face, voice: [])
    assert names("Ж", "condensed") == [("Manrope-SemiBold.ttf", "Ж")]
    fallback._system_font.cache_clear()
