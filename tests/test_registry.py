"""Engines are found by name, and `auto` takes the first that is ready and says why."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from albumen.card import Card, Readiness
from albumen.errors import AlbumenError, MissingExtra
from albumen.registry import Registry


@dataclass
class Named:
    card: Card


def named(name: str, ok: bool = True) -> Named:
    missing = Readiness(False, "its weights are not here", f"run: albumen models pull {name}")
    readiness = Readiness(True) if ok else missing
    return Named(Card(name, f"the {name} engine", ready=lambda: readiness))


@pytest.fixture
def registry() -> Registry[Named]:
    registry: Registry[Named] = Registry("albumen.test", ())
    registry.register("grand")(lambda: named("grand", ok=False))
    registry.register("plain")(lambda: named("plain"))
    return registry


def test_auto_passes_over_what_is_not_ready_and_says_so(registry: Registry[Named]) -> None:
    engine, why = registry.choose("auto")
    assert engine.card.name == "plain"
    assert "grand: its weights are not here" in why


def test_an_engine_that_is_not_ready_names_its_remedy(registry: Registry[Named]) -> None:
    with pytest.raises(MissingExtra, match="run: albumen models pull grand"):
        registry.choose("grand")


def test_no_engine_ready_lists_every_reason() -> None:
    registry: Registry[Named] = Registry("albumen.test", ())
    registry.register("grand")(lambda: named("grand", ok=False))
    with pytest.raises(MissingExtra, match="grand: its weights are not here"):
        registry.choose()


def test_an_unknown_name_lists_the_known_ones(registry: Registry[Named]) -> None:
    with pytest.raises(AlbumenError, match=r"'pres'.*grand, plain"):
        registry.get("pres")


def test_an_engine_is_made_once(registry: Registry[Named]) -> None:
    assert registry.get("plain") is registry.get("plain")
    assert registry.names() == ["grand", "plain"]
    assert [engine.card.name for engine in registry] == ["grand", "plain"]


def test_an_engine_filed_with_its_card_is_only_made_once_it_is_ready() -> None:
    registry: Registry[Named] = Registry("albumen.test", ())
    grand, made = named("grand", ok=False), list[str]()

    @registry.register("grand", grand.card)
    def engine() -> Named:
        made.append("grand")
        return grand

    registry.register("plain")(lambda: named("plain"))
    assert "grand: its weights are not here" in registry.choose()[1]
    assert registry.card("grand") is grand.card
    with pytest.raises(MissingExtra):
        registry.choose("grand")
    assert made == []
    assert registry.get("grand") is grand
    assert made == ["grand"]


def test_a_card_of_nobody_lists_the_known_names(registry: Registry[Named]) -> None:
    with pytest.raises(AlbumenError, match="grand, plain"):
        registry.card("pres")
    assert registry.card("plain").name == "plain"
