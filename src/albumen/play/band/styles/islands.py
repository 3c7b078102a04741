"""Styles of the Caribbean: reggae, ska, salsa, cumbia."""

from __future__ import annotations

from albumen.play.band.style import BandStyle, Beat, Manner, Player

REGGAE = BandStyle(
    "reggae", {"Reggae": 1.0, "Ska": 0.4, "Music of Africa": 0.2}, -0.1, (68, 86),
    players=(
        Player("chords", ("clean guitar", "muted guitar"), "skank", 62, 0, -0.4, 0.25),
        Player("extra", ("organ",), "offbeat", 64, -6, 0.4, 0.2, enters=0.4),
        Player("bass", ("electric bass",), "reggae", 33, 3, 0, 0.05),
        Player("melody", ("trumpet", "saxophone", "soft lead"), "", 69, -3, 0.15, 0.4, enters=0.45),
        Player("drums", ("acoustic kit",), "", 60, -5, 0, 0.2),
    ),
    major=("I IV I V", "I V vi IV", "I ii I ii"),
    minor=("i bVII i bVII", "i iv i iv", "i iv bVII bIII"),
    modes=("ionian", "aeolian"), swing=0.4, swing_grid=16, loose=1.0, grooves="reggae", fills="toms",
    beats=(Beat({36: "........x.......", 37: "........x.......", 42: "x.oxx.oxx.oxx.ox"}),
          Beat({36: "x...x...x...x...", 38: "........x.......", 42: "x.oxx.oxx.oxx.ox"}, 0.75)),
    melody=Manner(density=2.6, leap=0.4, rest=0.35),
)  # fmt: skip

SKA = BandStyle(
    "ska", {"Ska": 1.0, "Reggae": 0.3}, 0.6, (124, 164),
    players=(
        Player("chords", ("clean guitar", "muted guitar"), "upstroke", 64, 0, -0.4, 0.15),
        Player("extra", ("organ", "grand piano"), "upstroke", 60, -6, 0.4, 0.15, enters=0.4),
        Player("bass", ("electric bass",), "walking", 35, 2, 0, 0.05),
        Player("melody", ("trumpet", "saxophone"), "", 70, 0, 0.15, 0.25, enters=0.3),
        Player("counter", ("brass", "saxophone"), "thirds", 64, -5, -0.15, 0.25, enters=0.65),
        Player("drums", ("acoustic kit",), "", 60, -7, 0, 0.15),
    ),
    major=("I vi IV V", "I I IV V", "IV V I vi", "I V/vi vi IV"),
    minor=("i iv V7 i", "i bVII bVI V7", "iv i V7 i"),
    modes=("ionian", "harmonic"), loose=0.9, grooves="reggae", fills="snare", crash=True,
    beats=(Beat({36: "..x...x.", 38: "..x...x.", 42: "x.x.x.x."}), Beat({36: "x.x.x.x.", 38: "..x...x.",
          46: ".x.x.x.x"}, 0.75)),
    melody=Manner(density=3.6, leap=0.5, rest=0.25, legato=0.75),
)  # fmt: skip

SALSA = BandStyle(
    "salsa", {"Latin": 0.98, "Jazz": 0.1}, 0.6, (168, 210),
    players=(
        Player("chords", ("grand piano",), "montuno", 65, -1, -0.3, 0.2),
        Player("bass", ("upright bass", "electric bass"), "tumbao", 35, 2, 0, 0.05),
        Player("melody", ("trumpet", "flute"), "", 73, -1, 0.15, 0.3, enters=0.4),
        Player("counter", ("brass",), "riff", 66, -5, 0.3, 0.25, enters=0.65),
        Player("drums", ("brush kit",), "", 60, -3, 0.1, 0.15),
    ),
    major=("I IV V IV", "Imaj7 V7/ii ii7 V7", "ii7 V7 Imaj7 V7/ii", "I bVII IV V"),
    minor=("i iv V7 iv", "i7 iv7 bVII7 V7", "iv7 V7 i7 i7", "i bVII bVI V7"),
    modes=("ionian", "harmonic"), major_bias=-0.2, cadence=("ii7 V7", "iv7 V7"), loose=0.8, grooves="afrocuban",
    beats=(
        Beat({75: "..x.x...x..x..x.", 63: "xoxoxoxoxoxoxoxo", 64: "......xx......xx", 70: "xoxoxoxoxoxoxoxo"}, bars=2),
        Beat({75: "..x.x...x..x..x.", 63: "oox.ooo.oox.ooo.", 64: "......xx......xx", 56: "x.x.xxx.x.x.xxx.",
              36: "...x......x....."}, 0.55, bars=2),
    ),
    melody=Manner(density=3.0, leap=0.5, rest=0.35, legato=0.75),
)  # fmt: skip

CUMBIA = BandStyle(
    "cumbia", {"Latin": 0.95, "Traditional": 0.3}, 0.2, (84, 108),
    players=(
        Player("chords", ("accordion", "clean guitar"), "upstroke", 64, -3, -0.35, 0.15, voices=3),
        Player("bass", ("electric bass",), "fifths", 36, 2, 0, 0.05),
        Player("melody", ("accordion", "clarinet", "flute"), "", 73, 0, 0.15, 0.3),
        Player("counter", ("brass",), "thirds", 66, -8, 0.3, 0.25, enters=0.7),
        Player("drums", ("brush kit",), "", 60, -5, 0.1, 0.15),
    ),
    major=("I I V7 V7 V7 V7 I I", "I IV V7 I", "IV I V7 I"),
    minor=("i i V7 V7 V7 V7 i i", "i iv V7 i", "bVI bIII V7 i", "i bVII bVI V7"),
    modes=("ionian", "harmonic"), major_bias=-0.1, loose=0.9, grooves="latin", fills="toms",
    beats=(
        Beat({36: "x...x...x...x...", 70: "x.xxx.xxx.xxx.xx", 64: "......x.......xx"}),
        Beat({36: "x...x...x...x...", 70: "x.xxx.xxx.xxx.xx", 64: "..x...x...x...xx", 56: "..x...x...x...x."}, 0.6),
    ),
    melody=Manner(density=3.7, leap=0.4, rest=0.15, ornament=0.3, legato=0.85),
)  # fmt: skip
