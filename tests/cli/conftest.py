"""A song and its covers, made once for all tests of the commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shell import albumen
from tests.songs import music, write_song


@pytest.fixture(scope="session")
def track(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three seconds of music with title, artist and date in its tags; not to be changed."""
    tags = {"title": "Night Train", "artist": "The Sleepers", "date": "2024-05-06"}
    return write_song(tmp_path_factory.mktemp("songs") / "track.mp3", music(3.0), tags=tags)


@pytest.fixture(scope="session")
def covers(track: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the song's four covers at 200 pixels, their sidecars and their sheet; not to be changed."""
    folder = tmp_path_factory.mktemp("covers")
    assert albumen("cover", track, "--size", "200", "--out", folder).code == 0
    return folder
