"""Styles of samplers and long low notes: hip hop, trap."""

from __future__ import annotations

from albumen.play.band.style import BandStyle, Beat, Manner, Player

HIP_HOP = BandStyle(
    "hip hop", {"Hip hop": 1.0, "R&B": 0.4}, 0.1, (78, 96),
    players=(
        Player("chords", ("electric piano", "bell", "grand piano"), "block", 60, -3, -0.2, 0.25),
        Player("extra", ("strings", "pizzicato"), "ostinato", 67, -8, 0.4, 0.3, enters=0.6),
        Player("bass", ("sub bass",), "808", 31, 2, 0, 0.0),
        Player("melody", ("soft lead", "bell"), "", 74, -7, 0.2, 0.35, enters=0.6),
        Player("drums", ("machine kit",), "", 60, 1, 0, 0.1),
    ),
    major=("Imaj7 vi7 Imaj7 vi7", "IVmaj7 iii7 ii7 Imaj7"),
    minor=("i9 i9 bVImaj7 V7", "i7 bVImaj7 iv7 V7", "i9 iv9 i9 iv9"),
    cadence=("", ""), modes=("ionian", "aeolian"), major_bias=-0.4, swing=0.3, swing_grid=16, loose=0.3,
        grooves="hiphop", fills="machine",
    beats=(
        Beat({36: "x.....x...x.....", 38: "....x.......x...", 39: "....x.......x...", 42: "x.x.x.x.x.x.x.x."}),
        Beat({36: "x..x..x...x..x..", 38: "....x.......x...", 39: "....x.......x...", 42: "x.xxx.x.x.xoxoxx",
              46: "......x........."}, 0.65),
    ),
    melody=Manner(density=2.3, leap=0.5, rest=0.5),
)  # fmt: skip

TRAP = BandStyle(
    "trap", {"Hip hop": 0.9, "Electronic": 0.15}, 0.45, (132, 150),
    players=(
        Player("chords", ("bell", "pluck", "glass pad"), "arpeggio", 70, -6, 0.25, 0.4, voices=3),
        Player("pad", ("dark pad",), "pad", 55, -8, 0, 0.4, enters=0.4),
        Player("bass", ("sub bass",), "808", 31, 4, 0, 0.0, enters=0.35),
        Player("melody", ("bell", "soft lead", "pluck"), "", 76, -6, -0.2, 0.4, enters=0.6),
        Player("drums", ("machine kit",), "", 60, 3, 0, 0.06, enters=0.35),
    ),
    major=("i i bVI bVI", "i bVI i V"), minor=("i i bVI V", "i i iv V", "bVI bVI i i", "i bVI iv V"),
    modes=("aeolian", "harmonic"), major_bias=-2, cadence=("", ""), loose=0.1, fills="machine",
    beats=(
        Beat({36: "x.....x.........", 39: "........x.......", 42: "x.x.x.x.x.x.x.x."}),
        Beat({36: "x.....x...x..x..", 39: "........x.......", 42: "x.x.x.xxx.x.xxxx"}, 0.5),
        Beat({36: "x..x..x...x..x..", 38: "........x.......", 39: "........x......o", 42: "x.xxx.x.xxxxx.xx"}, 0.8),
    ),
    melody=Manner(density=2.2, leap=0.4, rest=0.4),
)  # fmt: skip
