"""What is decoded is what was encoded: compared with the original signal and with other decoders."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
import scipy.io.wavfile
import soundfile
from mutagen.flac import FLAC, Picture
from mutagen.id3 import APIC, ID3
from mutagen.mp4 import MP4, MP4Cover
from PIL import Image
from scipy.signal import correlate

from albumen import audio
from albumen.song import Samples, Song
from tests.songs import CODECS, music, write_film, write_song

LOSSLESS = ("wav", "aiff", "flac", "mka")
UNALIGNED = {"aac": 1024, "wma": -2048}
"""Frames by which formats that do not record their encoder's delay come late."""


def listened(song: Song, start: float = 0.0, seconds: float = 100.0) -> Samples:
    return song.source.read(start, seconds).samples


def delay_and_likeness(heard: Samples, original: Samples) -> tuple[int, float]:
    """Frames by which one channel comes late, and its correlation with the original once that is undone."""
    frames = min(heard.shape[-1], original.shape[-1])
    heard, original = heard[:frames], original[:frames]
    late = int(np.argmax(correlate(heard, original))) - (frames - 1)
    a, b = heard[max(late, 0) : frames + min(late, 0)], original[max(-late, 0) : frames - max(late, 0)]
    return late, float(np.corrcoef(a, b)[0, 1])


@pytest.mark.parametrize("suffix", CODECS)
def test_every_format_gives_back_the_signal_in_place(tmp_path: Path, suffix: str) -> None:
    song = audio.open(write_song(tmp_path / f"song.{suffix}", music(4.0)))
    rate = song.source.read(0.0, 1.0).rate
    for channel, original in zip(listened(song), music(4.0, rate), strict=True):
        late, likeness = delay_and_likeness(channel, original)
        assert late == UNALIGNED.get(suffix, 0)
        assert likeness > 0.99


@pytest.mark.parametrize("suffix", CODECS)
def test_every_format_knows_its_length(tmp_path: Path, suffix: str) -> None:
    song = audio.open(write_song(tmp_path / f"song.{suffix}", music(4.0)))
    assert song.duration == pytest.approx(4.0, abs=0.06)
    assert listened(song).shape[1] / song.source.read(0.0, 1.0).rate == pytest.approx(4.0, abs=0.06)


@pytest.mark.parametrize("suffix", LOSSLESS)
def test_lossless_formats_lose_nothing_but_sixteen_bits(tmp_path: Path, suffix: str) -> None:
    original = music(2.0)
    song = audio.open(write_song(tmp_path / f"song.{suffix}", original))
    assert np.abs(listened(song) - original).max() <= 1.01 / 2**15


