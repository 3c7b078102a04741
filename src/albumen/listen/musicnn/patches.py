"""Cuts a log-mel spectrogram into the patches that musicnn was trained on."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FRAMES = 187
"""Frames of a patch: 3 s, as the original counts them (`extractor.py`, input_length=3)."""
MELS = 96
RATE = 16000
HOP_LENGTH = 256
SECONDS_PER_FRAME = HOP_LENGTH / RATE


def patches(log_mel: NDArray[np.float32], hop: int = FRAMES) -> NDArray[np.float32]:
    """The patches of a log-mel spectrogram float32 [frames, 96], as float32 [patches, 187, 96].

    Patches begin every `hop` frames; by default they do not overlap. As in the original, a rest at the end that fills
    no patch is dropped. Sound shorter than one patch, which the original refuses, is repeated from its beginning until
    it fills one: so were short songs in the training of the weights (`config.json`, "pad_short": "repeat-pad").

    Raises
    ------
    ValueError
        The spectrogram has no frames, is not 96 bands wide, or `hop` is not positive.
    """
    if log_mel.ndim != 2 or not len(log_mel) or log_mel.shape[1] != MELS or hop < 1:
        raise ValueError(f"A log-mel spectrogram of shape {log_mel.shape} cannot be cut every {hop} frames.")
    if len(log_mel) < FRAMES:
        log_mel = np.resize(log_mel, (FRAMES, MELS))
    windows = np.lib.stride_tricks.sliding_window_view(log_mel, FRAMES, axis=0)[::hop]
    return np.array(windows.transpose(0, 2, 1), np.float32, order="C")


def patch_times(count: int, hop: int = FRAMES, start: float = 0.0) -> NDArray[np.float64]:
    """When each of `count` patches begins, in seconds, the first at `start`."""
    return np.asarray(start + np.arange(count) * hop * SECONDS_PER_FRAME, np.float64)
