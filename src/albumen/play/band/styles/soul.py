"""Styles that groove: funk, disco, soul, R&B, gospel."""

from __future__ import annotations

from albumen.play.band.style import BandStyle, Beat, Manner, Player

FUNK = BandStyle(
    "funk", {"Funk": 1.0, "Soul": 0.4, "R&B": 0.3, "Disco": 0.2}, 0.45, (96, 116),
    players=(
        Player("chords", ("clean guitar",), "scratch", 62, -2, -0.5, 0.15),
        Player("extra", ("electric piano", "organ"), "stabs", 60, -1, 0.4, 0.2, enters=0.5),
        Player("bass", ("slap bass",), "funk", 33, -5, 0, 0.05),
        Player("counter", ("brass",), "riff", 67, -5, 0.3, 0.25, enters=0.75),
        Player("melody", ("saxophone", "organ"), "", 70, -3, 0.1, 0.25, enters=0.45),
        Player("drums", ("acoustic kit",), "", 60, -4, 0, 0.1),
    ),
    major=("I7 I7 IV7 I7", "I9 I9 I9 IV9", "IV7 IV7 bVII7 I7"),
    minor=("i7 i7 IV9 i7", "i9 i9 i9 IV9", "iv7 iv7 bVII9 i7"),
    cadence=("", ""), modes=("mixolydian", "dorian"), major_bias=-0.4, swing=0.25, swing_grid=16, loose=0.8,
        grooves="funk", fills="snare",
    beats=(
        Beat({36: "x..o..x...x..o..", 38: "..o.x..o.o..x..o", 42: "xoxoxoxoxoxoxoxo"}),
        Beat({36: "x..x..x...xo.o..", 38: "....x..o.o..x..o", 42: "xoxoxoxoxoxoxo..", 46: "..............x."}, 0.7),
    ),
    melody=Manner(density=3.6, leap=0.5, rest=0.45, legato=0.6),
)  # fmt: skip

DISCO = BandStyle(
    "disco", {"Disco": 1.0, "Funk": 0.3, "Pop": 0.2}, 0.6, (112, 124),
    players=(
        Player("chords", ("muted guitar",), "scratch", 64, -4, -0.5, 0.15),
        Player("pad", ("strings",), "pad", 67, -3, 0.3, 0.35, enters=0.45),
        Player("extra", ("electric piano", "grand piano"), "stabs", 60, -4, 0.3, 0.2),
        Player("bass", ("electric bass",), "octaves", 33, 1, 0, 0.03),
        Player("melody", ("brass", "soft lead", "saw lead"), "", 72, -3, 0.1, 0.3, enters=0.4),
        Player("drums", ("acoustic kit",), "", 60, -4, 0, 0.12),
    ),
    major=("Imaj7 vi7 ii7 V7", "IVmaj7 iii7 ii7 Imaj7", "ii7 iii7 IVmaj7 V7sus4"),
    minor=("i7 iv7 bVII9 bIIImaj7", "i9 i9 iv9 v7", "bVImaj7 bVII i7 i7"),
    modes=("ionian", "dorian"), loose=0.5, grooves="dance", fills="snare", crash=True,
    beats=(Beat({36: "x...x...x...x...", 38: "....x.......x...", 46: "..x...x...x...x.", 42: "x..ox..ox..ox..o",
          39: "....x.......x..."}),),
    melody=Manner(density=3.2, leap=0.5, rest=0.25),
)  # fmt: skip

SOUL = BandStyle(
    "soul", {"Soul": 1.0, "R&B": 0.4, "Funk": 0.2, "Vocal": 0.15}, 0.15, (84, 118),
    players=(
        Player("chords", ("grand piano", "electric piano", "organ"), "pulse", 60, -4, -0.25, 0.2),
        Player("extra", ("clean guitar", "muted guitar"), "skank", 64, -6, 0.45, 0.2, enters=0.35),
        Player("bass", ("electric bass",), "motown", 34, 1, 0, 0.05),
        Player("counter", ("brass", "horns"), "riff", 65, -7, 0.3, 0.25, enters=0.6),
        Player("melody", ("choir", "organ"), "", 69, 0, 0.05, 0.3),
        Player("drums", ("acoustic kit",), "", 60, -10, 0, 0.2),
        Player("pad", ("strings",), "pad", 67, -10, 0, 0.35, enters=0.75),
    ),
    major=("Imaj7 vi7 ii7 V7", "I iii7 IVmaj7 V7sus4", "IVmaj7 iii7 ii7 V7", "I V7/vi vi7 IVmaj7"),
    minor=("i7 iv7 i7 v7", "i7 bVImaj7 iv7 V7", "iv7 bVII7 bIIImaj7 V7"),
    modes=("ionian", "dorian"), cadence=("ii7 V7", "iv7 V7"), loose=1.0, grooves="soul", fills="snare", crash=True,
    beats=(
        Beat({36: "x.....x.x.x.....", 38: "....x.......x...", 42: "x.x.x.x.x.x.x.x."}),
        Beat({36: "x..x..x.x..x....", 38: "....x..o.o..x..o", 42: "x.x.x.x.x.x.x.x."}),
        Beat({36: "x.x...x.x.x...x.", 38: "x...x...x...x...", 54: "x.x.x.x.x.x.x.x."}, 0.75),
    ),
    melody=Manner(density=3.2, leap=0.45, rest=0.3, ornament=0.35),
)  # fmt: skip

