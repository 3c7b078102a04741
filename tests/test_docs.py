"""Every command of the README and of the pages in docs/ that calls albumen is run, and every Python example too.

Each page runs in a folder of its own with the example song as `track.mp3`, its covers at full size in `covers/`, and a
small folder `music/`, a picture as `cover.jpg` and another in `pictures/`, line after line. It is all one process, and
where a page does not name a size covers are drawn with 300 pixels a side instead of 3000, where it names no length five
seconds are played: what is tested is the words of the page. Commands that need the network or a data set (`OUTSIDE`)
are only held against their own help.
"""

from __future__ import annotations

import re
import shlex
import shutil
from functools import partial
from pathlib import Path

import pytest

from albumen import walk
from tests.players import write_picture
from tests.shell import albumen
from tests.songs import music, write_song

ROOT = Path(__file__).parent.parent
ELSEWHERE = {"audioset"}  # pages with tests of their own, which need other files: tests/cli/test_docs_audioset.py
PAGES = [ROOT / "README.md", *sorted(page for page in (ROOT / "docs").glob("*.md") if page.stem not in ELSEWHERE)]
OUTSIDE = {"data", "models"}
RUN = [page for page in PAGES if page.stem in ("README", "covers", "listening", "playing", "python", "stores")]
"""Pages that speak of songs, covers and pictures."""
COMMANDS = {"cover", "describe", "play", "echo", "check", "embed", "engines", "doctor"}
SIZE = 300


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def commands(page: Path) -> list[list[str]]:
    """The words behind `albumen` in each line that begins with it, comments left out, continued lines joined."""
    lines = [line for block in blocks(page, "bash") for line in block.replace("\\\n", " ").splitlines()]
    return [shlex.split(line, comments=True)[1:] for line in lines if line.startswith("albumen ")]


@pytest.fixture(scope="module")
def first_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the pages speak of: a song with its covers, a folder with two more, and pictures."""
    desk = tmp_path_factory.mktemp("desk")
    shutil.copy(ROOT / "examples" / "first-light.mp3", desk / "track.mp3")
    assert albumen("cover", desk / "track.mp3", "--out", desk / "covers").code == 0
    (desk / "music" / "album").mkdir(parents=True)
    write_song(desk / "music" / "one.mp3", music(2.0))
    write_song(desk / "music" / "album" / "two.flac", music(2.0, seed=1))
    (desk / "pictures").mkdir()
    for name in ("cover.jpg", "pictures/barn.png"):
        write_picture(desk / name)
    return desk


@pytest.fixture
def desk(first_desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh copy of all that, as working directory."""
    shutil.copytree(first_desk, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def small(words: list[str]) -> list[str]:
    """The command with small covers and short music, unless it says how large and how long they are."""
    if words[0] == "cover" and not {"--size", "--from"} & set(words):
        return [*words, "--size", str(SIZE)]
    if words[0] == "echo":
        return [*words, "--size", str(SIZE), "--seconds", "5"]
    return [*words, "--seconds", "5"] if words[0] == "play" and not {"--seconds", "--from"} & set(words) else words


def test_the_pages_show_every_command() -> None:
    assert {words[0] for page in RUN for words in commands(page)} - OUTSIDE == COMMANDS
    assert len(RUN) == 6


@pytest.mark.parametrize("page", RUN, ids=lambda page: page.stem)
def test_the_commands_of_a_page_do_what_they_say(page: Path, desk: Path) -> None:
    for words in (words for words in commands(page) if words[0] not in OUTSIDE):
        ran = albumen(*small(words))
        assert (words, ran.code, ran.complaints) == (words, 0, [])


@pytest.mark.parametrize(
    "words", [words for page in PAGES for words in commands(page) if words[0] in OUTSIDE], ids=" ".join
)
def test_commands_that_cannot_be_run_here_exist_with_their_options(words: list[str]) -> None:
    ran = albumen(*words[:2], "--help")
    assert ran.code == 0
    assert all(word in ran.out for word in words if word.startswith("-"))


@pytest.mark.parametrize("page", RUN, ids=lambda page: page.stem)
def test_the_python_of_a_page_runs(page: Path, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "cover", partial(walk.cover, size=SIZE))
    for block in blocks(page, "python"):
        exec(compile(block, str(page), "exec"), {})  # noqa: S102


def test_every_option_in_the_pages_is_one() -> None:
    known = albumen("--help").out + "".join(albumen(command, "--help").out for command in sorted(COMMANDS))
    for page in RUN:
        for option in re.findall(r"`(--?[a-z][a-z-]*)", page.read_text(encoding="utf-8")):
            assert option in known, f"{page.name} speaks of {option}"


@pytest.mark.parametrize(("command", "page"), [("cover", "covers"), ("play", "playing"), ("echo", "playing")])
def test_every_option_of_a_command_is_in_its_page(command: str, page: str) -> None:
    text = (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
    options = set(re.findall(r"^  (?:-\w, )?(--[a-z-]+)", albumen(command, "--help").out, re.MULTILINE))
    options |= {"-n"} if command == "cover" else set()
    assert {option for option in options if option not in text} <= {"--help", "--lettering"}


def test_the_exit_codes_in_the_page_are_those_of_the_command() -> None:
    from albumen import cli

    codes = re.findall(r"(?:Exit codes: |, )(\d+) ", (ROOT / "docs" / "covers.md").read_text(encoding="utf-8"))
    assert [int(code) for code in codes] == [
        cli.DONE, cli.SOME_FAILED, cli.WRONG_USE, cli.MISSING, cli.INTERRUPTED,
    ]  # fmt: skip
