"""Hears a folder of music as the heads hear it, and as their teacher does.

    pip install ai-edge-litert
    python -m tools.collect_corpus MUSIC CACHE --model yamnet.tflite --classes yamnet_class_map.csv --companions LOOPS

MUSIC has a folder for each package (`tools.unpack_music` makes it; else a game, an album, an artist): what is in one
package never helps to judge the same package. Every track is cut into excerpts of 18 s, and half of them are heard
once more after `augment` changed them, or as often as `--changed` says. Tracker modules are played by openmpt123, at
most 120 s of each, MIDI files by fluidsynth (both are in Debian), and so are the LOOPS that are mixed in. CACHE gets
an .npz a track; what is there already is not heard again. `tools.corpus_tables` makes the training tables of it.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
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

SECONDS, MOST, CHANGED = 18.0, 4, 0.5
"""Length of an excerpt, excerpts of a track at most, and how often each is heard again, changed: half of them once."""
PER_PACKAGE = 16
"""No package outweighs the others."""
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
        """`units` [400], `shares` [100], `logit` [100], `cues` [5] and `yam` [521] of an excerpt."""
        samples = audio.resample(excerpt.mono(), excerpt.rate, RATE)
        taggings = [tagger.hear(samples) for tagger in self._taggers]
        shares = np.concatenate([tagging.taggram.probabilities for tagging in taggings], axis=1)
        kept = np.clip(shares.astype(np.float64), 1e-7, 1 - 1e-7)
        passages = [Passage(0.0, excerpt)]
        found = measure(passages, excerpt.seconds)
        sound = cues(audio.loudness(passages), found.brightness, found.onset_rate, found.tempo, found.key)
        heard = {
            "units": np.concatenate([tagging.embedding() for tagging in taggings]),
            "shares": shares.mean(axis=0, dtype=np.float64),
            "logit": np.log(kept / (1 - kept)).mean(axis=0),
            "cues": sound,
            "yam": self.teacher.hear(samples),
        }
        return {name: np.asarray(value, np.float32) for name, value in heard.items()}

    def is_music(self, heard: Heard) -> bool:
        """Whether the teacher takes it for music."""
        return bool(heard["yam"][self._music] >= SURE_OF_MUSIC)


def hear_track(
    song: Song, ears: Ears, rng: np.random.Generator, companions: Sequence[Samples], often: float = CHANGED
) -> list[Heard]:
    """Everything heard in a track, with `aug`, the changes made (none: as it is); empty if it is no music."""
    told = []
    for excerpt in excerpts(song):
        plain = ears.hear(excerpt)
        told.append(plain | {"aug": np.array("")})
        for _ in range(_times(often, rng) if ears.is_music(plain) else 0):
            changed, names = augment(excerpt, rng, companions)
            told.append(ears.hear(changed) | {"aug": np.array("+".join(names) or "same")})
    return told


def _times(often: float, rng: np.random.Generator) -> int:
    """How often this time, so that it is `often` on average."""
    share = often % 1
    return int(often) + int(share > 0 and rng.random() < share)


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
    dry = ["-R", "0", "-C", "0"]
    score = ["fluidsynth", "-ni", *dry, "-g", "0.6", "-r", "44100", "-F", str(out), str(font), str(track)]
    done = subprocess.run(module if kind in MODULES else score, capture_output=True, check=False, timeout=120)
    if done.returncode or not out.is_file():
        raise BadAudio(f"{track} cannot be played: {done.stderr.decode(errors='replace').strip()[-200:]}")
    return out


def tracks(music: Path) -> list[tuple[str, Path]]:
    """Package and path of every file that may be music, `PER_PACKAGE` at most, in an order that mixes the packages."""
    kinds = SOUND + MODULES + SCORES
    found = [path for path in music.rglob("*") if path.suffix.lower() in kinds]
    of: Counter[str] = Counter()
    chosen = []
    for path in sorted(found, key=lambda path: digest(path.relative_to(music))):
        package = path.relative_to(music).parts[0]
        of[package] += 1
        if of[package] <= PER_PACKAGE:
            chosen.append((package, path))
    return chosen


def digest(path: Path) -> str:
    """A name for a track's file in the cache."""
    return hashlib.sha256(str(path).encode()).hexdigest()[:32]


def hear_all(asked: argparse.Namespace, share: int) -> None:
    """Hears every track that the cache does not have and that falls to process `share` of `asked.jobs`."""
    ears = Ears(Teacher(asked.model, asked.classes))
    companions = companions_in(asked.companions, asked.font) if asked.companions else []
    for package, path in tracks(asked.music)[share :: asked.jobs]:
        name = digest(path.relative_to(asked.music))
        kept = asked.cache / f"{name}.npz"
        if kept.exists():
            continue
        rng = np.random.default_rng(int(name[:8], 16))
        try:
            with tempfile.TemporaryDirectory() as folder:
                told = hear_track(
                    audio.open(played(path, asked.font, Path(folder))), ears, rng, companions, asked.changed
                )
        except (BadAudio, subprocess.TimeoutExpired) as fault:
            print(fault, flush=True)
            continue
        held: dict[str, Any] = {"group": package, "path": path.name, **_stacked(told)}
        np.savez(kept, **held)


def companions_in(folder: Path, font: Path) -> list[Samples]:
    """The drum loops, voices and the like in a folder, mono at 44,100 Hz."""
    read = []
    for path in sorted(path for path in folder.rglob("*") if path.suffix.lower() in SOUND + SCORES):
        with tempfile.TemporaryDirectory() as scratch:
            heard = audio.open(played(path, font, Path(scratch))).source.read(0.0, SECONDS + 4)
        read.append(audio.resample(heard.mono(), heard.rate, 44_100))
    return read


def main() -> None:
    """Hears what the cache does not have."""
    asked = _arguments()
    asked.cache.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(asked.jobs, get_context("spawn")) as pool:
        for done in [pool.submit(hear_all, asked, share) for share in range(asked.jobs)]:
            done.result()


def _stacked(told: Sequence[Heard]) -> Heard:
    return {key: np.stack([heard[key] for heard in told]) for key in told[0]} if told else {}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("music", type=Path)
    parser.add_argument("cache", type=Path)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--classes", type=Path, required=True)
    parser.add_argument("--companions", type=Path)
    parser.add_argument("--changed", type=float, default=CHANGED, help="how often each excerpt is heard again, changed")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--font", type=Path, default=Path("/usr/share/sounds/sf2/TimGM6mb.sf2"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
