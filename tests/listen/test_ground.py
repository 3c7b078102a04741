"""The ground floor's listener on sound made here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from albumen.audio import passages
from albumen.description import Description
from albumen.errors import BadAudio
from albumen.listen import LISTENERS, describe, taggram_of
from albumen.listen.ground import Musicnn
from albumen.progress import silent
from albumen.song import Song
from albumen.vocabulary import GENRES, MOODS, MSD_TAGS, MTT_TAGS
from tests.songs import Tape

RATE = 16_000


def song(mono: np.ndarray) -> Song:
    samples = np.asarray(mono, np.float32)[None]
    return Song(Path("made.wav"), samples.shape[1] / RATE, Tape(samples))


def clock(seconds: float) -> np.ndarray:
    return np.arange(round(seconds * RATE)) / RATE


def techno(seconds: float = 12.0) -> np.ndarray:
    """A kick on every beat at 130 BPM, noise between, and a saw bass."""
    time = clock(seconds)
    beat = (time * 130 / 60) % 1
    after = beat * 60 / 130
    kick = np.sin(2 * np.pi * (50 * after + 40 * (1 - np.exp(-30 * after)) / 30 * 3)) * np.exp(-9 * after)
    hat = np.random.default_rng(1).normal(size=len(time)) * np.exp(-60 * ((beat + 0.5) % 1))
    bass = (2 * ((55 * time) % 1) - 1) * (((time * 130 / 15) % 1) < 0.5)
    return 0.6 * kick + 0.15 * hat + 0.2 * bass


def pad(seconds: float = 12.0) -> np.ndarray:
    """A minor chord of soft sines that swells and fades."""
    time = clock(seconds)
    chord = sum(np.sin(2 * np.pi * pitch * time) for pitch in (110.0, 130.81, 164.81, 220.0))
    return np.asarray(0.05 * chord * (1 + 0.5 * np.sin(2 * np.pi * time / 6)))


@pytest.fixture(scope="module")
def loud() -> Description:
    return describe(song(techno()))


@pytest.fixture(scope="module")
def soft() -> Description:
    return describe(song(pad()))


def test_a_drum_machine_is_electronic(loud: Description) -> None:
    assert loud.top("genres", 1) == ["Electronic"]
    assert {"techno", "electronic"} & set(loud.top("tags", 3))


def test_a_soft_minor_pad_is_ambient_and_not_exciting(soft: Description) -> None:
    assert "ambient" in soft.top("tags", 4)
    assert soft.top("moods", 1)[0] in ("Tender", "Sad", "Scary")


def test_drums_are_more_exciting_than_a_pad(loud: Description, soft: Description) -> None:
    assert loud.affect.arousal > soft.affect.arousal + 0.5
    assert loud.moods["Exciting"] > soft.moods["Exciting"]


def test_every_field_is_filled_and_says_how(loud: Description) -> None:
    assert list(loud.genres) == list(GENRES)
    assert list(loud.moods) == list(MOODS)
    assert loud.embedding is not None
    assert loud.embedding.shape == (992,)
    filled = {name for name, value in loud.to_dict().items() if value and name != "sources"}
    assert filled <= set(loud.sources) | {"palette"}
    assert "musicnn 0.1.0" in loud.sources["tags"]
    assert "all 0:12" in loud.sources["tags"]
    assert "YAMNet" in loud.sources["genres"]
    assert "mostly by the former: Reggae" in loud.sources["genres"]
    assert "Ska" in loud.sources["genres"]
    assert loud.sources["moods"].endswith("Funny by the latter")
    assert "counts in MusicCaps (CC BY-SA 4.0)" in loud.sources["moods"]
    assert "MusicCaps" in loud.sources["genres"]


def test_a_description_survives_json(loud: Description) -> None:
    assert Description.from_dict(loud.to_dict()).to_dict() == loud.to_dict()


def test_the_same_song_gives_the_same_description(soft: Description) -> None:
    again = describe(song(pad()))
    assert again.genres == soft.genres
    assert again.tags == soft.tags
    assert again.affect == soft.affect


def test_loudness_alone_does_not_change_the_genre(loud: Description) -> None:
    assert describe(song(0.3 * techno())).top("genres", 1) == loud.top("genres", 1)


@pytest.mark.parametrize("make", [np.zeros, lambda count: np.full(count, 1e-5)])
def test_a_silent_song_is_refused(make: Callable[[int], np.ndarray]) -> None:
    with pytest.raises(BadAudio, match=r"made\.wav is silent"):
        describe(song(make(5 * RATE)))


def test_two_seconds_are_enough() -> None:
    assert describe(song(techno(2.0))).top("tags", 1)


def test_a_song_is_decoded_no_oftener_than_its_passages() -> None:
    once = song(techno(6.0))
    passages(once)
    needed = once.source.reads  # type: ignore[attr-defined]
    describe(once)
    assert once.source.reads == 2 * needed  # type: ignore[attr-defined]


def test_progress_rises_to_one() -> None:
    told: list[float] = []
    describe(song(techno(4.0)), progress=lambda done, doing="": told.append(done))
    assert told == sorted(told)
    assert told[0] == 0.0
    assert told[-1] == 1.0


def test_the_taggram_has_both_vocabularies_every_three_seconds() -> None:
    taggram = taggram_of(song(techno(12.2)))
    assert taggram.tags == MSD_TAGS + MTT_TAGS
    assert taggram.probabilities.shape == (4, 100)
    assert taggram.times == pytest.approx([0.0, 2.992, 5.984, 8.976])


def test_the_tags_are_the_raw_taggrams_means_where_nothing_is_merged() -> None:
    made = song(techno(12.2))
    hearing = Musicnn().hear(made, silent)
    raw = hearing.taggings["mtt"].taggram.song_tags()
    assert describe(made).tags["techno"] == pytest.approx(raw["techno"])


def test_musicnn_is_registered_and_ready() -> None:
    card = LISTENERS.get("musicnn").card
    assert card.ready().ok
    assert any("ISC" in licence for licence in card.licences)
    assert any("CC BY-SA 4.0" in licence for licence in card.licences)


def test_a_listener_can_be_closed_and_used_again() -> None:
    made = song(pad(4.0))
    with Musicnn() as listener:
        first = listener.listen(made, np.random.default_rng(0), silent)
    assert listener.listen(made, np.random.default_rng(0), silent).tags == first.tags
