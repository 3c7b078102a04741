"""A day of sound, and a few bytes that claim to be one, cost little time and little memory."""

from __future__ import annotations

import struct
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from albumen import audio
from tests.songs import music, write_song

DAY = 24 * 3600
RATE = 8000

LISTEN = """
import resource, sys
from albumen import audio
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
heard = audio.passages(audio.open(sys.argv[1]))
print(sum(p.audio.seconds for p in heard), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def write_day(path: Path) -> Path:
    """A WAV of 24 hours of 8-bit mono at 8 kHz: a sparse file with a note at three places."""
    size = DAY * RATE
    note = np.round(128 + 100 * music(60.0, RATE, 1)[0]).astype(np.uint8).tobytes()
    with path.open("wb") as out:
        out.write(b"RIFF" + struct.pack("<I", 36 + size) + b"WAVEfmt ")
        out.write(struct.pack("<IHHIIHH", 16, 1, 1, RATE, RATE, 1, 8) + b"data" + struct.pack("<I", size))
        for hour in (0, 12, 23):
            out.seek(44 + hour * 3600 * RATE)
            out.write(note)
        out.truncate(44 + size)
    return path


def test_a_day_is_opened_at_once_and_read_anywhere(tmp_path: Path) -> None:
    began = time.perf_counter()
    song = audio.open(write_day(tmp_path / "day.wav"))
    heard = song.source.read(12 * 3600.0, 2.0)
    assert time.perf_counter() - began < 5
    assert song.duration == DAY
    np.testing.assert_allclose(heard.samples[0], music(60.0, RATE, 1)[0, : 2 * RATE] * 100 / 128, atol=1 / 128)


def test_a_day_is_listened_to_within_memory_and_budget(tmp_path: Path) -> None:
    path = write_day(tmp_path / "day.wav")
    ran = subprocess.run(
        [sys.executable, "-c", LISTEN, str(path)], capture_output=True, text=True, check=True, timeout=60
    )
    seconds, kibibytes = map(float, ran.stdout.split())
    assert seconds == pytest.approx(360.0, abs=0.1)
    assert kibibytes < 100_000
    assert ran.stderr == ""


def test_a_few_bytes_that_swell_are_bounded_by_the_budget(tmp_path: Path) -> None:
    """An hour of silence in flac, a hundredth of the size of its samples, is heard for six minutes."""
    silence = np.zeros((1, 3600 * RATE), np.float32)
    path = write_song(tmp_path / "bomb.flac", silence, RATE)
    assert path.stat().st_size < silence.nbytes / 100
    began = time.perf_counter()
    heard = audio.passages(audio.open(path))
    assert time.perf_counter() - began < 10
    assert sum(p.audio.seconds for p in heard) == pytest.approx(360.0, abs=0.5)
    assert audio.silent(heard)


def test_a_clock_that_jumps_by_years_is_survived(tmp_path: Path) -> None:
    """The last Ogg page claims to lie a century on: what is there is heard, and no century of silence is made."""
    path = write_song(tmp_path / "song.ogg", music(8.0))
    held = bytearray(path.read_bytes())
    page = held.rindex(b"OggS")
    held[page + 6 : page + 14] = struct.pack("<q", 100 * 365 * DAY * 44_100)
    held[page + 22 : page + 26] = bytes(4)
    held[page + 22 : page + 26] = struct.pack("<I", _ogg_checksum(bytes(held[page:])))
    path.write_bytes(held)
    heard = audio.passages(audio.open(path))
    assert 1.0 <= sum(p.audio.seconds for p in heard) <= 361.0
    assert not audio.silent(heard)


def _ogg_checksum(page: bytes) -> int:
    """CRC-32 of RFC 3533 section 6: polynomial 0x04c11db7, not reflected, zero at first."""
    register = 0
    for byte in page:
        register ^= byte << 24
        for _ in range(8):
            register = (register << 1 ^ 0x04C11DB7 if register & 0x80000000 else register << 1) & 0xFFFFFFFF
    return register
