"""VGGish's examples against the published front end written out in double precision, and streams against the whole."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from albumen import audio
from albumen.errors import BadAudio
from albumen.listen.vggish import examples_of, stream
from albumen.listen.vggish.examples import HOP, SECONDS, SPAN
from albumen.song import Audio, Samples, Song
from tests.songs import music, write_song
from tests.tunes import noise, tone

RATE = 16_000
CLOCK = np.arange(3 * RATE) / RATE
SIGNALS: dict[str, Samples] = {
    "silence": np.zeros(2 * RATE, np.float32),
    "nearly silent": noise(2, level=1e-6, rate=RATE),
    "quiet noise": noise(2, level=1e-4, rate=RATE),
    "noise": noise(2, rate=RATE),
    "very loud noise": noise(2, level=1.0, rate=RATE) * 8,
    "published smoke test": np.sin(2 * np.pi * 1000 * CLOCK).astype(np.float32),
    "lowest band": tone(128, 2, rate=RATE),
    "highest band": np.sin(2 * np.pi * 7400 * CLOCK).astype(np.float32),
    "below all bands": np.sin(2 * np.pi * 30 * CLOCK).astype(np.float32),
    "sweep": np.sin(2 * np.pi * (50 + 1300 * CLOCK) * CLOCK).astype(np.float32),
    "clipped": np.sign(np.sin(2 * np.pi * 220 * CLOCK)).astype(np.float32),
    "constant": np.full(2 * RATE, 0.9, np.float32),
    "one click": np.eye(1, 2 * RATE, 5000, dtype=np.float32)[0],
    "music": music(4.0, RATE, 1)[0],
    "loud music": music(4.0, RATE, 1, seed=3)[0] * 8,
}


def published_examples(samples: Samples) -> np.ndarray:
    """`vggish_input.waveform_to_examples` at 16 kHz: naive transforms of single frames, filters from their formula."""
    window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(400) / 400)
    turns = np.exp(-2j * np.pi * np.outer(np.arange(257), np.arange(400)) / 512)
    filters = np.zeros((257, 64))
    mel = [1127 * np.log(1 + hertz / 700) for hertz in np.linspace(0, 8000, 257)]
    edges = np.linspace(1127 * np.log(1 + 125 / 700), 1127 * np.log(1 + 7500 / 700), 66)
    for bin_ in range(1, 257):
        for band in range(64):
            rising = (mel[bin_] - edges[band]) / (edges[band + 1] - edges[band])
            falling = (edges[band + 2] - mel[bin_]) / (edges[band + 2] - edges[band + 1])
            filters[bin_, band] = max(0.0, min(rising, falling))
    starts = range(0, len(samples) - 399, 160)
    frames = [np.abs(turns @ (samples[start : start + 400] * window)) @ filters for start in starts]
    log_mel = np.log(np.array(frames) + 0.01)
    return np.array([log_mel[start : start + 96] for start in range(0, len(log_mel) - 95, 96)])


@pytest.mark.parametrize("name", SIGNALS)
def test_examples_are_the_published_ones(name: str) -> None:
    made, wanted = examples_of(SIGNALS[name]), published_examples(SIGNALS[name])
    assert made.dtype == np.float32
    assert made.shape == wanted.shape
    assert np.abs(made - wanted).max() < 1e-5


@pytest.mark.parametrize(
    ("samples", "count"), [(0, 0), (399, 0), (HOP, 0), (SPAN - 1, 0), (SPAN, 1), (SPAN + HOP - 1, 1), (SPAN + HOP, 2)]
)
def test_only_whole_examples_count(samples: int, count: int) -> None:
    assert examples_of(np.zeros(samples, np.float32)).shape == (count, 96, 64)


def test_other_rates_are_brought_to_16_khz() -> None:
    clock = np.arange(44_100 * 2) / 44_100
    low = examples_of(np.sin(2 * np.pi * 440 * clock[::1]).astype(np.float32), 44_100)
    same = examples_of(np.sin(2 * np.pi * 440 * np.arange(32_000) / RATE).astype(np.float32))
    np.testing.assert_allclose(low[0, 5:-5], same[0, 5:-5], atol=0.02)


class Reel:
    """A song in memory, at any rate, that remembers how much was read at once."""

    def __init__(self, samples: Samples, rate: int) -> None:
        self.samples, self.rate, self.longest = samples, rate, 0.0

    def read(self, start: float, seconds: float) -> Audio:
        self.longest = max(self.longest, seconds)
        first = round(start * self.rate)
        held = self.samples[:, first : first + round(seconds * self.rate)]
        if not held.size:
            raise BadAudio("There is no sound there.")
        return Audio(held, self.rate)


def reel(seconds: float, rate: int, channels: int = 2) -> Song:
    samples = music(seconds, rate, channels)
    return Song(Path("made.wav"), samples.shape[1] / rate, Reel(samples, rate))


@pytest.mark.parametrize("rate", [16_000, 22_050, 44_100, 48_000, 11_025])
@pytest.mark.parametrize("block", [1, 3, 64])
def test_a_stream_is_the_whole_song(rate: int, block: int) -> None:
    song = reel(9.3, rate)
    mono = song.source.read(0, 10).mono()
    np.testing.assert_allclose(np.concatenate(list(stream(song, block))), examples_of(mono, rate), atol=2e-6)


def test_a_stream_never_holds_more_than_a_block() -> None:
    song = reel(30, RATE, 1)
    parts = [len(part) for part in stream(song, 4)]
    assert sum(parts) == 31
    assert max(parts) <= 5
    assert song.source.longest == pytest.approx(4 * SECONDS)  # type: ignore[attr-defined]


def test_files_are_streamed_like_their_sound(tmp_path: Path) -> None:
    song = audio.open(write_song(tmp_path / "song.flac", music(7, 44_100, 2), 44_100))
    whole = examples_of(song.source.read(0, 8).mono(), 44_100)
    np.testing.assert_allclose(np.concatenate(list(stream(song, 2))), whole, atol=1e-5)


@pytest.mark.parametrize("seconds", [0.2, 0.97])
def test_a_song_without_one_example_is_refused(seconds: float) -> None:
    with pytest.raises(BadAudio, match=r"made\.wav has less than 0\.975 s"):
        list(stream(reel(seconds, RATE)))


def test_a_song_that_cannot_be_decoded_is_refused() -> None:
    with pytest.raises(BadAudio, match="no sound there"):
        list(stream(Song(Path("made.wav"), 5.0, Reel(np.zeros((1, 0), np.float32), RATE))))
