"""The ground floor's looker: colour, light and composition, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from albumen.card import Card
from albumen.description import Description
from albumen.look.affect import affect
from albumen.look.curves import scan
from albumen.look.engine import LOOKERS
from albumen.look.features import see, standing
from albumen.look.genres import genres
from albumen.look.moods import moods, words
from albumen.look.palette import palette
from albumen.look.raster import raster
from albumen.picture import Picture
from albumen.progress import Progress

SOURCES: Mapping[str, str] = {
    "genres": "colour and composition through a table fitted to covers of five genres, the others through counts in"
    " MusicCaps (CC BY-SA 4.0); a cover says little of the music: 3 in 10 are right of five",
    "moods": "places of the moods on the circumplex, moved by colours; a rule, not learnt",
    "tags": "colour and composition against those of ordinary covers",
    "affect": "light, colour (Valdez and Mehrabian 1994; OASIS), contrast and shape, ranked among ordinary covers",
    "palette": "k-means in OKLab",
    "embedding": "colour and composition as standard scores",
    "scan": "saliency (spectral residual and distance from the mean colour), light, edges and colour by columns",
}
"""How each field is found."""


@LOOKERS.register("composition")
class Composition:
    """Measures a picture's colours, light and composition; affect, moods and genres follow from the measures."""

    @property
    def card(self) -> Card:
        """What it is, what it needs, whether it is ready."""
        line = "Colour, light and composition; affect from colour, genres by a table fitted to covers."
        return Card("composition", line, licences=("CC BY-SA 4.0 (counts in MusicCaps)",))

    def look(self, picture: Picture, rng: np.random.Generator, progress: Progress) -> Description:
        """What is seen in the picture; nothing here is random. Raises BadPicture for one without pixels."""
        progress(0.0, "looking")
        sight = see(raster(picture))
        scores, felt = standing(sight.measured), affect(sight.measured)
        likely = moods(felt, scores)
        progress(1.0, "looking")
        return Description(
            genres=genres(scores, likely),
            moods=likely,
            tags=words(scores),
            affect=felt,
            palette=palette(sight.raster.bytes),
            embedding=scores.astype(np.float32),
            scan=scan(sight),
            sources=SOURCES,
        )
