"""The chain of effects that each instrument is mixed through."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from albumen.music import Instrument

if TYPE_CHECKING:
    from pedalboard import Plugin

Chain = Callable[[float], "list[Plugin]"]
"""Seconds of a beat -> the effects in their order."""


def chain(instrument: Instrument, beat: float) -> list[Plugin]:
    """The instrument's effects at a tempo whose beats last `beat` seconds; most have none."""
    return _CHAINS[instrument](beat) if instrument in _CHAINS else []


def _drive(beat: float) -> list[Plugin]:
    from pedalboard import HighpassFilter

    return [HighpassFilter(75)]


def _clean(beat: float) -> list[Plugin]:
    from pedalboard import Compressor

    return [Compressor(-24, 3, 8, 120)]


def _suitcase(beat: float) -> list[Plugin]:
    from pedalboard import Chorus, LowpassFilter

    return [LowpassFilter(6500), Chorus(0.7, 0.15, 8, 0, 0.3)]


def _leslie(beat: float) -> list[Plugin]:
    from pedalboard import Chorus, Distortion, LowpassFilter

    return [Distortion(6), Chorus(5.6, 0.12, 5, 0, 0.4), LowpassFilter(6000)]


def _low(beat: float) -> list[Plugin]:
    from pedalboard import Compressor, LowShelfFilter

    return [Compressor(-20, 2.5, 12, 140), LowShelfFilter(90, 1)]


def _slapped(beat: float) -> list[Plugin]:
    from pedalboard import Compressor, PeakFilter

    return [Compressor(-22, 3, 6, 90), PeakFilter(600, -2, 0.8)]


def _echo(beat: float) -> list[Plugin]:
    from pedalboard import Delay

    return [Delay(0.75 * beat, 0.32, 0.2)]


def _squelch(beat: float) -> list[Plugin]:
    from pedalboard import Delay, Distortion

    return [Distortion(10), Delay(0.75 * beat, 0.25, 0.12)]


def _drums(beat: float) -> list[Plugin]:
    from pedalboard import Compressor, LowpassFilter

    return [Compressor(-16, 2.5, 12, 90), LowpassFilter(8000)]


def _machine(beat: float) -> list[Plugin]:
    from pedalboard import Compressor, HighShelfFilter

    return [Compressor(-14, 2.5, 12, 90), HighShelfFilter(7000, 1.5)]


def _big_drums(beat: float) -> list[Plugin]:
    from pedalboard import Compressor, PeakFilter

    return [Compressor(-18, 4, 10, 80), PeakFilter(400, -3, 0.9), PeakFilter(4000, 2, 0.8)]


def _dust(beat: float) -> list[Plugin]:
    from pedalboard import Compressor, LowpassFilter

    return [Compressor(-18, 3, 12, 90), LowpassFilter(4200), LowpassFilter(4200)]


_CHAINS: dict[Instrument, Chain] = {
    "distorted guitar": _drive, "clean guitar": _clean, "muted guitar": _clean, "electric piano": _suitcase,
    "organ": _leslie, "electric bass": _low, "upright bass": _low, "synth bass": _low, "sub bass": _low,
    "slap bass": _slapped, "acid bass": _squelch, "saw lead": _echo, "square lead": _echo, "soft lead": _echo,
    "pluck": _echo, "acoustic kit": _drums, "brush kit": _drums, "house kit": _machine,
    "machine kit": _machine, "rock kit": _big_drums, "heavy kit": _big_drums,
    "dusty kit": _dust,
}  # fmt: skip
