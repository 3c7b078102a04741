"""Only what a file's name says beyond doubt is taken from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from albumen.audio.names import named


@pytest.mark.parametrize(
    ("name", "title", "artist"),
    [
        ("Artist - Title.mp3", "Title", "Artist"),
        ("01 Title.ogg", "Title", None),
        ("01 - Title.ogg", "Title", None),
        ("01-Title.ogg", "Title", None),
        ("01. Title.ogg", "Title", None),
        ("1. Title.ogg", "Title", None),
        ("(12) Title.ogg", "Title", None),
        ("12 - Title.ogg", "Title", None),
        ("1-02 Title.m4a", "Title", None),
        ("03_the_long_way_home.flac", "the long way home", None),
        ("the_artist_-_the_title.mp3", "the title", "the artist"),
        ("01 - Artist - Title.mp3", "Title", "Artist"),
        ("Artist - 01 - Title.mp3", "Title", "Artist"),
        ("Artist - 01 Title.mp3", "Title", "Artist"),
        ("Artist – Title.mp3", "Title", "Artist"),
        ("Never Gonna [dQw4w9WgXcQ].webm", "Never Gonna", None),
        ("99 Luftballons.mp3", "99 Luftballons", None),
        ("7 rings.mp3", "7 rings", None),
        ("1979.mp3", "1979", None),
        ("Blink-182.mp3", "Blink-182", None),
        ("Mr. Blue Sky.mp3", "Mr. Blue Sky", None),
        ("2.5 Minutes.mp3", "2.5 Minutes", None),
        ("Sonata - Op. 27 - Moonlight.mp3", "Sonata - Op. 27 - Moonlight", None),
        ("7.mp3", None, None),
        ("01.mp3", None, None),
        (" - .mp3", None, None),
    ],
)
def test_names(name: str, title: str | None, artist: str | None) -> None:
    found = named(Path("/music") / name)
    assert (found.title, found.artist) == (title, artist)


@settings(deadline=None, derandomize=True)
@given(st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_any_name_is_taken(name: str) -> None:
    found = named(Path(name))
    assert found.title is None or found.title.strip()
    assert found.artist is None or found.artist.strip()
