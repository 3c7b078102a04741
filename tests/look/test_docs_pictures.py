"""The commands and the Python of docs/pictures.md do what the page says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from PIL import Image

from albumen.look.features import scale
from tests.look.pictures import photograph
from tests.shell import albumen

PAGE = (Path(__file__).parents[2] / "docs" / "pictures.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a picture, as working directory."""
    Image.fromarray(photograph(2).pixels).save(tmp_path / "photo.jpg")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_commands_run(desk: Path) -> None:
    lines = [line for block in blocks("bash") for line in block.splitlines() if line.startswith("albumen ")]
    assert len(lines) >= 2
    for line in lines:
        ran = albumen(*shlex.split(line, comments=True)[1:])
        assert (line, ran.code) == (line, 0)
        assert "affect" in ran.out


def test_the_python_runs(desk: Path) -> None:
    assert blocks("python")
    for block in blocks("python"):
        exec(compile(block, "docs/pictures.md", "exec"), {})  # noqa: S102


def test_every_feature_is_in_the_page() -> None:
    assert [name for name in scale().names if f"`{name}`" not in PAGE] == []
