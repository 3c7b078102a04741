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
from albumen.listen.head import Votes, genre_votes, genres, mood_odds, mood_votes, moods, said
from albumen.listen.heads import Heads, Told
from albumen.listen.priors import LEAST, MOST, TAGS, excess, standing, surprise, tag_priors
from albumen.vocabulary import GENRES, MOODS, MSD_TAGS, MTT_TAGS

TRAINED = Heads()
UNMOVED = np.zeros(6)
STILL = np.zeros(5)
FESTIVE = cues(-9.0, 3000.0, 6.0, 150.0, Key("D", "major", 0.9))
DRIVING = cues(-9.0, 3000.0, 6.0, 135.0, None)
MOURNFUL = cues(-26.0, 700.0, 1.0, 62.0, Key("C", "minor", 0.9))
MENACING = cues(-9.0, 3000.0, 6.0, 150.0, Key("C", "minor", 0.9))


def surprised(*tags: str) -> np.ndarray:
    """Three spreads of surprise at some tags, and none at the others."""
    return np.array([3.0 if tag in tags else 0.0 for tag in TAGS])


def top(scores: dict[str, float]) -> str:
    return max(scores, key=lambda name: scores[name])


def first(scores: dict[str, float], count: int) -> list[str]:
    return sorted(scores, key=lambda name: -scores[name])[:count]


def told(standing: np.ndarray, cue: Cues = STILL) -> Told:
    return TRAINED.hear(standing, cue)


def felt(*tags: str) -> Votes:
    return mood_votes(surprised(*tags), evidence())


def genre_of(*tags: str) -> str:
    """The first genre of music in which some tags are heard surely, half above their base rate."""
    surprise = surprised(*tags)
    return top(genres(genre_votes(surprise / 6, surprise, evidence()), told(surprise).genres, evidence()))


def mood_of(cue: Cues, *tags: str) -> str:
    return top(moods(felt(*tags), cue, told(surprised(*tags), cue).moods, evidence()))


def feeling(cue: Cues, *tags: str) -> Affect:
    return affect(felt(*tags), cue)


def profile(msd: dict[str, float], mtt: dict[str, float]) -> dict[str, float]:
    """The genres of a song whose taggers give some tags these probabilities, and all others their base rates."""
    usual = 1 / (1 + np.exp(-tag_priors().mean))
    rates = {"msd": dict(zip(MSD_TAGS, usual[:50], strict=True)), "mtt": dict(zip(MTT_TAGS, usual[50:], strict=True))}
    raised = {"msd": rates["msd"] | msd, "mtt": rates["mtt"] | mtt}
    heard = {name: np.array([list(tags.values())], np.float32) for name, tags in raised.items()}
    votes = genre_votes(excess(heard), surprise(heard), evidence())
    return genres(votes, told(standing(heard)).genres, evidence())


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
    ("msd", "mtt", "expected"),
    [
        ({"instrumental": 0.3}, {"piano": 0.8, "classical": 0.6, "solo": 0.3, "no vocals": 0.2}, ("Classical",)),
        ({"jazz": 0.6, "instrumental": 0.2}, {"guitar": 0.25, "piano": 0.25, "drums": 0.15}, ("Jazz",)),
        ({"Hip-Hop": 0.6, "rnb": 0.2}, {"male vocal": 0.4, "beat": 0.4, "vocals": 0.3}, ("Hip hop",)),
        (
            {"electronic": 0.45, "electro": 0.15, "80s": 0.1},
            {"techno": 0.5, "synth": 0.4, "fast": 0.3},
            ("Electronic",),
        ),
        ({"ambient": 0.1}, {"choir": 0.5, "choral": 0.4, "strings": 0.4, "classical": 0.4}, ("Vocal", "Classical")),
        ({"instrumental": 0.2}, {"opera": 0.6, "classical": 0.5, "female voice": 0.4}, ("Classical",)),
        ({"blues": 0.5, "classic rock": 0.15}, {"guitar": 0.5, "slow": 0.2}, ("Blues",)),
        ({"country": 0.5, "folk": 0.2}, {"country": 0.4, "guitar": 0.5, "man": 0.2}, ("Country",)),
        ({"folk": 0.5, "acoustic": 0.4}, {"guitar": 0.5, "soft": 0.1}, ("Folk",)),
        ({"metal": 0.7, "heavy metal": 0.3}, {"rock": 0.7, "metal": 0.4, "loud": 0.4}, ("Rock",)),
        ({"House": 0.4, "dance": 0.4}, {"techno": 0.7, "beat": 0.5, "dance": 0.4}, ("Electronic",)),
        ({"soul": 0.5, "rnb": 0.15, "funk": 0.1}, {"female vocal": 0.2, "vocals": 0.2}, ("Soul",)),
        ({"pop": 0.6, "female vocalists": 0.4, "catchy": 0.1}, {"pop": 0.4, "vocals": 0.4}, ("Pop",)),
    ],
)
def test_a_song_is_what_a_listener_says(
    msd: dict[str, float], mtt: dict[str, float], expected: tuple[str, ...]
) -> None:
    heard = profile(msd, mtt)
    assert set(first(heard, len(expected))) == set(expected)
    assert heard[expected[0]] > 1 / 3


