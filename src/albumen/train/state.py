"""How far a training is: all that must be known, beside the weights and the optimisers, to go on with it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(slots=True)
class State:
    """Counters of a training; the one thing here that changes as it goes on."""

    step: int = 0
    """Steps done in all."""
    epoch: int = 0
    """The epoch that is under way, from 0."""
    within: int = 0
    """Steps done of this epoch."""
    best: float | None = None
    """The best value of the measure that decides, so far."""
    best_epoch: int | None = None
    waited: int = 0
    """Epochs since then."""
    plateau: int = 0
    """Epochs on a plateau since the learning rate last fell."""
    falls: int = 0
    """How often it fell."""
    finished: bool = False

    def to_dict(self) -> dict[str, Any]:
        """The state as JSON can hold it."""
        return asdict(self)

    @classmethod
    def from_dict(cls, held: dict[str, Any]) -> State:
        """The state that `to_dict` gave; TypeError if it is another, or lacks a counter."""
        if held.keys() != {field.name for field in fields(cls)}:
            raise TypeError("not the counters of a training")
        return cls(**held)
