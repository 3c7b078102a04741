"""The second teacher of the heads: what musicnn's tags say of genres and moods, by the words people wrote of music.

Each tag votes for the classes that it goes with in MusicCaps, and tags that say the same share a vote. Genres go by
what is surely heard, a tag's `excess` over its base rate, with a hint of what is unusual, its `surprise`; and a tag
that is a genre's own name speaks once more for it. Moods go by surprise alone, and the sound's cues vote too. In log
odds:

    genre: GENRE_PRIOR * logit(P(c)) + SAID * damp(c) * votes(c)
           votes(c) = sum over tags t of share(t) * (excess(t) + HINT * surprise(t)) * lift(t, c)
                      + NAME * the greatest excess among the names of c
    mood:  MOOD_PRIOR * logit(P(c)) + MOOD_TRUST * votes(c) + CUE_TRUST * cues(c)
           votes(c) = sum over tags t of share(t) * sign(x) * |x| ^ 1.4, x = surprise(t) * lift(t, c)

and Happy loses a part of what is said for Sad. Genres with thin evidence are damped.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from albumen.vocabulary import GENRES, MOOD_PLACES, MOODS
from tools.tag_priors import Array, excess, surprise, tag_priors
from tools.text_evidence import ENOUGH_SUPPORT, evidence

Floats = NDArray[np.floating]

GENRE_PRIOR, SAID = 0.8, 2.0
HINT = 0.05
"""What a spread of surprise is worth beside a probability that is higher by one."""
NAME = 1.5

MOOD_PRIOR, MOOD_TRUST, CUE_TRUST = 0.4, 0.175, 0.2
"""Moods begin closer to each other than MusicCaps has them, where one clip in five is exciting."""
EMPHASIS = 1.4
UNHAPPY = 0.4
"""Happy is the mood with the fewest tags of its own, and is told as much by what does not sound sad."""
HAPPY, SAD = MOODS.index("Happy"), MOODS.index("Sad")

POINTS: dict[str, tuple[float, float, float, float, float]] = {
    "Happy": (1, 1, 1, 1, 1),
    "Funny": (0, 0, 1, 1, 1),
    "Sad": (-1, -1, -1, -1, -1),
    "Tender": (-1, -1, -1, -1, 1),
    "Exciting": (1, 1, 1, 1, 0),
    "Angry": (1, 1, 1, 1, -1),
    "Scary": (0, 0, 0, 0, -1),
}
"""Which way each cue points for each mood, in the order of `cues.NAMES`: Gabrielsson & Lindström 2010 ("The role of
structure in the musical expression of emotions"), Juslin & Laukka 2004 ("Expression, perception, and induction of
musical emotions"). All count the same: signs without fitted sizes predict new data nearly as well as fitted sizes do
(Dawes 1979, "The robust beauty of improper linear models in decision making")."""

TOWARDS: Array = np.array([POINTS[mood] for mood in MOODS], np.float64).T
"""`POINTS` as a matrix [5 cues, 7 moods]."""

PLACE_TRUST, PLACE_CUE_TRUST = 0.09, 0.15
VALENCE_CUES = (0.0, 0.0, 0.5, 0.5, 1.5)
"""Mode speaks first of valence, tempo and density after it (Eerola, Friberg & Bresin 2013, "Emotional expression in
music", find mode first, then tempo, register and dynamics). The order is that of `cues.NAMES`."""
AROUSAL_CUES = (1.0, 1.0, 1.0, 1.0, 0.0)
"""Loudness, brightness, density and tempo all speak of arousal, mode does not (Gabrielsson & Lindström 2010)."""
MIDDLE, SPREAD = (0.5, -1.0), (1.85, 2.0)
"""Where varied music lies on the two raw scales and how far it differs, so that -1..1 is used: of game music and of
recordings with singers, as many each, the quartiles of valence are then about -0.5, 0 and 0.5."""


def genre_odds(logits: Floats, shares: Floats) -> Array:
    """Log odds of the genres [n, 25] from the tags' mean logits and mean probabilities [n, 100] each."""
    known, genres = evidence(), len(GENRES)
    damp = np.minimum(known.support[:genres] / ENOUGH_SUPPORT, 1.0)
    odds: Array = GENRE_PRIOR * _logit(known.base[:genres]) + SAID * damp * _genre_votes(logits, shares)
    return odds


def mood_odds(logits: Floats, cues: Floats) -> Array:
    """Log odds of the moods [n, 7] from the tags' mean logits [n, 100] and the cues [n, 5]."""
    said = MOOD_TRUST * _mood_votes(logits) + CUE_TRUST * cues @ TOWARDS
    said[:, HAPPY] -= UNHAPPY * said[:, SAD]
    odds: Array = MOOD_PRIOR * _logit(evidence().base[len(GENRES) :]) + said
    return odds


def feeling(logits: Floats, cues: Floats) -> Array:
    """Valence and arousal [n, 2], before they are brought to -1..1 by tanh; else as `mood_odds`.

    The places of the moods on the circumplex weighed by their votes, and the cues' own say.
    """
    places = np.array([MOOD_PLACES[mood] for mood in MOODS])
    pointing = np.array([VALENCE_CUES, AROUSAL_CUES]).T
    raw = PLACE_TRUST * _mood_votes(logits) @ places + PLACE_CUE_TRUST * cues @ pointing
    felt: Array = (raw - MIDDLE) / SPREAD
    return felt


def _genre_votes(logits: Floats, shares: Floats) -> Array:
    known, above = evidence(), excess(shares)
    names = known.names[:, : len(GENRES)]
    own = np.max(np.where(names, above[:, :, None], -np.inf), axis=1)
    company = (tag_priors().share * (above + HINT * surprise(logits))) @ known.genre_lift
    votes: Array = company + NAME * np.where(names.any(axis=0), own, 0.0)
    return votes


def _mood_votes(logits: Floats) -> Array:
    votes: Array = (_emphasised(surprise(logits)) * tag_priors().share) @ _emphasised(evidence().mood_lift)
    return votes


def _emphasised(values: Array) -> Array:
    louder: Array = np.sign(values) * np.abs(values) ** EMPHASIS
    return louder


def _logit(share: Array) -> Array:
    odds: Array = np.log(share / (1 - share))
    return odds
