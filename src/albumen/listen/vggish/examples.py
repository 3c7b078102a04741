"""Cuts sound into the 0.96 s examples that VGGish embeds; a song of any length in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from albumen.audio.log_mel import VGGISH, log_mel
from albumen.errors import BadAudio
from albumen.listen.vggish.kaiser import Resampler, resampled
from albumen.listen.vggish.layers import FRAMES
from albumen.song import Samples, Song

HOP = FRAMES * VGGISH.hop_length
"""Samples between the beginnings of two examples: 0.96 s at 16 kHz."""
SPAN = (FRAMES - 1) * VGGISH.hop_length + VGGISH.win_length
"""Samples that an example is made of: its last frames' windows reach 15 ms into the next one."""
SECONDS = HOP / VGGISH.rate
BLOCK = 64
"""Examples that are read, and kept in memory, together: about a minute of the song."""

Examples = NDArray[np.float32]


def examples_of(samples: Samples, rate: int = VGGISH.rate) -> Examples:
    """The whole examples in mono sound float32 [samples] at `rate` hertz, as float32 [examples, 96, 64].

    As published, a rest at the end that fills no example is dropped; under 0.975 s there is none.
    """
    spectrogram = log_mel(resampled(samples, rate, VGGISH.rate), VGGISH)
    count = len(spectrogram) // FRAMES
    return spectrogram[: count * FRAMES].reshape(count, FRAMES, VGGISH.n_mels)


def stream(song: Song, block: int = BLOCK) -> Iterator[Examples]:
    """The song's examples, at most about `block` at a time; together they are those of the whole song.

    Raises
    ------
    BadAudio
        The song cannot be decoded, or holds less than one example.
    """
    held, any_yet = np.empty(0, np.float32), False
    for part in _at_16_khz(song, block * SECONDS):
        held = np.concatenate([held, part])
        count = (len(held) - SPAN) // HOP + 1 if len(held) >= SPAN else 0
        if count:
            any_yet = True
            yield examples_of(held[: (count - 1) * HOP + SPAN])
            held = held[count * HOP :]
    if not any_yet:
        raise BadAudio(f"{song.path} has less than {SPAN / VGGISH.rate:.3f} s of sound; VGGish needs one such example.")


def _at_16_khz(song: Song, seconds: float) -> Iterator[Samples]:
    """The song's mono sound at 16 kHz, `seconds` at a time, as if it had been resampled whole."""
    resampler: Resampler | None = None
    start = 0.0
    while start < song.duration:
        try:
            audio = song.source.read(start, seconds)
        except BadAudio:
            if not start:
                raise
            break
        if resampler is None and audio.rate != VGGISH.rate:
            resampler = Resampler(audio.rate, VGGISH.rate)
        yield resampler.push(audio.mono()) if resampler else audio.mono()
        start += audio.seconds
    if resampler:
        yield resampler.push(np.empty(0, np.float32), last=True)
