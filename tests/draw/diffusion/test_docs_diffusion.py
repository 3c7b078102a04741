"""What docs/diffusion.md shows is run, with tiny weights in the place of sd-turbo's."""

from __future__ import annotations

import re
import shlex
from functools import partial
from pathlib import Path
from typing import get_args

import pytest

from albumen import draw, walk
from albumen.draw.diffusion import Diffusion, checkpoint
from albumen.draw.diffusion.options import HELP, SchedulerName
from tests.draw.diffusion import single_files
from tests.draw.diffusion.commissions import NUMPY_2, stand_in
from tests.shell import albumen
from tests.songs import music, write_song

pytestmark = pytest.mark.filterwarnings(NUMPY_2)
PAGE = (Path(__file__).parents[3] / "docs" / "diffusion.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


COMMANDS = [line for block in blocks("bash") for line in block.splitlines() if line.startswith("albumen cover")]


@pytest.fixture
def desk(checkpoints: Path, bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the song and a checkpoint as one file, and a model called sd-turbo."""
    stand_in(checkpoints / "sd", bare / "sd-turbo")
    single_files.write(checkpoints / "sd", tmp_path / "dreamy.safetensors")
    tags = {"title": "Cold Sea", "artist": "The Sleepers"}
    write_song(tmp_path / "track.mp3", music(3.0), tags=tags)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("line", COMMANDS)
def test_the_commands_of_the_page_make_covers(line: str, desk: Path) -> None:
    ran = albumen(*shlex.split(line)[1:], "--size", "200", "-n", "1")
    assert ran.code == 0, ran.err
    assert ("sd-turbo is not free for commercial use" in ran.err) == ("sd-turbo" in line)
    assert len(list(desk.glob("covers/*-?.jpg"))) == 2


def test_the_python_of_the_page_runs(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "cover", partial(walk.cover, size=200))
    for block in blocks("python"):
        exec(compile(block, "docs/diffusion.md", "exec"), {})  # noqa: S102
    assert len(list(desk.glob("covers/*-?.jpg"))) == 2


def test_the_page_names_every_setting_scheduler_and_checkpoint() -> None:
    halves = {"stable-diffusion-2-1-base-fp16"}
    for name in (*HELP, *get_args(SchedulerName), *({card.name for card in checkpoint.cards()} - halves)):
        assert f"`{name}`" in PAGE, name


def test_the_page_speaks_of_no_setting_that_is_none() -> None:
    shown = {pair.partition("=")[0] for line in COMMANDS for pair in re.findall(r"--set (\S+)", line)}
    assert shown <= set(draw.options_of(Diffusion()))


def test_the_stand_in_is_what_models_takes_for_sd_turbo(desk: Path) -> None:
    assert checkpoint.find("sd-turbo").folder == desk / "models" / "sd-turbo"
