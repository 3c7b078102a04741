from __future__ import annotations

import io

import av
import numpy as np
import pytest
import soundfile

from albumen.play.encode import FORMATS, Format, encoded
from albumen.song import Audio
from tests.scores import tone


@pytest.mark.parametrize("form", ["wav", "flac"])
def test_lossless_files_hold_the_samples_in_24_bits(form: Format) -> None:
    audio = tone(0.7)
    samples, rate = soundfile.read(io.BytesIO(encoded(audio, form)), dtype="float64")
    assert rate == audio.rate
    assert np.abs(samples.T - audio.samples).max() <= 2.0**-24


def test_full_scale_does_not_wrap_around() -> None:
    loud = Audio(np.array([[1.0, -1.0, 1.5, -1.5] * 500] * 2, np.float32), 44_100)
    samples, _ = soundfile.read(io.BytesIO(encoded(loud, "wav")))
    assert np.array_equal(np.sign(samples[:, 0]), np.sign(loud.samples[0]))


@pytest.mark.parametrize("form", ["mp3", "ogg"])
def test_lossy_files_sound_the_same(form: Format) -> None:
    audio = tone(2.0)
    with av.open(io.BytesIO(encoded(audio, form)), "r") as container:
        frames = [frame.to_ndarray() for frame in container.decode(audio=0)]
        assert container.streams.audio[0].rate == audio.rate
    heard = np.concatenate(frames, axis=1)
    for side, hertz in enumerate((440, 880)):
        spectrum = np.abs(np.fft.rfft(heard[side][8000:52_100]))
        assert abs(int(spectrum.argmax()) - hertz) <= 1


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_keeps_the_length(form: Format) -> None:
    with av.open(io.BytesIO(encoded(tone(1.5), form)), "r") as container:
        count = sum(frame.samples for frame in container.decode(audio=0))
    assert 1.5 * 44_100 <= count <= 1.5 * 44_100 + (0 if form in ("wav", "flac", "ogg") else 2400)


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_sound_has_the_same_bytes(form: Format) -> None:
    assert encoded(tone(0.4), form) == encoded(tone(0.4), form)


def test_mono_stays_mono() -> None:
    samples, _ = soundfile.read(io.BytesIO(encoded(Audio(tone(0.3).samples[:1], 44_100), "flac")))
    assert samples.ndim == 1
