"""Bringing whole models: nothing half done counts, nothing is brought twice, and what changed is noticed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Event

import pytest

from albumen import models
from albumen.errors import AlbumenError, MissingWeights
from albumen.models.card import Hub, ModelCard, ModelFile, Web
from albumen.models.record import read_record, record_path
from tests.models.web_server import COMMIT, OFTEN, ONCE, OTHER, WebServer

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
WEIGHTS = bytes(range(256)) * 12_000
FILES = {"config.json": b"{}", "unet/model.safetensors": WEIGHTS}
WANTED = (ModelFile("config.json"), ModelFile("unet/model.safetensors"))


def card(revision: str | None = None) -> ModelCard:
    return ModelCard("small", "tests", Hub("us/small", revision), WANTED, "MIT", "yes")


def held(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_model_comes_whole_with_its_record(hub: WebServer, cache: Path) -> None:
    hub.publish("us/small", FILES)
    told: list[float] = []
    path = models.pull(card(COMMIT), lambda done, doing="": told.append(done), patience=ONCE)
    assert path == models.located(card(COMMIT)) == cache / "small" / COMMIT
    assert held(path) == FILES
    assert told == sorted(told)
    assert told[-1] == 1.0
    record = read_record(cache, "small")
    assert record is not None
    assert {file.path: file.size for file in record.files} == {name: len(data) for name, data in FILES.items()}


def test_what_is_here_and_whole_is_not_asked_for(hub: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    hub.publish("us/small", FILES)
    first = models.pull(card(), patience=ONCE)
    asked = len(hub.asked)
    monkeypatch.setenv("ALBUMEN_OFFLINE", "1")
    assert models.pull(card()) == first
    assert len(hub.asked) == asked


def test_offline_is_one_sentence(hub: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(MissingWeights, match=r"HF_HUB_OFFLINE is set, so .* pull --from a folder"):
        models.pull(card(), patience=ONCE)


def test_a_file_damaged_on_this_disk_is_mended(hub: WebServer) -> None:
    hub.publish("us/small", FILES)
    path = models.pull(card(), patience=ONCE)
    (path / "unet" / "model.safetensors").write_bytes(b"?" * len(WEIGHTS))
    assert held(models.pull(card(), patience=ONCE)) == FILES
    assert len(hub.got("config.json")) == 1


def test_a_broken_pull_does_not_count_and_the_next_goes_on(hub: WebServer, cache: Path) -> None:
    hub.publish("us/small", FILES)
    hub.pages[f"/us/small/resolve/{COMMIT}/unet/model.safetensors"].breaks = [2_000_000, 0]
    with pytest.raises(MissingWeights, match="goes on from there"):
        models.pull(card(COMMIT), patience=ONCE)
    assert not models.ready(card(COMMIT)).ok
    assert sorted(held(cache / "small" / COMMIT)) == [
        "config.json", "unet/model.safetensors.part", "unet/model.safetensors.part.mark",
    ]  # fmt: skip
    assert held(models.pull(card(COMMIT), patience=ONCE)) == FILES
    assert hub.got("model.safetensors")[-1]["Range"] == "bytes=2000000-"


def test_ctrl_c_leaves_only_what_can_be_resumed(hub: WebServer, cache: Path) -> None:
    hub.publish("us/small", FILES)

    def press(done: float, doing: str = "") -> None:
        if done > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        models.pull(card(), press, patience=ONCE)
    assert not models.ready(card()).ok
    assert not (cache / "small" / COMMIT / "unet" / "model.safetensors").exists()
    assert held(models.pull(card(), patience=ONCE)) == FILES
    assert "Range" in hub.got("model.safetensors")[-1]


PULL = """
import sys
from albumen import models
from tests.models.test_pull import card
print(models.pull(card()))
"""


def process() -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "ignore", "-c", PULL]
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (root / "src", root)))}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=root)


def wait_for(path: Path, size: int) -> None:
    end = time.monotonic() + 20
    while not path.exists() or path.stat().st_size < size:
        assert time.monotonic() < end, f"{path} never came"
        time.sleep(0.01)


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_pull_that_was_killed_goes_on_in_the_next_process(hub: WebServer, cache: Path) -> None:
    hub.publish("us/small", FILES)
    page = hub.pages[f"/us/small/resolve/{COMMIT}/unet/model.safetensors"]
    page.breaks, page.hold = [2_000_000], Event()
    part = cache / "small" / COMMIT / "unet" / "model.safetensors.part"
    with process() as first:
        try:
            wait_for(part, 1_000_000)  # a whole mebibyte is written; the server holds the rest back
        finally:
            first.send_signal(signal.SIGKILL)
    page.hold.set()
    begun = part.stat().st_size
    assert held(models.pull(card(), patience=ONCE)) == FILES  # the dead process's lock is no hindrance
    assert hub.got("model.safetensors")[-1]["Range"] == f"bytes={begun}-"


def test_two_processes_that_pull_the_same_bring_it_once(hub: WebServer, cache: Path) -> None:
    hub.publish("us/small", FILES)
    hub.pages[f"/us/small/resolve/{COMMIT}/unet/model.safetensors"].seconds = 0.5
    both = [process(), process()]
    paths = {each.communicate(timeout=60)[0].strip() for each in both}
    assert paths == {str(cache / "small" / COMMIT)}
    assert [each.returncode for each in both] == [0, 0]
    assert len(hub.got("model.safetensors")) == 1


def test_an_unpinned_model_comes_back_to_the_commit_of_the_first_pull(hub: WebServer) -> None:
    hub.publish("us/small", FILES)
    models.pull(card(), patience=ONCE)
    models.remove(card())
    hub.publish("us/small", {**FILES, "config.json": b'{"new": 1}'}, commit=OTHER)
    assert models.pull(card(), patience=ONCE).name == COMMIT


def test_a_small_file_that_changed_under_the_same_commit_is_refused(hub: WebServer) -> None:
    hub.publish("us/small", FILES)
    models.pull(card(), patience=ONCE)
    models.remove(card())
    hub.publish("us/small", {**FILES, "config.json": b"[]"})
    with pytest.raises(MissingWeights, match=r"config\.json from .* is not the file that was expected"):
        models.pull(card(), patience=ONCE)


def test_another_revision_takes_the_place_of_the_old_one(hub: WebServer, cache: Path) -> None:
    hub.publish("us/small", FILES)
    models.pull(card(), patience=ONCE)
    new = {**FILES, "config.json": b'{"new": 1}'}
    hub.publish("us/small", new, commit=OTHER)
    assert held(models.pull(card(), revision=OTHER, patience=ONCE)) == new
    assert [path.name for path in (cache / "small").iterdir()] == [OTHER]


def test_a_revision_that_was_asked_for_is_come_back_to(hub: WebServer) -> None:
    hub.publish("us/small", FILES)
    hub.publish("us/small", FILES, commit=OTHER)
    path = models.pull(card(COMMIT), revision=OTHER, patience=ONCE)
    (path / "config.json").unlink()
    assert models.pull(card(COMMIT), patience=ONCE) == path
    assert held(path) == FILES


def test_a_card_that_moved_on_to_another_commit_asks_for_it(hub: WebServer) -> None:
    hub.publish("us/small", FILES)
    models.pull(card(COMMIT), patience=ONCE)
    assert not models.ready(card(OTHER)).ok
    hub.publish("us/small", FILES, commit=OTHER)
    assert models.pull(card(OTHER), patience=ONCE).name == OTHER


def test_a_failed_change_of_revision_keeps_the_old_one(hub: WebServer) -> None:
    hub.publish("us/small", FILES)
    old = models.pull(card(), patience=ONCE)
    with pytest.raises(MissingWeights):
        models.pull(card(), revision=OTHER, patience=ONCE)
    assert held(models.located(card())) == held(old) == FILES


def test_a_model_on_the_web_must_stay_what_it_was_at_first(server: WebServer) -> None:
    web = ModelCard("net", "tests", Web(server.url), (ModelFile("net.onnx"),), "MIT", "yes")
    server.put("/net.onnx", WEIGHTS)
    assert held(models.pull(web, patience=ONCE)) == {"net.onnx": WEIGHTS}
    models.remove(web)
    server.put("/net.onnx", WEIGHTS[::-1])
    with pytest.raises(MissingWeights, match="is not the file that was expected"):
        models.pull(web, patience=OFTEN)
    with pytest.raises(AlbumenError, match="does not come from the hub"):
        models.pull(web, revision="main")


def test_a_damaged_record_is_no_record(hub: WebServer, cache: Path) -> None:
    hub.publish("us/small", FILES)
    models.pull(card(), patience=ONCE)
    for damage in ("", "{", json.dumps({"files": [{"path": 1}]}), "[]"):
        record_path(cache, "small").write_text(damage, encoding="utf-8")
        assert not models.ready(card()).ok
    assert held(models.pull(card(), patience=ONCE)) == FILES


def test_the_whole_model_must_fit_before_its_first_byte_comes(hub: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    hub.publish("us/small", FILES)
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=len(WEIGHTS)))
    with pytest.raises(AlbumenError, match="make room"):
        models.pull(card(), patience=ONCE)
    assert hub.got("config.json") == []


@pytest.mark.parametrize("inside", ["", "small"])
def test_a_local_folder_is_copied_without_network(inside: str, tmp_path: Path, cache: Path) -> None:
    for name, data in {**FILES, "notes.md": b"", "evil.bin": b""}.items():
        path = tmp_path / "stick" / inside / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    path = models.pull(card(), source=tmp_path / "stick")
    assert path.is_relative_to(cache)
    assert held(path) == FILES


def test_a_local_folder_that_lacks_a_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(MissingWeights, match=r"has no file config\.json, which small needs"):
        models.pull(card(), source=tmp_path)
    with pytest.raises(MissingWeights, match="is not a folder"):
        models.pull(card(), source=tmp_path / "nowhere")


def test_a_local_file_must_match_the_cards_checksum(tmp_path: Path) -> None:
    (tmp_path / "net.onnx").write_bytes(b"other")
    web = ModelCard("net", "tests", Web("https://x.invalid"), (ModelFile("net.onnx", sha256="0" * 64),), "MIT", "yes")
    with pytest.raises(MissingWeights, match="is not the file that was expected"):
        models.pull(web, source=tmp_path)


def test_a_folder_that_the_user_keeps_is_used_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "small" / "unet").mkdir(parents=True)
    for name, data in FILES.items():
        (tmp_path / "small" / name).write_bytes(data)
    monkeypatch.setenv("ALBUMEN_MODELS", str(tmp_path))
    assert models.pull(card()) == tmp_path / "small"


def test_what_is_shipped_is_pulled_from_nowhere() -> None:
    assert models.pull("musicnn-msd") == models.located("musicnn-msd")


def test_a_record_that_cannot_be_written_is_one_sentence(hub: WebServer, cache: Path) -> None:
    hub.publish("us/small", FILES)
    (cache / "small.lock.part").mkdir(parents=True)
    with pytest.raises(AlbumenError, match=r"small cannot be written .* mend that and pull again"):
        models.pull(card(), patience=ONCE)
    assert not models.ready(card()).ok


def test_a_cache_that_cannot_be_written_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    with pytest.raises(AlbumenError, match="cannot be written to"):
        models.pull(card())
