"""ConvNeXt (Liu et al. 2022) that tells genres by covers; the network of "Img2Music", section 2.1, Fig. 1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from transformers import ConvNextConfig, ConvNextForImageClassification

from albumen.errors import MissingWeights
from albumen.models.trained import first_line


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a ConvNeXt is: channels and blocks of each stage, and the side of what it looks at, in pixels.

    Left as it is, this is ConvNeXt-Tiny: 27.8 million parameters.
    """

    widths: tuple[int, ...] = (96, 192, 384, 768)
    depths: tuple[int, ...] = (3, 3, 9, 3)
    side: int = 224

    def to_dict(self) -> dict[str, object]:
        """For a card."""
        return asdict(self)

    @classmethod
    def from_dict(cls, held: Mapping[str, Any]) -> Shape:
        """The shape in a card; KeyError, TypeError or ValueError if it is none."""
        return cls(tuple(map(int, held["widths"])), tuple(map(int, held["depths"])), int(held["side"]))


class CoverNet(nn.Module):
    """Pictures float32 [n, 3, side, side], normalised, to logits [n, classes].

    Parameters
    ----------
    shape
        How large.
    classes
        How many genres.
    start
        A folder of published weights of that shape, whose last layer is made anew; None begins at random.
    scale
        What the blocks' own part is multiplied by at first, if it begins at random (LayerScale: Touvron et al. 2021).

    Raises
    ------
    MissingWeights
        The folder holds no weights of that shape.
    """

    def __init__(self, shape: Shape, classes: int, start: Path | None = None, scale: float = 1e-6) -> None:
        super().__init__()
        config = ConvNextConfig(
            hidden_sizes=list(shape.widths), depths=list(shape.depths), num_stages=len(shape.depths),
            layer_scale_init_value=scale,
        )  # fmt: skip
        config.num_labels = classes
        self.network: Any = ConvNextForImageClassification(config) if start is None else _published(start, config)

    def forward(self, pictures: Tensor) -> Tensor:
        """Logits [n, classes]."""
        logits: Tensor = self.network(pixel_values=pictures).logits
        return logits

    def maps(self, pictures: Tensor) -> Tensor:
        """What the last stage sees [n, channels, side / 32, side / 32]."""
        last: Tensor = self.network.convnext(pixel_values=pictures).last_hidden_state
        return last

    def told(self, maps: Tensor) -> Tensor:
        """The logits [n, classes] that follow from `maps`."""
        pooled = self.network.convnext.layernorm(maps.mean((-2, -1)))
        logits: Tensor = self.network.classifier(pooled)
        return logits


def _published(folder: Path, config: ConvNextConfig) -> nn.Module:
    try:
        network: nn.Module = ConvNextForImageClassification.from_pretrained(
            folder, config=config, ignore_mismatched_sizes=True, local_files_only=True, dtype=torch.float32
        )
    except (OSError, ValueError, RuntimeError) as error:
        raise MissingWeights(f"{folder} holds no ConvNeXt that can be read ({first_line(error)}).") from error
    return network
