"""The engine says what it lacks without loading anything heavy, and `auto` takes it where it lacks nothing."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from albumen import draw
from albumen.brief import Brief
from albumen.card import Readiness
from albumen.description import Description
from albumen.draw.diffusion import Diffusion, checkpoint, safety
from albumen.draw.diffusion import card as module
from albumen.draw.diffusion.options import HELP
from albumen.errors import AlbumenError, BadOption, MissingExtra, MissingWeights
from tests.draw.diffusion.commissions import brief, stand_in

pytestmark = pytest.mark.usefixtures("bare")
HEAVY = ("torch", "diffusers", "transformers", "accelerate", "peft")


def test_naming_the_engine_and_its_readiness_loads_no_torch() -> None:
    code = (
        "import sys; from albumen.draw import ENGINES; [engine.card.ready() for engine in ENGINES]; "
        f"print(*[m for m in {HEAVY!r} if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split() == []


def test_checking_a_brief_loads_no_torch(checkpoints: Path) -> None:
    code = (
        "import sys; from albumen.draw.diffusion import Diffusion; from tests.draw.diffusion.commissions import brief; "
        f"Diffusion().check(brief({str(checkpoints / 'sd')!r})); print(*[m for m in {HEAVY!r} if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split() == []


def test_diffusion_comes_before_the_press_whoever_was_imported_first() -> None:
    code = "import albumen.draw.press; from albumen.draw import ENGINES; print(*ENGINES.names())"
    names = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert names[:2] == ["diffusion", "press"]


def test_a_machine_with_a_part_of_some_weights_is_told_the_same(bare: Path) -> None:
    said = module.ready()
    (bare / "sd-turbo").mkdir()
    assert module.ready() == said
    assert checkpoint.cards()[0].name == module.FIRST


def test_without_weights_it_is_not_ready_and_names_the_pull() -> None:
    state = module.ready()
    assert (state.ok, state.remedy) == (False, "run: albumen models pull stable-diffusion-2-1-base")
    assert draw.ENGINES.choose()[0].card.name == "press"


def test_with_weights_auto_prefers_it(checkpoints: Path, bare: Path) -> None:
    stand_in(checkpoints / "sd", bare / "sd-turbo")
    assert module.ready().ok
    assert draw.ENGINES.choose()[0].card.name == "diffusion"


def test_without_the_extra_it_is_not_ready_and_names_the_install(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = importlib.util.find_spec
    monkeypatch.setattr(module, "find_spec", lambda name: None if name == "diffusers" else whole(name))
    state = module.ready()
    assert (state.ok, state.reason) == (False, "diffusers not installed")
    assert state.remedy == 'run: pip install "albumen[diffusion]"'
    with pytest.raises(MissingExtra, match="diffusers not installed"):
        Diffusion().check(brief("sd-turbo"))
    with pytest.raises(MissingExtra, match="diffusers not installed"):
        draw.ENGINES.choose("diffusion")


def test_who_asks_for_it_by_name_may_bring_a_folder(checkpoints: Path) -> None:
    engine, _ = draw.ENGINES.choose("diffusion")
    draw.check(brief(checkpoints / "sd"), engine)


@pytest.mark.parametrize(
    ("options", "kind", "said"),
    [
        ({"model": "sd-turbo"}, MissingWeights, "run: albumen models pull sd-turbo"),
        ({"scheduler": "heun"}, BadOption, "The option scheduler is 'heun'"),
        ({"lora": "nowhere"}, MissingWeights, "There is no LoRA nowhere"),
        ({"from_plate": "atlantis"}, BadOption, "The option from_plate is 'atlantis'; it takes auto or one of .*rings"),
        ({"stepps": "3"}, BadOption, "stepps"),
    ],
)
def test_a_brief_that_cannot_be_drawn_is_known_before_anything_is_loaded(
    options: dict[str, str], kind: type[AlbumenError], said: str, checkpoints: Path
) -> None:
    asked = Brief(Description(), "", options={"model": str(checkpoints / "sd"), **options})
    with pytest.raises(kind, match=said):
        Diffusion().check(asked)


def test_a_safety_check_that_was_asked_for_must_be_here(checkpoints: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    missing = Readiness(False, "the weights of the safety check are not here", "run: albumen models pull open-nsfw")
    monkeypatch.setattr(safety, "ready", lambda: missing)
    with pytest.raises(MissingWeights, match=r"The option safety is on, but the weights .*; run: albumen models pull"):
        Diffusion().check(brief(checkpoints / "sd", safety="on"))
    Diffusion().check(brief(checkpoints / "sd", safety="auto"))


def test_it_offers_its_settings_and_paints_from_the_prompt() -> None:
    assert draw.options_of(Diffusion()) == HELP
    assert draw.reads_prompt(Diffusion())
    assert all(line and "\n" not in line for line in HELP.values())
