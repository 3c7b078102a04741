"""Which stretches are listened to, on songs whose sound is known at every moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from albumen import audio
from albumen.audio.passages import clock
from albumen.errors import BadAudio
from albumen.song import Audio, Passage, Song
from tests.songs import music, write_song

RATE = 1000


@dataclass(frozen=True)
class Tone:
    """A source that sounds between `begins` and `ends`, is silent elsewhere, and cannot be decoded in `broken`."""

    seconds: float
    begins: float = 0.0
    ends: float = float("inf")
    broken: tuple[float, float] = (-1.0, -1.0)
    asked: list[tuple[float, float]] = field(default_factory=list)

    def read(self, start: float, seconds: float) -> Audio:
        self.asked.append((start, seconds))
        time = np.arange(start, min(start + seconds, self.seconds), 1 / RATE)
        if not len(time) or self.broken[0] <= start < self.broken[1]:
            raise BadAudio("broken")
        loud = (time >= self.begins) & (time < self.ends)
        return Audio(np.where(loud, 0.5, 0.0).astype(np.float32)[None, :], RATE)

    def song(self) -> Song:
        return Song(Path("song.mp3"), self.seconds, self)


def total(passages: tuple[Passage, ...]) -> float:
    return sum(passage.audio.seconds for passage in passages)


@pytest.mark.parametrize("seconds", [1.5, 200.0, 360.0])
def test_a_song_within_the_budget_is_heard_whole(seconds: float) -> None:
    (only,) = audio.passages(Tone(seconds).song())
    assert only.start == 0.0
    assert only.audio.seconds == pytest.approx(seconds, abs=0.01)


def test_what_a_file_holds_beyond_its_stated_length_is_heard_too(tmp_path: Path) -> None:
    song = audio.open(write_song(tmp_path / "song.opus", music(3.0)))
    (only,) = audio.passages(song)
    assert only.audio.seconds >= 3.0


def test_a_longer_song_is_heard_from_start_to_end_at_equal_distances() -> None:
    heard = audio.passages(Tone(3600.0).song())
    assert len(heard) == 12
    assert heard[0].start == 0.0
    assert heard[-1].start == 3570.0
    assert np.ptp([later.start - earlier.start for earlier, later in pairwise(heard)]) < 0.01


@settings(deadline=None, derandomize=True)
@given(seconds=st.floats(2.0, 20_000.0), budget=st.floats(5.0, 400.0), lead=st.floats(0, 100), trail=st.floats(0, 100))
@example(seconds=61.0, budget=60.0, lead=0.0, trail=61.0)
def test_never_more_than_the_budget_never_overlapping_never_outside(
    seconds: float, budget: float, lead: float, trail: float
) -> None:
    heard = audio.passages(Tone(seconds, lead, seconds - trail).song(), budget)
    assert total(heard) <= budget + 0.05
    assert heard[-1].start + heard[-1].audio.seconds <= seconds + 0.05
    assert all(a.start + a.audio.seconds <= b.start + 0.05 for a, b in pairwise(heard))
    assert total(heard) >= min(seconds, budget) - 30.0


def test_silence_before_and_after_the_music_is_stepped_over() -> None:
    heard = audio.passages(Tone(3600.0, begins=12.0, ends=3580.0).song())
    assert heard[0].start == pytest.approx(12.0, abs=0.01)
    assert heard[-1].start + heard[-1].audio.seconds == pytest.approx(3580.0, abs=0.01)
    assert all(passage.audio.samples.min() == 0.5 for passage in heard)


def test_places_that_cannot_be_decoded_are_left_out() -> None:
    heard = audio.passages(Tone(3600.0, broken=(1000.0, 2000.0)).song())
    assert 6 <= len(heard) < 12
    assert not any(1000.0 <= passage.start < 2000.0 for passage in heard)


def test_a_file_that_only_begins_is_heard_from_its_beginning() -> None:
    heard = audio.passages(Tone(3600.0, broken=(20.0, 4000.0)).song())
    assert [passage.start for passage in heard] == [0.0]


def test_nothing_decodable_is_an_error_that_names_the_file() -> None:
    with pytest.raises(BadAudio, match=r"song\.mp3 stops before one second can be decoded"):
        audio.passages(Tone(3600.0, broken=(0.0, 4000.0)).song())


def test_half_a_second_is_not_enough() -> None:
    with pytest.raises(BadAudio):
        audio.passages(Song(Path("song.mp3"), 100.0, Tone(0.5)))


def test_never_is_more_asked_for_than_the_budget_at_once() -> None:
    tone = Tone(86_400.0)
    audio.passages(tone.song(), 120.0)
    assert max(seconds for _, seconds in tone.asked) <= 30.0
    assert len(tone.asked) <= 6


def test_what_was_heard_in_words() -> None:
    day, tune = Tone(7800.0).song(), Tone(238.0).song()
    assert audio.heard(tune, audio.passages(tune)) == "all 3:58"
    assert audio.heard(day, audio.passages(day)) == "12 excerpts of 30 s from 2:10:00"
    cut = Song(Path("a.mp3"), 238.0, Tone(62.0))
    assert audio.heard(cut, audio.passages(cut)) == "the first 1:02 of 3:58"


@pytest.mark.parametrize(
    ("seconds", "says"),
    [(0.4, "0:00"), (9, "0:09"), (59.6, "1:00"), (238, "3:58"), (3599.7, "1:00:00"), (7800, "2:10:00")],
)
def test_clock(seconds: float, says: str) -> None:
    assert clock(seconds) == says


@pytest.mark.parametrize(("peak", "silent"), [(0.0, True), (1e-4, True), (1e-3, False), (1.0, False)])
def test_silence_is_under_70_decibels(peak: float, silent: bool) -> None:
    samples = np.full((1, 5000), -peak, np.float32)
    assert audio.silent([Passage(0.0, Audio(samples, 1000))]) is silent
