"""Styles of bands with amplifiers: pop, rock, metal, punk."""

from __future__ import annotations

from albumen.play.band.style import BandStyle, Beat, Manner, Player

POP = BandStyle(
    "pop", {"Pop": 1.0, "Independent": 0.5, "Christian": 0.4, "Children's": 0.2, "Vocal": 0.3}, 0.3, (92, 128),
    players=(
        Player("chords", ("grand piano", "electric piano"), "pulse", 60, -2, -0.2, 0.2),
        Player("extra", ("steel guitar", "clean guitar"), "strum", 59, -4, 0.4, 0.2, enters=0.6),
        Player("pad", ("strings", "warm pad"), "pad", 62, -8, 0, 0.3, enters=0.7),
        Player("bass", ("electric bass", "synth bass"), "eighths", 36, 0, 0, 0.05, enters=0.35),
        Player("melody", ("singer", "clean guitar"), "", 71, 1, 0.05, 0.25),
        Player("drums", ("acoustic kit", "rock kit"), "", 60, -7, 0, 0.2, enters=0.35),
    ),
    major=("I V vi IV", "I vi IV V", "I iii IV V", "IV I V vi", "IV V iii vi"),
    minor=("i bVI bIII bVII", "i iv bVI bVII", "bVI bVII i bIII", "bVI bIII bVII i"),
    modes=("ionian", "aeolian"), loose=0.6, grooves="pop", fills="snare", crash=True, major_bias=0.1,
    beats=(
        Beat({36: "x.....x.x.......", 38: "....x.......x...", 42: "x.x.x.x.x.x.x.x."}),
        Beat({36: "x.....x.x.x.....", 38: "....x.......x..o", 42: "x.x.x.x.x.x.x.x.", 46: "..............x."}, 0.7),
    ),
    melody=Manner(density=3.2, leap=0.4, rest=0.2),
)  # fmt: skip

ROCK = BandStyle(
    "rock", {"Rock": 1.0, "Independent": 0.4, "Pop": 0.15}, 0.55, (112, 156),
    players=(
        Player("chords", ("distorted guitar",), "pulse", 50, -2, -0.75, 0.08, enters=0.3, voices=2),
        Player("extra", ("distorted guitar",), "pulse", 50, -2, 0.75, 0.08, enters=0.5, voices=2),
        Player("bass", ("electric bass",), "eighths", 33, 1, 0, 0.03),
        Player("melody", ("distorted guitar",), "", 69, -1, 0.1, 0.2, enters=0.5),
        Player("drums", ("rock kit",), "", 60, -7, 0, 0.17),
    ),
    major=("I5 IV5 V5 IV5", "I5 bVII5 IV5 I5", "IV5 V5 I5 vi5"),
    minor=("i5 bVI5 bIII5 bVII5", "i5 bVII5 bVI5 bVII5", "bVI5 bVII5 i5 i5"),
    cadence=("IV5 V5", "bVI5 bVII5"), modes=("mixolydian", "aeolian"), loose=0.9, grooves="rock", fills="toms",
        crash=True,
    beats=(
        Beat({36: "x.....x.x.......", 38: "....x.......x...", 42: "x.x.x.x.x.x.x.x."}),
        Beat({36: "x.x...x.x.x...x.", 38: "....x.......x...", 46: "x.x.x.x.x.x.x.x."}, 0.65),
    ),
    melody=Manner(density=3.2, leap=0.5, rest=0.25, ornament=0.2),
)  # fmt: skip

