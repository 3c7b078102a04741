"""Everything that musicnn and the measures hear in a song, before it is put into words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from albumen import audio
from albumen.audio.log_mel import MUSICNN, log_mel
from albumen.audio.measure import Measures, measure
from albumen.errors import BadAudio
from albumen.listen.musicnn import Tagger, TaggerName, Tagging, Taggram, joined
from albumen.listen.musicnn.tagger import processors
from albumen.progress import Progress
from albumen.song import Passage, Samples, Song


@dataclass(frozen=True, slots=True)
class Hearing:
    """What was heard: what each tagger says of each 3 s, the measures, and which stretches these are of."""

    taggings: Mapping[TaggerName, Tagging]
    measures: Measures
    loudness: float | None
    """Integrated loudness in LUFS; None if it cannot be measured."""
    heard: str
    """What was listened to, in words, such as "all 3:58"."""

    def taggram(self) -> Taggram:
        """Both taggers' taggrams side by side: MSD's 50 tags, then MTT's 50."""
        both = [tagging.taggram for tagging in self.taggings.values()]
        tags = tuple(tag for taggram in both for tag in taggram.tags)
        return Taggram(both[0].times, tags, np.concatenate([taggram.probabilities for taggram in both], axis=1))


def hear(song: Song, taggers: Sequence[Tagger], progress: Progress) -> Hearing:
    """Listen to a song: it is decoded once, then tagged and measured at the same time.

    Raises
    ------
    BadAudio
        It cannot be decoded, or is silent.
    MissingWeights
        The taggers' weights are not there.
    """
    progress(0.0, "decoding")
    # Measuring, one long task, is begun first; the taggers' many short ones fill what it leaves of the processors.
    with ThreadPoolExecutor(processors()) as hands:
        # Reading the weights takes as long as decoding; what goes wrong there is raised again when they are used.
        for tagger in taggers:
            hands.submit(tagger.warm)
        passages = audio.passages(song)
        if audio.silent(passages):
            raise BadAudio(f"{song.path} is silent from beginning to end; check that it is the file you meant.")
        progress(0.2, "listening")
        measured, loudness = hands.submit(measure, passages, song.duration), hands.submit(audio.loudness, passages)
        taggings = _tagged(passages, taggers, hands, progress)
        heard = Hearing(taggings, measured.result(), loudness.result(), audio.heard(song, passages))
    progress(1.0, "listening")
    return heard


def _tagged(
    passages: Sequence[Passage], taggers: Sequence[Tagger], hands: Executor, progress: Progress
) -> dict[TaggerName, Tagging]:
    taggings: dict[TaggerName, list[Tagging]] = {tagger.name: [] for tagger in taggers}
    for done, passage in enumerate(passages):
        mel = log_mel(_mono(passage), MUSICNN)
        for tagger in taggers:
            taggings[tagger.name].append(tagger.tag(mel, passage.start, hands=hands))
        progress(0.2 + 0.7 * (done + 1) / len(passages), "listening")
    return {name: joined(parts) for name, parts in taggings.items()}


def _mono(passage: Passage) -> Samples:
    return audio.resample(passage.audio.mono(), passage.audio.rate, MUSICNN.rate)
