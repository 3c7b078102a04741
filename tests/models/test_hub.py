"""The hub, its mirrors and its answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from albumen import models
from albumen.errors import AlbumenError, MissingWeights
from albumen.models.card import Hub, ModelCard, ModelFile
from tests.models.web_server import COMMIT, ONCE, OTHER, WebServer

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
FILES = {
    "config.json": b"{}",
    "model.safetensors": b"weights" * 100,
    "pytorch_model.bin": b"pickle",
    "run.py": b"evil()",
}


def card(revision: str | None = None, *files: ModelFile) -> ModelCard:
    wanted = files or (ModelFile("*.json"), ModelFile("model*.safetensors", instead="pytorch_model*.bin"))
    return ModelCard("small", "tests", Hub("us/small", revision), wanted, "MIT", "yes")


def test_a_mirror_is_asked_by_the_hubs_own_paths(hub: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    hub.publish("us/small", FILES)
    monkeypatch.setenv("HF_ENDPOINT", hub.url + "/")
    path = models.pull(card(COMMIT), patience=ONCE)
    assert {file.name: file.read_bytes() for file in path.iterdir()} == {name: FILES[name] for name in list(FILES)[:2]}
    assert [asked for asked, _ in hub.asked] == [
        f"/api/models/us/small/revision/{COMMIT}",
        f"/us/small/resolve/{COMMIT}/config.json",
        f"/us/small/resolve/{COMMIT}/model.safetensors",
    ]


def test_a_branch_becomes_the_commit_it_stands_for(hub: WebServer) -> None:
    hub.publish("us/small", FILES, branch="fp16")
    assert models.pull(card(), revision="fp16", patience=ONCE).name == COMMIT


def test_a_large_file_must_match_the_hubs_checksum(hub: WebServer) -> None:
    hub.publish("us/small", FILES)
    hub.put(f"/us/small/resolve/{COMMIT}/model.safetensors", b"WEIGHTS" * 100)
    with pytest.raises(MissingWeights, match=r"model\.safetensors from .* is not the file that was expected"):
        models.pull(card(), patience=ONCE)


def test_the_cards_checksum_counts_more_than_the_hubs(hub: WebServer) -> None:
    hub.publish("us/small", FILES)
    with pytest.raises(MissingWeights, match="is not the file that was expected"):
        models.pull(card(COMMIT, ModelFile("model.safetensors", sha256="0" * 64)), patience=ONCE)


def test_a_token_goes_to_the_hub(hub: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    hub.publish("us/small", FILES)
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    models.pull(card(), patience=ONCE)
    assert {headers.get("Authorization") for _, headers in hub.asked} == {"Bearer hf_secret"}


@pytest.mark.parametrize("token", ["two\nlines", "tok\u200ben", "токен"])
def test_what_cannot_be_a_token_is_said_and_never_sent(
    hub: WebServer, monkeypatch: pytest.MonkeyPatch, token: str
) -> None:
    hub.publish("us/small", FILES)
    monkeypatch.setenv("HF_TOKEN", token)
    with pytest.raises(MissingWeights, match=r"^HF_TOKEN holds signs that no token has"):
        models.pull(card(), patience=ONCE)
    assert hub.asked == []


def test_a_repository_behind_a_licence_says_what_to_do(hub: WebServer) -> None:
    hub.put("/api/models/us/small/revision/main", b"", status=401)
    with pytest.raises(MissingWeights, match=r"\(401\); accept the licence on the model's page and set HF_TOKEN"):
        models.pull(card(), patience=ONCE)


def test_an_unknown_revision_is_one_sentence(hub: WebServer) -> None:
    with pytest.raises(MissingWeights, match=r"does not have .*us/small/revision/v9.*\(404\)"):
        models.pull(card(), revision="v9", patience=ONCE)


@pytest.mark.parametrize(
    "told",
    [
        {"siblings": []},
        {"sha": COMMIT},
        {"sha": COMMIT, "siblings": [{"name": "x"}]},
        ["a list"],
        {"sha": "../../x", "siblings": []},
        {"sha": OTHER, "siblings": []},
    ],
)
def test_an_answer_that_is_no_hubs_is_not_trusted(hub: WebServer, told: Any) -> None:
    hub.put(f"/api/models/us/small/revision/{COMMIT}", json.dumps(told).encode())
    with pytest.raises(MissingWeights, match=r"does not answer like the hub|is not trusted"):
        models.pull(card(COMMIT), patience=ONCE)


def test_a_hub_that_names_files_outside_the_folder_is_refused(hub: WebServer, tmp_path: Path) -> None:
    hub.publish("us/small", {"../evil.json": b"{}"})
    with pytest.raises(AlbumenError, match="leaves its folder and is refused"):
        models.pull(card(None, ModelFile("*/*.json")), patience=ONCE)
    assert list(tmp_path.rglob("evil*")) == []


def test_a_pickle_comes_only_where_nothing_safe_is(hub: WebServer) -> None:
    hub.publish("us/small", {name: FILES[name] for name in ("config.json", "pytorch_model.bin")})
    path = models.pull(card(), patience=ONCE)
    assert sorted(file.name for file in path.iterdir()) == ["config.json", "pytorch_model.bin"]
