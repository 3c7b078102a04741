"""Styles in metres that are neither three nor four: a jig, jazz in five, rock in seven."""

from __future__ import annotations

from albumen.play.band.style import BandStyle, Beat, Manner, Player

JIG = BandStyle(
    "jig", {"Folk": 0.8, "Traditional": 0.9, "Country": 0.2}, 0.3, (300, 372),
    players=(
        Player("chords", ("steel guitar", "nylon guitar"), "grouped", 57, -4, -0.35, 0.2),
        Player("bass", ("upright bass",), "grouped", 38, -4, 0, 0.1, enters=0.45),
        Player("melody", ("violin", "flute", "accordion"), "", 76, 0, 0.15, 0.3),
        Player("counter", ("accordion", "flute"), "thirds", 70, -10, 0.4, 0.3, enters=0.8),
        Player("drums", ("brush kit",), "", 60, -9, 0.1, 0.2, enters=0.5),
    ),
    major=("I I IV V I I V I", "I IV I V", "I bVII I V", "IV I V I"),
    minor=("i i bVII bVII i i bVII i", "i bVII i v", "i bVII bVI bVII", "bVI bVII i i"),
    modes=("mixolydian", "dorian"), major_bias=0.1, cadence=("IV V", "bVI bVII"), beats_per_bar=6, unit=8, loose=1.0,
    shape="rondo",
    beats=(Beat({36: "x..o..", 64: "x.ox.o"}), Beat({36: "x..x..", 64: "x.ox.o", 54: "xoxxox"}, 0.7)),
    melody=Manner(density=3.2, leap=0.4, rest=0.05, ornament=0.25, legato=0.85),
)  # fmt: skip

JAZZ_IN_FIVE = BandStyle(
    "jazz in five", {"Jazz": 0.9}, -0.05, (150, 184),
    players=(
        Player("chords", ("grand piano",), "grouped", 58, -3, -0.35, 0.25),
        Player("bass", ("upright bass",), "grouped", 38, 0, 0.05, 0.12),
        Player("melody", ("saxophone", "vibraphone", "clarinet"), "", 70, 0, 0.2, 0.3, enters=0.3),
        Player("drums", ("brush kit",), "", 60, -6, 0.15, 0.2),
    ),
    major=("Imaj7 ii7 Imaj7 V7", "IVmaj7 iii7 ii7 V7", "Imaj7 vi7 ii7 V7"),
    minor=("i7 v7 i7 v7", "bVImaj7 iv7 bVII7 bIIImaj7", "i7 iv7 iim7b5 V7b9"),
    shape="jazz", cadence=("ii7 V7", "iim7b5 V7b9"), modes=("ionian", "dorian"), beats_per_bar=5, swing=0.9,
    loose=1.1, fills="brush", room="club", major_bias=-0.2,
    beats=(Beat({51: "x.xox.x.xo", 44: "..x.....x.", 36: "o.....o..."}),
          Beat({51: "x.xox.x.xo", 44: "..x.....x.", 38: "....o.o..o", 36: "x..o..o..."}, 0.7)),
    melody=Manner(density=3.3, leap=0.55, rest=0.3, ornament=0.2),
)  # fmt: skip

PROG_ROCK = BandStyle(
    "prog rock", {"Rock": 0.9, "Independent": 0.1}, 0.5, (236, 300),
    players=(
        Player("chords", ("distorted guitar",), "driven", 48, -3, -0.7, 0.1, enters=0.35, voices=2),
        Player("extra", ("organ",), "grouped", 60, -4, 0.5, 0.2),
        Player("bass", ("electric bass",), "odd", 33, 2, 0, 0.05),
        Player("melody", ("distorted guitar", "saw lead"), "", 71, -1, 0.1, 0.25, enters=0.45),
        Player("pad", ("strings",), "pad", 60, -11, 0.2, 0.4, enters=0.75),
        Player("drums", ("rock kit",), "", 60, -5, 0, 0.17),
    ),
    major=("I bVII IV I", "I II IV I", "bVI bVII I I"), minor=("i bVII bVI bVII", "i bIII IV bVI", "iv i bVI bVII"),
    modes=("mixolydian", "dorian"), major_bias=-0.3, cadence=("IV bVII", "bVI bVII"), beats_per_bar=7, unit=8,
    loose=0.8, fills="toms", crash=True,
    beats=(
        Beat({36: "x...x..", 38: "..x..x.", 42: "xxxxxxx"}),
        Beat({36: "x..xx..", 38: "..x..x.", 46: "x.x.x.."}, 0.55),
        Beat({36: "x.....x.x.....", 38: "....x.....x..o", 51: "x.x.x.x.x.x.x."}, 0.8),
    ),
    melody=Manner(density=2.9, leap=0.5, rest=0.2, ornament=0.15),
)  # fmt: skip
