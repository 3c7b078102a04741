"""What uploads add to titles is left off, and nothing else is."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from albumen.audio.billing import billed
from albumen.audio.tags import read_tags
from tests.songs import write_song


@pytest.mark.parametrize(
    ("title", "artist", "shown", "credited"),
    [
        ("50 Cent - In Da Club (Official Music Video)", "50CentVEVO", "In Da Club", "50 Cent"),
        ("Beyoncé - Single Ladies (Put a Ring on It) (Video Version)", "BeyoncéVEVO",
         "Single Ladies (Put a Ring on It)", "Beyoncé"),
        ("Slipknot - Psychosocial [OFFICIAL VIDEO] [HD]", "Slipknot", "Psychosocial", "Slipknot"),
        ("Ray Charles - Hit The Road Jack (Official Lyrics Video)", "Ray Charles", "Hit The Road Jack", "Ray Charles"),
        ("Everything (Live Version) [Official Music Video]", "Label", "Everything (Live Version)", "Label"),
        ("Naughty Boy - La la la ft. Sam Smith (Official Video)", "NaughtyBoyVEVO", "La la la ft. Sam Smith",
         "Naughty Boy"),
        ("The Weeknd - Blinding Lights (Official Video)", "TheWeekndVEVO", "Blinding Lights", "The Weeknd"),
        ("The The - Infected", "The The", "Infected", "The The"),
        ("The Offspring - Kids", "Offspring", "Kids", "Offspring"),
        ("Lazy River ~.wmv", "B", "Lazy River", "B"),
        ("Song - Official Video", "B", "Song", "B"),
        ("Song | Official Lyric Video", "B", "Song", "B"),
        ("Song (Visualizer)", "Band - Topic", "Song", "Band"),
        ("Song (Lyrics)", None, "Song", None),
        ("Song [4K]", None, "Song", None),
        ("The_Wind_-_Opus_3", None, "Opus 3", "The Wind"),
        ("The_Long_Way", "B", "The Long Way", "B"),
    ],
)  # fmt: skip
def test_uploads(title: str, artist: str | None, shown: str, credited: str | None) -> None:
    found = billed(title, artist)
    assert (found.title, found.artist) == (shown, credited)


@pytest.mark.parametrize(
    ("title", "artist"),
    [
        ("Video Killed the Radio Star", "The Buggles"),
        ("Single Ladies (Put a Ring on It)", "Beyoncé"),
        ("Song (feat. B)", "A"),
        ("Song (Original Mix)", "A"),
        ("Song (Live Version)", "A"),
        ("Song (Album Version)", "A"),
        ("Song [2011 Remaster]", "A"),
        ("Song (In the Mood)", "A"),
        ("Audio", "LSD"),
        ("(Official Video)", "A"),
        ("Video", "India.Arie"),
        ("HD", "A"),
        ("Gary B. - The Sky", "Some Label"),
        ("A -", "A"),
        ("!!! - Heart", "???"),
        ("snake_case", None),
        ("Hot Topic", "Le Tigre"),
        ("Song", "Hot Topic"),
        ("夜に駆ける", "YOASOBI"),
        (None, "A"),
        (None, None),
    ],
)
def test_titles_that_stay(title: str | None, artist: str | None) -> None:
    found = billed(title, artist)
    expected = "snake case" if title == "snake_case" else title
    assert (found.title, found.artist) == (expected, artist)


@settings(deadline=None, derandomize=True)
@given(st.text(max_size=40), st.none() | st.text(max_size=20))
def test_a_title_never_vanishes(title: str, artist: str | None) -> None:
    found = billed(title, artist)
    assert bool(found.title) == bool(title)
    assert bool(found.artist) == bool(artist) or (artist is None and "_" in title)


def test_the_tags_of_a_download_are_read_so(tmp_path: Path) -> None:
    path = write_song(tmp_path / "x.mp3", tags={"title": "A Band - A Song [Official Video]", "artist": "ABandVEVO"})
    tags = read_tags(path)
    assert (tags.title, tags.artist) == ("A Song", "A Band")


def test_and_its_name_where_it_has_no_tags(tmp_path: Path) -> None:
    path = write_song(tmp_path / "A Band - A Song (Lyric Video).mp3", tags={})
    tags = read_tags(path)
    assert (tags.title, tags.artist) == ("A Song", "A Band")


@pytest.mark.parametrize("title", ["(" + "hd " * 99 + "x)", "[" + "- " * 140 + "hd]", "(" * 290 + "hd", "~" * 300])
def test_a_strange_title_takes_no_time(title: str) -> None:
    start = time.perf_counter()
    assert billed(title, "A").title == title
    assert time.perf_counter() - start < 0.5
