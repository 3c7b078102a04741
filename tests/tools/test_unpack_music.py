"""What is taken out of a package, and what is not."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from tools.unpack_music import open_packs, tracks_below, unpack


def put(path: Path, size: int, fill: bytes = b"x") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(fill * size)


def test_effects_are_too_small_to_be_music(tmp_path: Path) -> None:
    for name, size in (("song.ogg", 200_000), ("click.ogg", 20_000), ("short.wav", 400_000), ("tune.MID", 3_000)):
        put(tmp_path / "data" / name, size)
    put(tmp_path / "readme.txt", 900_000)
    assert [path.name for path in tracks_below(tmp_path)] == ["song.ogg", "tune.MID"]


def test_packs_give_their_music_and_nothing_else(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "music.pk3", "w") as pack:
        pack.writestr("sound/theme.ogg", b"x" * 200_000)
        pack.writestr("maps/first.bsp", b"x" * 200_000)
    open_packs(tmp_path)
    assert [path.name for path in tracks_below(tmp_path)] == ["theme.ogg"]
    assert not list(tmp_path.rglob("*.bsp"))


@pytest.fixture
def debs(tmp_path: Path) -> Path:
    """Two packages with one track in common, and one that is not free."""
    if shutil.which("dpkg-deb") is None:
        pytest.skip("dpkg-deb is Debian's")
    for package, tracks in (("chess-data", {"a.ogg": b"a"}), ("trackballs-data", {"b.ogg": b"a", "crazy.ogg": b"c"})):
        root = tmp_path / package
        put(root / "usr/share/doc" / package / "copyright", 1)
        for name, fill in tracks.items():
            put(root / "usr/share/games" / name, 200_000, fill)
        put(root / "usr/share/games" / f"{package}.xm", 20_000, package[:1].encode())
        control = f"Package: {package}\nVersion: 1\nArchitecture: all\nMaintainer: nobody\nDescription: none\n"
        put(root / "DEBIAN/control", 1, control.encode())
        subprocess.run(
            ["dpkg-deb", "--build", root, tmp_path / f"{package}_1_all.deb"], check=True, capture_output=True
        )
    return tmp_path


def test_a_track_of_two_packages_is_kept_once_and_one_that_is_not_free_never(debs: Path) -> None:
    seen: set[str] = set()
    found = [unpack(deb, debs / "music", seen) for deb in sorted(debs.glob("*.deb"))]
    assert found == [2, 1]
    kept = {path.name.split("-", 1)[-1] for path in (debs / "music").rglob("*") if path.is_file()}
    assert kept == {"a.ogg", "chess-data.xm", "trackballs-data.xm", "copyright"}