def test_a_faint_ambience_does_not_make_strings_electronic() -> None:
    heard = profile({"ambient": 0.15, "electronica": 0.04}, {"strings": 0.35, "classical": 0.35, "violin": 0.3})
    assert top(heard) == "Classical"
    assert heard["Electronic"] < heard["Classical"] / 2


def test_reggae_is_too_thin_to_be_told() -> None:
    heard = profile({"funk": 0.3, "chill": 0.2, "soul": 0.1}, {"guitar": 0.4, "male vocal": 0.3, "drums": 0.3})
    assert heard["Reggae"] < 0.25


def test_a_song_of_nothing_but_base_rates_is_of_no_genre_surely() -> None:
    assert max(profile({}, {}).values()) < 0.5


def test_a_genre_is_told_more_surely_the_more_of_its_name_is_heard() -> None:
    told = [profile({"jazz": share}, {})["Jazz"] for share in (0.2, 0.4, 0.6, 0.8)]
    assert told == sorted(told)
    assert told[-1] > told[0] + 0.5


@pytest.mark.parametrize(
    ("cue", "tags", "mood"),
    [
        (MENACING, ("metal", "heavy metal", "loud", "fast"), "Angry"),
        (MOURNFUL, ("sad", "slow", "cello", "soft"), "Sad"),
        (FESTIVE, ("happy", "catchy", "country", "oldies"), "Happy"),
        (STILL, ("soft", "harp", "beautiful", "quiet", "new age"), "Tender"),
        (DRIVING, ("techno", "electro", "dance", "fast", "beats"), "Exciting"),
    ],
)
def test_tags_and_cues_tell_the_mood(cue: Cues, tags: tuple[str, ...], mood: str) -> None:
    assert mood_of(cue, *tags) == mood


def test_the_same_tags_are_sadder_in_a_slow_minor() -> None:
    held, standing = felt("piano", "slow"), surprised("piano", "slow")
    sad, glad = (moods(held, cue, told(standing, cue).moods, evidence())["Sad"] for cue in (MOURNFUL, FESTIVE))
    assert sad > glad + 0.1


def test_genres_with_thin_evidence_are_not_moved_far_by_tags() -> None:
    known, unheard = evidence(), np.zeros(25)
    held = genres(genre_votes(np.ones(100), np.full(100, MOST), known), unheard, known)
    assert held["Ska"] < 4 * genres(unheard, unheard, known)["Ska"]


def test_genres_without_a_tag_of_their_own_are_told_by_the_head() -> None:
    known, unheard = evidence(), np.zeros(25)
    for genre in ("Reggae", "Ska", "Music of Africa"):
        heard = 2.0 * (np.array(GENRES) == genre)
        assert genres(unheard, heard, known)[genre] > 2 * genres(unheard, unheard, known)[genre]


def test_what_the_head_feels_is_added_to_what_is_said() -> None:
    known, votes = evidence(), felt("happy")
    before = mood_odds(votes, STILL, UNMOVED, known)
    after = mood_odds(votes, STILL, np.arange(6.0), known)
    assert after - before == pytest.approx([0, 0, 2, 4, 6, 8, 10]), "Happy and Funny are only said"


def test_a_mood_that_the_head_does_not_feel_is_said_by_tags() -> None:
    assert said(felt("happy", "catchy"), FESTIVE)[MOODS.index("Happy")] > 0 > said(felt("sad"), MOURNFUL)[0]


def test_what_sounds_sad_is_less_happy() -> None:
    votes = felt("happy")
    sadder = votes + 10 * (np.array(MOODS) == "Sad")
    assert said(sadder, STILL)[0] < said(votes, STILL)[0] - 0.5


def test_four_tags_for_a_woman_singing_do_not_outvote_one_for_jazz() -> None:
    women = ("woman", "female voice", "female vocal", "female")
    assert genre_of("jazz", "piano", *women) == "Jazz"


@given(
    arrays(np.float64, 100, elements=st.floats(-1, 1)),
    arrays(np.float64, 100, elements=st.floats(LEAST, MOST)),
    arrays(np.float64, 5, elements=st.floats(-2, 2)),
)
def test_whatever_is_heard_gives_probabilities_of_every_class(
    excess: np.ndarray, surprise: np.ndarray, cue: Cues
) -> None:
    held = mood_votes(surprise, evidence())
    found = told(surprise, cue)
    heard = genres(genre_votes(excess, surprise, evidence()), found.genres, evidence())
    heard |= moods(held, cue, found.moods, evidence())
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
