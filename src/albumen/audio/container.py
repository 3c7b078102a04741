"""Opens sound files through libav: only regular files, only containers that hold sound, never the network."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet

from albumen.errors import BadAudio

CONTAINERS = (
    "aac,ac3,aiff,amr,ape,asf,au,avi,caf,dsf,eac3,flac,flv,matroska,mov,mp3,mpc,mpc8,mpeg,mpegts,ogg,oma,tak,tta,"
    "w64,wav,wv,xwma"
)
"""libav's demuxers that may be used; playlists (hls, concat, dash), which fetch other files, are not among them."""

TAKES = "an mp3, m4a, flac, ogg, opus, wav, aiff or wma"
_JUNK = 4 * 2**20
"""Bytes of one value that no real file begins with; encoders and downloads leave some kilobytes at the most."""
_LIMITS = {"format_whitelist": CONTAINERS, "protocol_whitelist": "file"}


@dataclass(frozen=True, slots=True)
class Sound:
    """An open container and the audio stream in it that is listened to."""

    container: InputContainer
    stream: AudioStream

    def seek(self, seconds: float) -> bool:
        """Moves to the last packet that begins at or before `seconds` of the container's clock, if that can be done."""
        base = self.stream.time_base
        try:
            self.container.seek(int(seconds / base) if base else 0, stream=self.stream)
        except av.FFmpegError:
            return False
        return True

    def packets(self) -> Iterator[Packet[AudioStream]]:
        """The stream's packets from here on, the last an empty one that flushes the decoder; ends at damage."""
        while True:
            try:
                yield from self.container.demux(self.stream)
                return
            except av.FFmpegError:
                return
            except IndexError:
                continue  # a packet of a stream that begins midway (MPEG-TS), of which PyAV knows nothing

    def frames(self, start: float = 0.0) -> Iterator[AudioFrame]:
        """Decoded frames, without bad packets and without those that end before `start` on the container's clock."""
        for packet in self.packets():
            if ends(packet, default=start) < start:
                continue
            try:
                yield from (frame for frame in packet.decode() if frame.samples)
            except av.FFmpegError:
                continue


def ends(packet: Packet[AudioStream], default: float) -> float:
    """When the packet is over, in seconds of the container's clock; `default` if it has no time."""
    return default if packet.pts is None else float((packet.pts + (packet.duration or 0)) * packet.time_base)


@contextmanager
def opened(path: Path) -> Iterator[Sound]:
    """The file's sound, closed at the end.

    Raises
    ------
    BadAudio
        There is no such file, it may not be read, or it is no sound file.
    """
    check(path)
    try:
        # "file:" keeps a name such as "http://x" or "concat:a|b" from being anything but a file.
        container = av.open(
            f"file:{os.fspath(path.absolute())}",
            mode="r",
            options=_LIMITS,
            metadata_errors="surrogateescape",
        )
    except (av.FFmpegError, UnicodeError) as error:
        raise BadAudio(f"{path} cannot be decoded: it is damaged or no sound file; give {TAKES}.") from error
    with container:
        yield Sound(container, _audio_stream(container, path))


def _audio_stream(container: InputContainer, path: Path) -> AudioStream:
    if not container.streams.audio:
        raise BadAudio(f"{path} has no sound in it; give {TAKES}.")
    best = container.streams.best("audio")
    stream = best if isinstance(best, AudioStream) else container.streams.audio[0]
    for other in container.streams:
        if other.index != stream.index:
            other.discard = av.stream.Discard.all
    return stream


def check(path: Path) -> None:
    """Raises BadAudio unless `path` is a regular file that is not empty and may be read."""
    try:
        found = path.stat()
    except (OSError, ValueError) as error:
        raise BadAudio(f"{path} is not there; check its name.") from error
    if stat.S_ISDIR(found.st_mode):
        raise BadAudio(f"{path} is a folder; give one of the sound files in it.")
    if not stat.S_ISREG(found.st_mode):
        raise BadAudio(f"{path} is a device or a pipe; give a sound file on disk.")
    if not found.st_size:
        raise BadAudio(f"{path} is empty; get the file again.")
    if not os.access(path, os.R_OK):
        raise BadAudio(f"{path} may not be read; change its permissions.")
    if _blank(path):
        raise BadAudio(f"{path} cannot be decoded: it begins with megabytes of one and the same byte; give {TAKES}.")


def _blank(path: Path) -> bool:
    """Whether the file, behind its ID3v2 tag if it has one, begins with nothing for longer than any junk.

    libav would read such a file to its end, gigabytes of it if it is sparse, in search of a frame.
    """
    try:
        with path.open("rb") as file:
            file.seek(_tag_length(file.read(10)))
            first = file.read(64)
            if first.count(first[:1]) < len(first):
                return False
            more = file.read(_JUNK)
    except OSError as error:
        raise BadAudio(f"{path} cannot be read ({error.strerror}); get the file again.") from error
    return len(more) == _JUNK and more.count(first[:1]) == _JUNK


def _tag_length(head: bytes) -> int:
    """The length of an ID3v2 tag by its header (id3v2.4.0-structure, section 3.1: 28 bits, seven a byte)."""
    if len(head) < 10 or not head.startswith(b"ID3"):
        return 0
    return 10 + sum((byte & 127) << shift for byte, shift in zip(head[6:], (21, 14, 7, 0), strict=True))
