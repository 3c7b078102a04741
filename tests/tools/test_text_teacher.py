"""What the text evidence says of genres and moods, before it is taught."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from albumen.description import Key
from albumen.listen.cues import Cues, cues
from albumen.vocabulary import GENRES, MOODS, MSD_TAGS, MTT_TAGS
from tools.tag_priors import SONGS_DIFFER, TAGS, tag_priors
from tools.text_teacher import feeling, genre_odds, mood_odds

STILL = np.zeros(5)
FESTIVE = cues(-9.0, 3000.0, 6.0, 150.0, Key("D", "major", 0.9))
DRIVING = cues(-9.0, 3000.0, 6.0, 135.0, None)
MOURNFUL = cues(-26.0, 700.0, 1.0, 62.0, Key("C", "minor", 0.9))
MENACING = cues(-9.0, 3000.0, 6.0, 150.0, Key("C", "minor", 0.9))


def logits_of(*tags: str) -> np.ndarray:
    """Three spreads above their base rates at some tags, and base rates at the others [1, 100]."""
    priors = tag_priors()
    up = np.array([3.0 if tag in tags else 0.0 for tag in TAGS])
    return (priors.mean + up * SONGS_DIFFER * priors.spread)[None]


def usual() -> np.ndarray:
    return 1 / (1 + np.exp(-tag_priors().mean))


def first(odds: np.ndarray, count: int) -> list[str]:
    return [GENRES[at] for at in np.argsort(-odds)[:count]]


def genre_of(*tags: str) -> str:
    """The first genre of music in which some tags are heard surely, half above their base rate."""
    shares = usual() + np.array([0.5 if tag in tags else 0.0 for tag in TAGS])
    return first(genre_odds(logits_of(*tags), shares[None])[0], 1)[0]


def said(cue: Cues, *tags: str) -> np.ndarray:
    return np.asarray(mood_odds(logits_of(*tags), cue[None])[0])


def felt(cue: Cues, *tags: str) -> np.ndarray:
    return np.asarray(feeling(logits_of(*tags), cue[None])[0])


def profile(msd: dict[str, float], mtt: dict[str, float]) -> np.ndarray:
    """The genres of a song whose taggers give some tags these probabilities, and all others their base rates."""
    rates = dict(zip(MSD_TAGS, usual()[:50], strict=True)) | msd, dict(zip(MTT_TAGS, usual()[50:], strict=True)) | mtt
    shares = np.array([list(rates[0].values()) + list(rates[1].values())])
    return np.asarray(genre_odds(np.log(shares / (1 - shares)), shares)[0])


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
    assert set(first(profile(msd, mtt), len(expected))) == set(expected)


def test_a_faint_ambience_does_not_make_strings_electronic() -> None:
    odds = profile({"ambient": 0.15, "electronica": 0.04}, {"strings": 0.35, "classical": 0.35, "violin": 0.3})
    assert first(odds, 1) == ["Classical"]


def test_a_song_of_nothing_but_base_rates_is_of_no_genre_surely() -> None:
    assert profile({}, {}).max() < 0


def test_a_genre_is_told_more_surely_the_more_of_its_name_is_heard() -> None:
    told = [profile({"jazz": share}, {})[GENRES.index("Jazz")] for share in (0.2, 0.4, 0.6, 0.8)]
    assert told == sorted(told)
    assert told[-1] > told[0] + 1


def test_four_tags_for_a_woman_singing_do_not_outvote_one_for_jazz() -> None:
    assert genre_of("jazz", "piano", "woman", "female voice", "female vocal", "female") == "Jazz"


def test_genres_with_thin_evidence_are_not_moved_far_by_tags() -> None:
    shares = np.clip(usual() + 1, 0, 1)[None]
    before, after = genre_odds(tag_priors().mean[None], usual()[None]), genre_odds(logits_of(*TAGS), shares)
    assert after[0, GENRES.index("Ska")] < before[0, GENRES.index("Ska")] + 1.5


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
def test_tags_speak_for_their_mood(cue: Cues, tags: tuple[str, ...], mood: str) -> None:
    others = np.stack([said(cue, *some) for some in ((), ("piano",), ("guitar",))])
    assert said(cue, *tags)[MOODS.index(mood)] > others[:, MOODS.index(mood)].max() + 0.3


def test_the_same_tags_are_sadder_in_a_slow_minor() -> None:
    sad = MOODS.index("Sad")
    assert said(MOURNFUL, "piano", "slow")[sad] > said(FESTIVE, "piano", "slow")[sad] + 1


def test_what_sounds_sad_is_less_happy() -> None:
    happy = MOODS.index("Happy")
    assert said(STILL, "happy", "sad")[happy] < said(STILL, "happy")[happy]


@given(arrays(np.float64, (2, 100), elements=st.floats(-20, 20)), arrays(np.float64, (2, 5), elements=st.floats(-2, 2)))
def test_whatever_is_heard_gives_odds_of_every_class(logits: np.ndarray, cue: np.ndarray) -> None:
    both = genre_odds(logits, 1 / (1 + np.exp(-logits))), mood_odds(logits, cue)
    assert [odds.shape for odds in both] == [(2, len(GENRES)), (2, len(MOODS))]
    assert all(np.isfinite(odds).all() for odds in both)
    assert feeling(logits, cue).shape == (2, 2)


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
    valence, arousal = felt(cue, *tags)
    assert (valence > 0) == pleasant
    assert (arousal > 0) == excited


@pytest.mark.parametrize("at", range(4))
def test_more_of_loudness_brightness_density_or_tempo_is_more_arousal(at: int) -> None:
    up = np.eye(5)[at]
    assert felt(up, "piano")[1] > felt(-up, "piano")[1]


def test_major_is_more_pleasant_than_minor_and_no_more_exciting() -> None:
    major, minor = (felt(cues(None, None, None, None, Key("C", mode, 0.8)), "piano") for mode in ("major", "minor"))
    assert major[0] > minor[0] + 0.1
    assert major[1] == minor[1]
