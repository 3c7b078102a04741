"""A checksum of the sound in a file, to prove that writing a picture into it left the sound alone."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import av
from av.audio.stream import AudioStream

from albumen.errors import BadAudio

_KINDS = {"format_whitelist": "aiff,flac,mov,mp3,ogg,wav", "protocol_whitelist": "file"}
"""The containers that take covers; mutagen takes a film for an MP3 where its name says so."""


def payload(path: Path) -> str:
    """SHA-256 of all packets of all audio streams as the demuxer hands them on, and of what their decoders are told.

    Equal checksums decode to equal samples, and no decoding is needed to know it: about a second an hour of music.

    Raises
    ------
    BadAudio
        The file cannot be opened or read to its end, or holds no sound.
    """
    digest = hashlib.sha256()
    try:
        with av.open(f"file:{os.fspath(path.absolute())}", options=_KINDS, metadata_errors="ignore") as container:
            if not container.streams.audio:
                raise BadAudio(f"{path} holds no sound.")
            for stream in container.streams.audio:
                digest.update(_settings(stream, path))
            packets = 0
            for packet in container.demux(container.streams.audio):
                digest.update(bytes(packet))
                packets += packet.size > 0
    except (av.error.FFmpegError, OSError) as error:
        raise BadAudio(
            f"{path} cannot be read as sound: it is damaged, changes its kind midway, or is not what its name says."
        ) from error
    if not packets:
        raise BadAudio(f"{path} holds no sound.")
    return digest.hexdigest()


def _settings(stream: AudioStream, path: Path) -> bytes:
    context = stream.codec_context
    if context is None:
        raise BadAudio(f"{path} holds sound of an unknown kind.")
    return f"{context.name} {context.sample_rate} {context.layout.name}".encode() + (context.extradata or b"")
