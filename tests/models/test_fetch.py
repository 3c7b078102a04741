"""One file over the wire: whole or not at all, and resumed where it broke off."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from albumen.errors import AlbumenError, MissingWeights
from albumen.models import fetch as room
from albumen.models.fetch import copy, fetch
from albumen.models.part import Part, Wanted
from albumen.models.web import Patience
from tests.models.web_server import OFTEN, ONCE, WebServer, sha256

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
DATA = bytes(range(256)) * 12_000  # 3 MB: more than one chunk
NEW = DATA[::-1]


def ignore(size: int) -> None:
    pass


def bring(server: WebServer, target: Path, patience: Patience = ONCE, **known: Any) -> bytes:
    fetch(Wanted("m.onnx", url=f"{server.url}/m.onnx", **known), target, ignore, patience)
    return target.read_bytes()


def broken(server: WebServer, target: Path, after: int = 1_500_000, **how: Any) -> None:
    """A fetch that breaks off."""
    server.put("/m.onnx", DATA, breaks=[after, 0], **how)
    with pytest.raises(MissingWeights, match="goes on from there"):
        bring(server, target)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "models" / "m.onnx"


def test_a_file_comes_whole_and_nothing_is_left_beside_it(server: WebServer, target: Path) -> None:
    server.put("/m.onnx", DATA)
    told: list[int] = []
    held = fetch(Wanted("m.onnx", url=f"{server.url}/m.onnx"), target, told.append, ONCE)
    assert (held.sha256, held.size) == (sha256(DATA), len(DATA))
    assert [path.name for path in target.parent.iterdir()] == ["m.onnx"]
    assert told == sorted(told)
    assert told[-1] == len(DATA)


def test_an_empty_file_is_a_file(server: WebServer, target: Path) -> None:
    server.put("/m.onnx", b"")
    assert bring(server, target, size=0, sha256=sha256(b"")) == b""


def test_one_fetch_outlives_broken_connections(server: WebServer, target: Path) -> None:
    server.put("/m.onnx", DATA, breaks=[1_000_000, 1_000_000])
    assert bring(server, target, OFTEN) == DATA
    assert [headers.get("Range") for headers in server.got("/m.onnx")] == [None, "bytes=1000000-", "bytes=2000000-"]


def test_a_bad_line_is_given_up_only_when_nothing_comes_any_more(server: WebServer, target: Path) -> None:
    page = server.put("/m.onnx", DATA, breaks=[300_000] * 9)
    assert bring(server, target, OFTEN) == DATA
    assert page.breaks == []
    target.unlink()
    page.breaks = [300_000] * 2 + [0] * 99
    with pytest.raises(MissingWeights, match="broke off"):
        bring(server, target, OFTEN)
    assert len(page.breaks) > 90
    assert (target.parent / "m.onnx.part").read_bytes() == DATA[:600_000]


def test_a_broken_fetch_leaves_only_a_part_and_the_next_goes_on(server: WebServer, target: Path) -> None:
    broken(server, target)
    assert not target.exists()
    assert (target.parent / "m.onnx.part").read_bytes() == DATA[:1_500_000]
    assert bring(server, target, sha256=sha256(DATA)) == DATA
    last = server.got("/m.onnx")[-1]
    assert (last["Range"], last["If-Range"]) == ("bytes=1500000-", '"one"')


def test_a_file_that_changed_meanwhile_is_begun_again(server: WebServer, target: Path) -> None:
    broken(server, target)
    server.put("/m.onnx", NEW, etag='"two"')
    assert bring(server, target) == NEW


def test_a_changed_file_behind_a_server_that_ignores_if_range_is_caught_by_its_checksum(
    server: WebServer, target: Path
) -> None:
    broken(server, target)
    server.put("/m.onnx", NEW, etag='"one"')  # the mark lies: the part belongs to other bytes
    assert bring(server, target, OFTEN, sha256=sha256(NEW)) == NEW


def test_without_mark_and_checksum_nothing_is_resumed(server: WebServer, target: Path) -> None:
    broken(server, target, etag=None)
    assert bring(server, target) == DATA
    assert "Range" not in server.got("/m.onnx")[-1]


def test_a_weak_mark_is_no_mark(server: WebServer, target: Path) -> None:
    broken(server, target, etag='W/"one"')
    assert bring(server, target) == DATA
    assert "Range" not in server.got("/m.onnx")[-1]


def test_a_server_without_ranges_sends_all_again(server: WebServer, target: Path) -> None:
    broken(server, target, ranges=False)
    assert bring(server, target) == DATA


def test_a_part_longer_than_the_file_is_begun_again(server: WebServer, target: Path) -> None:
    broken(server, target)
    server.put("/m.onnx", DATA[:1000])
    assert bring(server, target, OFTEN) == DATA[:1000]


def test_a_part_that_only_lacked_its_name_is_not_asked_for_again(server: WebServer, target: Path) -> None:
    target.parent.mkdir()
    (target.parent / "m.onnx.part").write_bytes(DATA)
    assert bring(server, target, size=len(DATA), sha256=sha256(DATA)) == DATA
    assert server.asked == []


@pytest.mark.parametrize("known", [{"sha256": sha256(NEW)}, {"sha256": sha256(NEW), "size": len(DATA)}])
def test_a_wrong_checksum_leaves_nothing(server: WebServer, target: Path, known: dict[str, Any]) -> None:
    server.put("/m.onnx", DATA)
    with pytest.raises(
        MissingWeights, match=r"m\.onnx from http.* is not the file that was expected .* nothing was kept"
    ):
        bring(server, target, OFTEN, **known)
    assert list(target.parent.iterdir()) == []
    assert len(server.asked) == 1  # a whole wrong file is not asked for again


def test_a_wrong_size_is_seen_before_the_bytes_come(server: WebServer, target: Path) -> None:
    server.put("/m.onnx", DATA)
    with pytest.raises(MissingWeights, match="has 3072000 bytes where 5 were expected"):
        bring(server, target, size=5)
    assert list(target.parent.iterdir()) == []


def test_an_old_file_stays_when_the_new_one_is_wrong(server: WebServer, target: Path) -> None:
    target.parent.mkdir()
    target.write_bytes(b"old")
    server.put("/m.onnx", DATA)
    with pytest.raises(MissingWeights):
        bring(server, target, sha256=sha256(NEW))
    assert target.read_bytes() == b"old"


def test_compressed_bytes_are_not_taken_for_the_file(server: WebServer, target: Path) -> None:
    server.put("/m.onnx", DATA, headers={"Content-Encoding": "gzip"})
    with pytest.raises(MissingWeights, match="comes compressed, which was not asked for"):
        bring(server, target)
    assert server.got("/m.onnx")[0]["Accept-Encoding"] == "identity"


def test_too_small_a_disk_is_said_before_anything_comes(
    server: WebServer, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.put("/m.onnx", DATA)
    usage = shutil.disk_usage(target.parent.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=1_000_000))
    with pytest.raises(AlbumenError, match=r"1\.0 MB free and 3\.1 MB are needed; make room"):
        bring(server, target)
    assert not target.exists()


class FullDisk:
    """A file on a disk that takes one chunk."""

    def __init__(self, write: Callable[[bytes], int]) -> None:
        self.write, self.left = write, 1

    def __call__(self, chunk: bytes) -> int:
        if not self.left:
            raise OSError(errno.ENOSPC, "No space left on device")
        self.left -= 1
        return self.write(chunk)


def test_a_disk_that_fills_up_is_one_sentence_and_the_part_stays(
    server: WebServer, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.put("/m.onnx", DATA)

    def full(part: Part, stream: Any, update: Any, tell: Any) -> None:
        with part.path.open("ab") as file:
            write = FullDisk(file.write)
            for chunk in stream:
                write(chunk)

    with monkeypatch.context() as patch:
        patch.setattr(room, "_write", full)
        with pytest.raises(AlbumenError, match=r"cannot be written \(the disk is full\); mend that and pull again"):
            bring(server, target)
    assert 0 < (target.parent / "m.onnx.part").stat().st_size < len(DATA)
    assert bring(server, target) == DATA


def test_a_folder_that_cannot_be_written_is_one_sentence(server: WebServer, tmp_path: Path) -> None:
    server.put("/m.onnx", DATA)
    (tmp_path / "models").write_bytes(b"a file where a folder should be")
    with pytest.raises(AlbumenError, match="cannot be written"):
        bring(server, tmp_path / "models" / "m.onnx")


def test_a_copy_that_breaks_off_leaves_nothing(target: Path) -> None:
    def stream() -> Any:
        yield b"half"
        raise MissingWeights("the stick was pulled out")

    with pytest.raises(MissingWeights, match="pulled out"):
        copy(stream(), Wanted("m.onnx"), target, ignore, "a stick")
    assert list(target.parent.iterdir()) == []


def test_a_server_that_goes_on_at_another_place_is_not_believed(server: WebServer, target: Path) -> None:
    """206 without a place: what came would be put behind the part, wherever it belongs."""
    broken(server, target)
    server.put("/m.onnx", DATA, status=206)
    with pytest.raises(MissingWeights, match="goes on at another place than was asked; pull again"):
        bring(server, target)
    assert list(target.parent.iterdir()) == []


def test_a_server_that_falls_silent_midway_is_one_sentence_and_the_part_stays(server: WebServer, target: Path) -> None:
    pause = Event()
    server.put("/m.onnx", DATA, breaks=[1_500_000, 0], hold=pause)
    with pytest.raises(MissingWeights, match=r"did not answer within 0\.3 s"):
        bring(server, target, Patience(timeout=0.3, tries=1, pause=0.001))
    pause.set()
    assert not target.exists()
    assert 0 < sum(path.stat().st_size for path in target.parent.iterdir()) < len(DATA)
