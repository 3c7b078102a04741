"""Changes the sampling rate."""

from __future__ import annotations

import numpy as np
import soxr

from albumen.song import Samples


def resample(samples: Samples, rate: int, to_rate: int) -> Samples:
    """The same sound at another rate, by soxr at high quality (band-limited, 20 bits, linear phase).

    Parameters
    ----------
    samples
        float32 [frames] or [channels, frames].
    rate, to_rate
        Hertz, now and wanted.

    Returns
    -------
    float32 of as many dimensions, about `frames * to_rate / rate` frames; `samples` itself if the rates are equal.
    """
    if rate == to_rate:
        return samples
    if samples.ndim == 2:
        return np.stack([resample(channel, rate, to_rate) for channel in samples])
    return np.asarray(soxr.resample(samples.astype(np.float32, copy=False), rate, to_rate, quality="HQ"), np.float32)
