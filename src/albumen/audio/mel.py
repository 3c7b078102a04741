"""Mel filter banks, and the quick way to apply one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]

_GROUP = 16
"""Filters that are multiplied together: neighbours share their bins, the rest of the matrix is zeros."""

_ON_ONE_THREAD = 250_000
"""Multiplications in one matrix product. From 2 ** 18 on OpenBLAS calls its other threads, and where every core is busy
waiting for them takes a hundred times as long as the product."""


@dataclass(frozen=True, slots=True)
class MelBands:
    """A bank of `n_mels` triangular filters from `fmin` to `fmax` hertz.

    `scale` is Slaney's (linear under 1 kHz, logarithmic above; his Auditory Toolbox, 1998) or HTK's
    (2595 log10(1 + f / 700)). The triangles have straight sides in `straight`: hertz, as librosa has them, or mel, as
    HTK, Kaldi and VGGish have them. With `area` each is divided by half its width in hertz (Slaney's norm), else each
    is 1 at its top.
    """

    rate: int
    n_fft: int
    n_mels: int
    fmin: float = 0.0
    fmax: float | None = None
    """Half the rate if None."""
    scale: Literal["slaney", "htk"] = "slaney"
    straight: Literal["hertz", "mel"] = "hertz"
    area: bool = True

    def filters(self) -> Floats:
        """The bank as a matrix, float32 [n_mels, n_fft // 2 + 1]; the bin at 0 Hz is in no filter."""
        to_mel, to_hertz = _SCALES[self.scale]
        top = self.rate / 2 if self.fmax is None else self.fmax
        low, high = to_mel(np.array([self.fmin, top])).tolist()
        mels = np.linspace(low, high, self.n_mels + 2)
        hertz = to_hertz(mels)
        bins = np.arange(self.n_fft // 2 + 1) * self.rate / self.n_fft
        weights = _triangles(hertz, bins) if self.straight == "hertz" else _triangles(mels, to_mel(bins))
        weights[:, 0] = 0
        if self.area:
            weights *= 2 / (hertz[2:] - hertz[:-2])[:, None]
        return weights.astype(np.float32)

    def apply(self, spectra: Floats, out: Floats | None = None) -> Floats:
        """Spectra float32 [frames, n_fft // 2 + 1] through the bank: float32 [frames, n_mels]; `out` holds zeros."""
        bands = np.zeros((len(spectra), self.n_mels), np.float32) if out is None else out
        for filters, bins, weights in _groups(self):
            step = max(_ON_ONE_THREAD // weights.size, 1)
            for start in range(0, len(spectra), step):
                part = slice(start, start + step)
                np.matmul(spectra[part, bins], weights, out=bands[part, filters])
        return bands


@lru_cache(maxsize=8)
def _groups(bands: MelBands) -> tuple[tuple[slice, slice, Floats], ...]:
    """Groups of neighbouring filters, the bins they cover, and their weights [bins, filters]."""
    weights, groups = bands.filters(), []
    for start in range(0, bands.n_mels, _GROUP):
        covered = np.flatnonzero(weights[start : start + _GROUP].any(axis=0))
        if len(covered):
            filters, bins = slice(start, start + _GROUP), slice(int(covered[0]), int(covered[-1]) + 1)
            groups.append((filters, bins, np.ascontiguousarray(weights[filters, bins].T)))
    return tuple(groups)


def _triangles(corners: Doubles, bins: Doubles) -> Doubles:
    low, top, high = (corners[i : len(corners) - 2 + i, None] for i in range(3))
    return np.maximum(0.0, np.minimum((bins - low) / (top - low), (high - bins) / (high - top)))


def _slaney_mel(hertz: Doubles) -> Doubles:
    return np.where(hertz < 1000, hertz * 3 / 200, 15 + np.log(np.maximum(hertz, 1000) / 1000) / _SLANEY_STEP)


def _slaney_hertz(mel: Doubles) -> Doubles:
    return np.where(mel < 15, mel * 200 / 3, 1000 * np.exp(_SLANEY_STEP * np.maximum(mel - 15, 0)))


def _htk_mel(hertz: Doubles) -> Doubles:
    return 2595 * np.log10(1 + hertz / 700)


def _htk_hertz(mel: Doubles) -> Doubles:
    return 700 * (10 ** (mel / 2595) - 1)


_SLANEY_STEP = np.log(6.4) / 27
_SCALES = {"slaney": (_slaney_mel, _slaney_hertz), "htk": (_htk_mel, _htk_hertz)}
