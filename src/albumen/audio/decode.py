"""Opens a song and reads any stretch of it, whatever the format; a long file is never held whole."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from pathlib import Path

from av.audio.frame import AudioFrame

from albumen.audio.container import TAKES, Sound, ends, opened
from albumen.audio.tags import read_tags
from albumen.audio.tape import Tape
from albumen.errors import BadAudio
from albumen.song import Audio, Song

SHORTEST = 1.0
"""Seconds of sound without which there is nothing to listen to."""

LOWEST_RATE = 1000
"""Hertz; what claims less is a damaged header."""

HIGHEST_RATE = 48_000
"""Hertz; files at higher rates are read at this one, since nobody hears what lies above and memory pays for it."""

PREROLL = 0.5
"""Seconds decoded before a stretch: mp3's bit reservoir and Opus' 80 ms (RFC 7845 section 4.6) need a run-up."""

_RUN_UPS = (PREROLL, 8.0, math.inf)
_TAIL = 2.0
_HONEST = 0.1


@dataclass(frozen=True, slots=True)
class FileSource:
    """The sound of one file; every read opens and closes it, so that threads and processes may share it."""

    path: Path
    rate: int
    """Hertz of what `read` gives: the file's own rate, or 48 kHz if that is lower."""
    channels: int
    """One or two; files with more are mixed down to two."""
    origin: float = 0.0
    """When the first sample is heard, in seconds of the container's clock."""

    def read(self, start: float, seconds: float) -> Audio:
        """The sound from `start` for at most `seconds`, float32 [channels, frames], exact to the sample.

        Where the container keeps time only in milliseconds (matroska, wma) it is exact to one of those. Packets that
        are damaged are left out as silence.

        Raises
        ------
        BadAudio
            Nothing can be decoded there.
        """
        tape = Tape(start, seconds, self.rate, self.channels)
        with opened(self.path) as sound:
            for frame in _frames_from(sound, self.origin + start):
                tape.record(frame, None if frame.time is None else frame.time - self.origin)
                if tape.full:
                    break
        audio = tape.audio()
        if not audio.samples.shape[1]:
            raise BadAudio(f"{self.path} has no sound that can be decoded at {start:.0f} s; get the file again.")
        return audio


def _frames_from(sound: Sound, time: float) -> itertools.chain[AudioFrame]:
    """Frames from at or before `time` on the container's clock, a little early; from the start if seeking fails."""
    for run_up in _RUN_UPS:
        if time <= run_up or not sound.seek(time - run_up):
            continue
        frames = sound.frames(time - PREROLL)
        first = next(frames, None)
        if first is not None and first.time is not None and first.time <= time:
            return itertools.chain((first,), frames)
    sound.seek(0.0)
    return itertools.chain(sound.frames(time - PREROLL))


def open(path: Path | str) -> Song:
    """The song in a sound file: its tags, its length, and its sound on demand.

    Takes mp3, m4a, aac, flac, ogg, opus, wav, aiff, wma and more, and the sound of videos, at any rate, sample format
    and number of channels. The content counts, not the file's suffix.

    Raises
    ------
    BadAudio
        The file is missing, empty, unreadable, no sound file, or has less than a second of sound.
    """
    path = Path(path)
    with opened(path) as sound:
        first = next(sound.frames(), None)
        if first is None or first.sample_rate < LOWEST_RATE:
            raise BadAudio(f"{path} has no sound that can be decoded; give {TAKES}.")
        claimed, metadata = _claim(sound), {**sound.stream.metadata, **sound.container.metadata}
    origin = first.time or 0.0
    rate, channels = min(first.sample_rate, HIGHEST_RATE), min(first.layout.nb_channels, 2)
    duration = _length(path, claimed, origin)
    if duration < SHORTEST:
        shown = math.floor(100 * duration) / 100
        raise BadAudio(f"{path} has only {shown:.2f} s of sound; give a song of at least {SHORTEST:.0f} s.")
    tags = read_tags(path, metadata)
    source = FileSource(path, rate, channels, origin)
    return Song(path, duration, source, tags.title, tags.artist, tags.album, tags.released)


def _claim(sound: Sound) -> float | None:
    """How long the file says it is, in seconds; headers lie and bit rates mislead, so this is only where to look."""
    if sound.container.duration:
        return sound.container.duration / 1e6
    if sound.stream.duration and sound.stream.time_base:
        return float(sound.stream.duration * sound.stream.time_base)
    return None


def _length(path: Path, claimed: float | None, origin: float) -> float:
    """Where the last packet ends: looked for near the claimed end, then, if nothing is there, from the start."""
    end = _end(path, origin + claimed - _TAIL) if claimed and claimed > _TAIL else None
    end = _end(path, 0.0) if end is None else end
    if end is None:
        return claimed or 0.0
    measured = end - origin
    # Packets hold the padding that the claim, where it is honest, leaves out.
    return claimed if claimed and abs(claimed - measured) <= _HONEST else measured


def _end(path: Path, after: float) -> float | None:
    with opened(path) as sound:
        if after > 0 and not sound.seek(after):
            return None
        return max((ends(packet, default=0.0) for packet in sound.packets() if packet.size), default=None)
