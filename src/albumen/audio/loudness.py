"""Integrated loudness (ITU-R BS.1770-4): the same numbers as pyloudnorm's, over passages and in little memory."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import cast

import numpy as np
from av.audio.frame import AudioFrame
from av.filter import Graph
from numpy.typing import NDArray

from albumen.song import Passage, Samples

BLOCK = 0.4
"""Seconds of a gating block; a block begins at every quarter of that (BS.1770-4 section 5.1, equation 3)."""

ABSOLUTE_GATE = -70.0
"""LUFS (equation 5); quieter blocks are silence."""

RELATIVE_GATE = -10.0
"""LU under the mean of what passed the absolute gate (equation 6)."""

_HOPS = 4
_OFFSET = -0.691
_LOWEST_RATE = 4000
"""Hertz; the weighting's shelf at 1500 Hz has no place at rates much below."""

_AT_ONCE = 50
"""Hops that are filtered in one go; one at a time would take longer to hand over than to filter."""

Biquad = tuple[float, float, float, float, float]
"""b0, b1, b2, a1, a2 of a second-order filter; a0 is 1."""


def loudness(passages: Sequence[Passage]) -> float | None:
    """Integrated loudness in LUFS of all passages gated together; None for silence and for less than 0.4 s.

    For one passage this is `pyloudnorm.Meter(rate).integrated_loudness`. Several are weighted each by itself, so that
    no block lies across a seam. Source: ITU-R BS.1770-4, equations 1 to 7.
    """
    blocks = [_block_energies(p.audio.samples, p.audio.rate) for p in passages if _measurable(p)]
    energies = np.concatenate([np.zeros(0), *blocks])
    loud = energies[_lufs(energies) >= ABSOLUTE_GATE]
    if not len(loud):
        return None
    gate = float(_lufs(loud.mean())) + RELATIVE_GATE
    return float(_lufs(loud[_lufs(loud) > gate].mean()))


def k_weighting(rate: int) -> tuple[Biquad, Biquad]:
    """BS.1770's head (a shelf of 4 dB) and high pass (38 Hz) at any rate in hertz.

    Designed as pyloudnorm does by default: R. Bristow-Johnson, Cookbook formulae for audio EQ biquad filter
    coefficients, highShelf with Q = 1 / sqrt 2 at 1500 Hz and HPF with Q = 0.5 at 38 Hz.
    """
    gain = 10 ** (4.0 / 40)
    cos, alpha = _angle(1500.0, 1 / math.sqrt(2), rate)
    up, down, slope = gain + 1, gain - 1, 2 * math.sqrt(gain) * alpha
    head = _biquad(
        (gain * (up + down * cos + slope), -2 * gain * (down + up * cos), gain * (up + down * cos - slope)),
        (up - down * cos + slope, 2 * (down - up * cos), up - down * cos - slope),
    )
    cos, alpha = _angle(38.0, 0.5, rate)
    high_pass = _biquad(((1 + cos) / 2, -(1 + cos), (1 + cos) / 2), (1 + alpha, -2 * cos, 1 - alpha))
    return head, high_pass


def _angle(frequency: float, q: float, rate: int) -> tuple[float, float]:
    omega = 2 * math.pi * frequency / rate
    return math.cos(omega), math.sin(omega) / (2 * q)


def _biquad(b: tuple[float, float, float], a: tuple[float, float, float]) -> Biquad:
    return b[0] / a[0], b[1] / a[0], b[2] / a[0], a[1] / a[0], a[2] / a[0]


def _measurable(passage: Passage) -> bool:
    return passage.audio.seconds >= BLOCK and passage.audio.rate >= _LOWEST_RATE


def _lufs(energy: NDArray[np.float64] | np.float64) -> NDArray[np.float64]:
    with np.errstate(divide="ignore"):
        return np.asarray(_OFFSET + 10.0 * np.log10(energy))


def _block_energies(samples: Samples, rate: int) -> NDArray[np.float64]:
    """Mean square of the weighted sound in every block, summed over channels, float64 [blocks]."""
    count = int(np.round((samples.shape[1] / rate - BLOCK) / (BLOCK / _HOPS))) + _HOPS
    # Block edges are pyloudnorm's: whole frames, and a last block that may be cut short.
    edges = (np.arange(count + 1) * (BLOCK / _HOPS) * rate + 1e-6).astype(np.int64)
    graph = _weighting(rate, len(samples))
    hops = [_energies(graph, samples, edges[at : at + _AT_ONCE + 1], rate) for at in range(0, count, _AT_ONCE)]
    return np.convolve(np.concatenate(hops), np.ones(_HOPS), "valid") / (BLOCK * rate)


def _energies(graph: Graph, samples: Samples, edges: NDArray[np.int64], rate: int) -> NDArray[np.float64]:
    """Sum of squares between the edges, after the filters, which remember what went before."""
    sound = samples[:, edges[0] : edges[-1]]
    if not sound.shape[1]:
        return np.zeros(len(edges) - 1)
    frame = AudioFrame.from_ndarray(np.ascontiguousarray(sound), "fltp", _layout(len(sound)))
    frame.sample_rate = rate
    graph.push(frame)
    weighted = cast(AudioFrame, graph.pull()).to_ndarray()
    inside = np.minimum(edges - edges[0], sound.shape[1])
    return np.array([np.square(weighted[:, a:b], dtype=np.float64).sum() for a, b in pairwise(inside)])


def _weighting(rate: int, channels: int) -> Graph:
    """The filters, run by libav in double precision; scipy's would take longer to import than to run."""
    graph = Graph()
    source = {"sample_rate": rate, "sample_fmt": "fltp", "channel_layout": _layout(channels), "time_base": f"1/{rate}"}
    filters = [graph.add("abuffer", **{key: str(value) for key, value in source.items()})]
    for b0, b1, b2, a1, a2 in k_weighting(rate):
        values = {"b0": b0, "b1": b1, "b2": b2, "a0": 1.0, "a1": a1, "a2": a2}
        filters.append(graph.add("biquad", precision="f64", **{key: repr(value) for key, value in values.items()}))
    filters.append(graph.add("abuffersink"))
    graph.link_nodes(*filters).configure()
    return graph


def _layout(channels: int) -> str:
    return "mono" if channels == 1 else "stereo"
