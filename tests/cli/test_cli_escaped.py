"""Names that a terminal would obey."""

from __future__ import annotations

from pathlib import Path

import pytest

from albumen.cli.escaped import escaped, one_line
from tests.shell import albumen
from tests.songs import write_song

RED = "\x1b[31m"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("plain – naïve 夜 👩\u200d🎤", "plain – naïve 夜 👩\u200d🎤"),
        ("a\nb\r\tc", r"a\nb\r\tc"),
        (f"{RED}red\x9b0m", r"\x1b[31mred\x9b0m"),
        ("gpj.\u202egnp", r"gpj.\u202egnp"),
        ("a\u2028b", r"a\u2028b"),
        ("caf\udce9", "caf\udce9"),
    ],
)
def test_one_line(text: str, line: str) -> None:
    assert one_line(text) == line


def test_a_text_keeps_its_lines() -> None:
    assert escaped(f"one\n\ttwo {RED}") == "one\n\ttwo \\x1b[31m"


@pytest.mark.parametrize("command", ["cover", "describe", "check", "embed"])
def test_an_error_is_one_sentence_whatever_the_name(command: str, tmp_path: Path) -> None:
    (tmp_path / f"a\n{RED}.mp3").write_text("la la")
    ran = albumen(command, *[tmp_path / f"a\n{RED}.mp3"] * (2 if command == "embed" else 1))
    assert ran.code == 1
    (sentence,) = ran.complaints
    assert r"a\n\x1b[31m.mp3" in sentence


def test_a_song_is_told_without_commanding_the_terminal(tmp_path: Path) -> None:
    song = write_song(tmp_path / f"a{RED}.wav")
    assert r"a\x1b[31m.wav" in albumen("describe", song).out
    assert albumen("describe", song, "--json").records()[0]["path"] == str(song)