METAL = BandStyle(
    "metal", {"Rock": 0.75}, 0.95, (132, 184),
    players=(
        Player("chords", ("distorted guitar",), "chugs", 45, 0, -0.9, 0.05, voices=2),
        Player("extra", ("distorted guitar",), "chugs", 45, 0, 0.9, 0.05, voices=2),
        Player("bass", ("electric bass",), "eighths", 30, 1, 0, 0.02),
        Player("melody", ("distorted guitar",), "", 74, -3, 0, 0.2, enters=0.7),
        Player("drums", ("heavy kit",), "", 60, -3, 0, 0.15),
    ),
    major=("i5 bVI5 i5 bII5", "i5 bVI5 bVII5 i5"),
    minor=("i5 bVI5 i5 bII5", "i5 bVI5 bVII5 i5", "i5 bIII5 bII5 i5"),
    cadence=("", ""), modes=("aeolian", "aeolian"), major_bias=-2, loose=0.6, grooves="rock", fills="toms", crash=True,
    beats=(
        Beat({36: "x.xxx.xxx.xxx.xx", 38: "....x.......x...", 46: "x...x...x...x..."}),
        Beat({36: "xxxxxxxxxxxxxxxx", 38: "....x.......x...", 51: "x.x.x.x.x.x.x.x."}, 0.7),
    ),
    melody=Manner(density=4.6, leap=0.6, rest=0.2),
)  # fmt: skip

PUNK = BandStyle(
    "punk", {"Rock": 0.8, "Independent": 0.4, "Ska": 0.15}, 0.85, (160, 200),
    players=(
        Player("chords", ("distorted guitar",), "pulse", 52, -1, -0.7, 0.06, voices=2),
        Player("extra", ("distorted guitar",), "pulse", 52, -2, 0.7, 0.06, enters=0.45, voices=2),
        Player("bass", ("electric bass",), "eighths", 33, 1, 0, 0.03),
        Player("melody", ("distorted guitar",), "", 69, -3, 0.1, 0.15, enters=0.6),
        Player("drums", ("rock kit",), "", 60, -5, 0, 0.15),
    ),
    major=("I5 V5 vi5 IV5", "I5 IV5 V5 V5", "IV5 V5 I5 vi5"),
    minor=("i5 bVI5 bIII5 bVII5", "i5 bVII5 bVI5 bVII5", "bVI5 bVII5 i5 i5"),
    modes=("ionian", "aeolian"), cadence=("IV5 V5", "bVI5 bVII5"), loose=1.0, grooves="punk", fills="snare", crash=True,
    beats=(
        Beat({36: "x...x...", 38: "..x...x.", 42: "xxxxxxxx"}),
        Beat({36: "x..xx.x.", 38: "..x...x.", 46: "xxxxxxxx"}, 0.6),
    ),
    melody=Manner(density=3.0, leap=0.35, rest=0.2),
)  # fmt: skip

INDIE = BandStyle(
    "indie", {"Independent": 1.0, "Pop": 0.2, "Rock": 0.3}, 0.1, (96, 134),
    players=(
        Player("chords", ("clean guitar",), "arpeggio", 62, -2, -0.5, 0.3, voices=4),
        Player("extra", ("steel guitar", "distorted guitar"), "strum", 57, -4, 0.5, 0.25, enters=0.5),
        Player("pad", ("strings", "glass pad"), "pad", 64, -10, 0, 0.4, enters=0.7),
        Player("bass", ("electric bass",), "eighths", 33, 1, 0, 0.05, enters=0.35),
        Player("melody", ("soft lead", "clean guitar"), "", 72, -2, 0.1, 0.35, enters=0.3),
        Player("drums", ("acoustic kit",), "", 60, -7, 0, 0.25, enters=0.3),
    ),
    major=("Imaj7 IVmaj7 Imaj7 IVmaj7", "I iii IV iv", "IVmaj7 I V vi", "vi IV I V"),
    minor=("i7 bVImaj7 bIII bVII", "i bIII bVII iv", "bVImaj7 bIII bVII i"),
    modes=("ionian", "aeolian"), loose=1.0, grooves="rock", fills="toms", crash=True,
    beats=(
        Beat({36: "x..x..x.x.......", 38: "....x.......x...", 42: "x.x.x.x.x.x.x.x."}),
        Beat({36: "x.x..x..x.x.....", 43: "..x.x...x.x.x..x", 38: "....x.......x..."}, 0.75),
        Beat({36: "x.....xxx.x.....", 38: "....x.......x...", 51: "x.x.x.x.x.x.x.x."}, 0.75),
    ),
    melody=Manner(density=2.9, leap=0.4, rest=0.25),
)  # fmt: skip
