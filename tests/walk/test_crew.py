"""Who makes covers is settled before anyone listens."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest

from albumen.card import Card, Readiness
from albumen.errors import AlbumenError, BadOption, MissingExtra, MissingWeights
from albumen.prompt import EXTENDERS
from albumen.walk import Wanted, engage
from tests.painters import Painter, hired


@pytest.fixture
def painter() -> Iterator[Painter]:
    with hired(Painter()) as hand:
        yield hand


@pytest.fixture(autouse=True)
def _no_large_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """The language model is not here, wherever the tests run."""
    extender = type(EXTENDERS.get("prompt-extend"))
    card = Card("prompt-extend", "", ready=lambda: Readiness(False, "no weights", "bring some"))
    monkeypatch.setattr(extender, "card", card)


def test_press_gets_the_phrase_banks_and_nobody_asks_for_a_language_model(monkeypatch: pytest.MonkeyPatch) -> None:
    card = Card("prompt-extend", "", ready=lambda: pytest.fail("asked"))
    monkeypatch.setattr(type(EXTENDERS.get("prompt-extend")), "card", card)
    crew = engage(Wanted(engine="press"))
    assert crew.names[1:] == ("offline", "press")
    assert crew.says == ("Engine: press was asked for.",)


@pytest.mark.usefixtures("painter")
def test_who_paints_from_words_gets_the_best_writer_and_it_is_said_which() -> None:
    crew = engage(Wanted(engine="painter"))
    assert crew.names[1:] == ("offline", "painter")
    assert crew.says[-1] == "Prompts: offline is the best engine that is ready (prompt-extend: no weights)."


@pytest.mark.usefixtures("painter")
def test_a_writer_that_is_asked_for_and_not_ready_is_an_error() -> None:
    with pytest.raises(MissingExtra, match="prompt-extend is not ready: no weights; bring some"):
        engage(Wanted(engine="painter", extender="gpt2"))


@pytest.mark.parametrize("words", [{"prompt": "a sea"}, {"negative": "fog"}, {"extender": "none"}], ids=str)
def test_words_for_an_engine_that_reads_none_are_said_to_be_useless(words: dict[str, str]) -> None:
    says = engage(Wanted(engine="press", **words)).says  # type: ignore[arg-type]
    assert says[-1] == "Prompts: press does not paint from words; they only go into the sidecar."


@pytest.mark.parametrize(
    ("wish", "error"),
    [({"engine": "nobody"}, AlbumenError), ({"listener": "nobody"}, AlbumenError),
     ({"extender": "nobody"}, AlbumenError),
     ({"engine": "press", "options": {"steps": "2"}}, BadOption),
     ({"engine": "painter", "options": {"steps": "x"}}, BadOption),
     ({"engine": "painter", "options": {"lora": "/nowhere"}}, MissingWeights)],
    ids=str,
)  # fmt: skip
@pytest.mark.usefixtures("painter")
def test_what_cannot_be_is_told_at_once(wish: dict[str, object], error: type[AlbumenError]) -> None:
    with pytest.raises(error):
        engage(Wanted(**wish))  # type: ignore[arg-type]


def test_for_words_alone_the_engine_need_not_be_ready(painter: Painter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Painter, "card", Card("painter", "", ready=lambda: Readiness(False, "dry", "buy paint")))
    with pytest.raises(MissingExtra, match="buy paint"):
        engage(Wanted(engine="painter"))
    assert engage(Wanted(engine="painter"), drawing=False).engine is painter


def test_the_listener_is_named_where_one_was_asked_for() -> None:
    says = engage(Wanted(engine="press", listener="musicnn")).says
    assert "Listener: musicnn was asked for." in says


def test_an_extender_may_be_an_object() -> None:
    bare = EXTENDERS.get("none")
    assert engage(Wanted(engine="press", extender=bare)).extender is bare


def test_press_loads_no_large_library_and_no_language_model() -> None:
    code = (
        "import sys; from albumen.walk import Wanted, engage; engage(Wanted(engine='press')); "
        "print([n for n in ('torch', 'transformers', 'diffusers', 'albumen.prompt.extend') if n in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"
