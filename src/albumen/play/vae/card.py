"""What the engine says of itself before torch is loaded."""

from __future__ import annotations

from importlib.util import find_spec

from albumen.card import Card, Readiness
from albumen.models.places import cache_root
from albumen.play.engine import ENGINES, Engine
from albumen.play.vae.shelf import shelved

_INSTALL = 'run: pip install "albumen[train]"'


def ready() -> Readiness:
    """Whether torch and one trained VAE at least are here, without importing or reading them."""
    if not asked().ok:
        return asked()
    return Readiness(True) if shelved() else Readiness(False, "no VAE is trained", remedy())


def asked() -> Readiness:
    """Whether torch is here; who asks by name may bring weights of their own."""
    if find_spec("torch") is None or find_spec("safetensors") is None:
        return Readiness(False, "torch is not installed", _INSTALL)
    return Readiness(True)


def remedy() -> str:
    """How to come by one."""
    return (
        f"run: albumen train recipes/s4-vae.toml --data gtzan/genres_original/jazz --out {cache_root() / 's4-vae-jazz'}"
    )


CARD = Card(
    "vae",
    "Known clips, moved by the picture through a VAE (Img2Music); worse to hear than the band, so never auto.",
    ("torch", "VAEs trained by s4-vae.toml"),
    ("that of the music it learnt from, which its codes hold",),
    ready,
    asked,
)


@ENGINES.register("vae", CARD)
def _engine() -> Engine:
    from albumen.play.vae.engine import Vae

    return Vae()
