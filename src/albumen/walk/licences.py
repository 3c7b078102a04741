"""Models that not everyone may use for everything: said aloud, for a cover is mostly made to be sold with."""

from __future__ import annotations

import re
from collections.abc import Iterable

from albumen.maker import Model

_FORBIDS = re.compile(r"\b(nc|non-?commercial|research[- ]only)\b", re.IGNORECASE)


def restricted(models: Iterable[Model]) -> tuple[str, ...]:
    """A sentence for each model whose licence does not allow commercial use as it stands."""
    return tuple(said for model in models if (said := _sentence(model)))


def _sentence(model: Model) -> str:
    from albumen.models import listed

    card = next((card for card in listed() if model.name in (card.name, getattr(card.origin, "repo", None))), None)
    if not _FORBIDS.search(model.licence) and not (card and card.commercial == "no"):
        return ""
    terms = f" {card.terms}" if card and card.terms else ""
    licence = model.licence or (card.licence if card else "")
    return f"{model.name} is not free for commercial use ({licence}).{terms}"
