"""Sound to a file's bytes: WAV, FLAC, MP3 or Ogg Vorbis."""

from __future__ import annotations

import io
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, cast

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from numpy.typing import NDArray

from albumen.song import Audio, Samples

Format = Literal["wav", "flac", "mp3", "ogg"]
FORMATS: tuple[Format, ...] = ("wav", "flac", "mp3", "ogg")


@dataclass(frozen=True, slots=True)
class _Kind:
    container: str
    codec: str
    sample: str
    bit_rate: int | None = None


_KINDS: dict[str, _Kind] = {
    "wav": _Kind("wav", "pcm_s24le", "s32"),
    "flac": _Kind("flac", "flac", "s32"),
    "mp3": _Kind("mp3", "libmp3lame", "fltp", 256_000),
}
_AT_ONCE = 1 << 16


def encoded(audio: Audio, form: Format) -> bytes:
    """The sound as a file: WAV and FLAC in 24 bits, MP3 and Ogg Vorbis at 256 kbit/s."""
    if form == "ogg":
        return _vorbis(audio)
    kind = _KINDS[form]
    layout = "mono" if len(audio.samples) == 1 else "stereo"
    target = io.BytesIO()
    with av.open(target, "w", format=kind.container, options={"fflags": "+bitexact"}) as container:
        stream = cast(AudioStream, container.add_stream(kind.codec, rate=audio.rate))
        stream.codec_context.layout = layout
        stream.codec_context.format = kind.sample
        stream.codec_context.flags |= 1 << 23  # bitexact: no version of the encoder in the file
        if kind.bit_rate:
            stream.codec_context.bit_rate = kind.bit_rate
        for frame in _frames(audio, kind.sample, layout):
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return target.getvalue()


def _vorbis(audio: Audio) -> bytes:
    """By pedalboard, as PyAV has no good Vorbis encoder; wrapped anew, as pedalboard numbers its streams by lot."""
    from pedalboard.io import AudioFile

    drawn, target = io.BytesIO(), io.BytesIO()
    with AudioFile(drawn, "w", audio.rate, len(audio.samples), format="ogg", quality="256 kbps") as file:
        file.write(audio.samples)
    drawn.seek(0)
    with (
        av.open(drawn, "r") as source,
        av.open(target, "w", format="ogg", options={"fflags": "+bitexact"}) as container,
    ):
        stream = container.add_stream_from_template(source.streams.audio[0])
        for packet in source.demux(source.streams.audio[0]):
            if packet.dts is not None:
                packet.stream = stream
                container.mux(packet)
    return target.getvalue()


def _frames(audio: Audio, sample: str, layout: str) -> list[AudioFrame]:
    frames = []
    for at in range(0, audio.samples.shape[1], _AT_ONCE):
        block = audio.samples[:, at : at + _AT_ONCE]
        frame = AudioFrame.from_ndarray(_quantised(block, sample), sample, layout)
        frame.sample_rate = audio.rate
        frame.pts, frame.time_base = at, Fraction(1, audio.rate)
        frames.append(frame)
    return frames


def _quantised(block: Samples, sample: str) -> NDArray[np.float32] | NDArray[np.int32]:
    if sample == "fltp":
        return np.ascontiguousarray(block)
    steps = np.round(np.clip(block.astype(np.float64), -1, 1 - 2**-23) * 2**23).astype(np.int32) << 8
    return np.ascontiguousarray(steps.T.reshape(1, -1))
