"""Styles of Africa and Asia: highlife, afrobeat, Middle Eastern, East Asian, Indian."""

from __future__ import annotations

from albumen.play.band.style import BandStyle, Beat, Manner, Player

HIGHLIFE = BandStyle(
    "highlife", {"Music of Africa": 1.0}, 0.4, (104, 128),
    players=(
        Player("chords", ("clean guitar",), "highlife", 67, -1, -0.5, 0.2, voices=3),
        Player("extra", ("muted guitar", "marimba"), "ostinato", 64, -4, 0.5, 0.2, voices=3),
        Player("bass", ("electric bass",), "motown", 35, 1, 0, 0.05),
        Player("melody", ("saxophone", "clean guitar", "trumpet"), "", 72, -1, 0.1, 0.25, enters=0.3),
        Player("counter", ("brass",), "thirds", 67, -5, 0.3, 0.25, enters=0.65),
        Player("drums", ("acoustic kit",), "", 60, -6, 0, 0.12),
    ),
    major=("I IV V IV", "I IV I V", "IV I V I", "I ii V I"), minor=("i iv bVII i", "i bVII bVI bVII", "iv i bVII i"),
    modes=("ionian", "dorian"), major_bias=0.5, loose=0.9, grooves="highlife", fills="toms",
    beats=(
        Beat({36: "x...x...x...x...", 75: "x..x..x...x.x...", 70: "xoxoxoxoxoxoxoxo", 64: "......x.......xx"}),
        Beat({36: "x...x...x...x...", 37: "x..x..x...x.x...", 70: "xoxxxoxxxoxxxoxx", 63: "..x..xx...x..xx.",
              46: "..x...x...x...x."}, 0.6),
    ),
    melody=Manner(density=3.5, leap=0.45, rest=0.3, legato=0.8),
)  # fmt: skip

AFROBEAT = BandStyle(
    "afrobeat", {"Music of Africa": 0.95, "Funk": 0.25}, 0.3, (98, 120),
    players=(
        Player("chords", ("muted guitar",), "ostinato", 62, -3, -0.5, 0.15, voices=3),
        Player("extra", ("organ", "electric piano"), "stabs", 62, -5, 0.4, 0.2, enters=0.35),
        Player("bass", ("electric bass",), "funk", 33, 1, 0, 0.05),
        Player("counter", ("brass",), "riff", 65, -3, 0.25, 0.25, enters=0.5),
        Player("melody", ("saxophone", "trumpet"), "", 69, -1, -0.1, 0.25, enters=0.4),
        Player("drums", ("acoustic kit",), "", 60, -5, 0, 0.12),
    ),
    major=("I7 I7 IV7 I7", "I9 I9 I9 I9"), minor=("i7 i7 i7 i7", "i9 i9 IV9 IV9", "i7 iv7 i7 v7"),
    modes=("mixolydian", "dorian"), major_bias=-0.3, cadence=("", ""), loose=0.9, grooves="afrobeat", shape="jazz",
    beats=(
        Beat({36: "x..x..x...x..x..", 38: "....o..x.o..x..o", 42: "x.xxx.xxx.xxx.xx", 75: "x..x..x...x.x..."}),
        Beat({36: "x..x..x.x.x..x..", 38: "..o.x..o.o..x..x", 46: "..x...x...x...x.", 70: "xoxoxoxoxoxoxoxo",
              63: "x.xx..x.x.xx..x."}, 0.7),
    ),
    melody=Manner(density=3.3, leap=0.5, rest=0.4, legato=0.8),
)  # fmt: skip

