"""Runs the original musicnn 0.1.0 on TensorFlow: once for the parity data of the tests, and for the benchmark.

The original needs an environment of its own, which albumen itself never uses:

    python3 -m venv ORIGINAL
    ORIGINAL/bin/pip install tensorflow-cpu tf_keras librosa
    pip download --no-deps musicnn==0.1.0        # the wheel is only unpacked; its pins are from 2019
    ORIGINAL/bin/python tools/run_original_musicnn.py keep musicnn-0.1.0-py3-none-any.whl tests/listen/data/musicnn.npz
    ORIGINAL/bin/python tools/run_original_musicnn.py time musicnn-0.1.0-py3-none-any.whl clip.wav

`keep` makes three short clips, takes their log-mel in float32 (rounded to what float16 holds, so that the file stays
small and both sides read the same numbers) and keeps what the original's two taggers say to it. The last clip is loud:
there the original's own float16 energies overflow, and what it then says is kept beside. `time` prints, as JSON, the
seconds that the original takes: `extractor`, a list for each model, is one call after the other on the whole file, in a
fresh process; `patch` is its network alone on one patch, its session made and warm.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

RATE = 16000
SECONDS = 6.2
FRAMES, MELS = 187, 96
MODELS = ("MSD_musicnn", "MTT_musicnn")

Clip = NDArray[np.float32]


def clips(seed: int = 3) -> dict[str, Clip]:
    """Three clips of 6.2 s at 16 kHz by name: a plucked tune over drums, a quiet flute, and a wall of sound."""
    rng = np.random.default_rng(seed)
    return {"tune": _tune(rng), "flute": _flute(rng), "loud": _wall(rng)}


def _seconds() -> NDArray[np.float64]:
    return np.arange(int(SECONDS * RATE)) / RATE


def _tune(rng: np.random.Generator) -> Clip:
    t = _seconds()
    sound = np.zeros_like(t)
    for beat, note in enumerate(rng.choice([0, 3, 5, 7, 10, 12], int(SECONDS * 4))):
        since = np.maximum(t - beat / 4, 0.0)
        pluck = np.exp(-6 * since) * (t >= beat / 4)
        for partial in range(1, 7):
            sound += 0.2 / partial * pluck * np.sin(2 * np.pi * 196 * 2 ** (note / 12) * partial * since)
        if beat % 2 == 0:
            sound += 0.5 * np.exp(-18 * since) * (t >= beat / 4) * np.sin(2 * np.pi * 55 * since)
        sound += 0.1 * np.exp(-40 * since) * (t >= beat / 4) * rng.standard_normal(len(t))
    return np.asarray(0.5 * sound, np.float32)


def _flute(rng: np.random.Generator) -> Clip:
    t = _seconds()
    pitch = 523.25 * 2 ** (np.repeat(rng.integers(0, 8, 16), len(t) // 16 + 1)[: len(t)] / 12)
    phase = 2 * np.pi * np.cumsum(pitch * (1 + 0.006 * np.sin(2 * np.pi * 5.2 * t))) / RATE
    tone = np.sin(phase) + 0.2 * np.sin(2 * phase) + 0.05 * np.sin(3 * phase)
    return np.asarray(0.04 * tone + 0.002 * rng.standard_normal(len(t)), np.float32)


def _wall(rng: np.random.Generator) -> Clip:
    t = _seconds()
    saws = sum(2 * ((t * pitch) % 1) - 1 for pitch in (55.0, 82.4, 110.3, 164.8, 220.7))
    return np.asarray(np.clip(3 * saws + rng.standard_normal(len(t)), -1, 1), np.float32)


def energies(samples: Clip) -> NDArray[np.float32]:
    """The mel energies of the original's `batch_data`, before it casts them to float16: [frames, 96]."""
    import librosa

    mels = librosa.feature.melspectrogram(y=samples, sr=RATE, hop_length=256, n_fft=512, n_mels=MELS)
    return np.asarray(mels.T, np.float32)


