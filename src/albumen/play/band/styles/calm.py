"""Styles to sit and listen to: ambient, lo-fi."""

from __future__ import annotations

from albumen.play.band.style import BandStyle, Beat, Manner, Player

AMBIENT = BandStyle(
    "ambient", {"New-age": 1.0, "Electronic": 0.35, "Independent": 0.1}, -0.85, (56, 76),
    players=(
        Player("pad", ("warm pad", "glass pad"), "pad", 57, 0, 0, 0.6),
        Player("extra", ("choir", "dark pad"), "pad", 52, -5, 0, 0.6, enters=0.4, chance=0.7),
        Player("bass", ("sub bass",), "pedal", 33, -5, 0, 0.1),
        Player("chords", ("felt piano", "bell", "glass pad"), "arpeggio", 69, -7, 0.25, 0.75, enters=0.35),
        Player("melody", ("soft lead", "glass pad", "bell"), "", 74, -7, -0.2, 0.8, enters=0.4),
    ),
    major=("Iadd9 Iadd9 IVmaj7 IVmaj7", "Imaj7 iii7 IVmaj9 IVmaj9", "Iadd9 IVmaj7 vi7 IVmaj7",
        "IVmaj9 Iadd9 V7sus4 vi7"),
    minor=("im9 im9 bVImaj7 bVImaj7", "im9 iv7 bVImaj7 v7", "im9 bIIImaj7 bVImaj7 bVImaj7"),
    modes=("lydian", "aeolian"), bars_per_chord=2, room="cathedral", shape="drift", cadence=("", ""),
    melody=Manner(density=1.0, leap=0.6, rest=0.5),
)  # fmt: skip

LOFI = BandStyle(
    "lo-fi", {"Hip hop": 0.55, "Electronic": 0.2, "R&B": 0.2, "Jazz": 0.2, "Soul": 0.2}, -0.55, (68, 86),
    players=(
        Player("chords", ("electric piano", "felt piano"), "block", 60, 0, -0.15, 0.3),
        Player("extra", ("clean guitar", "vibraphone"), "arpeggio", 67, -9, 0.4, 0.4, enters=0.6),
        Player("bass", ("upright bass", "sub bass"), "roots", 34, 1, 0, 0.05),
        Player("melody", ("felt piano", "soft lead", "vibraphone"), "", 74, -5, 0.2, 0.4, enters=0.5),
        Player("drums", ("machine kit",), "", 60, -3, 0, 0.12),
    ),
    major=("Imaj9 vi9 ii9 V13", "IVmaj9 iii7 ii9 Imaj9", "ii9 V13 Imaj9 VI7"),
    minor=("i9 iv9 bVImaj7 V7b9", "i9 bVImaj7 iv9 v7", "iv9 bVII13 bIIImaj9 V7b9"),
    cadence=("ii9 V13", "iv9 V7b9"), modes=("ionian", "aeolian"), swing=0.6, swing_grid=16, loose=1.6, grooves="hiphop",
    beats=(Beat({36: "x.....ox..x.....", 38: "....x.......x...", 42: "x.xox.x.x.xox.x."}),),
    melody=Manner(density=2.2, leap=0.5, rest=0.45),
)  # fmt: skip