MIDDLE_EASTERN = BandStyle(
    "Middle Eastern", {"Middle Eastern": 1.0, "Music of Asia": 0.15}, 0.0, (84, 124),
    players=(
        Player("chords", ("nylon guitar", "harp"), "drone", 55, -3, -0.35, 0.25, voices=2),
        Player("pad", ("strings",), "pad", 55, -9, 0.3, 0.4, enters=0.6, voices=2),
        Player("bass", ("cello",), "pedal", 40, -5, 0, 0.3, enters=0.4),
        Player("melody", ("violin", "clarinet", "nylon guitar"), "", 70, 0, 0.15, 0.35),
        Player("counter", ("strings",), "thirds", 65, -9, -0.2, 0.4, enters=0.8),
        Player("drums", ("brush kit",), "", 60, -3, 0.1, 0.2),
    ),
    major=("I5 I5 I5 I5", "I5 I5 bII I", "I bII I I", "iv iv bII I"), minor=("i5 i5 i5 i5", "i iv i i", "iv i V i"),
    modes=("hijaz", "harmonic"), major_bias=0.25, cadence=("", ""), loose=1.0, grooves="middleeastern", shape="rondo",
    beats=(
        Beat({64: "x.......x.......", 60: "..x...x.....x...", 70: "o.o.o.o.o.o.o.o."}),
        Beat({64: "x.......x.......", 60: "..x..ox.o.o.x.oo", 54: "..x...x.....x..."}, 0.5),
        Beat({64: "x.......x.......", 36: "x.......x.......", 60: "oox.ooxoooo.xooo", 54: "x.x.x.x.x.x.x.x."}, 0.75),
    ),
    melody=Manner(density=3.6, leap=0.2, rest=0.3, ornament=0.6, legato=0.95),
)  # fmt: skip

EAST_ASIAN = BandStyle(
    "East Asian", {"Music of Asia": 1.0, "Traditional": 0.15}, -0.3, (64, 104),
    players=(
        Player("chords", ("harp", "pluck"), "arpeggio", 64, -2, -0.3, 0.35, voices=3),
        Player("pad", ("strings",), "pad", 58, -11, 0.2, 0.45, enters=0.5, voices=3),
        Player("bass", ("pizzicato", "cello"), "held", 43, -6, 0, 0.3),
        Player("melody", ("flute", "violin"), "", 76, 0, 0.15, 0.45),
        Player("counter", ("nylon guitar", "marimba"), "imitation", 72, -7, 0.4, 0.3, enters=0.6),
        Player("drums", ("orchestral drums",), "", 60, -7, 0, 0.4, enters=0.6),
    ),
    major=("I5 I5 vi5 V5", "Isus2 Isus2 IV6 I5", "vi5 I5 V5 I5", "IV6 I5 vi5 V5"),
    minor=("i5 i5 bVI i5", "i i V5 i5", "bVI bVI i5 i5"),
    modes=("pentatonic", "hirajoshi"), major_bias=0.1, cadence=("V5 V5", "V5 V5"), loose=1.2, room="hall",
        shape="drift",
    beats=(Beat({43: "x.......o...x...", 81: "........x......."}), Beat({36: "x.......x.......",
          43: "x..x..x.x...x.x.", 81: "....x.......x..."}, 0.8)),
    melody=Manner(density=2.7, leap=0.5, rest=0.35, ornament=0.5, legato=0.95),
)  # fmt: skip

RAGA = BandStyle(
    "raga", {"Music of Asia": 0.9, "New-age": 0.1}, 0.0, (72, 120),
    players=(
        Player("chords", ("steel guitar", "harp"), "drone", 50, -4, -0.3, 0.35, voices=2),
        Player("pad", ("warm pad",), "pad", 50, -12, 0, 0.4, voices=2),
        Player("melody", ("steel guitar", "flute"), "", 69, 1, 0.1, 0.35),
        Player("drums", ("brush kit",), "", 60, -4, 0.15, 0.2, enters=0.4),
    ),
    major=("I5 I5 I5 I5",), minor=("i5 i5 i5 i5",),
    modes=("lydian", "dorian"), cadence=("", ""), loose=1.0, shape="jazz", grooves="middleeastern",
    beats=(
        Beat({64: "x.....x.x.......", 60: "..x.x.....x.x.x."}),
        Beat({64: "x.....x.x....o..", 60: "o.xxo.x.o.xxxoxx", 61: "....x.......x..."}, 0.6),
    ),
    melody=Manner(density=3.8, leap=0.2, rest=0.35, ornament=0.7),
)  # fmt: skip
