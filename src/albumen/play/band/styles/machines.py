"""Styles that machines play: house, techno, synthwave, chiptune."""

from __future__ import annotations

from albumen.play.band.style import BandStyle, Beat, Manner, Player

HOUSE = BandStyle(
    "house", {"Electronic": 0.75, "Disco": 0.4}, 0.6, (120, 128),
    players=(
        Player("chords", ("grand piano", "electric piano", "pluck"), "stabs", 62, -2, -0.1, 0.25, enters=0.35),
        Player("pad", ("warm pad",), "pad", 60, -5, 0, 0.4),
        Player("bass", ("synth bass",), "octaves", 33, 0, 0, 0.03, enters=0.4),
        Player("melody", ("pluck", "saw lead"), "", 74, -5, 0.1, 0.4, enters=0.6),
        Player("drums", ("house kit",), "", 60, 2, 0, 0.08),
        Player("sweep", ("noise sweep",), "", 60, -6, 0, 0.3, enters=0.4),
    ),
    major=("Imaj7 vi7 ii7 IVmaj7", "vi7 IVmaj7 I V", "IVmaj7 V vi7 iii7"),
    minor=("i7 bVImaj7 bIII bVII", "i9 iv9 bVImaj7 v7", "i7 bVII bVImaj7 bVII"),
    shape="dance", cadence=("", ""), modes=("ionian", "aeolian"), loose=0.1, fills="machine", crash=True,
        major_bias=-0.1,
    beats=(
        Beat({36: "x...x...x...x...", 42: "..o...o...o...o."}),
        Beat({36: "x...x...x...x...", 39: "....x.......x...", 46: "..x...x...x...x.", 42: "x.o.x.o.x.o.x.oo"}, 0.45),
    ),
    melody=Manner(density=3.0, leap=0.5, rest=0.35, legato=0.5),
)  # fmt: skip

TECHNO = BandStyle(
    "techno", {"Electronic": 0.8}, 0.85, (126, 140),
    players=(
        Player("chords", ("pluck",), "ostinato", 60, -4, 0.2, 0.3, enters=0.3),
        Player("extra", ("saw lead", "square lead"), "stabs", 57, -8, -0.3, 0.4, enters=0.6),
        Player("pad", ("dark pad",), "pad", 52, -7, 0, 0.5),
        Player("bass", ("acid bass",), "acid", 36, -2, 0, 0.08, enters=0.3),
        Player("drums", ("house kit",), "", 60, 3, 0, 0.08),
        Player("sweep", ("noise sweep",), "", 60, -6, 0, 0.3, enters=0.4),
    ),
    major=("i7 i7 i7 i7", "i7 i7 bVII bVII"), minor=("i7 i7 i7 i7", "i7 i7 bII bII", "i7 i7 bVI bVII"),
    shape="dance", cadence=("", ""), modes=("aeolian", "aeolian"), major_bias=-2, bars_per_chord=2, loose=0.0,
        fills="machine", crash=True, room="club",
    beats=(
        Beat({36: "x...x...x...x...", 42: "..x...x...x...x."}),
        Beat({36: "x...x...x...x...", 46: "..x...x...x...x.", 42: "xoxoxoxoxoxoxoxo", 39: "....x.......x..."}, 0.45),
        Beat({36: "x...x...x...x..x", 46: "..x...x...x...x.", 42: "xxxxxxxxxxxxxxxx", 39: "....x..o....x.o.",
              56: "...x..x....x..x."}, 0.8),
    ),
)  # fmt: skip

SYNTHWAVE = BandStyle(
    "synthwave", {"Electronic": 0.7, "Pop": 0.2, "Independent": 0.15}, 0.35, (84, 118),
    players=(
        Player("chords", ("saw lead", "pluck"), "ostinato", 62, -6, 0.3, 0.3, enters=0.35),
        Player("pad", ("warm pad",), "pad", 58, -1, 0, 0.4),
        Player("bass", ("synth bass",), "eighths", 33, 0, 0, 0.03),
        Player("melody", ("saw lead", "square lead"), "", 74, -2, 0.1, 0.4, enters=0.45),
        Player("drums", ("machine kit",), "", 60, 2, 0, 0.3),
    ),
    major=("I V vi IV", "vi IV I V", "IV V vi I"), minor=("i bVI bIII bVII", "i bVII bVI bVII", "bVI bVII i v"),
    cadence=("IV V", "bVI bVII"), modes=("ionian", "aeolian"), major_bias=-0.5, loose=0.1, fills="toms", crash=True,
    beats=(
        Beat({36: "x.......x.......", 38: "....x.......x..."}),
        Beat({36: "x...x...x...x...", 38: "....x.......x...", 42: "x.x.x.x.x.x.x.x."}, 0.5),
    ),
    melody=Manner(density=2.8, leap=0.6, rest=0.2),
)  # fmt: skip

CHIPTUNE = BandStyle(
    "chiptune", {"Electronic": 0.55, "Children's": 0.3}, 0.7, (120, 168),
    players=(
        Player("chords", ("pulse lead",), "arpeggio", 67, -7, 0.35, 0.0, voices=3),
        Player("melody", ("pulse lead", "square lead"), "", 79, 0, -0.15, 0.02),
        Player("counter", ("square lead",), "thirds", 67, -7, 0.2, 0.0, enters=0.7),
        Player("bass", ("square lead",), "octaves", 40, -1, 0, 0.0),
        Player("drums", ("chip kit",), "", 60, -1, 0, 0.0),
    ),
    major=("I V vi IV", "I IV I V", "IV V iii vi", "bVI bVII I I"), minor=("i bVI bVII i", "i bVII bVI V",
        "iv bVII bIII bVI"),
    modes=("ionian", "aeolian"), loose=0.0, fills="snare", room="dry", major_bias=0.1,
    beats=(
        Beat({36: "x...x...x...x...", 38: "....x.......x...", 42: "x.x.x.x.x.x.x.x."}),
        Beat({36: "x..xx...x..xx...", 38: "....x.......x..o", 42: "x.x.x.x.x.x.x.x."}, 0.6),
    ),
    melody=Manner(density=4.2, leap=0.6, rest=0.1, legato=0.8),
)  # fmt: skip
