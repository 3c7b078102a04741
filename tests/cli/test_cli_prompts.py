"""Prompts and settings on the command line: shown, given, edited, refused."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest

from albumen.cli.prompts import read_edited
from albumen.cli.settings import settings
from albumen.errors import AlbumenError
from albumen.sleeve import read_sidecar
from tests.painters import Painter, hired
from tests.shell import Ran, albumen

PAINT = ("--engine", "painter", "--size", "80", "-n", "1", "--extender", "offline")


@pytest.fixture
def painter() -> Iterator[Painter]:
    with hired(Painter()) as hand:
        yield hand


def editor(monkeypatch: pytest.MonkeyPatch, folder: Path, code: str) -> None:
    """Makes a program the person's editor; `text` is what it was given, and what it leaves behind."""
    script = folder / "editor.py"
    script.write_text(
        "import pathlib, sys\npath = pathlib.Path(sys.argv[1])\ntext = path.read_text()\n"
        f"pathlib.Path({str(folder / 'seen.txt')!r}).write_text(text)\n{code}\npath.write_text(text)\n"
    )
    monkeypatch.setenv("VISUAL", shlex.join([sys.executable, str(script)]))


def prompts(folder: Path) -> list[tuple[str, str]]:
    held = [read_sidecar(path) for path in sorted(folder.glob("*.json"))]
    return [(sidecar.brief.prompt, sidecar.brief.extender) for sidecar in held]


def shown(*words: str | Path) -> list[dict[str, str]]:
    (record,) = albumen("cover", *words, "--show-prompt", "--json").records()
    held: list[dict[str, str]] = record["prompts"]
    return held


# --- shown


def test_shown_prompts_are_those_that_are_used(track: Path, covers: Path, tmp_path: Path) -> None:
    ran = albumen("cover", track, "--engine", "press", "--show-prompt", "--json", "--out", tmp_path / "none")
    (record,) = ran.records()
    held = [read_sidecar(path).brief for path in sorted(covers.glob("*.json"))]
    assert record["song"] == str(track)
    assert {brief.sentence for brief in held} == {record["sentence"]}
    assert record["prompts"] == [
        {"style": b.style, "variant": b.variant, "prompt": b.prompt, "negative_prompt": b.negative_prompt,
         "extender": b.extender}
        for b in held
    ]  # fmt: skip
    assert not (tmp_path / "none").exists()


def test_for_people_each_cover_has_a_line(track: Path) -> None:
    ran = albumen("cover", track, "--engine", "press", "--show-prompt")
    lines = ran.out.splitlines()
    assert lines[0] == str(track)
    assert lines[1].startswith("  sentence: cover album of ")
    assert [line.split(":")[0].strip() for line in lines[2:]] == [
        "album 1", "album 2", "conceptual 1", "conceptual 2", "album, not wanted", "conceptual, not wanted",
    ]  # fmt: skip