RNB = BandStyle(
    "R&B", {"R&B": 1.0, "Soul": 0.4, "Hip hop": 0.15, "Pop": 0.1}, -0.15, (64, 92),
    players=(
        Player("chords", ("electric piano", "warm pad"), "block", 60, -1, -0.15, 0.3),
        Player("extra", ("clean guitar", "pluck"), "arpeggio", 66, -10, 0.4, 0.4, enters=0.6),
        Player("pad", ("warm pad",), "pad", 60, -9, 0, 0.4, enters=0.45),
        Player("bass", ("sub bass", "synth bass"), "808", 31, 1, 0, 0.0),
        Player("melody", ("soft lead", "saxophone", "bell"), "", 72, -3, 0.15, 0.4),
        Player("counter", ("choir",), "thirds", 67, -12, -0.3, 0.4, enters=0.75),
        Player("drums", ("machine kit",), "", 60, 0, 0, 0.12),
    ),
    major=("Imaj9 iii7 vi9 IVmaj7", "IVmaj9 V13 iii7 vi9", "ii9 V7sus4 Imaj9 VI7b9", "IVmaj7 iii7 ii9 V7sus4"),
    minor=("i9 iv9 bVImaj7 V7#9", "bVImaj7 v7 i9 i9", "iv9 v7 i9 bVImaj7"),
    modes=("ionian", "aeolian"), cadence=("ii9 V7sus4", "iv9 V7#9"), swing=0.4, swing_grid=16, loose=0.8,
    grooves="hiphop", fills="machine",
    beats=(
        Beat({36: "x..x......x.....", 38: "....x.......x...", 39: "....x.......x...", 42: "x.x.x.xxx.x.x.x."}),
        Beat({36: "x..x...x..x..x..", 38: "....x.......x...", 39: "....x.......x...", 42: "xox.xoxxx.xoxox."}, 0.7),
    ),
    melody=Manner(density=2.8, leap=0.4, rest=0.35, ornament=0.4),
)  # fmt: skip

GOSPEL = BandStyle(
    "gospel", {"Christian": 1.0, "Soul": 0.35, "Vocal": 0.25}, 0.2, (72, 112),
    players=(
        Player("chords", ("grand piano",), "gospel", 60, -2, -0.25, 0.25),
        Player("extra", ("organ",), "pad", 62, -6, 0.35, 0.3),
        Player("counter", ("choir",), "thirds", 67, -4, -0.1, 0.4, enters=0.45),
        Player("melody", ("choir", "organ"), "", 71, -1, 0.1, 0.4),
        Player("bass", ("electric bass",), "roots", 34, 0, 0, 0.05),
        Player("drums", ("acoustic kit",), "", 60, -7, 0, 0.2, enters=0.4),
    ),
    major=("I V7/IV IV I:5 vi II7 V7 I", "I I7 IV I", "vi V7/V V7 I", "IV #ivdim7 I:5 V7/ii ii7 V7 I V7sus4"),
    minor=("i iv i V7", "i bVI iv V7", "bVI bVII i V7"),
    modes=("ionian", "aeolian"), major_bias=0.5, cadence=("ii7 V7sus4", "iv V7"), swing=0.9, loose=1.1,
    grooves="gospel", fills="toms", crash=True,
    beats=(Beat({36: "x...x.o.", 38: "..x...x.", 42: "xxxxxxxx"}), Beat({36: "x..xx.x.", 38: "..x...x.",
          39: "..x...x.", 54: "xxxxxxxx"}, 0.7)),
    melody=Manner(density=2.9, leap=0.4, rest=0.2, ornament=0.4),
)  # fmt: skip
