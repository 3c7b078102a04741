"""Styles for the concert hall: piano, string quartet, orchestra, choir."""

from __future__ import annotations

from albumen.play.band.style import BandStyle, Beat, Manner, Player

CLASSICAL_PIANO = BandStyle(
    "classical piano", {"Classical": 0.95, "New-age": 0.45, "Traditional": 0.1}, -0.45, (66, 126),
    players=(
        Player("chords", ("grand piano",), "alberti", 57, -5, -0.12, 0.35, voices=3),
        Player("bass", ("grand piano",), "held", 41, -6, -0.2, 0.35),
        Player("melody", ("grand piano",), "", 76, 0, 0.15, 0.35),
    ),
    major=("I V:3 vi I:5 IV I:3 ii7:3 V7", "I ii:3 V7 I I IV V7 I", "vi iii IV I IV I:3 V7/V V", "IV V7/ii ii V7"),
    minor=("i V:3 bVII:3 IV:3 bVI i:5 iv V7", "i iv V7 i", "bIII bVII i V7", "iv bVII7 bIII bVI iim7b5 V7 i V7"),
    shape="rondo", cadence=("ii:3 V7", "iv V7"), modes=("ionian", "harmonic"), loose=1.4, room="hall",
    melody=Manner(density=3.4, leap=0.5, rest=0.1, ornament=0.15),
)  # fmt: skip

STRING_QUARTET = BandStyle(
    "string quartet", {"Classical": 1.0}, -0.3, (72, 132),
    players=(
        Player("melody", ("violin",), "", 79, 2, -0.5, 0.3),
        Player("counter", ("violin",), "imitation", 70, -1, -0.2, 0.3),
        Player("chords", ("violin",), "tremolo", 62, -8, 0.25, 0.4, enters=0.7, voices=2),
        Player("pad", ("cello",), "pad", 57, -6, 0.2, 0.4, leaves=0.7, voices=2),
        Player("bass", ("cello",), "roots", 45, -6, 0.5, 0.3),
    ),
    major=("I V:3 vi iii:3 IV I:3 ii:3 V", "I IV V I", "vi V/vi vi V", "ii V I V7/ii"),
    minor=("i V7:3 i iv:3 bVI iv V V7", "i bVII bVI V", "iv bVII bIII bVI", "i iv V7 i"),
    shape="rondo", cadence=("ii:3 V7", "iv V7"), modes=("ionian", "harmonic"), loose=1.2, room="hall",
    melody=Manner(density=3.3, leap=0.45, rest=0.1, ornament=0.1, legato=1.0),
)  # fmt: skip

ORCHESTRAL = BandStyle(
    "orchestral", {"Classical": 0.8, "Vocal": 0.1}, 0.25, (76, 144),
    players=(
        Player("chords", ("strings",), "ostinato", 60, -2, -0.3, 0.45, enters=0.4),
        Player("pad", ("strings",), "pad", 55, -3, 0.2, 0.5, voices=4),
        Player("extra", ("brass", "horns"), "pad", 55, -3, 0.3, 0.45, enters=0.6),
        Player("bass", ("cello",), "eighths", 38, -2, 0.4, 0.35, enters=0.35),
        Player("melody", ("horns", "trumpet", "flute"), "", 70, 0, 0.1, 0.45),
        Player("counter", ("violin",), "thirds", 81, -5, -0.4, 0.5, enters=0.6),
        Player("drums", ("orchestral drums",), "", 60, -3, 0, 0.5, enters=0.5),
    ),
    major=("I bVII IV I", "I V vi IV", "vi IV I V", "I bVI bVII I"),
    minor=("i bVI bIII bVII", "i iv bVI V", "i bVII bVI V", "iv i bVI bVII"),
    modes=("ionian", "aeolian"), loose=1.1, room="hall", crash=True, major_bias=-0.1,
    beats=(Beat({36: "x...o...", 43: "......x."}), Beat({36: "x...x...", 43: "..xx..xx", 38: "..o...oo"}, 0.75)),
          fills="toms",
    melody=Manner(density=2.5, leap=0.8, rest=0.1, legato=1.0),
)  # fmt: skip

CHOIR = BandStyle(
    "choir", {"Vocal": 1.0, "Christian": 0.35, "Classical": 0.4, "Traditional": 0.2}, -0.5, (60, 96),
    players=(
        Player("chords", ("choir",), "block", 58, 0, 0, 0.5),
        Player("bass", ("organ", "cello"), "held", 41, -9, 0, 0.4),
        Player("melody", ("choir",), "", 70, -1, 0, 0.5),
        Player("extra", ("organ",), "pad", 60, -12, 0, 0.4, enters=0.5),
    ),
    major=("I IV:3 I:5 V I vi ii:3 V", "I V:3 vi IV I:5 IV V I", "vi iii IV I IV I:3 ii7:3 V", "IV I:3 V/vi vi"),
    minor=("i iv:3 i:5 V i bVI iv V", "i V:3 i bVI bIII bVII iv V", "bIII bVII i V", "iv bVII bIII bVI"),
    modes=("ionian", "harmonic"), cadence=("ii:3 V", "iv V"), loose=1.0, room="cathedral", shape="rondo",
    melody=Manner(density=2.2, leap=0.25, rest=0.2, legato=1.0),
)  # fmt: skip

BAROQUE = BandStyle(
    "baroque", {"Classical": 0.85}, 0.2, (76, 120),
    players=(
        Player("chords", ("harpsichord",), "arpeggio", 60, -6, -0.2, 0.3, voices=3),
        Player("bass", ("cello",), "walking", 43, -2, 0.2, 0.3),
        Player("melody", ("flute", "violin"), "", 77, 0, -0.2, 0.35),
        Player("counter", ("violin",), "imitation", 70, -3, 0.3, 0.35, enters=0.5),
    ),
    major=("I IV V I vi ii V I", "I V vi iii IV I IV V", "vi ii V I IV V7/V V V", "I V7/IV IV V7/V V V7/vi vi V7"),
    minor=("i iv bVII bIII bVI iim7b5 V i", "i V i bVII bIII bVII i V", "iv bVII bIII bVI iim7b5 V7 i V7", "i iv V7 i"),
    modes=("ionian", "harmonic"), cadence=("ii:3 V7", "iv V7"), loose=0.9, room="hall", shape="rondo",
    melody=Manner(density=4.2, leap=0.45, rest=0.05, ornament=0.25, legato=0.85),
)  # fmt: skip
