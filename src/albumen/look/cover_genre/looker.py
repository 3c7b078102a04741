"""The looker that tells genres by a trained classifier; all else is the ground floor's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from albumen.card import Card, Readiness
from albumen.description import Description
from albumen.errors import MissingWeights
from albumen.look.cover_genre.classifier import Classifier, load_classifier
from albumen.look.engine import LOOKERS
from albumen.look.ground import Composition
from albumen.models.places import cache_root, own_folder
from albumen.models.trained import CARD, WEIGHTS
from albumen.picture import Picture, Pixels
from albumen.progress import Progress, part
from albumen.vocabulary import GENRES

FOLDER = "cover-genre"
"""Of the trained classifier, in the folder that `ALBUMEN_MODELS` names or in albumen's cache."""


@LOOKERS.register("cover-genre")
class CoverGenre:
    """Tells genres by ConvNeXt or a probe, whichever was trained."""

    def __init__(self) -> None:
        self._ground = Composition()
        self._classifier: Classifier | None = None

    @property
    def card(self) -> Card:
        """What it is, what it needs, whether it is ready."""
        line = "Genres by a classifier of covers; all else by colour and composition."
        needs = ("torch", "a classifier trained by recipes/s4-cover-*.toml")
        return Card("cover-genre", line, needs, self._ground.card.licences, _ready)

    def look(self, picture: Picture, rng: np.random.Generator, progress: Progress) -> Description:
        """What is seen in the picture; nothing here is random.

        Genres that AudioSet names go by its names; the others are tags.

        Raises
        ------
        BadPicture
            It has no pixels.
        MissingWeights, MissingExtra
            It is not ready.
        """
        classifier = self._loaded()
        described = self._ground.look(picture, rng, part(progress, 0.0, 0.3))
        names, told = classifier.names, classifier.probabilities([picture.pixels])[0]
        progress(1.0, "looking")
        known = {audioset(name): float(chance) for name, chance in zip(names, told, strict=True) if audioset(name)}
        other = {name: float(chance) for name, chance in zip(names, told, strict=True) if not audioset(name)}
        sources: Mapping[str, str] = {**described.sources, "genres": str(classifier.card.get("title", FOLDER))}
        genres = {genre: known.get(genre, 0.0) for genre in GENRES}
        return replace(described, genres=genres, tags={**described.tags, **other}, sources=sources)

    def shown(self, picture: Picture) -> Pixels:
        """The picture, and beside it where the evidence for its likeliest genre lies: uint8 [height, 2 * width, 3].

        MissingWeights or MissingExtra if it is not ready.
        """
        from albumen.look.cover_genre.cam import beside

        classifier = self._loaded()
        likeliest = classifier.names[int(classifier.probabilities([picture.pixels])[0].argmax())]
        return beside(picture.pixels, classifier.seen(picture.pixels, likeliest))

    def _loaded(self) -> Classifier:
        if self._classifier is None:
            self._classifier = load_classifier(_needed())
        return self._classifier


def audioset(folder: str) -> str:
    """AudioSet's name of the genre that a folder is called by (`HipHop`: `Hip hop`); empty if it has none."""
    plain = {_letters(genre): genre for genre in GENRES}
    return plain.get(_letters(folder), "")


def _letters(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())


def _ready() -> Readiness:
    if _folder() is not None:
        return Readiness(True)
    remedy = f"run: albumen train recipes/s4-cover-words.toml --data COVERS --out {cache_root() / FOLDER}"
    return Readiness(False, "no classifier of covers is trained", remedy)


def _needed() -> Path:
    folder = _folder()
    if folder is None:
        state = _ready()
        raise MissingWeights(f"Genres cannot be told by covers: {state.reason}; {state.remedy}")
    return folder


def _folder() -> Path | None:
    own = own_folder()
    places = (*((own / FOLDER,) if own else ()), cache_root() / FOLDER)
    return next((place for place in places if (place / WEIGHTS).is_file() and (place / CARD).is_file()), None)
