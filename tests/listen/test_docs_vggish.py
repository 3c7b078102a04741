"""What docs/vggish.md shows, done."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from albumen.cli.app import app
from albumen.listen.vggish.weights import FILE
from tests.shell import albumen

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "vggish.md").read_text(encoding="utf-8")
LINES = [line for block in re.findall(r"```bash\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]


def test_its_python_runs(own_models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(ROOT / "examples" / "first-light.mp3", tmp_path / "track.mp3")
    monkeypatch.setenv("ALBUMEN_MODELS", str(own_models))
    monkeypatch.chdir(tmp_path)
    held: dict[str, object] = {}
    for block in re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL):
        exec(compile(block, "docs/vggish.md", "exec"), held)  # noqa: S102
    assert held["codes"].shape == held["embeddings"].shape  # type: ignore[attr-defined]


def test_its_commands_exist() -> None:
    assert len(LINES) == 7
    for line in LINES:
        words = line.split()
        if words[0] == "python":
            assert (ROOT / f"{words[2].replace('.', '/')}.py").is_file()
        elif words[1] in {
            command.name or command.callback.__name__ for command in app.registered_commands if command.callback
        }:
            helped = albumen(words[1], "--help").out
            assert all(word in helped for word in words if word.startswith("--"))


def test_the_recipes_and_the_file_it_names_are_there() -> None:
    assert all((ROOT / recipe).is_file() for recipe in re.findall(r"recipes/[\w-]+\.toml", PAGE))
    assert f"vggish/converted/{FILE}" in PAGE
