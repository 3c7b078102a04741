"""What the heads say: the log odds that two teachers give together.

YAMNet hears, as the people heard who labelled AudioSet; the text evidence reads musicnn's tags, as the people wrote who
described MusicCaps. They err for different reasons, so their log odds are added (a logarithmic opinion pool):

    genre: text(c) + weight(c) * (yamnet(c) - ordinary(c))
           weight(c) = r(c) ^ 2, the share of variance that text(c) and yamnet(c) have in common over the corpus'
                       tracks; THIN of its spread where the text has too little evidence to compare with
    mood:  text(c) + FELT * (yamnet(c) - ordinary(c)); Happy and Funny by the text alone

where yamnet(c) is the standard score of the class' logit over the corpus and ordinary(c) what it is of an ordinary
song, whose tags are at their base rates: a corpus of game music then moves no class. To YAMNet a singer with a guitar
is Country, Soul and Independent nearly as much as Rock, and r says so: 0.4 where it confuses, 0.8 where it tells apart.
Valence and arousal are told by the text and the cues alone. The text's part is written into the networks as it is
(`tools.text_graph`); YAMNet's part is what they learn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from albumen.listen.heads import CLASSES, HeadName
from albumen.vocabulary import GENRES, MOODS
from tools import text_teacher
from tools.tag_priors import Array, standing
from tools.text_evidence import evidence
from tools.yamnet import class_logits

THIN = 0.6
"""How much of YAMNet's log odds is given a genre that the text knows too little of. Tracks of the corpus whose kinds
are known are told as well with 0.5 and 0.7; with less no reggae is told, with more much that is none."""
FELT = 2.0
"""YAMNet's moods then differ from song to song as much as the text's do: neither teacher outvotes the other. Tracks
with names such as `dungeon` are told by Scary as well with 2, 3, 4 or 6 (area under the ROC 0.68)."""
UNFELT = ("Happy", "Funny")
"""Moods that YAMNet does not teach: it does not know Funny, and its Happy goes with the text's by r 0.3 only."""
FARTHEST = (-3.0, 6.0)
"""Standard scores and standings are cut off here: further than the corpus has them, which has no reggae."""
RIDGE = 0.1


@dataclass(frozen=True, slots=True, eq=False)
class Excerpts:
    """What was heard of n excerpts, in the order of their tracks."""

    units: NDArray[np.float32]
    """[n, 400]"""
    shares: NDArray[np.float32]
    """[n, 100]"""
    logits: NDArray[np.float32]
    """[n, 100]"""
    cues: NDArray[np.float32]
    """[n, 5]"""
    scores: NDArray[np.float32]
    """YAMNet's [n, 521]."""
    plain: NDArray[np.bool_]
    """Those that nothing was done to."""
    package: NDArray[np.str_]
    track: NDArray[np.str_]


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """What a head is to say of each excerpt."""

    text: Array
    """What the text evidence says [n, classes]."""
    heard: Array
    """YAMNet's standard scores [n, classes]; NaN where it does not teach."""
    weights: Array
    """What a standard score of YAMNet's adds to the log odds [classes]; 0 where it does not teach."""
    ordinary: Array
    """YAMNet's standard scores of an ordinary song [classes]; 0 where it does not teach."""

    @property
    def odds(self) -> Array:
        """Of both teachers [n, classes]."""
        return pooled(self.text, self.heard, self.weights, self.ordinary)


def pooled(text: Array, heard: Array, weights: Array, ordinary: Array) -> Array:
    """The log odds of both teachers [n, classes]; all as in `Lesson`."""
    odds: Array = text + weights * (np.nan_to_num(heard) - ordinary)
    return odds


def lesson(head: HeadName, excerpts: Excerpts, labels: Sequence[str]) -> Lesson:
    """The lesson of a head; `labels` are the MIDs of YAMNet's scores."""
    said = text_of(head, excerpts)
    taught = taught_by_yamnet(head)
    at = [CLASSES[head].index(name) for name in taught]
    logits = class_logits(excerpts.scores, labels, taught)
    heard, weights, usual = np.full(said.shape, np.nan), np.zeros(said.shape[1]), np.zeros(said.shape[1])
    heard[:, at] = standard(logits, excerpts.plain)
    spreads = logits[excerpts.plain].std(axis=0)
    weights[at] = genre_weights(said, heard, spreads, excerpts) if head == "genre" else FELT
    usual[at] = ordinary(excerpts, heard[:, at])
    return Lesson(said, heard, weights, usual)


def taught_by_yamnet(head: HeadName) -> tuple[str, ...]:
    """The classes of a head of which YAMNet has a say, in their order."""
    return tuple(name for name in CLASSES[head] if name in (*GENRES, *MOODS) and name not in UNFELT)


def text_of(head: HeadName, excerpts: Excerpts) -> Array:
    """What the text evidence says [n, classes]."""
    logits, cues = excerpts.logits.astype(np.float64), excerpts.cues.astype(np.float64)
    if head == "genre":
        return text_teacher.genre_odds(logits, excerpts.shares)
    return np.hstack([text_teacher.mood_odds(logits, cues), text_teacher.feeling(logits, cues)])


def standard(values: Array, plain: NDArray[np.bool_]) -> Array:
    """Standard scores of values [n, columns] against the plain ones."""
    scores = (values - values[plain].mean(axis=0)) / values[plain].std(axis=0)
    return np.asarray(np.clip(scores, *FARTHEST))


def genre_weights(said: Array, heard: Array, spreads: Array, excerpts: Excerpts) -> Array:
    """What a standard score of YAMNet's adds to the log odds of each genre [25]; `spreads` are its logits' [25]."""
    ours, theirs = (mean_by_track(values, excerpts.plain, excerpts.track) for values in (said, heard))
    shared = [max(0.0, np.corrcoef(mine, his)[0, 1]) ** 2 for mine, his in zip(ours.T, theirs.T, strict=True)]
    return np.where(np.isin(GENRES, evidence().thin()), THIN * spreads, shared)


def ordinary(excerpts: Excerpts, heard: Array) -> Array:
    """YAMNet's standard scores of a song with all tags at their base rates and cues in the middle [classes].

    The intercept of a ridge regression on standings and cues, which are all 0 there.
    """
    seen = np.hstack([np.clip(standing(excerpts.logits), *FARTHEST), excerpts.cues])
    middle, spread = seen.mean(axis=0), seen.std(axis=0) + 1e-6
    scaled = (seen - middle) / spread
    inner = scaled.T @ scaled + RIDGE * len(scaled) * np.eye(scaled.shape[1])
    weights = np.linalg.solve(inner, scaled.T @ (heard - heard.mean(axis=0)))
    intercept: Array = heard.mean(axis=0) - (middle / spread) @ weights
    return intercept


def mean_by_track(values: NDArray[np.floating], plain: NDArray[np.bool_], track: NDArray[np.str_]) -> Array:
    """Means [tracks, columns] of values [n, columns] over each track's plain excerpts, in the order of their names."""
    _, at = np.unique(track[plain], return_inverse=True)
    count = np.bincount(at)[:, None]
    sums = np.zeros((len(count), values.shape[1]))
    np.add.at(sums, at, values[plain])
    means: Array = sums / count
    return means
