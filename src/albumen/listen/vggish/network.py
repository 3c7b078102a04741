"""VGGish in torch, for devices other than the processor and for whoever trains on top of it."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from albumen.listen.vggish.layers import CONVOLUTIONS, DENSE, POOLED, Tensors


class VGGish(nn.Module):
    """The published network; its parameters have the names of the known PyTorch port (torchvggish).

    The embedding layer's numbers come out as they are, as in the TensorFlow code since 2020 and as AudioSet's 8-bit
    features were made of them. With `activated` they go through a ReLU, as in that code before and in the port.
    """

    def __init__(self, activated: bool = False) -> None:
        super().__init__()
        self.activated = activated
        self.features = nn.Sequential(*_convolutions())
        self.embeddings = nn.Sequential(*_dense())

    def forward(self, log_mel: Tensor) -> Tensor:
        """Embeddings, float32 [batch, 128], of examples, float32 [batch, 96 frames, 64 bands]."""
        maps: Tensor = self.features(log_mel[:, None])  # [batch, 512, 6, 4]
        embedding: Tensor = self.embeddings(maps.permute(0, 2, 3, 1).flatten(1))  # TensorFlow's order of channels
        return embedding.relu() if self.activated else embedding

    def load(self, tensors: Tensors) -> VGGish:
        """Takes the network's tensors, by `layers.shapes`' names; itself, frozen and ready to run."""
        held = self.state_dict()
        self.load_state_dict({name: torch.from_numpy(tensors[name]) for name in held})
        return self.requires_grad_(False).eval()


def _convolutions() -> list[nn.Module]:
    layers: list[nn.Module] = []
    for place, before, after in CONVOLUTIONS:
        layers += [nn.Conv2d(before, after, 3, padding=1), nn.ReLU()]
        if place in POOLED:
            layers.append(nn.MaxPool2d(2))
    return layers


def _dense() -> list[nn.Module]:
    layers: list[nn.Module] = []
    for _, before, after in DENSE:
        layers += [nn.Linear(before, after), nn.ReLU()]
    return layers[:-1]
