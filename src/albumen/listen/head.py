"""From tags, cues and the trained heads to AudioSet's genres and moods.

Two witnesses are heard. The trained heads say how far each class lies above an ordinary song, as YAMNet would hear it
(`listen/heads`). The text evidence says what the tags go with in MusicCaps: each tag votes for the classes it goes
with, and tags that say the same share a vote. Genres go by what is surely heard, a tag's `excess` over its base rate,
with a hint of what is unusual, its `surprise`; and a tag that is a genre's own name speaks once more for it. Moods go
by surprise alone, and the sound's cues vote too. The witnesses' log odds are added (a logarithmic opinion pool), since
they err for different reasons: the teacher knows Ska and Music of Africa, for which no tag stands, but hardly tells
one genre from the other; the tags tell those that have a name among them. In numbers, the log odds are

    genre: SLOPE * (GENRE_PRIOR * logit(P(c)) + HEARD * head(c) + SAID * damp(c) * votes(c)) + OFFSET
           votes(c) = sum over tags t of share(t) * (excess(t) + HINT * surprise(t)) * lift(t, c)
                      + NAME * the greatest excess among the names of c
    mood:  slope(c) * (MOOD_PRIOR * logit(P(c)) + FELT * head(c) + said(c)) + offset(c)
           said(c) = MOOD_TRUST * votes(c) + CUE_TRUST * cues(c)
           votes(c) = sum over tags t of share(t) * sign(x) * |x| ^ 1.4, x = surprise(t) * lift(t, c)

and Happy loses a part of what is said for Sad. Funny and Happy are told without the head.

Figures, and what was chosen by looking at what, are in docs/listening.md. In short: the head alone is no better than
the text evidence (of Emotify's four genres the right one in 0.71 of the pieces, the text 0.77, both 0.78). Together
they are a little better on most of what was measured, and worse for rock.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from albumen.listen.cues import TOWARDS, Cues
from albumen.listen.evidence import ENOUGH_SUPPORT, Evidence
from albumen.listen.heads import Scores
from albumen.listen.priors import Excess, Surprise, tag_priors
from albumen.vocabulary import GENRES, MOODS

GENRE_PRIOR, HEARD, SAID = 0.8, 0.5, 2.0
SLOPE, OFFSET = 1.24, -0.35
"""Fitted (Platt 1999) to whether listeners would accept a genre of a piece."""
HINT = 0.05
"""What a spread of surprise is worth beside a probability that is higher by one."""
NAME = 1.5

MOOD_PRIOR, MOOD_TRUST = 0.4, 0.175
"""Moods begin closer to each other than MusicCaps has them, where one clip in five is exciting."""
CUE_TRUST = 0.2
FELT = 2.0
"""The head's moods then differ from song to song as much as the said ones do: neither witness outvotes the other."""
UNFELT = ("Happy", "Funny")
"""Moods without a say of the head: the teacher does not know Funny, and its Happy follows no listener's (r 0.13)."""
EMPHASIS = 1.4
UNHAPPY = 0.4
"""Happy is the mood with the fewest tags of its own, and is told as much by what does not sound sad."""

CALIBRATION: dict[str, tuple[float, float]] = {
    "Happy": (1.00, 0.32),
    "Funny": (1.00, 0.32),
    "Sad": (0.89, -0.46),
    "Tender": (1.14, -1.69),
    "Exciting": (1.24, -0.92),
    "Angry": (0.65, 0.45),
    "Scary": (1.19, -0.18),
}
"""Slope and offset of each mood (Platt 1999), made by `tools/calibrate_heads.py`: a mood's probability is that the song
is among the third of the corpus in which the teacher hears it most. Those that are only said are likely as often."""

HAPPY, FUNNY, SAD = (MOODS.index(mood) for mood in ("Happy", "Funny", "Sad"))

Votes = NDArray[np.float64]


def genre_votes(excess: Excess, surprise: Surprise, evidence: Evidence) -> Votes:
    """What the tags say of each genre, before any trust is set, float64 [25]."""
    names = evidence.names[:, : len(GENRES)]
    own = np.max(np.where(names, excess[:, None], -np.inf), axis=0)
    company = (tag_priors().share * (excess + HINT * surprise)) @ evidence.genre_lift
    votes: Votes = company + NAME * np.where(names.any(axis=0), own, 0.0)
    return votes


def mood_votes(surprise: Surprise, evidence: Evidence) -> Votes:
    """What the tags say of each mood, before any trust is set, float64 [7]."""
    votes: Votes = (_emphasised(surprise) * tag_priors().share) @ _emphasised(evidence.mood_lift)
    return votes


def genres(votes: Votes, heard: Scores, evidence: Evidence) -> dict[str, float]:
    """Probability of each of AudioSet's 25 genres, from the tags' votes [25] and the head's scores [25].

    Votes for genres with thin evidence count less.
    """
    damp = np.minimum(evidence.support[: len(GENRES)] / ENOUGH_SUPPORT, 1.0)
    prior = GENRE_PRIOR * _logit(evidence.base[: len(GENRES)])
    return _named(GENRES, SLOPE * (prior + HEARD * heard + SAID * damp * votes) + OFFSET)


def moods(votes: Votes, cues: Cues, felt: Scores, evidence: Evidence) -> dict[str, float]:
    """Probability of each of AudioSet's 7 moods, from the tags' votes [7], the cues, and the head's scores [6]."""
    slope, offset = np.array([CALIBRATION[mood] for mood in MOODS]).T
    return _named(MOODS, slope * mood_odds(votes, cues, felt, evidence) + offset)


def mood_odds(votes: Votes, cues: Cues, felt: Scores, evidence: Evidence) -> Votes:
    """The moods' log odds before they are calibrated, float64 [7]; else as `moods`."""
    prior = MOOD_PRIOR * _logit(evidence.base[len(GENRES) :])
    odds: Votes = prior + said(votes, cues) + FELT * np.insert(felt, FUNNY, 0.0) * ~np.isin(MOODS, UNFELT)
    return odds


def said(votes: Votes, cues: Cues) -> Votes:
    """What tags and cues say of each mood, without the head, float64 [7]."""
    said: Votes = MOOD_TRUST * votes + CUE_TRUST * cues @ TOWARDS
    said[HAPPY] -= UNHAPPY * said[SAD]
    return said


def _emphasised(values: NDArray[np.float64]) -> NDArray[np.float64]:
    louder: NDArray[np.float64] = np.sign(values) * np.abs(values) ** EMPHASIS
    return louder


def _logit(share: NDArray[np.float64]) -> NDArray[np.float64]:
    odds: NDArray[np.float64] = np.log(share / (1 - share))
    return odds


def _named(names: tuple[str, ...], odds: NDArray[np.float64]) -> dict[str, float]:
    return dict(zip(names, (1 / (1 + np.exp(-odds))).tolist(), strict=True))
