from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from albumen.play.band.theory import QUALITIES, Chord, progression
from albumen.play.band.voicing import lead

CHORDS = st.lists(
    st.builds(Chord, root=st.integers(0, 11), tones=st.sampled_from(sorted(QUALITIES.values()))),
    min_size=1,
    max_size=12,
)


@given(chords=CHORDS, centre=st.integers(48, 72), voices=st.integers(2, 4))
def test_a_voicing_has_only_tones_of_its_chord(chords: list[Chord], centre: int, voices: int) -> None:
    for each, voiced in zip(chords, lead(chords, centre, voices), strict=True):
        assert {pitch % 12 for pitch in voiced} <= set(each.classes)


@given(chords=CHORDS, centre=st.integers(48, 72))
def test_voicings_stay_about_their_centre_from_low_to_high(chords: list[Chord], centre: int) -> None:
    for voiced in lead(chords, centre):
        assert list(voiced) == sorted(set(voiced))
        assert centre - 12 < voiced[0] <= voiced[-1] < centre + 12


def test_four_voices_of_a_seventh_chord_have_its_third_and_seventh() -> None:
    for each, voiced in zip(progression("ii9 V13 Imaj9", 0), lead(progression("ii9 V13 Imaj9", 0), 60), strict=True):
        guides = {(each.root + tone) % 12 for tone in each.tones if tone in (3, 4, 10, 11)}
        assert guides <= {pitch % 12 for pitch in voiced}


def test_voices_move_by_less_than_two_semitones_on_average_in_a_circle_of_fifths() -> None:
    voiced = lead(progression("iii7 vi7 ii7 V7 Imaj7", 0), 60)
    moves = [abs(p - q) for a, b in pairwise(voiced) for p, q in zip(a, b, strict=True)]
    assert sum(moves) / len(moves) < 2


def test_low_voicings_have_no_thirds_at_the_bottom() -> None:
    for voiced in lead(progression("I IV V I vi ii V I", 0), 52, 3):
        assert all(high - low >= 5 for low, high in pairwise(voiced) if low < 52)


def test_triads_in_close_position_do_not_slide_in_parallel() -> None:
    voiced = lead(progression("I ii iii IV V vi", 0), 62, 3)
    slides = [len({q - p for p, q in zip(a, b, strict=True)}) == 1 for a, b in pairwise(voiced)]
    assert sum(slides) <= 1


def test_a_chord_that_stays_keeps_its_voicing() -> None:
    voiced = lead(progression("I I I V V", 0), 60)
    assert voiced[0] == voiced[1] == voiced[2]
    assert voiced[3] == voiced[4]
