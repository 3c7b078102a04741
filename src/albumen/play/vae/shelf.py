"""The trained VAEs of this machine, one a genre, and which of them suits a picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from albumen.errors import MissingWeights
from albumen.models.places import cache_root, own_folder
from albumen.models.trained import CARD, WEIGHTS

Domain = Literal["waveform", "mel"]
DOMAINS: tuple[Domain, ...] = ("waveform", "mel")
_PREFIXES: Mapping[Domain, str] = {"mel": "s4-vae-mel-", "waveform": "s4-vae-"}
"""What folders are called, before the genre, in the folder that `ALBUMEN_MODELS` names or in albumen's cache."""
_KIN = {"metal": "rock"}
"""GTZAN's one genre that is none of AudioSet's, and the one of those that it is part of."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """A folder with a trained VAE; only its name has been looked at."""

    genre: str
    """As the folder has it, such as `hiphop`."""
    domain: Domain
    folder: Path


def shelved(domain: Domain | None = None) -> tuple[Shelved, ...]:
    """The VAEs that are here, by genre; without a domain those of waveforms, or if there is none those of mels."""
    found = {(each.domain, each.genre): each for place in _places() for each in _in(place)}
    ordered = [found[key] for key in sorted(found)]
    wanted = domain or ("waveform" if any(each.domain == "waveform" for each in ordered) else "mel")
    return tuple(each for each in ordered if each.domain == wanted)


def called(model: str, domain: Domain | None) -> Shelved:
    """The VAE of a genre, or that in a folder which `albumen train` wrote.

    Raises
    ------
    MissingWeights
        There is none.
    """
    here = shelved(domain)
    for each in here:
        if plain(each.genre) == plain(model):
            return each
    folder = Path(model).expanduser()
    if _whole(folder):
        return Shelved(folder.name, domain or "waveform", folder)
    offer = f"there are: {', '.join(each.genre for each in here)}" if here else "none is trained"
    raise MissingWeights(f"There is no VAE {model!r} here ({offer}), nor a folder of that name with trained weights.")


def suited(genres: Mapping[str, float], variant: int, here: Sequence[Shelved]) -> Shelved:
    """Of these VAEs, one at least, that of the likeliest genre, for variant 1 the next, and so on in a circle.

    "Img2Music", algorithm 1, takes the likeliest; section 4.1 wishes for the first N to choose from. Without any genres
    all are as likely. Raises MissingWeights if not one of the genres has a VAE.
    """
    likely = {plain(genre): chance for genre, chance in genres.items()}
    chances = [likely.get(_KIN.get(plain(each.genre), plain(each.genre)), 0.0) for each in here]
    order = sorted(range(len(here)), key=lambda at: (-chances[at], plain(here[at].genre) in _KIN))
    ranked = [here[at] for at in order if chances[at] > 0 or not genres]
    if not ranked:
        there = ", ".join(each.genre for each in here)
        raise MissingWeights(f"There is no VAE of {' or '.join(genres)} here; there are: {there}.")
    return ranked[variant % len(ranked)]


def plain(genre: str) -> str:
    """A genre's letters alone: `Hip hop`, `HipHop` and `hip-hop` are one."""
    return "".join(letter for letter in genre.casefold() if letter.isalnum())


def _places() -> list[Path]:
    own = own_folder()
    return [cache_root(), *([own] if own else [])]


def _in(place: Path) -> list[Shelved]:
    found: list[Shelved] = []
    with suppress(OSError):
        for folder in place.iterdir():
            domain = next((name for name, prefix in _PREFIXES.items() if folder.name.startswith(prefix)), None)
            if domain and _whole(folder):
                found.append(Shelved(folder.name.removeprefix(_PREFIXES[domain]), domain, folder))
    return found


def _whole(folder: Path) -> bool:
    return (folder / WEIGHTS).is_file() and (folder / CARD).is_file()
