"""VGGish (Hershey et al. 2017, "CNN architectures for large-scale audio classification"): embeddings and their codes.

    with Embedder() as vggish:
        vggish.embed(song)   # float32 [examples, 128], one each 0.96 s
        vggish.codes(song)   # uint8 [examples, 128], whitened and quantised as AudioSet stores them

`albumen models pull vggish` brings the published weights and converts them. They run on ONNX Runtime, or in torch
(`network.VGGish`) on other devices.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from albumen.listen.vggish.codes import Whitening, dequantise, quantise
    from albumen.listen.vggish.embedder import Embedder
    from albumen.listen.vggish.examples import examples_of, stream

__all__ = ["Embedder", "Whitening", "dequantise", "examples_of", "quantise", "stream"]

_HOMES = {"Embedder": "embedder", "examples_of": "examples", "stream": "examples"}


def __getattr__(name: str) -> Any:
    """What the room offers, on first use: every run asks the card, and few runs embed."""
    if name not in __all__:
        raise AttributeError(f"module 'albumen.listen.vggish' has no attribute {name!r}")
    return getattr(import_module(f"albumen.listen.vggish.{_HOMES.get(name, 'codes')}"), name)
