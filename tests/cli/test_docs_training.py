"""What docs/training.md shows, done."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from albumen import cli
from albumen.data.sampling import Sampling
from albumen.train import TASKS, recipe_of
from albumen.train.mlp.settings import AudioSetRecipe, FeatureRecipe
from tests.shell import albumen
from tests.threads import one_thread
from tests.train.synthetic import write_audioset
from tests.train.tables import write_table

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "training.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


COMMANDS = [
    shlex.split(line, comments=True)[1:]
    for block in blocks("bash")
    for line in block.splitlines()
    if line.startswith("albumen ")
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A tiny AudioSet, the recipes with few epochs, the page's own recipe and its table."""
    desk = tmp_path_factory.mktemp("desk")
    for task in ("genre", "mood"):
        write_audioset(desk / task, task, {"eval": 60, "balanced": 60, "unbalanced": 60}, seconds=1)
        for path in (desk / task).rglob("*.tfrecord"):
            target = desk / "audioset_v1_embeddings" / path.parent.name / f"{task}.tfrecord"
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
    (desk / "recipes").mkdir()
    for path in (ROOT / "recipes").glob("s1-*.toml"):
        (desk / "recipes" / path.name).write_text(
            re.sub(r"epochs = \d+", "epochs = 2", path.read_text("utf-8")), "utf-8"
        )
    (desk / "probe.toml").write_text(blocks("toml")[0])
    write_table(desk / "table.npz")
    with one_thread():
        yield desk


def test_the_commands_run_one_after_the_other(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    assert [words[0] for words in COMMANDS] == ["train"] * 4 + ["score"] * 3 + ["train"]
    for words in COMMANDS:
        few = [] if words[0] == "train" or "--resamples" in words else ["--resamples", "5"]
        ran = albumen(*words, *few)
        assert (words, ran.code, ran.err) == (words, 0, "")
    assert len(list((desk / "plots").iterdir())) == 4


def test_the_table_of_recipes_names_those_that_there_are() -> None:
    named = set(re.findall(r"`(s1-[\w-]+)`", PAGE))
    assert named == {path.stem for path in (ROOT / "recipes").glob("s1-*.toml")}


def test_every_option_is_one() -> None:
    known = albumen("train", "--help").out + albumen("score", "genre", "--help").out
    options = set(re.findall(r"(--[a-z][a-z-]*)", PAGE)) - {"--nproc-per-node"}
    assert options <= set(re.findall(r"(--[a-z][a-z-]*)", known))


def test_every_setting_is_in_the_page_and_the_other_way_round() -> None:
    known = {"title", "task", "seed"}
    for kind in (AudioSetRecipe, FeatureRecipe):
        for section in ("fit", "stop", "network", "loss", "data"):
            part = kind.model_fields[section].annotation
            assert part is not None
            known |= {f"{section}.{key}" for key in part.model_fields}
    listed = PAGE[PAGE.index("## What a recipe says") : PAGE.index("## Devices")]
    assert set(re.findall(r"`((?:fit|stop|network|loss|data)\.\w+|title|task|seed)`", listed)) == known


def test_the_pages_words_are_those_of_the_code() -> None:
    assert all(f"`{name}`" in PAGE for name in (*TASKS.names(), *Sampling.__args__))  # type: ignore[attr-defined]
    assert isinstance(recipe_of(blocks("toml")[0]), FeatureRecipe)


def test_the_exit_codes_are_those_of_the_command() -> None:
    line = PAGE[PAGE.index("Exit codes") :]
    assert [int(code) for code in re.findall(r"(?:Exit codes: |, )(\d+) ", line)] == [
        cli.DONE, cli.SOME_FAILED, cli.WRONG_USE, cli.MISSING, cli.INTERRUPTED,
    ]  # fmt: skip


def test_the_python_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = blocks("python")
    exec(compile(code, "docs/training.md", "exec"), {})  # noqa: S102
    correlation, shape = capsys.readouterr().out.split(maxsplit=1)
    assert float(correlation) > 0.5
    assert shape == "(200, 2)\n"
