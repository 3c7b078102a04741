"""The front ends against librosa's, on the same signal in one run: `python -m benchmarks.front_ends`.

Each row is measured in a fresh process, ours and librosa's by turns, in processor time and not on the clock: a machine
that does something else at the same time slows the clock of one call and not of the next, which made the ratio of one
and the same row anything from 2.2 to 3.6. The ratio is the median of the ratios of each turn. That the numbers are the
same is held by tests/audio/test_log_mel.py and tests/audio/test_tempogram.py.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from albumen.audio.beats import pulse_of
from albumen.audio.log_mel import MUSICNN, VGGISH, log_mel
from albumen.audio.tempogram import onset_strength, tempogram
from albumen.song import Samples
from benchmarks.table import Row, markdown, seconds

SECONDS = 60
RUNS = 15
PROCESSES = 3
COLD_RUNS = 3
ROOT = Path(__file__).parent.parent

Work = Callable[[], Any]

_COLD = """
import sys, time
import numpy as np
sound = np.random.default_rng(0).standard_normal(60 * 16_000).astype(np.float32) * np.float32(0.1)
start = time.process_time()
{work}
print(time.process_time() - start)
"""
_COLD_OURS = "from albumen.audio.log_mel import MUSICNN, log_mel; log_mel(sound, MUSICNN)"
_COLD_LIBROSA = (
    "import librosa; np.log10(1 + 10_000 * librosa.feature.melspectrogram("
    "y=sound, sr=16_000, n_fft=512, hop_length=256, n_mels=96))"
)


@dataclass(frozen=True, slots=True)
class Pair:
    """One front end: what makes our call and librosa's from the signal's seconds."""

    what: str
    works: Callable[[int], tuple[Work, Work]]
    goal: str = ""
    note: str = ""


def _musicnn(length: int) -> tuple[Work, Work]:
    import librosa

    sound = _sound(16_000, length)

    def peer() -> Any:
        mel = librosa.feature.melspectrogram(y=sound, sr=16_000, n_fft=512, hop_length=256, n_mels=96)
        return np.log10(1 + 10_000 * mel)

    return lambda: log_mel(sound, MUSICNN), peer


def _vggish(length: int) -> tuple[Work, Work]:
    return _vggish_against(_sound(16_000, length))


def _vggish_in_double(length: int) -> tuple[Work, Work]:
    return _vggish_against(_sound(16_000, length).astype(np.float64))


def _vggish_against(heard: Any) -> tuple[Work, Work]:
    """Ours on single precision, librosa on what it is given."""
    import librosa

    sound = heard.astype(np.float32)

    def peer() -> Any:
        mel = librosa.feature.melspectrogram(
            y=heard, sr=16_000, n_fft=512, win_length=400, hop_length=160, n_mels=64, fmin=125, fmax=7500, htk=True,
            norm=None, power=1, center=False,
        )  # fmt: skip
        return np.log(mel + 0.01)

    return lambda: log_mel(sound, VGGISH), peer


def _onsets(length: int) -> tuple[Work, Work]:
    import librosa

    sound = _sound(22_050, length)
    return lambda: onset_strength(sound), lambda: librosa.onset.onset_strength(y=sound)


def _tempogram(length: int) -> tuple[Work, Work]:
    import librosa

    onsets = onset_strength(_sound(22_050, length))
    return lambda: tempogram(onsets), lambda: librosa.feature.tempogram(onset_envelope=onsets)


def _beats(length: int) -> tuple[Work, Work]:
    import librosa

    onsets = onset_strength(_sound(22_050, length))
    return lambda: pulse_of([onsets]), lambda: librosa.beat.beat_track(onset_envelope=onsets)


PAIRS = (
    Pair("log-mel of musicnn", _musicnn, ">= 3"),
    Pair(
        "log-mel of VGGish", _vggish, ">= 3",
        "; librosa on float32: as its window is float64 it transforms in double as ours does, and keeps complex64",
    ),
    Pair("log-mel of VGGish, librosa on float64", _vggish_in_double, "", "; librosa in double throughout"),
    Pair("onset strength", _onsets),
    Pair("tempogram", _tempogram),
    Pair("tempo and beats", _beats, note="; other numbers than librosa's"),
)  # fmt: skip


def rows() -> list[Row]:
    """Each front end on 60 s of sound, warm, and musicnn's in a fresh process; all on one thread."""
    return [*(_row(number, pair) for number, pair in enumerate(PAIRS)), _cold_row()]


def turns(number: int, length: int, runs: int) -> list[tuple[float, float]]:
    """Seconds of the processor for ours and librosa's, run by turns after one turn that is not counted."""
    ours, peer = PAIRS[number].works(length)
    return [(_seconds(ours), _seconds(peer)) for _ in range(runs + 1)][1:]


def _row(number: int, pair: Pair) -> Row:
    work = (
        f"import json; from benchmarks import front_ends as f; print(json.dumps(f.turns({number}, {SECONDS}, {RUNS})))"
    )
    taken = [turn for _ in range(PROCESSES) for turn in json.loads(_fresh(work))]
    mine, theirs = (statistics.median(column) for column in zip(*taken, strict=True))
    ratios = sorted(peer / ours for ours, peer in taken)
    middle = f"half of the ratios {ratios[len(ratios) // 4]:.2f} to {ratios[len(ratios) * 3 // 4]:.2f}"
    note = f"{SECONDS} s of sound, {RUNS} turns in each of {PROCESSES} processes, {middle}{pair.note}"
    return Row(pair.what, seconds(mine), seconds(theirs), statistics.median(ratios), pair.goal, note)


def _cold_row() -> Row:
    taken = [tuple(float(_fresh(_COLD.format(work=w))) for w in (_COLD_OURS, _COLD_LIBROSA)) for _ in range(COLD_RUNS)]
    mine, theirs = (statistics.median(column) for column in zip(*taken, strict=True))
    ratio = statistics.median(peer / ours for ours, peer in taken)
    note = f"import and first call in a fresh process, median of {COLD_RUNS}"
    return Row("log-mel of musicnn, cold", seconds(mine), seconds(theirs), ratio, ">= 3", note)


def _sound(rate: int, length: int) -> Samples:
    """Noise with a beat in it, float32 [length * rate]."""
    rng = np.random.default_rng(0)
    time_s = np.arange(length * rate) / rate
    return (rng.standard_normal(len(time_s)) * 0.3 * np.exp(-8 * (time_s % 0.5))).astype(np.float32)


def _seconds(work: Work) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _fresh(work: str) -> str:
    """What a script prints in a process of its own, all libraries on one thread."""
    command = [sys.executable, "-W", "ignore", "-c", work]
    alone = {**os.environ, **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS"), "1")}
    return subprocess.run(command, capture_output=True, text=True, check=True, env=alone, cwd=ROOT).stdout


if __name__ == "__main__":
    print(markdown(rows()))
