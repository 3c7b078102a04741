"""The front ends against librosa's, on the same signal in one run: `python -m benchmarks.front_ends`.

That the numbers are the same is held by tests/audio/test_log_mel.py and tests/audio/test_tempogram.py.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from albumen.audio.beats import pulse_of
from albumen.audio.log_mel import MUSICNN, VGGISH, log_mel
from albumen.audio.tempogram import onset_strength, tempogram
from albumen.song import Samples
from benchmarks.table import Row, markdown, seconds

SECONDS = 60
RUNS = 15
COLD_RUNS = 3

_COLD = """
import sys, time
import numpy as np
sound = np.random.default_rng(0).standard_normal(60 * 16_000).astype(np.float32) * np.float32(0.1)
start = time.perf_counter()
{work}
print(time.perf_counter() - start)
"""
_COLD_OURS = "from albumen.audio.log_mel import MUSICNN, log_mel; log_mel(sound, MUSICNN)"
_COLD_LIBROSA = (
    "import librosa; np.log10(1 + 10_000 * librosa.feature.melspectrogram("
    "y=sound, sr=16_000, n_fft=512, hop_length=256, n_mels=96))"
)


def rows() -> list[Row]:
    """Each front end on 60 s of sound, warm, and musicnn's in a fresh process; matrix products on one thread."""
    with threadpool_limits(1):
        return [*_warm_rows(), _cold_row()]


def _warm_rows() -> list[Row]:
    import librosa

    slow, fast = _sound(16_000), _sound(22_050)
    onsets = onset_strength(fast)
    note = f"{SECONDS} s of sound, median of {RUNS}, one thread"

    def musicnn() -> Any:
        mel = librosa.feature.melspectrogram(y=slow, sr=16_000, n_fft=512, hop_length=256, n_mels=96)
        return np.log10(1 + 10_000 * mel)

    def vggish() -> Any:
        mel = librosa.feature.melspectrogram(
            y=slow, sr=16_000, n_fft=512, win_length=400, hop_length=160, n_mels=64, fmin=125, fmax=7500, htk=True,
            norm=None, power=1, center=False,
        )  # fmt: skip
        return np.log(mel + 0.01)

    return [
        _row("log-mel of musicnn", lambda: log_mel(slow, MUSICNN), musicnn, ">= 3", note),
        _row("log-mel of VGGish", lambda: log_mel(slow, VGGISH), vggish, ">= 3", note),
        _row("onset strength", lambda: onset_strength(fast), lambda: librosa.onset.onset_strength(y=fast), "", note),
        _row(
            "tempogram", lambda: tempogram(onsets), lambda: librosa.feature.tempogram(onset_envelope=onsets), "", note
        ),
        _row(
            "tempo and beats",
            lambda: pulse_of([onsets]),
            lambda: librosa.beat.beat_track(onset_envelope=onsets),
            "",
            f"{note}; other numbers than librosa's",
        ),
    ]


def _sound(rate: int) -> Samples:
    """Noise with a beat in it, float32 [SECONDS * rate]."""
    rng = np.random.default_rng(0)
    time_s = np.arange(SECONDS * rate) / rate
    return (rng.standard_normal(len(time_s)) * 0.3 * np.exp(-8 * (time_s % 0.5))).astype(np.float32)


def _row(what: str, ours: Callable[[], Any], peer: Callable[[], Any], goal: str, note: str) -> Row:
    mine, theirs = _medians(ours, peer)
    return Row(what, seconds(mine), seconds(theirs), theirs / mine, goal, note)


def _medians(ours: Callable[[], Any], peer: Callable[[], Any]) -> tuple[float, float]:
    """Seconds of both, run by turns after one run each that is not counted."""
    taken = [(_seconds(ours), _seconds(peer)) for _ in range(RUNS + 1)][1:]
    return statistics.median(mine for mine, _ in taken), statistics.median(theirs for _, theirs in taken)


def _seconds(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _cold_row() -> Row:
    taken = [(_fresh(_COLD_OURS), _fresh(_COLD_LIBROSA)) for _ in range(COLD_RUNS)]
    mine, theirs = (statistics.median(column) for column in zip(*taken, strict=True))
    note = f"import and first call in a fresh process, median of {COLD_RUNS}"
    return Row("log-mel of musicnn, cold", seconds(mine), seconds(theirs), theirs / mine, ">= 3", note)


def _fresh(work: str) -> float:
    command = [sys.executable, "-W", "ignore", "-c", _COLD.format(work=work)]
    alone = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    return float(subprocess.run(command, capture_output=True, text=True, check=True, env=alone).stdout)


if __name__ == "__main__":
    print(markdown(rows()))
