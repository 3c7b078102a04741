"""The genre and mood classifiers that read VGGish's codes, wherever `albumen train` put them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from albumen.card import Readiness
from albumen.errors import MissingWeights
from albumen.listen.vggish.codes import Codes, Floats, dequantise
from albumen.models.places import cache_root, own_folder
from albumen.models.trained import CARD, WEIGHTS
from albumen.vocabulary import GENRES, MOODS

if TYPE_CHECKING:
    from albumen.listen.vggish.classifier import Classifier

GENRE, MOOD = "s1-genre", "s1-mood"
"""The folders of the two classifiers, in the folder that `ALBUMEN_MODELS` names or in albumen's cache."""
CLIP = 10
"""Seconds that are one example to a classifier that was trained on whole clips."""


@dataclass(frozen=True, slots=True)
class Heads:
    """Both classifiers."""

    genre: Classifier
    mood: Classifier

    def genres(self, codes: Codes) -> dict[str, float]:
        """Probability of each of the 25 genres in sound with these codes, uint8 [examples, 128], at least one."""
        return _heard(self.genre, codes)

    def moods(self, codes: Codes) -> dict[str, float]:
        """Probability of each of the 7 moods, likewise."""
        return _heard(self.mood, codes)


def load_heads() -> Heads:
    """The classifiers.

    Raises
    ------
    MissingWeights
        One is not there, is damaged, or tells other classes apart.
    """
    return Heads(_load(GENRE, GENRES), _load(MOOD, MOODS))


def ready() -> Readiness:
    """Whether both classifiers are here, without reading them."""
    for name in (GENRE, MOOD):
        if _folder(name) is None:
            out = cache_root() / name
            remedy = f"run: albumen train recipes/{name}.toml --data AUDIOSET_FEATURES --out {out}"
            return Readiness(False, f"the classifier {name} is not trained", remedy)
    return Readiness(True)


def _folder(name: str) -> Path | None:
    own = own_folder()
    places = [own / name] if own else []
    found = (
        place for place in (*places, cache_root() / name) if (place / WEIGHTS).is_file() and (place / CARD).is_file()
    )
    return next(found, None)


def _load(name: str, classes: tuple[str, ...]) -> Classifier:
    from albumen.listen.vggish.classifier import load_classifier

    folder = _folder(name)
    if folder is None:
        raise MissingWeights(f"The classifier {name} is not trained; {ready().remedy}")
    classifier = load_classifier(folder)
    if classifier.names != classes:
        raise MissingWeights(f"{folder} tells {len(classifier.names)} other classes apart; train {name} there instead.")
    return classifier


def _heard(classifier: Classifier, codes: Codes) -> dict[str, float]:
    """The mean over the song of what the classifier says of each second, or of each ten if it was trained on those."""
    whole = classifier.card["recipe"].get("data", {}).get("example") == "clip"
    seconds = dequantise(codes)
    means = classifier.probabilities(_clips(seconds) if whole else seconds).mean(axis=0, dtype=np.float64)
    return dict(zip(classifier.names, means.tolist(), strict=True))


def _clips(seconds: Floats) -> Floats:
    """The means of ten seconds each; the last may be of fewer."""
    starts = np.arange(0, len(seconds), CLIP)
    held = np.diff(np.append(starts, len(seconds)))
    return np.asarray(np.add.reduceat(seconds, starts) / held[:, None], np.float32)