@pytest.mark.parametrize("suffix", ["mp3", "flac", "ogg", "opus", "wav", "aiff"])
def test_libsndfile_hears_the_same(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"song.{suffix}"
    if suffix == "ogg":  # by libvorbis: decoders differ on what libav's own experimental encoder writes
        soundfile.write(str(path), music(3.0).T, 44_100)
    else:
        write_song(path, music(3.0))
    theirs, rate = soundfile.read(str(path), dtype="float32")
    ours = audio.open(path).source.read(0.0, 3.0)
    assert ours.rate == rate
    frames = min(len(theirs), ours.samples.shape[1]) - 2000
    late, likeness = delay_and_likeness(ours.samples[0, :frames], theirs[:frames, 0])
    # Some versions of libsndfile keep the encoder's delay in mp3 and Opus; the signal is the same.
    assert likeness > 0.99999
    if suffix not in ("mp3", "opus"):
        assert late == 0
        np.testing.assert_allclose(ours.samples[:, :frames], theirs[:frames].T, atol=2e-5)


@pytest.mark.parametrize(
    ("codec", "suffix", "step"),
    [
        ("pcm_u8", "wav", 1 / 2**7),
        ("pcm_s16le", "wav", 1 / 2**15),
        ("pcm_s24le", "wav", 1 / 2**23),
        ("pcm_s32le", "wav", 1 / 2**24),
        ("pcm_f32le", "wav", 1 / 2**24),
        ("pcm_f64le", "wav", 1 / 2**24),
        ("pcm_s16be", "aiff", 1 / 2**15),
        ("pcm_s24be", "aiff", 1 / 2**23),
    ],
)
@pytest.mark.parametrize("channels", [1, 2])
def test_every_sample_format_keeps_its_precision(
    tmp_path: Path, codec: str, suffix: str, step: float, channels: int
) -> None:
    original = music(1.5, channels=channels)
    heard = listened(audio.open(write_song(tmp_path / f"song.{suffix}", original, codec=codec)))
    assert heard.shape == original.shape
    assert np.abs(heard - original).max() <= 1.01 * step


def test_scipy_reads_the_same_integers(tmp_path: Path) -> None:
    path = tmp_path / "song.wav"
    written = np.random.default_rng(3).integers(-(2**15), 2**15, size=(48_000, 2), dtype=np.int16)
    scipy.io.wavfile.write(path, 32_000, written)
    heard = audio.open(path).source.read(0.0, 10.0)
    assert heard.rate == 32_000
    np.testing.assert_array_equal(heard.samples.T * 2**15, written)


@pytest.mark.parametrize("suffix", CODECS)
def test_a_stretch_is_the_same_whether_sought_or_played_to(tmp_path: Path, suffix: str) -> None:
    song = audio.open(write_song(tmp_path / f"song.{suffix}", music(12.0)))
    rate = song.source.read(0.0, 1.0).rate
    whole, sought = listened(song), listened(song, 7.3, 2.0)
    begin = round(7.3 * rate)
    # Clocks that tick in milliseconds may put it off by one tick.
    slack = 0.0015 if suffix in ("webm", "mka", "wma") else 0.0
    late, likeness = delay_and_likeness(sought[0], whole[0, begin : begin + sought.shape[1]])
    assert abs(late) <= slack * rate
    assert likeness > 0.9999
    assert sought.shape[1] == round(2.0 * rate)


def test_reading_before_the_end_stops_there(tmp_path: Path) -> None:
    song = audio.open(write_song(tmp_path / "song.flac", music(5.0)))
    assert listened(song, 4.0, 30.0).shape == (2, 44_100)


@pytest.mark.parametrize("rate", [8_000, 11_025, 22_050, 32_000, 44_100, 48_000])
def test_the_files_own_rate_is_kept(tmp_path: Path, rate: int) -> None:
    song = audio.open(write_song(tmp_path / "song.flac", music(1.5, rate), rate))
    assert song.source.read(0.0, 1.0).rate == rate


@pytest.mark.parametrize("rate", [88_200, 96_000, 192_000])
def test_higher_rates_come_as_48_kilohertz(tmp_path: Path, rate: int) -> None:
    song = audio.open(write_song(tmp_path / "song.wav", music(3.0, rate), rate))
    heard = song.source.read(1.0, 1.0)
    assert heard.rate == 48_000
    late, likeness = delay_and_likeness(heard.samples[0], music(3.0, 48_000)[0, 48_000:96_000])
    assert late == 0
    assert likeness > 0.999


def test_surround_is_mixed_down_as_its_layout_says(tmp_path: Path) -> None:
    """ITU-R BS.775: L + 0.707 C + 0.707 Ls, here scaled so that it cannot clip; the LFE is left out."""
    parts = np.repeat(np.array([[0.5], [0.1], [0.3], [0.9], [0.2], [0.4]], np.float32), 60_000, axis=1)
    song = audio.open(write_song(tmp_path / "song.wav", parts, layout="5.1"))
    left, right = listened(song)[:, 30_000]
    scale, side = 1 / (1 + 2 * 0.5**0.5), 0.5**0.5
    assert left == pytest.approx(scale * (0.5 + side * 0.3 + side * 0.2), abs=1e-3)
    assert right == pytest.approx(scale * (0.1 + side * 0.3 + side * 0.4), abs=1e-3)


@pytest.mark.parametrize("suffix", ["flac", "wav", "opus", "m4a"])
def test_eight_channels_come_as_two_without_clipping(tmp_path: Path, suffix: str) -> None:
    loud = np.tile(music(2.0, channels=1) * 1.1, (8, 1))
    heard = listened(audio.open(write_song(tmp_path / f"song.{suffix}", loud, layout="7.1", bit_rate=510_000)))
    assert len(heard) == 2
    assert 0.5 < np.abs(heard).max() <= 1.05


def test_the_content_counts_and_not_the_suffix(tmp_path: Path) -> None:
    path = write_song(tmp_path / "song.wav", music(2.0)).rename(tmp_path / "song.mp3")
    assert np.abs(listened(audio.open(path)) - music(2.0)).max() < 1e-4


@pytest.mark.parametrize("name", ["http:song.mp3", "concat:a|b.mp3", "-song.mp3", "a%03d.mp3", "песня 🎵.mp3"])
def test_a_name_is_never_more_than_a_name(tmp_path: Path, name: str) -> None:
    assert audio.open(write_song(tmp_path / "a.mp3").rename(tmp_path / name)).duration == pytest.approx(4.0, abs=0.05)


def test_a_cover_in_the_file_is_not_taken_for_a_film(tmp_path: Path) -> None:
    paths = [write_song(tmp_path / f"song.{suffix}") for suffix in ("mp3", "m4a", "flac")]
    _embed(*paths)
    for path in paths:
        song = audio.open(path)
        assert song.duration == pytest.approx(4.0, abs=0.05)
        assert listened(song, 2.0, 1.0).shape == (2, 44_100)


def _embed(mp3: Path, m4a: Path, flac: Path) -> None:
    held = io.BytesIO()
    Image.new("RGB", (200, 200), "red").save(held, "JPEG")
    frames = ID3()
    frames.add(APIC(encoding=3, mime="image/jpeg", type=3, desc="", data=held.getvalue()))
    frames.save(mp3)
    tagged = MP4(m4a)
    tagged["covr"] = [MP4Cover(held.getvalue())]
    tagged.save()
    picture = Picture()
    picture.data, picture.mime, picture.type = held.getvalue(), "image/jpeg", 3
    commented = FLAC(flac)
    commented.add_picture(picture)
    commented.save()


def test_the_sound_of_a_film_is_heard_for_as_long_as_it_lasts(tmp_path: Path) -> None:
    song = audio.open(write_film(tmp_path / "film.mp4", 9.0, music(4.0)))
    assert song.duration == pytest.approx(4.0, abs=0.1)
    assert delay_and_likeness(listened(song)[0], music(4.0)[0])[1] > 0.99


@pytest.mark.parametrize("bit_rate", [None, 128_000])
def test_an_mp3_without_a_header_is_measured_and_not_guessed(tmp_path: Path, bit_rate: int | None) -> None:
    sound = np.concatenate([np.zeros((2, 44_100 * 10), np.float32), music(5.0)], axis=1)
    path = write_song(tmp_path / "song.mp3", sound, bit_rate=bit_rate, options={"write_xing": "0"})
    assert audio.open(path).duration == pytest.approx(15.0, abs=0.08)


def test_a_header_that_promises_too_much_is_not_believed(tmp_path: Path) -> None:
    path = write_song(tmp_path / "song.flac", music(8.0))
    held = bytearray(path.read_bytes())
    held[21:26] = (held[21] & 0xF0 | 0x0F).to_bytes(1, "big") + b"\xff\xff\xff\xff"  # STREAMINFO's total of samples
    path.write_bytes(held)
    assert audio.open(path).duration == pytest.approx(8.0, abs=0.1)


def test_reading_is_the_same_from_many_threads(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    song = audio.open(write_song(tmp_path / "song.mp3", music(6.0)))
    alone = listened(song, 3.0, 1.0)
    with ThreadPoolExecutor(4) as pool:
        for heard in pool.map(lambda _: listened(song, 3.0, 1.0), range(8)):
            np.testing.assert_array_equal(heard, alone)


def test_a_rate_that_changes_midway_is_brought_to_the_first(tmp_path: Path) -> None:
    halves = [write_song(tmp_path / f"{rate}.aac", music(4.0, rate, seed=rate), rate) for rate in (44_100, 48_000)]
    (tmp_path / "song.aac").write_bytes(b"".join(half.read_bytes() for half in halves))
    heard = audio.open(tmp_path / "song.aac").source.read(0.0, 20.0)
    assert heard.rate == 44_100
    assert heard.seconds == pytest.approx(8.0, abs=0.2)
    second = music(4.0, 44_100, seed=48_000)[0]
    at = int(np.argmax(correlate(heard.samples[0], second, "valid")))
    assert np.corrcoef(heard.samples[0, at : at + len(second)], second)[0, 1] > 0.99


def test_mono_turned_stereo_midway_stays_mono(tmp_path: Path) -> None:
    halves = [write_song(tmp_path / f"{count}.mp3", music(3.0, channels=count)) for count in (1, 2)]
    (tmp_path / "song.mp3").write_bytes(b"".join(half.read_bytes() for half in halves))
    heard = listened(audio.open(tmp_path / "song.mp3"))
    assert heard.shape[0] == 1
    assert heard.shape[1] / 44_100 == pytest.approx(6.0, abs=0.2)
