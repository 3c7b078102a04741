"""A piece's parts as files of their own that can be laid over each other again."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np

from albumen.song import Audio

CEILING = -1.0
"""dBFS that neither a stem nor their sum passes."""
_NUMBER = re.compile(r"^\d+ ")
_UNSAFE = re.compile(r"[^\w -]+")


def level(stems: Mapping[str, Audio]) -> float:
    """The gain in dB, 0 or less, that all stems get: none of them, nor their sum, passes -1 dBFS.

    It is one gain for all, so that laid over each other they are still the mix before mastering, only softer.
    """
    total = np.zeros_like(next(iter(stems.values())).samples)
    loudest = 0.0
    for stem in stems.values():
        total += stem.samples
        loudest = max(loudest, float(np.abs(stem.samples).max(initial=0.0)))
    loudest = max(loudest, float(np.abs(total).max(initial=0.0)))
    return min(0.0, CEILING - 20 * float(np.log10(loudest))) if loudest > 0 else 0.0


def turned(audio: Audio, decibels: float) -> Audio:
    """The sound with a gain in dB."""
    return Audio(audio.samples * np.float32(10 ** (decibels / 20)), audio.rate) if decibels else audio


def file_names(stems: Mapping[str, Audio]) -> dict[str, str]:
    """What each stem's file is called, without its ending: numbered once, in the order of the score."""
    digits = len(str(len(stems)))
    return {name: f"{i:0{digits}}-{_UNSAFE.sub('_', _NUMBER.sub('', name))}" for i, name in enumerate(stems, 1)}
