"""The table of rules, against the figures as they were collected."""

from __future__ import annotations

import pytest

from albumen.errors import AlbumenError
from albumen.sleeve.stores import STORES, named

COLLECTED = {
    # name: least side, formats, told by others
    "spotify": (640, {"TIFF", "JPEG", "PNG"}, True),
    "apple": (3000, {"JPEG", "PNG"}, False),
    "distrokid": (1000, {"JPEG"}, False),
    "bandcamp": (1400, {"JPEG", "PNG"}, True),
    "imusician": (3000, {"JPEG"}, False),
    "ditto": (3000, {"JPEG", "PNG"}, False),
}


@pytest.mark.parametrize("name", COLLECTED)
def test_rules_are_as_collected(name: str) -> None:
    store = named([name])[0]
    assert (store.least, set(store.formats), store.second_hand) == COLLECTED[name]
    assert store.advised == 3000
    assert store.source


def test_all_stores_are_meant_by_none() -> None:
    assert named(None) == STORES
    assert {store.name for store in STORES} == set(COLLECTED)


def test_the_order_asked_for_is_kept() -> None:
    assert [s.name for s in named(("ditto", "apple"))] == ["ditto", "apple"]
    assert named([]) == ()


def test_unknown_stores_are_named_with_those_there_are() -> None:
    with pytest.raises(AlbumenError, match=r"'napster'.*spotify, apple"):
        named(["napster"])


def test_only_bandcamp_weighs() -> None:
    assert {s.name: s.most_bytes for s in STORES if s.most_bytes} == {"bandcamp": 10_000_000}
