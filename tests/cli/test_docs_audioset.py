"""What docs/audioset.md shows, done."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from albumen.cli.app import app
from tests.audioset_clips import HAPPY, ROCK, SKA, write_split

PAGE = (Path(__file__).parents[2] / "docs" / "audioset.md").read_text(encoding="utf-8")
COMMANDS = [
    shlex.split(line)[1:]
    for block in re.findall(r"```bash\n(.*?)```", PAGE, re.DOTALL)
    for line in block.splitlines()
    if line.startswith("albumen")
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for split in ("eval", "bal_train", "unbal_train"):
        write_split(tmp_path / "audioset_v1_embeddings", [[ROCK], [SKA, HAPPY]] * 3, split)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_page_shows_commands() -> None:
    assert len(COMMANDS) == 3


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_commands_run(words: list[str], folder: Path) -> None:
    result = CliRunner().invoke(app, words, catch_exceptions=False)
    assert result.exit_code == 0
    assert "Rock" in result.stdout
    assert (folder / "fig2.svg").exists() == ("--plot" in words)


def test_every_option_of_the_page_is_one() -> None:
    known = CliRunner().invoke(app, ["data", "stats", "--help"]).stdout
    options = re.findall(r"`(--[a-z][a-z-]*)", PAGE)
    assert options
    assert all(option in known for option in options)


@pytest.mark.parametrize("code", re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL), ids=["batches", "report"])
def test_examples_run(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(code, "docs/audioset.md", "exec"), {})  # noqa: S102
    if "to_text" in code:
        assert "New-age" in capsys.readouterr().out
