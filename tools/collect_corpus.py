"""Hears a folder of music as the heads hear it, and as their teacher does.

    pip install ai-edge-litert
    python -m tools.collect_corpus MUSIC CACHE --model yamnet.tflite --classes yamnet_class_map.csv --companions LOOPS

MUSIC has a folder for each package (game, album, artist): what is in one package never helps to judge the same package.
Every track is cut into excerpts of 18 s, and some of them are heard once more after `augment` changed them. Tracker
modules are played by openmpt123 and MIDI files by fluidsynth (both in Debian), at most 120 s of each. CACHE gets an
.npz a track; what is there already is not heard again. `tools.corpus_tables` makes the training tables of it.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from albumen import audio
from albumen.audio.measure import measure
from albumen.errors import BadAudio
from albumen.listen.cues import cues
from albumen.listen.musicnn import TAGGERS, Tagger
from albumen.song import Audio, Passage, Samples, Song
from tools.augment import augment
from tools.yamnet import MUSIC, RATE, Teacher

SECONDS, MOST, AUGMENTED = 18.0, 4, 0.6
"""Length of an excerpt, excerpts of a track at most, and the share of them that is heard once more, changed."""
SHORTEST = 12.0
FAINTEST = 1e-3
"""RMS under which an excerpt is silence."""
SURE_OF_MUSIC = 0.15

SOUND = (".ogg", ".oga", ".mp3", ".opus", ".flac", ".wav")
MODULES = (".mod", ".xm", ".s3m", ".it", ".stm", ".mtm")
SCORES = (".mid", ".midi")
LENGTH = "120"

Heard = dict[str, NDArray[Any]]


class Ears:
    """Both taggers, the measures and the teacher."""

    def __init__(self, teacher: Teacher) -> None:
        self.teacher = teacher
        self._taggers = [Tagger(name, threads=1) for name in TAGGERS]
        self._music = teacher.labels.index(MUSIC)

    def hear(self, excerpt: Audio) -> Heard:
        """`logit` [100], `cues` [5] and `yam` [521] of an excerpt."""
        samples = audio.resample(excerpt.mono(), excerpt.rate, RATE)
        tagged = [tagger.hear(samples).taggram.probabilities for tagger in self._taggers]
        shares = np.clip(np.concatenate(tagged, axis=1).astype(np.float64), 1e-7, 1 - 1e-7)
        passages = [Passage(0.0, excerpt)]
        found = measure(passages, excerpt.seconds)
        sound = cues(audio.loudness(passages), found.brightness, found.onset_rate, found.tempo, found.key)
        logits = np.log(shares / (1 - shares)).mean(axis=0)
        return {"logit": logits.astype(np.float32), "cues": sound.astype(np.float32), "yam": self.teacher.hear(samples)}

    def is_music(self, heard: Heard) -> bool:
        """Whether the teacher takes it for music."""
        return bool(heard["yam"][self._music] >= SURE_OF_MUSIC)


def hear_track(song: Song, ears: Ears, rng: np.random.Generator, companions: Sequence[Samples]) -> list[Heard]:
    """Everything heard in a track, with `aug`, the changes made (none: as it is); empty if it is no music."""
    told = []
    for excerpt in excerpts(song):
        plain = ears.hear(excerpt)
        told.append(plain | {"aug": np.array("")})
        if ears.is_music(plain) and rng.random() < AUGMENTED:
            changed, names = augment(excerpt, rng, companions)
            told.append(ears.hear(changed) | {"aug": np.array("+".join(names) or "same")})
    return told


def excerpts(song: Song) -> Iterator[Audio]:
    """Excerpts spread over a track; none of one that is too short or silent."""
    if song.duration < SHORTEST:
        return
    count = max(1, min(MOST, int(song.duration // SECONDS)))
    latest = max(0.0, song.duration - SECONDS - 0.5)
    for start in np.linspace(min(0.02 * song.duration, latest), latest, count):
        excerpt = song.source.read(float(start), SECONDS)
        if excerpt.seconds >= SHORTEST / 2 and float(np.sqrt(np.mean(np.square(excerpt.samples)))) >= FAINTEST:
            yield excerpt


def played(track: Path, font: Path, folder: Path) -> Path:
    """The track itself, or what a player makes of a module or a score; BadAudio if it cannot be played."""
    kind = track.suffix.lower()
    if kind in SOUND:
        return track
    out = folder / "played.wav"
    module = ["openmpt123", "--batch", "--force", "--end-time", LENGTH, "--output", str(out), str(track)]
    score = ["fluidsynth", "-ni", "-g", "0.6", "-r", "44100", "-F", str(out), str(font), str(track)]
    done = subprocess.run(module if kind in MODULES else score, capture_output=True, check=False, timeout=120)
    if done.returncode or not out.is_file():
        raise BadAudio(f"{track} cannot be played: {done.stderr.decode(errors='replace').strip()[-200:]}")
    return out


def tracks(music: Path) -> list[tuple[str, Path]]:
    """Package and path of every file that may be music, in an order that mixes the packages."""
    kinds = SOUND + MODULES + SCORES
    found = [(path.relative_to(music).parts[0], path) for path in music.rglob("*") if path.suffix.lower() in kinds]
    return sorted(found, key=lambda track: digest(track[1].relative_to(music)))


def digest(path: Path) -> str:
    """A name for a track's file in the cache."""
    return hashlib.sha256(str(path).encode()).hexdigest()[:32]


def main() -> None:
    """Hears what the cache does not have."""
    asked = _arguments()
    ears = Ears(Teacher(asked.model, asked.classes))
    companions = [_mono(path) for path in sorted(asked.companions.rglob("*.ogg"))] if asked.companions else []
    asked.cache.mkdir(parents=True, exist_ok=True)
    for package, path in tracks(asked.music):
        name = digest(path.relative_to(asked.music))
        kept = asked.cache / f"{name}.npz"
        if kept.exists():
            continue
        rng = np.random.default_rng(int(name[:8], 16))
        try:
            with tempfile.TemporaryDirectory() as folder:
                told = hear_track(audio.open(played(path, asked.font, Path(folder))), ears, rng, companions)
        except (BadAudio, subprocess.TimeoutExpired) as fault:
            print(fault)
            continue
        held: dict[str, Any] = {"group": package, "path": name, **_stacked(told)}
        np.savez(kept, **held)


def _stacked(told: Sequence[Heard]) -> Heard:
    return {key: np.stack([heard[key] for heard in told]) for key in told[0]} if told else {}


def _mono(path: Path) -> Samples:
    read = audio.open(path).source.read(0.0, SECONDS + 4)
    return audio.resample(read.mono(), read.rate, 44_100)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("music", type=Path)
    parser.add_argument("cache", type=Path)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--classes", type=Path, required=True)
    parser.add_argument("--companions", type=Path)
    parser.add_argument("--font", type=Path, default=Path("/usr/share/sounds/sf2/default-GM.sf2"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
