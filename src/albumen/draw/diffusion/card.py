"""What the diffusion engine says of itself before it is imported."""

from __future__ import annotations

from importlib.util import find_spec

from albumen.card import Card, Readiness
from albumen.draw.engine import ENGINES, Engine
from albumen.models.glance import glimpsed

TASK = "text to picture"
FIRST = "stable-diffusion-2-1-base"
"""The checkpoint that is named to whoever has none: the first in the list of models."""
_PACKAGES = ("torch", "diffusers", "transformers", "accelerate", "safetensors")


def installed() -> Readiness:
    """Whether the libraries that paint are installed, without importing them."""
    missing = [name for name in _PACKAGES if find_spec(name) is None]
    if missing:
        return Readiness(False, f"{', '.join(missing)} not installed", 'run: pip install "albumen[diffusion]"')
    return Readiness(True)


def ready() -> Readiness:
    """Whether the libraries are installed and a checkpoint that albumen knows is on this machine."""
    state = installed()
    if not state.ok:
        return state
    if not glimpsed(TASK):
        return Readiness(False, f"the weights of {FIRST} are not here", f"run: albumen models pull {FIRST}")
    from albumen import models

    states = [models.ready(card) for card in models.listed() if card.task == TASK]
    return next((each for each in states if each.ok), states[0])


CARD = Card(
    "diffusion",
    "paintings by Stable Diffusion 1, 2, XL, Turbo or LCM, best on a GPU",
    ('pip install "albumen[diffusion]"', f"a checkpoint, such as {FIRST} (5 GB)"),
    ("the checkpoint's own",),
    ready,
    installed,
)


@ENGINES.register("diffusion", CARD)
def _engine() -> Engine:
    from albumen.draw.diffusion.engine import Diffusion

    return Diffusion()