def patches(log_mel: NDArray[Any]) -> NDArray[np.float32]:
    """Whole patches without overlap, as `batch_data` cuts them: [patches, 187, 96]."""
    count = len(log_mel) // FRAMES
    return log_mel[: count * FRAMES].reshape(count, FRAMES, MELS).astype(np.float32)


@contextlib.contextmanager
def original(wheel: Path) -> Iterator[Path]:
    """The original, importable as `musicnn`, unpacked into a folder that lives as long as the context."""
    os.environ.update(TF_USE_LEGACY_KERAS="1", TF_CPP_MIN_LOG_LEVEL="3")
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(wheel) as packed:
            packed.extractall(folder)
        sys.path.insert(0, folder)
        try:
            yield Path(folder)
        finally:
            sys.path.remove(folder)


@contextlib.contextmanager
def network(folder: Path, model: str) -> Iterator[Callable[[NDArray[np.float32]], list[NDArray[Any]]]]:
    """The original network: patches to probabilities [patches, 50] and penultimate layer [patches, 200]."""
    tf = importlib.import_module("tensorflow.compat.v1")
    models = importlib.import_module("musicnn.models")
    tf.disable_eager_execution()
    tf.reset_default_graph()
    with tf.name_scope("model"):
        x = tf.placeholder(tf.float32, [None, FRAMES, MELS])
        is_training = tf.placeholder(tf.bool)
        outputs = models.define_model(x, is_training, model, 50)
        wanted = [tf.nn.sigmoid(outputs[0]), outputs[-1]]
    with tf.Session() as session:
        tf.train.Saver().restore(session, f"{folder}/musicnn/{model}/")
        yield lambda batch: session.run(wanted, {x: batch, is_training: False})


def keep(wheel: Path, to: Path) -> None:
    """Write the parity data."""
    held: dict[str, NDArray[Any]] = {}
    with original(wheel) as folder:
        for name, samples in clips().items():
            mels = energies(samples)
            log_mel = patches(np.log10(1 + 10000 * mels)).astype(np.float16)
            with np.errstate(over="ignore", invalid="ignore"):
                own = patches(np.log10(10000 * mels.astype(np.float16) + 1))
            held[f"{name}/log_mel"] = log_mel
            for model in MODELS:
                kind = model[:3].lower()
                with network(folder, model) as run:
                    outputs = run(log_mel.astype(np.float32))
                    held[f"{name}/{kind}/probabilities"], held[f"{name}/{kind}/penultimate"] = outputs
                    held[f"{name}/{kind}/own_probabilities"] = run(own)[0]
    np.savez_compressed(to, allow_pickle=False, **held)


def clock(wheel: Path, audio: Path, runs: int) -> dict[str, dict[str, list[float]]]:
    """Seconds by what was timed, and by model."""
    with original(wheel) as folder, contextlib.redirect_stdout(sys.stderr):
        whole = {model: list(_extractions(audio, model, runs)) for model in MODELS}
        return {"extractor": whole, "patch": {model: list(_patches(folder, model)) for model in MODELS}}


def _extractions(audio: Path, model: str, runs: int) -> Iterator[float]:
    started = time.perf_counter()
    extractor = importlib.import_module("musicnn.extractor").extractor
    for _ in range(runs):
        extractor(str(audio), model=model, extract_features=False)
        yield time.perf_counter() - started
        started = time.perf_counter()


def _patches(folder: Path, model: str, runs: int = 20) -> Iterator[float]:
    patch = np.random.default_rng(0).uniform(0, 4, (1, FRAMES, MELS)).astype(np.float32)
    with network(folder, model) as run:
        run(patch)
        for _ in range(runs):
            started = time.perf_counter()
            run(patch)
            yield time.perf_counter() - started


def main(job: str, wheel: str, path: str, runs: str = "3") -> None:
    """`keep WHEEL NPZ` or `time WHEEL AUDIO [RUNS]`."""
    if job == "keep":
        keep(Path(wheel), Path(path))
    else:
        print(json.dumps(clock(Path(wheel), Path(path), int(runs))))


if __name__ == "__main__":
    main(*sys.argv[1:])