def test_prompts_of_an_engine_that_is_not_ready_can_be_seen(track: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from albumen.card import Card, Readiness

    monkeypatch.setattr(Painter, "card", Card("painter", "", ready=lambda: Readiness(False, "dry", "buy paint")))
    with hired(Painter()):
        assert len(shown(track, *PAINT)) == 2
        assert albumen("cover", track, *PAINT).code == 3


def test_without_an_extender_both_styles_are_the_template(track: Path) -> None:
    album, conceptual = shown(track, "--engine", "press", "-n", "1", "--extender", "none")
    assert (album["prompt"], album["extender"]) == (conceptual["prompt"], conceptual["extender"])


def test_a_bad_song_is_told_and_the_others_are_shown(track: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.mp3"
    bad.write_bytes(b"no song")
    ran = albumen("cover", bad, track, "--engine", "press", "--show-prompt", "--json")
    assert (ran.code, len(ran.records()), len(ran.complaints)) == (1, 1, 2)


# --- given and edited


@pytest.mark.usefixtures("painter")
def test_a_given_prompt_replaces_ours(track: Path, tmp_path: Path) -> None:
    words = ("--prompt", "a red sea", "--negative", "fog", "--out", tmp_path)
    assert albumen("cover", track, *PAINT, *words).code == 0
    assert prompts(tmp_path) == [("a red sea", "given")] * 2
    assert {read_sidecar(path).brief.negative_prompt for path in tmp_path.glob("*.json")} == {"fog"}


@pytest.mark.usefixtures("painter")
def test_the_editor_gets_ours_and_what_it_leaves_is_painted(
    track: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    album, conceptual = shown(track, *PAINT)
    editor(monkeypatch, tmp_path, "text = text.replace('conceptual 1: ', 'conceptual 1: a red sea, ')")
    assert albumen("cover", track, *PAINT, "--edit-prompt", "--out", tmp_path / "c").code == 0
    assert (tmp_path / "seen.txt").read_text().splitlines()[1:] == [
        f"album 1: {album['prompt']}", f"conceptual 1: {conceptual['prompt']}",
    ]  # fmt: skip
    assert prompts(tmp_path / "c") == [(album["prompt"], "none"), (f"a red sea, {conceptual['prompt']}", "given")]


@pytest.mark.usefixtures("painter")
@pytest.mark.parametrize("code", ["", "text = ''", "import re; text = re.sub(': .*', ':', text)"], ids=str)
def test_what_is_left_alone_or_emptied_stays_ours(
    code: str, track: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = [(prompt["prompt"], prompt["extender"]) for prompt in shown(track, *PAINT)]
    editor(monkeypatch, tmp_path, code)
    assert albumen("cover", track, *PAINT, "--edit-prompt", "--out", tmp_path / "c").code == 0
    assert prompts(tmp_path / "c") == ours


@pytest.mark.usefixtures("painter")
def test_a_song_is_heard_once_though_its_prompts_are_edited(
    track: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from albumen import listen

    heard = mock.Mock(wraps=listen.describe)
    monkeypatch.setattr(listen, "describe", heard)
    editor(monkeypatch, tmp_path, "")
    assert albumen("cover", track, *PAINT, "--edit-prompt", "--out", tmp_path / "c").code == 0
    assert heard.call_count == 1


@pytest.mark.usefixtures("painter")
def test_an_editor_that_fails_or_is_not_there_is_one_sentence(
    track: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", 'un"closed')
    assert "The editor 'un\"closed' is no command" in albumen("cover", track, *PAINT, "--edit-prompt").err
    for name in ("false", "no-such-editor-here"):
        monkeypatch.setenv("VISUAL", name)
        ran = albumen("cover", track, *PAINT, "--edit-prompt", "--out", tmp_path / "c")
        assert (ran.code, len([line for line in ran.complaints if line.startswith("albumen:")])) == (1, 1)
        assert f"The editor {name} failed" in ran.err
    monkeypatch.delenv("VISUAL")
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "set EDITOR, or use --prompt" in albumen("cover", track, *PAINT, "--edit-prompt").err
    assert not (tmp_path / "c").exists()


@pytest.mark.usefixtures("painter")
def test_prompts_of_several_songs_are_not_edited_at_once(track: Path, covers: Path, tmp_path: Path) -> None:
    copy = tmp_path / "other.mp3"
    copy.write_bytes(track.read_bytes())
    ran = albumen("cover", track, copy, *PAINT, "--edit-prompt")
    assert ran.code == 2
    assert "--edit-prompt takes one song; these are 2" in " ".join(ran.err.split())


def test_an_edited_text_is_read_forgivingly() -> None:
    text = "# a remark\n\n \nalbum 2:  red\n  sea  \n\n Conceptual  10 : fog\nalbum 3:\n"
    assert read_edited(text) == {("album", 1): "red sea", ("conceptual", 9): "fog", ("album", 2): ""}


def test_words_that_belong_to_no_cover_are_not_lost_in_silence() -> None:
    with pytest.raises(AlbumenError, match=r"'a red sea at night' belongs to no cover; begin each prompt as `album 1:"):
        read_edited("# a remark\na red sea\nat night\n")


# --- settings


def test_settings_and_shortcuts_are_one_thing() -> None:
    assert settings(["a-b=1 = 2", "c= d "], {"steps": 20, "guidance": 7.5, "from_plate": True, "lora": None}) == {
        "a_b": "1 = 2", "c": "d", "steps": "20", "guidance": "7.5", "from_plate": "auto",
    }  # fmt: skip
    assert settings([], {"from_plate": False, "model": None}) == {}


@pytest.mark.parametrize(
    "words", [["--set", "x"], ["--set", "=1"], ["--set", "x="], ["--steps", "2", "--set", "steps=2"]]
)
def test_what_is_no_setting_is_wrong_use(words: list[str], track: Path) -> None:
    assert albumen("cover", track, *words).code == 2


def refused(ran: Ran, said: str) -> bool:
    return ran.code == 2 and said in " ".join(ran.err.split()) and ran.out == ""


@pytest.mark.usefixtures("painter")
def test_settings_are_looked_at_before_anything_is_heard(track: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("albumen.listen.describe", lambda *_, **__: pytest.fail("listened for nothing"))
    assert refused(
        albumen("cover", track, "--engine", "press", "--steps", "3"), "press has no setting 'steps'; there are: plate"
    )
    assert refused(albumen("cover", track, *PAINT, "--set", "tempo=3"), "there are: steps, lora")
    assert refused(albumen("cover", track, *PAINT, "--set", "steps=x"), "'x' is not")
    assert refused(albumen("cover", track, "--extender", "nobody"), "there is no extender 'nobody'; there are: ")
    assert refused(albumen("cover", track, "--listener", "nobody"), "there is no listener 'nobody'; there are: ")
    assert albumen("cover", track, *PAINT, "--lora", "/nowhere").code == 3


def test_settings_reach_the_engine_and_the_sidecar(painter: Painter, track: Path, tmp_path: Path) -> None:
    assert albumen("cover", track, *PAINT, "--steps", "9", "--out", tmp_path).code == 0
    assert [dict(brief.options) for brief in painter.batches[0]] == [{"steps": "9"}] * 2
    held = tmp_path / "track-album-1.json"
    assert read_sidecar(held).brief.options == {"steps": "9"}
    ran = albumen("cover", "--from", held, "--out", tmp_path / "again", "--json")
    assert ran.records()[0]["same_bytes"] is True
    other = albumen("cover", "--from", held, "--steps", "4", "--out", tmp_path / "other", "--json")
    assert other.records()[0]["same_bytes"] is False
    assert refused(albumen("cover", "--from", held, "--set", "tempo=1"), "there are: steps, lora")


@pytest.mark.usefixtures("painter")
def test_a_licence_that_forbids_is_said_on_standard_error_once(track: Path, tmp_path: Path) -> None:
    ran = albumen("cover", track, *PAINT, "--out", tmp_path, "--json")
    assert [line[:56] for line in ran.complaints if line.startswith("Licence: ")] == [
        "Licence: sd-turbo is not free for commercial use (Stabil"
    ]
    assert "sd-turbo" in ran.records()[0]["notes"][0]
    again = albumen("cover", "--from", tmp_path / "track-album-1.json", "--out", tmp_path / "again")
    assert "Licence: sd-turbo is not free" in again.err


@pytest.mark.usefixtures("painter")
def test_engines_lists_settings() -> None:
    rows = {row["engine"]: row for row in albumen("engines", "--json").records()}
    assert rows["painter"]["options"] == Painter.options
    assert list(rows["press"]["options"]) == ["plate"]
    assert rows["offline"].get("options", {}) == {}
    assert {"prompt-extend", "offline", "none"} <= {name for name, row in rows.items() if row["room"] == "prompt"}
    told = albumen("engines").out
    assert "Settings of painter, as --set NAME=VALUE:\n  steps        how often it is painted over\n" in told
    assert "Settings of press" in told
    assert "Settings of offline" not in told


def test_sidecars_from_before_settings_still_serve(covers: Path, tmp_path: Path) -> None:
    held = json.loads((covers / "track-conceptual-1.json").read_text())
    for name in ("options", "listener", "extender", "models"):
        del held["brief"][name]
    del held["picture"]["facts"]
    (tmp_path / "old.json").write_text(json.dumps(held))
    read = read_sidecar(tmp_path / "old.json")
    assert (read.brief.options, read.brief.listener, read.brief.extender, read.facts) == ({}, "musicnn", "offline", {})
    ran = albumen("cover", "--from", tmp_path / "old.json", "--out", tmp_path, "--json")
    assert ran.records()[0]["same_bytes"] is True
