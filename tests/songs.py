"""Sound files for tests: synthetic music written in any format by real encoders."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path

import av
import numpy as np
from av.audio.codeccontext import AudioCodecContext
from av.audio.stream import AudioStream
from av.video.stream import VideoStream

from albumen.song import Audio, Samples

CODECS: Mapping[str, str] = {
    "mp3": "libmp3lame",
    "m4a": "aac",
    "mp4": "aac",
    "aac": "aac",
    "flac": "flac",
    "ogg": "vorbis",
    "opus": "libopus",
    "webm": "libopus",
    "mka": "flac",
    "wav": "pcm_s16le",
    "aiff": "pcm_s16be",
    "wma": "wmav2",
}
"""The encoder for each suffix."""


class Tape:
    """A song's sound in memory, float32 [channels, frames], that counts how often it is read."""

    def __init__(self, samples: Samples, rate: int = 16_000) -> None:
        self.samples, self.rate, self.reads = samples, rate, 0

    def read(self, start: float, seconds: float) -> Audio:
        self.reads += 1
        first = round(start * self.rate)
        return Audio(self.samples[:, first : first + round(seconds * self.rate)], self.rate)


def music(seconds: float = 4.0, rate: int = 44_100, channels: int = 2, seed: int = 0) -> Samples:
    """Something like music, float32 [channels, frames] within 0.9: a new chord of decaying partials each half second.

    No two stretches are alike, so that a delay shows; the channels differ a little, so that a swap shows.
    """
    return _music(seconds, rate, channels, seed).copy()


@cache
def _music(seconds: float, rate: int, channels: int, seed: int) -> Samples:
    rng = np.random.default_rng(seed)
    sound = np.zeros((channels, round(seconds * rate)))
    ring = np.arange(round(2.5 * rate)) / rate
    for start in np.arange(0.0, seconds, 0.5):
        at = round(start * rate)
        after = ring[: sound.shape[1] - at]
        for pitch in rng.integers(40, 76, size=3):
            phase = 2 * np.pi * 440.0 * 2 ** ((pitch - 69) / 12) * after
            tone = sum(np.sin(n * phase) / n**1.5 for n in (1, 2, 3)) * np.exp(-4 * after)
            sound[:, at : at + len(after)] += tone * rng.uniform(0.3, 1.0, size=(channels, 1))
    return np.asarray(0.9 * sound / max(np.max(np.abs(sound)), 1e-9), np.float32)


def write_song(
    path: Path,
    samples: Samples | None = None,
    rate: int = 44_100,
    *,
    tags: Mapping[str, str] | None = None,
    codec: str | None = None,
    container: str | None = None,
    layout: str | None = None,
    bit_rate: int | None = 192_000,
    options: Mapping[str, str] | None = None,
) -> Path:
    """Writes float32 [channels, frames] (four seconds of `music` if none are given) as a file, and returns its path.

    Codec and container follow from the suffix unless they are named; `tags` are libav's (title, artist, album, date);
    `options` are the container's. A codec that cannot have `rate` (Opus) gets 48 kHz.
    """
    samples = music(rate=rate) if samples is None else samples
    name = codec or CODECS[path.suffix[1:]]
    with av.open(str(path), "w", format=container, container_options=dict(options or {})) as out:
        out.metadata.update(tags or {})
        stream = out.add_stream(name, rate=48_000 if name == "libopus" else rate)
        assert isinstance(stream, AudioStream)
        context = stream.codec_context
        context.layout = layout or ("mono" if len(samples) == 1 else "stereo")
        context.format = _best_format(context)
        context.options = {"strict": "experimental"}
        if bit_rate and "pcm" not in context.name:
            context.bit_rate = bit_rate
        for frame in _frames(samples, rate, context):
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return path


def write_film(path: Path, seconds: float, sound: Samples | None) -> Path:
    """Writes a film of `seconds` with float32 [2, frames] at 44.1 kHz for sound, or with none; returns its path."""
    with av.open(str(path), "w") as out:
        pictures = out.add_stream("mpeg4", rate=10)
        voice = out.add_stream("aac", rate=44_100) if sound is not None else None
        assert isinstance(pictures, VideoStream)
        pictures.width, pictures.height, pictures.pix_fmt = 64, 64, "yuv420p"
        for _ in range(round(seconds * 10)):
            out.mux(pictures.encode(av.VideoFrame(64, 64, "yuv420p")))
        out.mux(pictures.encode(None))
        if sound is not None and isinstance(voice, AudioStream):
            frame = av.AudioFrame.from_ndarray(sound, "fltp", "stereo")
            frame.sample_rate = 44_100
            for part in av.AudioResampler("fltp", "stereo", 44_100, 1024).resample(frame):
                out.mux(voice.encode(part))
            out.mux(voice.encode(None))
    return path


def _best_format(context: AudioCodecContext) -> str:
    """The encoder's widest sample format, for lossless codecs 16 bits, which every decoder reads."""
    names = [audio_format.name for audio_format in context.codec.audio_formats or []]
    widths = ("s32", "u8", "s16p", "s16", "s32p", "fltp", "flt", "dbl")
    return max(names, key=widths.index)


def _frames(samples: Samples, rate: int, context: AudioCodecContext) -> list[av.AudioFrame]:
    """The samples as frames of the size and kind that the encoder takes."""
    interleaved = np.ascontiguousarray(samples.T).reshape(1, -1)
    whole = av.AudioFrame.from_ndarray(interleaved, "flt", context.layout.name)
    whole.sample_rate = rate
    whole.time_base = Fraction(1, rate)
    whole.pts = 0
    resampler = av.AudioResampler(context.format.name, context.layout.name, context.sample_rate, 1024)
    return [*resampler.resample(whole), *resampler.resample(None)]
