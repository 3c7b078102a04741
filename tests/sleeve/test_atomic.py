"""Whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from albumen.errors import AlbumenError
from albumen.sleeve.atomic import replacing, write, write_together


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def broken_off(path: Path, fault: type[BaseException]) -> None:
    with replacing(path) as temporary:
        temporary.write_bytes(b"half")
        raise fault


def test_what_is_written_is_there_and_alone(tmp_path: Path) -> None:
    write(tmp_path / "deep" / "a.jpg", b"new")
    assert (tmp_path / "deep" / "a.jpg").read_bytes() == b"new"
    assert names(tmp_path / "deep") == ["a.jpg"]


@pytest.mark.parametrize("fault", [KeyboardInterrupt, OSError, ValueError])
def test_an_interruption_leaves_the_old_file(tmp_path: Path, fault: type[BaseException]) -> None:
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises((KeyboardInterrupt, AlbumenError, ValueError)):
        broken_off(tmp_path / "a", fault)
    assert (tmp_path / "a").read_bytes() == b"old"
    assert names(tmp_path) == ["a"]


def test_a_disk_fault_while_replacing_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(AlbumenError, match="No space left on device"):
        write(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"old"
    assert names(tmp_path) == ["a"]


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(AlbumenError, match="cannot be made"):
        write(tmp_path / "file" / "a", b"new")


def test_new_files_may_be_read_as_the_user_allows(tmp_path: Path) -> None:
    write(tmp_path / "a", b"new")
    (tmp_path / "b").write_bytes(b"plain")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_what_belongs_together_is_written_in_its_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    placed: list[str] = []
    replace = Path.replace

    def watched(here: Path, there: Path) -> Path:
        placed.append(there.name)
        return replace(here, there)

    monkeypatch.setattr(Path, "replace", watched)
    write_together({tmp_path / "deep" / "a.jpg": b"picture", tmp_path / "deep" / "a.json": b"sidecar"})
    assert placed == ["a.jpg", "a.json"]
    assert [(tmp_path / "deep" / name).read_bytes() for name in placed] == [b"picture", b"sidecar"]
    assert sorted(names(tmp_path / "deep")) == ["a.jpg", "a.json"]


def test_without_room_for_the_second_neither_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.jpg").write_bytes(b"old")
    write_bytes = Path.write_bytes

    def nearly_full(path: Path, data: bytes) -> int:
        if data == b"sidecar":
            write_bytes(path, data[:3])
            raise OSError(28, "No space left on device")
        return write_bytes(path, data)

    monkeypatch.setattr(Path, "write_bytes", nearly_full)
    with pytest.raises(AlbumenError, match=r"a\.json cannot be written \(No space left on device\)"):
        write_together({tmp_path / "a.jpg": b"picture", tmp_path / "a.json": b"sidecar"})
    assert (tmp_path / "a.jpg").read_bytes() == b"old"
    assert names(tmp_path) == ["a.jpg"]
