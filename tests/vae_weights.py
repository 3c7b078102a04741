"""Untrained VAEs on disk, and clips of two sines for trained ones: what tests of the VAEs play and learn from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile
import torch

from albumen.play.vae.network import ConvVae, Shape
from albumen.play.vae.shelf import Domain
from albumen.train.weights import write_trained

RATE = 22_050


def write_clips(folder: Path, count: int, seconds: float = 0.6) -> Path:
    """Sound files of a slow tone below a quick one, each at pitches of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(7)
    time = np.arange(round(max(seconds, 1.1) * RATE)) / RATE
    for number in range(count):
        low, high = rng.uniform(80, 160), rng.uniform(200, 500)
        sound = 0.5 * np.sin(2 * np.pi * low * time + rng.uniform(0, 6)) + 0.2 * np.sin(2 * np.pi * high * time)
        soundfile.write(folder / f"{folder.name}.{number:05d}.wav", sound, RATE)
    return folder


def write_vae(folder: Path, genre: str, domain: Domain = "waveform", seed: int = 0, seconds: float = 2.0) -> Path:
    """A VAE by chance that knows three codes."""
    samples = round(seconds * RATE)
    shape = Shape(1, samples, (4, 8), (8, 8), 2) if domain == "waveform" else mel_shape(samples)
    torch.manual_seed(seed)
    network = ConvVae(shape, 3)
    network.codes.normal_()
    network.deviation.fill_(0.5 if domain == "waveform" else 1.0)
    network.mean.fill_(0.0 if domain == "waveform" else -4.0)
    card = {
        "task": "vae",
        "genre": genre,
        "domain": domain,
        "network": shape.to_dict(),
        "clips": {"train": 3, "samples": samples, "rate": RATE},
        "data": {"licence": "CC0"},
    }
    folder.mkdir(parents=True, exist_ok=True)
    write_trained(folder, network.state_dict(), card)
    return folder


def mel_shape(samples: int) -> Shape:
    """A small network for log-mels."""
    return Shape(80, 1 + samples // 256, (16,), (4,), 4)
