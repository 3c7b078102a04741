"""How fast the VAE of the published size decodes a clip of 15 s: `python -m benchmarks.vae`.

Random weights cost what trained ones cost, so nothing is downloaded. Without torch there are no rows. Processor time of
one thread, the best of some runs; the peer is the clip's own length.
"""

from __future__ import annotations

import time
from importlib.util import find_spec
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from benchmarks.table import Row, markdown

if TYPE_CHECKING:
    from albumen.play.vae.player import Player

SAMPLES, RATE, RUNS = 330_750, 22_050, 3
WIDTHS, STRIDES, LATENT = (32, 64, 128, 256), (4, 4, 4, 4), 8
"""Those of `recipes/s4-vae.toml`."""


def rows(samples: int = SAMPLES) -> list[Row]:
    """One row; none without torch."""
    if find_spec("torch") is None:
        return []
    ours, clip = spent(samples), samples / RATE
    note = f"{clip / ours:.0f} s of sound a second of one core; the peer is listening to it"
    return [
        Row(f"a clip of {clip:.0f} s decoded by the VAE", f"{ours:.2f} s", f"{clip:.2f} s", clip / ours, ">= 1", note)
    ]


def spent(samples: int) -> float:
    """Processor seconds that one clip takes on one thread."""
    import torch

    from albumen.play.vae.network import ConvVae, Shape
    from albumen.play.vae.player import Player

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        shape = Shape(1, samples, WIDTHS, STRIDES, LATENT)
        player = Player(ConvVae(shape, 1), "waveform", samples, {})
        code = np.random.default_rng(0).standard_normal((shape.latent, shape.frames)).astype(np.float32)
        player.decoded(code)
        return min(_timed(player, code) for _ in range(RUNS))
    finally:
        torch.set_num_threads(threads)


def _timed(player: Player, code: NDArray[np.float32]) -> float:
    start = time.process_time()
    player.decoded(code)
    return time.process_time() - start


if __name__ == "__main__":
    print(markdown(rows()))
