"""Log-mel spectrograms as the published networks were trained on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from albumen.audio.mel import MelBands
from albumen.audio.spectrum import Floats, frames_of, magnitude_blocks, power_blocks
from albumen.song import Samples


@dataclass(frozen=True, slots=True)
class FrontEnd:
    """How a network hears: mono sound at `rate` hertz in, `log(offset + gain * mel)` to `base` out.

    Frames of `win_length` samples, `hop_length` apart, under a periodic Hann window, are filled with zeros to `n_fft`.
    """

    rate: int
    n_fft: int
    win_length: int
    hop_length: int
    n_mels: int
    fmin: float
    fmax: float
    scale: Literal["slaney", "htk"]
    straight: Literal["hertz", "mel"]
    """In which unit the filters' sides are straight lines."""
    area: bool
    """Whether each filter is divided by half its width in hertz (librosa's `norm="slaney"`)."""
    power: Literal[1, 2]
    """1: mel bands of magnitudes, 2: of powers."""
    centre: bool
    """Whether frame i is centred at sample `i * hop_length`, with zeros around the sound, or begins there."""
    gain: float
    offset: float
    base: float

    @property
    def bands(self) -> MelBands:
        """The filter bank."""
        return MelBands(
            self.rate, self.n_fft, self.n_mels, self.fmin, self.fmax, self.scale, self.straight, self.area
        )  # fmt: skip


MUSICNN = FrontEnd(
    rate=16_000, n_fft=512, win_length=512, hop_length=256, n_mels=96, fmin=0.0, fmax=8000.0, scale="slaney",
    straight="hertz", area=True, power=2, centre=True, gain=10_000.0, offset=1.0, base=10.0,
)  # fmt: skip
"""musicnn 0.1.0 (Pons and Serra 2019), `extractor.py`, in float32 where the original falls into float16."""

VGGISH = FrontEnd(
    rate=16_000, n_fft=512, win_length=400, hop_length=160, n_mels=64, fmin=125.0, fmax=7500.0, scale="htk",
    straight="mel", area=False, power=1, centre=False, gain=1.0, offset=0.01, base=np.e,
)  # fmt: skip
"""VGGish (Hershey et al. 2017), `mel_features.py` and `vggish_params.py` of the TensorFlow models."""


def log_mel(samples: Samples, front_end: FrontEnd) -> Floats:
    """The log-mel spectrogram of mono sound.

    Parameters
    ----------
    samples
        float32 [samples] at `front_end.rate` hertz.
    front_end
        Such as `MUSICNN` or `VGGISH`.

    Returns
    -------
    float32 [frames, n_mels]; frame i is at `i * hop_length / rate` seconds. There is no frame if the front end does not
    centre its frames and the sound is shorter than one.
    """
    frames = frames_of(samples, front_end.win_length, front_end.hop_length, front_end.centre)
    bands = np.zeros((len(frames), front_end.n_mels), np.float32)
    blocks, bank = power_blocks if front_end.power == 2 else magnitude_blocks, front_end.bands
    for block, spectra in blocks(frames, front_end.n_fft):
        bank.apply(spectra, bands[block])
    return _compress(bands, front_end)


def _compress(bands: Floats, front_end: FrontEnd) -> Floats:
    bands *= np.float32(front_end.gain)
    bands += np.float32(front_end.offset)
    np.log(bands, out=bands)
    bands *= np.float32(1 / np.log(front_end.base))
    return bands
