"""The ground floor's listener: musicnn's tags, the sound's measures, and what follows from both."""

from __future__ import annotations

from collections.abc import Mapping
from types import TracebackType

import numpy as np

from albumen.card import Card, Readiness
from albumen.description import Description
from albumen.errors import MissingWeights
from albumen.listen.affect import affect
from albumen.listen.cues import cues
from albumen.listen.engine import LISTENERS
from albumen.listen.heads import HEADS, Heads, Odds, features_of, head_card, thin_classes
from albumen.listen.hearing import Hearing, hear
from albumen.listen.musicnn import TAGGERS, Tagger, weights_card
from albumen.listen.vector import vector_of
from albumen.listen.words import merge
from albumen.progress import Progress
from albumen.song import Song
from albumen.vocabulary import GENRES, MOODS

HEAD = "a network that learnt from YAMNet and from counts in MusicCaps (CC BY-SA 4.0)"


@LISTENERS.register("musicnn")
class Musicnn:
    """Tags a song with musicnn's two taggers, measures its sound, and tells genres, moods and affect from both."""

    def __init__(self) -> None:
        self._taggers = tuple(Tagger(name) for name in TAGGERS)
        self._heads = Heads()

    @property
    def card(self) -> Card:
        """What it is, what it needs, whether it is ready."""
        line = "musicnn's taggers; genres and moods by networks that learnt from YAMNet and counts in MusicCaps."
        return Card("musicnn", line, licences=("ISC (musicnn)", "CC BY-SA 4.0 (counts in MusicCaps)"), ready=_ready)

    def listen(self, song: Song, rng: np.random.Generator, progress: Progress) -> Description:
        """What is heard in the song; nothing here is random. Raises BadAudio for one that cannot be heard."""
        return describe_hearing(self.hear(song, progress), self._heads)

    def hear(self, song: Song, progress: Progress) -> Hearing:
        """The taggrams and measures behind the description."""
        return hear(song, self._taggers, progress)

    def close(self) -> None:
        """Give the memory back; the next song reads the weights again."""
        self._heads.close()
        for tagger in self._taggers:
            tagger.close()

    def __enter__(self) -> Musicnn:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def describe_hearing(hearing: Hearing, heads: Heads) -> Description:
    """What was heard, in words and measures."""
    measures = hearing.measures
    sound = cues(hearing.loudness, measures.brightness, measures.onset_rate, measures.tempo, measures.key)
    told = heads.hear(features_of(hearing.taggings, sound))
    return Description(
        genres=_probabilities(GENRES, told.genres),
        moods=_probabilities(MOODS, told.moods),
        tags=merge(tagging.taggram.song_tags() for tagging in hearing.taggings.values()),
        affect=affect(told.affect),
        tempo=measures.tempo,
        key=measures.key,
        loudness=hearing.loudness,
        brightness=measures.brightness,
        onset_rate=measures.onset_rate,
        embedding=vector_of(hearing),
        material=measures.material,
        sources=_sources(hearing.heard),
    )


def _probabilities(names: tuple[str, ...], odds: Odds) -> dict[str, float]:
    return dict(zip(names, (1 / (1 + np.exp(-odds))).tolist(), strict=True))


def _sources(heard: str) -> Mapping[str, str]:
    tagged = f"musicnn 0.1.0, MSD and MTT taggers, on {heard}"
    return {
        "genres": f"musicnn's embeddings and tags through {HEAD}; {_thin(GENRES)}",
        "moods": f"embeddings, tags, tempo, mode, loudness, onset rate, brightness through {HEAD}; Funny by the latter",
        "tags": tagged,
        "affect": "as the moods; taught by their places on the circumplex and by the cues",
        "tempo": f"tempogram of {heard}",
        "key": f"profiles of Krumhansl-Kessler, Albrecht-Shanahan and Faraldo on {heard}",
        "loudness": f"ITU-R BS.1770-4 on {heard}",
        "brightness": f"mean spectral centroid of {heard}",
        "onset_rate": f"spectral flux of {heard}",
        "embedding": f"description vector: penultimate layers of musicnn 0.1.0 and acoustics of {heard}",
        "material": f"spectrogram, chroma, loudness, onsets, beats and sections of {heard}",
    }


def _thin(names: tuple[str, ...]) -> str:
    return f"mostly by the former: {', '.join(name for name in thin_classes() if name in names)}"


def _ready() -> Readiness:
    try:
        weights = [weights_card(name).path for name in TAGGERS] + [head_card(name).path for name in HEADS]
    except MissingWeights as fault:
        return Readiness(False, str(fault), "pip install --force-reinstall albumen")
    missing = [path for path in weights if not path.is_file()]
    if missing:
        return Readiness(False, f"{missing[0].name} is not there", "pip install --force-reinstall albumen")
    return Readiness(True)
