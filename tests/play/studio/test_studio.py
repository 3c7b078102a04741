"""The studio records a score."""

from __future__ import annotations

import numpy as np

from albumen.description import Key
from albumen.music import Note, Part, Score, Section
from albumen.play.band.studio import record

SCORE = Score(
    120, 4, Key("C", "major", 1), "", (Section("A", 0, 2),),
    (
        Part("1 chords", "grand piano", tuple(Note(i, 1, p, 0.7) for i in range(6) for p in (60, 64, 67)), room=0.3),
        Part("2 drums", "rock kit", tuple(Note(i, 1, 36 + 2 * (i % 2), 0.8) for i in range(6))),
    ),
)  # fmt: skip


def test_a_recording_is_exactly_as_long_as_asked() -> None:
    audio, stems = record(SCORE, 3.217, 1)

    assert audio.samples.shape == (2, round(3.217 * 44_100))
    assert audio.rate == 44_100
    assert {stem.samples.shape for stem in stems.values()} == {audio.samples.shape}
    assert set(stems) == {"1 chords", "2 drums", "room"}


def test_the_same_seed_records_the_same_bytes() -> None:
    one, again, other = (record(SCORE, 2.0, seed)[0].samples.tobytes() for seed in (1, 1, 2))

    assert one == again
    assert one != other


def test_progress_is_told_until_the_end() -> None:
    told: list[tuple[float, str]] = []

    def progress(done: float, doing: str = "") -> None:
        told.append((done, doing))

    record(SCORE, 2.0, 1, progress)

    assert told[-1] == (1.0, "mastering")
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_a_score_without_notes_is_silence() -> None:
    audio, _ = record(Score(120, 4, Key("C", "major", 1), "", (), ()), 1.0, 1)

    assert not np.any(audio.samples)
