"""The words the house speaks: AudioSet's genres and moods, musicnn's tags, pitch names."""

from __future__ import annotations

from typing import Literal

Style = Literal["album", "conceptual"]
STYLES: tuple[Style, ...] = ("album", "conceptual")

GENRES: tuple[str, ...] = (
    "Pop", "Hip hop", "Rock", "R&B", "Reggae", "Soul", "Country", "Funk", "Folk", "Middle Eastern", "Jazz", "Disco",
    "Classical", "Electronic", "Latin", "Blues", "Children's", "New-age", "Vocal", "Music of Africa", "Christian",
    "Music of Asia", "Ska", "Traditional", "Independent",
)  # fmt: skip
"""The 25 music genres of AudioSet, in the order and spelling of "Music Is All You Need for Art", section 3.1."""

MOODS: tuple[str, ...] = ("Happy", "Funny", "Sad", "Tender", "Exciting", "Angry", "Scary")
"""The 7 music moods of AudioSet, same source."""

MOOD_PLACES: dict[str, tuple[float, float]] = {
    "Happy": (0.9, 0.35),
    "Funny": (0.7, 0.4),
    "Sad": (-0.8, -0.5),
    "Tender": (0.5, -0.7),
    "Exciting": (0.5, 0.8),
    "Angry": (-0.6, 0.8),
    "Scary": (-0.7, 0.3),
}
"""Valence and arousal of each mood: its place on the circumplex of Russell 1980, roughly."""

MTT_TAGS: tuple[str, ...] = (
    "guitar", "classical", "slow", "techno", "strings", "drums", "electronic", "rock", "fast", "piano", "ambient",
    "beat", "violin", "vocal", "synth", "female", "indian", "opera", "male", "singing", "vocals", "no vocals",
    "harpsichord", "loud", "quiet", "flute", "woman", "male vocal", "no vocal", "pop", "soft", "sitar", "solo", "man",
    "classic", "choir", "voice", "new age", "dance", "male voice", "female vocal", "beats", "harp", "cello",
    "no voice", "weird", "country", "metal", "female voice", "choral",
)  # fmt: skip
"""The 50 tags of MagnaTagATune in the order of musicnn 0.1.0's `MTT_musicnn` outputs."""

MSD_TAGS: tuple[str, ...] = (
    "rock", "pop", "alternative", "indie", "electronic", "female vocalists", "dance", "00s", "alternative rock",
    "jazz", "beautiful", "metal", "chillout", "male vocalists", "classic rock", "soul", "indie rock", "Mellow",
    "electronica", "80s", "folk", "90s", "chill", "instrumental", "punk", "oldies", "blues", "hard rock", "ambient",
    "acoustic", "experimental", "female vocalist", "guitar", "Hip-Hop", "70s", "party", "country", "easy listening",
    "sexy", "catchy", "funk", "electro", "heavy metal", "Progressive rock", "60s", "rnb", "indie pop", "sad", "House",
    "happy",
)  # fmt: skip
"""The 50 tags of the Million Song Dataset (Last.fm) in the order of musicnn 0.1.0's `MSD_musicnn` outputs."""

PITCHES: tuple[str, ...] = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
"""Pitch classes from C, in sharps."""
