"""What docs/fad.md shows, done."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from albumen.score.embeddings import EMBEDDINGS
from tests.shell import albumen
from tests.songs import music, write_song

PAGE = (Path(__file__).parents[2] / "docs" / "fad.md").read_text(encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two small folders of songs."""
    for folder, seed in (("music", 0), ("theirs", 2)):
        (tmp_path / folder).mkdir()
        for number in (0, 1):
            write_song(tmp_path / folder / f"{number}.wav", music(4.0, 16_000, 1, seed + number), 16_000)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


def test_its_commands_do_what_they_say(desk: Path) -> None:
    blocks = re.findall(r"```bash\n(.*?)```", PAGE, re.DOTALL)
    lines = [shlex.split(line) for block in blocks for line in block.splitlines()]
    assert len(lines) == 4
    for words in lines:
        ran = albumen(*words[1:])
        too_few = "--infinity" in words  # here; the page's songs are more
        assert (words, ran.code, ran.err) == (words, int(too_few), "")
        assert ("FAD-infinity needs" if too_few else "fad" if "--json" in words else "FAD  ") in ran.out
    assert (desk / "theirs.npz").is_file()


def test_its_python_prints_a_report(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for block in re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL):
        exec(compile(block, "docs/fad.md", "exec"), {})  # noqa: S102
    said = capsys.readouterr().out
    assert "music: 2 songs, 2 frames" in said
    assert "reference  theirs: 2 songs, 2 frames" in said


def test_its_table_has_every_embedding() -> None:
    assert all(f"| `{name}` |" in PAGE for name in EMBEDDINGS)
