"""From tags and cues to genres, moods, valence and arousal."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from albumen.description import Affect, Key
from albumen.listen.affect import affect
from albumen.listen.cues import Cues, cues
from albumen.listen.evidence import evidence
from albumen.listen.head import genres, moods, votes
from albumen.listen.priors import LEAST, MOST, TAGS
from albumen.vocabulary import GENRES, MOODS

STILL = np.zeros(5)
FESTIVE = cues(-9.0, 3000.0, 6.0, 150.0, Key("D", "major", 0.9))
MOURNFUL = cues(-26.0, 700.0, 1.0, 62.0, Key("C", "minor", 0.9))
MENACING = cues(-9.0, 3000.0, 6.0, 150.0, Key("C", "minor", 0.9))


def surprised(*tags: str) -> np.ndarray:
    """Three spreads of surprise at some tags, and none at the others."""
    return np.array([3.0 if tag in tags else 0.0 for tag in TAGS])


def top(scores: dict[str, float]) -> str:
    return max(scores, key=lambda name: scores[name])


def genre_of(*tags: str) -> str:
    return top(genres(votes(surprised(*tags), evidence()), evidence()))


def mood_of(cue: Cues, *tags: str) -> str:
    return top(moods(votes(surprised(*tags), evidence()), cue, evidence()))


def feeling(cue: Cues, *tags: str) -> Affect:
    return affect(votes(surprised(*tags), evidence()), cue)


@pytest.mark.parametrize(
    ("tags", "genre"),
    [
        (("rock", "hard rock", "metal", "heavy metal", "guitar", "loud"), "Rock"),
        (("classical", "strings", "violin", "cello", "no vocals"), "Classical"),
        (("techno", "electronic", "House", "beats", "dance", "synth"), "Electronic"),
        (("jazz", "piano", "instrumental", "blues"), "Jazz"),
        (("Hip-Hop", "rnb", "male vocal", "beat"), "Hip hop"),
        (("country", "acoustic", "guitar", "folk"), "Country"),
        (("choir", "choral", "opera", "voice"), "Vocal"),
        (("new age", "ambient", "soft", "slow"), "New-age"),
        (("sitar", "indian", "flute"), "Music of Asia"),
    ],
)
def test_tags_tell_the_genre(tags: tuple[str, ...], genre: str) -> None:
    assert genre_of(*tags) == genre


@pytest.mark.parametrize(
    ("cue", "tags", "mood"),
    [
        (MENACING, ("metal", "heavy metal", "loud", "fast"), "Angry"),
        (MOURNFUL, ("sad", "slow", "cello", "soft"), "Sad"),
        (FESTIVE, ("happy", "catchy", "country", "oldies"), "Happy"),
        (STILL, ("soft", "harp", "beautiful", "quiet", "new age"), "Tender"),
        (FESTIVE, ("techno", "electro", "dance", "fast", "beats"), "Exciting"),
    ],
)
def test_tags_and_cues_tell_the_mood(cue: Cues, tags: tuple[str, ...], mood: str) -> None:
    assert mood_of(cue, *tags) == mood


def test_the_same_tags_are_sadder_in_a_slow_minor() -> None:
    held = votes(surprised("piano", "slow"), evidence())
    assert moods(held, MOURNFUL, evidence())["Sad"] > moods(held, FESTIVE, evidence())["Sad"] + 0.2


def test_genres_with_thin_evidence_stay_near_their_base_rate() -> None:
    known = evidence()
    held = genres(votes(np.full(100, MOST), known), known)
    ska = GENRES.index("Ska")
    assert held["Ska"] < 4 * known.base[ska]


def test_four_tags_for_a_woman_singing_do_not_outvote_one_for_jazz() -> None:
    women = ("woman", "female voice", "female vocal", "female")
    assert genre_of("jazz", "piano", *women) == "Jazz"


@given(
    arrays(np.float64, 100, elements=st.floats(LEAST, MOST)),
    arrays(np.float64, 5, elements=st.floats(-2, 2)),
)
def test_whatever_is_heard_gives_probabilities_of_every_class(surprise: np.ndarray, cue: Cues) -> None:
    held = votes(surprise, evidence())
    heard = genres(held, evidence()) | moods(held, cue, evidence())
    assert list(heard) == [*GENRES, *MOODS]
    assert all(0 < probability < 1 for probability in heard.values())
    place = affect(held, cue)
    assert -1 <= place.valence <= 1
    assert -1 <= place.arousal <= 1


@pytest.mark.parametrize(
    ("cue", "tags", "pleasant", "excited"),
    [
        (FESTIVE, ("happy", "dance", "catchy", "party"), True, True),
        (MENACING, ("metal", "heavy metal", "loud"), False, True),
        (MOURNFUL, ("sad", "slow", "cello"), False, False),
        (cues(-24.0, 900.0, 1.5, 70.0, Key("C", "major", 0.9)), ("soft", "easy listening", "folk"), True, False),
    ],
)
def test_affect_lies_in_the_quadrant_of_the_music(
    cue: Cues, tags: tuple[str, ...], pleasant: bool, excited: bool
) -> None:
    place = feeling(cue, *tags)
    assert (place.valence > 0) is pleasant
    assert (place.arousal > 0) is excited


@pytest.mark.parametrize("at", range(4))
def test_more_of_loudness_brightness_density_or_tempo_is_more_arousal(at: int) -> None:
    up = np.eye(5)[at]
    assert feeling(up, "piano").arousal > feeling(-up, "piano").arousal


def test_major_is_more_pleasant_than_minor_and_no_more_exciting() -> None:
    major, minor = (feeling(cues(None, None, None, None, Key("C", mode, 0.8)), "piano") for mode in ("major", "minor"))
    assert major.valence > minor.valence + 0.1
    assert major.arousal == minor.arousal
