"""Styles for a club: swing, bossa, blues."""

from __future__ import annotations

from albumen.play.band.style import BandStyle, Beat, Manner, Player

JAZZ = BandStyle(
    "jazz swing", {"Jazz": 1.0, "Vocal": 0.4, "Blues": 0.2, "Soul": 0.15}, -0.05, (108, 196),
    players=(
        Player("chords", ("grand piano",), "charleston", 58, -3, -0.35, 0.25),
        Player("bass", ("upright bass",), "walking", 38, 0, 0.05, 0.12),
        Player("melody", ("saxophone", "muted trumpet", "clarinet"), "", 70, 0, 0.2, 0.3, enters=0.3),
        Player("drums", ("brush kit",), "", 60, -7, 0.15, 0.2),
        Player("extra", ("vibraphone", "clean guitar"), "charleston", 64, -8, 0.5, 0.3, enters=0.7, chance=0.5),
    ),
    major=("Imaj7 V7/ii ii7 V7 iii7 V7/ii ii7 V7", "Imaj7 Imaj7 ii7 V7 iii7 V7/ii ii7 V7",
        "v7 I7 IVmaj7 IVmaj7 vi7 II7 ii7 V7", "III7 III7 VI7 VI7 II7 II7 ii7 V7"),
    minor=("i6 iim7b5 V7b9 i6 iv7 i6 iim7b5 V7b9", "i7 bVImaj7 iim7b5 V7b9",
        "iv7 bVII7 bIIImaj7 bVImaj7 iim7b5 V7b9 i6 V7b9"),
    shape="jazz", cadence=("ii7 V7", "iim7b5 V7b9"), modes=("ionian", "dorian"), swing=0.95, loose=1.2,
        grooves="jazz", fills="brush", room="club",
    beats=(Beat({51: "x.xo" * 2, 44: "..x...x.", 36: "o...o..."}), Beat({51: "x.xo" * 2, 44: "..x...x.",
          38: "...o.o..", 36: "o..o...."}, 0.7)),
    melody=Manner(density=3.9, leap=0.7, rest=0.3, ornament=0.25),
)  # fmt: skip

BOSSA = BandStyle(
    "bossa", {"Latin": 1.0, "Jazz": 0.4, "Vocal": 0.2}, -0.3, (112, 148),
    players=(
        Player("chords", ("nylon guitar",), "bossa", 57, 0, -0.25, 0.2),
        Player("bass", ("upright bass",), "bossa", 36, -1, 0, 0.1),
        Player("melody", ("flute", "saxophone", "vibraphone"), "", 74, -1, 0.2, 0.35, enters=0.3),
        Player("drums", ("brush kit",), "", 60, -8, 0.1, 0.2),
        Player("extra", ("electric piano",), "block", 62, -8, 0.4, 0.3, enters=0.65),
    ),
    major=("Imaj9 Imaj9 II7 II7 ii9 V13 Imaj9 V13", "Imaj9 VI7b9 ii9 V13", "iii7 VI7b9 ii9 V13"),
    minor=("i9 i9 iim7b5 V7b9", "i9 iv7 bVII13 bIIImaj9", "iv9 bVII13 bIIImaj9 V7b9"),
    modes=("ionian", "aeolian"), cadence=("ii9 V13", "iim7b5 V7b9"), loose=1.0, grooves="latin",
    beats=(Beat({36: "x..xx..xx..xx..x", 37: "x..x..x...x..x..", 70: "xoxoxoxoxoxoxoxo"}),),
    melody=Manner(density=3.0, leap=0.55, rest=0.3),
)  # fmt: skip

BLUES = BandStyle(
    "blues", {"Blues": 1.0, "Soul": 0.3, "Rock": 0.15}, 0.0, (76, 126),
    players=(
        Player("chords", ("electric piano", "organ", "grand piano"), "charleston", 57, -4, -0.3, 0.25),
        Player("extra", ("clean guitar",), "scratch", 57, -8, 0.4, 0.2, enters=0.75),
        Player("bass", ("electric bass",), "shuffle", 36, 0, 0, 0.08),
        Player("melody", ("clean guitar",), "", 69, 0, 0.2, 0.3, enters=0.3),
        Player("drums", ("acoustic kit",), "", 60, -6, 0, 0.2),
    ),
    major=("I7 IV7 I7 I7 IV7 IV7 I7 I7 V7 IV7 I7 V7", "I7 I7 I7 I7 IV7 IV7 I7 I7 V7 IV7 I7 V7"),
    minor=("i7 i7 i7 i7 iv7 iv7 i7 i7 bVI7 V7 i7 V7",), shape="blues", cadence=("IV7 V7", "bVI7 V7"),
    modes=("blues", "blues"), swing=1.0, loose=1.3, grooves="blues", fills="snare", room="club", major_bias=0.4,
    beats=(Beat({36: "x...x...", 38: "..x...x.", 51: "x.xxx.xx"}), Beat({36: "x..xx...", 38: "..x...x.",
          42: "xxxxxxxx"}, 0.7)),
    melody=Manner(density=3.3, leap=0.6, rest=0.4, ornament=0.5),
)  # fmt: skip
