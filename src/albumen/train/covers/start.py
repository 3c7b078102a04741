"""Beginning with what was learnt from covers without their genres."""

from __future__ import annotations

from albumen.errors import MissingWeights
from albumen.look.cover_genre.network import CoverNet
from albumen.models.trained import Trained

TRUNK = "trunk."
"""What the names of the classifier's weights begin with in the weights of `views.ViewsNet`."""
_HEAD = "network.classifier."


def begin(network: CoverNet, learnt: Trained) -> None:
    """Gives the network what a training of `cover-views` learnt, all but the last layer.

    Raises
    ------
    MissingWeights
        They are the weights of something else, or of a network of another shape.
    """
    weights = {name.removeprefix(TRUNK): held for name, held in learnt.weights().items() if name.startswith(TRUNK)}
    own = {name: held for name, held in network.state_dict().items() if name.startswith(_HEAD)}
    try:
        network.load_state_dict({**weights, **own})
    except RuntimeError as error:
        raise MissingWeights(
            f"{learnt.folder} holds no network of this shape; train cover-views with the same widths and depths."
        ) from error
