"""Playing on a SoundFont, with a program in FluidSynth's place that writes a tone for every note."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import numpy as np
import pytest

from albumen.brief import Brief
from albumen.description import Affect, Description
from albumen.errors import BadOption, MissingExtra
from albumen.music import Note
from albumen.play.band.soundfont import soundfont
from albumen.play.engine import ENGINES, play
from tests.scores import part, score
from tests.shell import albumen

RATE = 44_100
FAKE = """#!{python}
import sys
import mido
import numpy as np

words = sys.argv[1:]
notes, font = words[-1], words[-2]
if open(font, "rb").read().endswith(b"broken"):
    print("fluidsynth: error: Not a SoundFont", file=sys.stderr)
    sys.exit(1)
file = mido.MidiFile(notes)
sound = np.zeros((int((file.length + 0.5) * 44100), 2), "<f4")
at = 0.0
for message in file:
    at += message.time
    if message.type == "note_on":
        start = int(at * 44100)
        t = np.arange(4410) / 44100
        tone = np.sin(2 * np.pi * 440 * 2 ** ((message.note - 69) / 12) * t) * np.hanning(4410) * 0.3
        stop = min(len(sound), start + 4410)
        sound[start:stop] += tone[: stop - start, None]
sound.tofile(words[words.index("-F") + 1])
"""


@pytest.fixture
def font(tmp_path: Path) -> Path:
    path = tmp_path / "small.sf2"
    path.write_bytes(b"RIFF\x10\0\0\0sfbkLIST")
    return path


@pytest.fixture
def fluidsynth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "bin" / "fluidsynth"
    program.parent.mkdir()
    program.write_text(FAKE.format(python=sys.executable))
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(program.parent))


def brief(font: Path, seconds: float = 5.0) -> Brief:
    heard = Description(affect=Affect(0.2, 0.3))
    return Brief(heard, "", seconds=seconds, seed=1, options={"style": "waltz", "soundfont": str(font)})


def test_a_part_is_played_by_the_program(font: Path, fluidsynth: None) -> None:
    piece = score(part("melody", "flute", Note(1, 1, 69, 0.8)), tempo=60)
    sound = soundfont(str(font))(piece.parts[0], piece, np.zeros((2, 2 * RATE), np.float32))
    spectrum = np.abs(np.fft.rfft(sound[0], 2 * RATE))

    assert np.abs(sound[:, : RATE - 10]).max() < 1e-6
    assert np.argmax(spectrum) / 2 == pytest.approx(440, abs=8)


def test_parts_come_out_equally_loud(font: Path, fluidsynth: None) -> None:
    few = score(part("melody", "flute", Note(0, 1, 69, 0.8)), tempo=60)
    many = score(part("melody", "flute", *(Note(i / 4, 0.2, 60 + i, 0.8) for i in range(8))), tempo=60)
    levels = []
    for piece in (few, many):
        sound = soundfont(str(font))(piece.parts[0], piece, np.zeros((2, 2 * RATE), np.float32))
        levels.append(float(np.sqrt((sound[:, np.abs(sound).max(axis=0) > 1e-5] ** 2).mean())))

    assert levels == pytest.approx([0.12, 0.12], rel=0.01)


def test_a_whole_piece_is_mixed_and_mastered(font: Path, fluidsynth: None) -> None:
    music = play(brief(font), ENGINES.get("band"))
    own = play(Brief(Description(affect=Affect(0.2, 0.3)), "", seconds=5, seed=1, options={"style": "waltz"}),
               ENGINES.get("band"))  # fmt: skip

    assert music.audio.samples.shape == (2, 5 * RATE)
    assert 0.05 < np.abs(music.audio.samples).max() < 0.9
    assert music.score == own.score
    assert not np.array_equal(music.audio.samples, own.audio.samples)
    assert music.audio.samples.tobytes() == play(brief(font), ENGINES.get("band")).audio.samples.tobytes()


def test_a_program_that_fails_is_quoted(font: Path, fluidsynth: None) -> None:
    font.write_bytes(font.read_bytes() + b"broken")
    with pytest.raises(BadOption, match=r"cannot play the SoundFont .*small\.sf2: .*Not a SoundFont"):
        play(brief(font), ENGINES.get("band"))


def test_without_the_program_the_remedy_is_named(font: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingExtra, match="apt install fluidsynth"):
        soundfont(str(font))


@pytest.mark.parametrize(("content", "said"), [(None, "cannot be read"), (b"RIFF0000WAVE", "is no SoundFont")])
def test_what_is_no_soundfont_is_refused(tmp_path: Path, content: bytes | None, said: str) -> None:
    path = tmp_path / "x.sf2"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BadOption, match=said):
        ENGINES.get("band").check(brief(path))  # type: ignore[attr-defined]


def test_the_command_line_says_so_before_anything_is_looked_at(tmp_path: Path) -> None:
    ran = albumen("play", tmp_path / "no.png", "--engine", "band", "--soundfont", tmp_path / "none.sf2")

    assert ran.code == 2
    assert "cannot be read" in ran.err
