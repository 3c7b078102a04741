from __future__ import annotations

import pytest
from music21 import harmony, key, roman, scale

from albumen.play.band.theory import QUALITIES, SCALES, Mode, chord, is_minor, progression
from albumen.vocabulary import PITCHES

TRIADS = (
    "I",
    "ii",
    "iii",
    "IV",
    "V",
    "vi",
    "bVII",
    "bVI",
    "bIII",
    "bII",
    "V7",
    "iv",
    "v",
    "i",
    "V7/V",
    "V7/ii",
    "V7/vi",
)


@pytest.mark.parametrize("numeral", TRIADS)
@pytest.mark.parametrize("tonic", ["C", "F#", "B-"])
def test_numerals_mean_what_music21_means(numeral: str, tonic: str) -> None:
    home = key.Key(tonic, "major")
    expected = {pitch.pitchClass for pitch in roman.RomanNumeral(numeral, home).pitches}
    assert set(chord(numeral, home.tonic.pitchClass).classes) == expected


@pytest.mark.parametrize(
    ("quality", "figure"),
    [
        ("", ""), ("m", "m"), ("7", "7"), ("m7", "m7"), ("maj7", "maj7"), ("dim", "dim"), ("6", "6"), ("m6", "m6"),
        ("m7b5", "m7b5"), ("dim7", "dim7"), ("9", "9"), ("m9", "m9"), ("maj9", "M9"), ("sus4", "sus4"),
        ("sus2", "sus2"), ("5", "power"),
    ],
)  # fmt: skip
def test_qualities_are_those_of_lead_sheets(quality: str, figure: str) -> None:
    expected = {pitch.pitchClass for pitch in harmony.ChordSymbol(f"C{figure}").pitches}
    assert {tone % 12 for tone in QUALITIES[quality]} == expected


@pytest.mark.parametrize(
    ("mode", "reference"),
    [
        ("ionian", scale.MajorScale), ("aeolian", scale.MinorScale), ("dorian", scale.DorianScale),
        ("phrygian", scale.PhrygianScale), ("lydian", scale.LydianScale), ("mixolydian", scale.MixolydianScale),
        ("harmonic", scale.HarmonicMinorScale),
    ],
)  # fmt: skip
def test_scales_are_those_of_music21(mode: Mode, reference: type[scale.DiatonicScale]) -> None:
    expected = {pitch.pitchClass for pitch in reference("C").getPitches("C4", "B4")}
    assert set(SCALES[mode]) == expected


def test_hijaz_is_the_fifth_mode_of_harmonic_minor() -> None:
    assert {(step + 7) % 12 for step in SCALES["hijaz"]} == set(SCALES["harmonic"])


def test_a_colon_names_the_tone_in_the_bass() -> None:
    assert [PITCHES[each.foot] for each in progression("I I:3 I:5 ii:3", 0)] == ["C", "E", "G", "F"]


def test_modes_with_a_minor_third_are_minor() -> None:
    assert [mode for mode in SCALES if is_minor(mode)] == [
        "dorian", "phrygian", "aeolian", "harmonic", "blues", "minor pentatonic", "hirajoshi",
    ]  # fmt: skip


@pytest.mark.parametrize("nonsense", ["", "H", "Ix", "viii", "I:7"])
def test_what_is_no_numeral_is_refused(nonsense: str) -> None:
    with pytest.raises(ValueError, match=r"numeral|quality"):
        chord(nonsense, 0)
