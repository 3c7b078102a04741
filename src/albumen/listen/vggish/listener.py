"""The listener of "Music Is All You Need for Art": VGGish and the two classifiers on its codes."""

from __future__ import annotations

from dataclasses import replace
from types import TracebackType

import numpy as np

from albumen import audio
from albumen.description import Description
from albumen.listen.ground import Musicnn
from albumen.listen.vggish import heads
from albumen.listen.vggish.card import CARD
from albumen.listen.vggish.codes import Codes
from albumen.listen.vggish.embedder import Embedder
from albumen.progress import Progress, part
from albumen.song import Song

GROUND = 0.2
"""The part of the time that the ground floor's listener takes."""


class VggishListener:
    """Tells genres and moods by VGGish; all else is what the ground floor's listener hears."""

    card = CARD

    def __init__(self) -> None:
        self._ground, self._embedder = Musicnn(), Embedder()
        self._heads: heads.Heads | None = None

    def listen(self, song: Song, rng: np.random.Generator, progress: Progress) -> Description:
        """What is heard in the song; nothing here is random.

        Raises
        ------
        BadAudio
            The song cannot be heard.
        MissingWeights, MissingExtra
            It is not ready.
        """
        if self._heads is None:
            self._heads = heads.load_heads()
        described = self._ground.listen(song, rng, part(progress, 0.0, GROUND))
        codes, heard = self._codes(song, part(progress, GROUND, 1.0))
        told = f"classifier on VGGish's 8-bit codes, mean over {heard}"
        return replace(
            described,
            genres=self._heads.genres(codes),
            moods=self._heads.moods(codes),
            sources={**described.sources, "genres": f"{heads.GENRE} {told}", "moods": f"{heads.MOOD} {told}"},
        )

    def _codes(self, song: Song, progress: Progress) -> tuple[Codes, str]:
        passages = audio.passages(song)
        codes = []
        for done, passage in enumerate(passages):
            progress(done / len(passages), "embedding")
            codes.append(self._embedder.codes_of_sound(passage.audio.mono(), passage.audio.rate))
        progress(1.0, "embedding")
        return np.concatenate(codes), audio.heard(song, passages)

    def close(self) -> None:
        """Give the memory back; the next song reads the weights again."""
        self._ground.close()
        self._embedder.close()
        self._heads = None

    def __enter__(self) -> VggishListener:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
