"""What the card of a cover classifier says of its data."""

from __future__ import annotations

from albumen.data.covers import PARTS, Covers
from albumen.train.covers.settings import CoverRecipe, FeatureRecipe, ViewsRecipe


def about(covers: Covers, recipe: CoverRecipe | FeatureRecipe | ViewsRecipe) -> dict[str, object]:
    """Counts, licence, the pictures that could not be read, and by name the covers that were never learnt from."""
    parts = covers.parts(recipe.seed)
    return {
        "name": "covers by genre",
        "licence": recipe.data.licence,
        "sleeves": int(covers.sleeves.max()) + 1,
        "counts": {part: int((parts == at).sum()) for at, part in enumerate(PARTS)},
        "unreadable": [str(error) for error in covers.unreadable],
        **{part: [covers.covers[row].name for row in covers.part(part, recipe.seed)] for part in PARTS[1:]},
    }
