"""What the listener of S1 says of itself before it is imported."""

from __future__ import annotations

from importlib.util import find_spec

from albumen.card import Card, Readiness
from albumen.listen.engine import LISTENERS, Listener
from albumen.listen.ground import Musicnn
from albumen.models.glance import glimpsed

TASK = "audio embedding"
ABSENT = Readiness(False, "the weights of VGGish are not here (or not converted)", "run: albumen models pull vggish")


def ready() -> Readiness:
    """Whether torch, the weights and both classifiers are here, without importing or reading them."""
    if find_spec("torch") is None or find_spec("safetensors") is None:
        return Readiness(False, "torch is not installed", 'run: pip install "albumen[train]"')
    if not glimpsed(TASK):
        return ABSENT
    from albumen.listen.vggish import heads, weights

    here = weights.ready()
    return heads.ready() if here.ok else here


CARD = Card(
    "vggish",
    "VGGish's codes through classifiers of AudioSet's genres and moods; all else by musicnn.",
    ("torch", "the weights of vggish", "classifiers trained by s1-genre.toml and s1-mood.toml"),
    ("Apache-2.0 (VGGish)", *Musicnn().card.licences),
    ready,
)


@LISTENERS.register("vggish", CARD)
def _listener() -> Listener:
    from albumen.listen.vggish.listener import VggishListener

    return VggishListener()
