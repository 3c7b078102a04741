"""A checksum of the sound in a file, to prove that writing a picture into it left the sound alone."""

from __future__ import annotations

import hashlib
from pathlib import Path

import av

from albumen.errors import BadAudio


def payload(path: Path) -> str:
    """SHA-256 of every audio packet as the demuxer hands it to the decoder, and of the decoder's settings.

    Equal checksums decode to equal samples, and no decoding is needed to know it: about a second an hour of music.

    Raises
    ------
    BadAudio
        The file cannot be opened or read to its end, or holds no sound.
    """
    digest = hashlib.sha256()
    try:
        with av.open(str(path), metadata_errors="ignore") as container:
            if not container.streams.audio:
                raise BadAudio(f"{path} holds no sound.")
            stream = container.streams.audio[0]
            context = stream.codec_context
            digest.update(f"{context.name} {context.sample_rate} {context.layout.name}".encode())
            digest.update(context.extradata or b"")
            packets = 0
            for packet in container.demux(stream):
                digest.update(bytes(packet))
                packets += packet.size > 0
    except (av.error.FFmpegError, OSError) as error:
        raise BadAudio(f"{path} cannot be read as sound ({error.strerror}).") from error
    if not packets:
        raise BadAudio(f"{path} holds no sound.")
    return digest.hexdigest()
