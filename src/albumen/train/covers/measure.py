"""How well genres are told, on the validation split."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional


def measured(logits: Tensor, labels: NDArray[np.int64]) -> dict[str, float]:
    """Cross entropy and accuracy of logits [n, genres] where `labels` [n] are right."""
    truth = torch.as_tensor(labels)
    accuracy = float((logits.argmax(-1) == truth).double().mean())
    return {"loss": float(functional.cross_entropy(logits, truth)), "accuracy": accuracy}
