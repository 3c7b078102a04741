"""`albumen models` at the command line; every command of docs/models.md runs."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from albumen import models
from albumen.cli.models import models as command
from tests.models.web_server import COMMIT, WebServer, sha256

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
FILES = {"config.json": b"{}", "preprocessor_config.json": b"{}", "model.safetensors": b"weights" * 100}
DOCS = Path(__file__).parents[2] / "docs" / "models.md"


@pytest.fixture
def convnext(hub: WebServer) -> WebServer:
    hub.publish("facebook/convnext-tiny-224", FILES)
    return hub


def run(*words: str) -> Result:
    result = CliRunner().invoke(command, words)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_the_list_tells_licence_size_and_place() -> None:
    rows = {row["model"]: row for row in map(json.loads, run("list", "--json").stdout.splitlines())}
    assert set(rows) == {card.name for card in models.listed()}
    assert (rows["musicnn-msd"]["kind"], rows["musicnn-msd"]["bytes"]) == ("package", 1145165)
    assert (rows["musicgen-large"]["commercial"], rows["musicgen-large"]["here"]) == ("no", None)
    assert rows["prompt-extend"]["pinned"] is False


def test_the_table_says_unpinned_and_no(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "250")
    table = {line.split()[0]: line for line in run("list").stdout.splitlines()}
    assert re.search(r"CC-BY-NC-4\.0 +NO +about 8,000 MB +no +unpinned$", table["musicgen-medium"].rstrip())
    assert re.search(r"ISC +yes +1 MB +yes \(package\) +yes$", table["musicnn-msd"].rstrip())


def test_the_names_that_pull_takes_are_whole_in_the_narrowest_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    shown = {line.split()[0] for line in run("list").stdout.splitlines() if line.strip()}
    assert {card.name for card in models.listed()} <= shown
    assert "…" not in run("list").stdout


def test_info_says_what_is_not_known() -> None:
    said = run("info", "vggish").stdout
    assert "unpinned: the first pull records checksums" in said
    assert "vggish_model.ckpt  sha256 not known  LEGACY" in said
    assert "no; run: albumen models pull vggish" in said
    assert "NON-COMMERCIAL" in run("info", "encodec-32khz").stdout
    assert json.loads(run("info", "open-nsfw", "--json").stdout)["files"][0]["size"] == 23792792


def test_pull_says_the_licence_then_the_folder(convnext: WebServer, cache: Path) -> None:
    result = run("pull", "convnext-tiny-224")
    assert result.stdout.strip() == str(cache / "convnext-tiny-224" / COMMIT)
    assert "Apache-2.0; commercial use: yes" in result.stderr
    assert "is unpinned: its checksums are recorded" in result.stderr
    assert models.ready("convnext-tiny-224").ok
    assert f"recorded  config.json  sha256 {sha256(b'{}')}" in run("info", "convnext-tiny-224").stdout


def test_remove_says_what_came_free(convnext: WebServer) -> None:
    run("pull", "convnext-tiny-224")
    assert run("remove", "convnext-tiny-224").stdout == "convnext-tiny-224: 0.0 MB free again\n"
    assert "nothing of it was in the cache" in run("remove", "convnext-tiny-224").stdout


def test_ctrl_c_is_one_sentence_and_its_exit_code(convnext: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    def press(*words: object, **more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(models, "pull", press)
    result = run("pull", "convnext-tiny-224")
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (130, "Stopped; the same command goes on from there.")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("pull", "sd-turbo"), 3, "albumen: ALBUMEN_OFFLINE is set, so "),
        (("pull", "gpt-9"), 1, "albumen: There is no model called 'gpt-9'"),
        (("pull",), 2, "Missing argument"),
    ],
)
def test_failures_are_one_sentence_with_the_houses_exit_codes(
    words: tuple[str, ...], code: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALBUMEN_OFFLINE", "1")
    done = subprocess.run([sys.executable, "-m", "albumen", "models", *words], capture_output=True, text=True)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def documented() -> list[str]:
    blocks = re.findall(r"```bash\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line]


def test_every_documented_command_runs(convnext: WebServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "stick").mkdir()
    for name, data in FILES.items():
        (tmp_path / "stick" / name).write_bytes(data)
    monkeypatch.chdir(tmp_path)
    assert len(documented()) >= 6
    for line in documented():
        words = shlex.split(line)
        assert words[:2] == ["albumen", "models"]
        assert run(*words[2:]).exit_code == 0, line


def test_the_documented_python_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [code] = re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    for file in models.find("sd-turbo").files:
        path = tmp_path / "sd-turbo" / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    monkeypatch.setenv("ALBUMEN_MODELS", str(tmp_path))
    names: dict[str, object] = {}
    exec(code, names)  # noqa: S102 - the documentation's own example
    assert names["models"] is models
