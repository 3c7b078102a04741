"""A score played on a SoundFont by FluidSynth, instead of on our own instruments."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from albumen.errors import BadOption, MissingExtra
from albumen.music import Part, Score
from albumen.play.band.studio.modal import RATE
from albumen.play.midi import midi
from albumen.song import Samples

_BINARY = "fluidsynth"
_PATIENCE = (20.0, 1.0)
"""Seconds of computing a part may take, and how many more for each second of music: a broken font can ring for ever."""
_LEVEL = 0.12
"""Root mean square of each part before its fader, as our own instruments are."""
_HEADER = 12


@dataclass(frozen=True, slots=True)
class Soundfont:
    """A SoundFont file that was looked at, and the program that plays it."""

    path: Path
    program: str

    def __call__(self, part: Part, score: Score, place: Samples) -> Samples:
        """The part, without effects, pan and fader, written to `place` [2, frames]; what it returns.

        Raises
        ------
        BadOption
            FluidSynth cannot play the file.
        """
        alone = replace(part, pan=0.0)
        sound = self._rendered(replace(score, parts=(alone,)), place.shape[1])
        loud = np.abs(sound).max(axis=0) > 1e-5
        power = float(np.sqrt((sound[:, loud] ** 2).mean())) if loud.any() else 0.0
        place[:] = sound * np.float32(_LEVEL / power) if power else 0.0
        return place

    def _rendered(self, score: Score, frames: int) -> Samples:
        """Stereo at the studio's rate, float32 [2, frames]; reverb and chorus are the desk's."""
        with TemporaryDirectory() as folder:
            notes, sound = Path(folder, "part.mid"), Path(folder, "part.raw")
            notes.write_bytes(midi(score))
            command = [
                self.program, "-n", "-i", "-R", "0", "-C", "0", "-g", "0.5", "-r", str(RATE), "-O", "float",
                "-T", "raw", "-F", str(sound), str(self.path), str(notes),
            ]  # fmt: skip
            try:
                ran = subprocess.run(  # noqa: S603 - the program is found by its name, the files are ours and the user's
                    command, capture_output=True, timeout=_PATIENCE[0] + _PATIENCE[1] * frames / RATE, check=False
                )
            except subprocess.TimeoutExpired as error:
                raise BadOption(f"FluidSynth did not come to an end with the SoundFont {self.path}.") from error
            data = sound.read_bytes() if sound.is_file() else b""
        if ran.returncode or not data:
            raise BadOption(f"FluidSynth cannot play the SoundFont {self.path}: {_last(ran.stderr)}")
        return _fitted(np.frombuffer(data[: len(data) // 8 * 8], "<f4").reshape(-1, 2).T, frames)


def soundfont(path: str) -> Soundfont:
    """The SoundFont of a path.

    Raises
    ------
    BadOption
        There is no such file, or it is no SoundFont.
    MissingExtra
        FluidSynth is not installed.
    """
    file = Path(path).expanduser()
    try:
        with file.open("rb") as opened:
            head = opened.read(_HEADER)
    except OSError as error:
        raise BadOption(f"The SoundFont {path} cannot be read ({error.strerror}).") from error
    if head[:4] != b"RIFF" or head[8:] != b"sfbk":
        raise BadOption(f"{path} is no SoundFont (.sf2, .sf3).")
    program = shutil.which(_BINARY)
    if program is None:
        raise MissingExtra(
            f"To play on the SoundFont {path} FluidSynth is needed, and it is not installed; run: apt install "
            "fluidsynth (or brew install fluid-synth), or leave the setting soundfont out."
        )
    return Soundfont(file, program)


def _fitted(sound: Samples, frames: int) -> Samples:
    place = np.zeros((2, frames), np.float32)
    count = min(frames, sound.shape[1])
    place[:, :count] = sound[:, :count]
    return place


def _last(said: bytes) -> str:
    lines = [line.strip() for line in said.decode(errors="replace").splitlines() if line.strip()]
    return lines[-1] if lines else "it says nothing."
