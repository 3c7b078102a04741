"""Styles of wood and strings: folk, country, waltz, songs for children."""

from __future__ import annotations

from albumen.play.band.style import BandStyle, Beat, Manner, Player

FOLK = BandStyle(
    "folk", {"Folk": 1.0, "Country": 0.7, "Traditional": 0.6, "Independent": 0.3, "Christian": 0.3, "Vocal": 0.1},
    -0.3, (84, 124),
    players=(
        Player("chords", ("steel guitar", "nylon guitar"), "travis", 59, 0, -0.3, 0.2),
        Player("extra", ("steel guitar",), "strum", 57, -4, 0.4, 0.2, enters=0.7),
        Player("bass", ("upright bass",), "fifths", 38, -2, 0, 0.1, enters=0.5),
        Player("melody", ("violin", "flute", "accordion"), "", 74, -3, 0.2, 0.3),
        Player("drums", ("brush kit",), "", 60, -12, 0, 0.2, enters=0.7, chance=0.6),
    ),
    major=("I IV I V", "I V vi IV", "IV I V I", "I bVII IV I"),
    minor=("i bVII i bVII", "i bVII bVI bVII", "i iv bVII i", "bIII bVII i i"),
    modes=("ionian", "dorian"), major_bias=0.25, loose=1.2, grooves="country",
    beats=(Beat({36: "x...x...", 70: "xoxoxoxo", 37: "..x...x."}),), fills="none",
    melody=Manner(density=3.4, leap=0.35, rest=0.1, ornament=0.3),
)  # fmt: skip

COUNTRY = BandStyle(
    "country", {"Country": 1.0, "Folk": 0.3}, 0.15, (96, 144),
    players=(
        Player("chords", ("steel guitar",), "strum", 59, 0, -0.4, 0.15),
        Player("extra", ("clean guitar",), "travis", 64, -3, 0.4, 0.2, enters=0.45),
        Player("bass", ("upright bass", "electric bass"), "fifths", 36, 1, 0, 0.05),
        Player("melody", ("violin", "clean guitar"), "", 74, -2, 0.15, 0.25, enters=0.3),
        Player("drums", ("acoustic kit",), "", 60, -7, 0, 0.15, enters=0.35),
    ),
    major=("I IV V I", "I I IV IV V V I I", "IV I V I"), minor=("i bVII bVI bVII", "i iv V i"),
    cadence=("V7/V V7", "iv V7"), modes=("ionian", "aeolian"), major_bias=0.6, loose=1.0, grooves="country",
        fills="snare",
    beats=(Beat({36: "x...x...", 38: "..x...x.", 42: "x.x.x.x."}), Beat({36: "x...x...", 38: "o.xoo.xo"}, 0.6)),
    melody=Manner(density=3.6, leap=0.45, rest=0.15, ornament=0.4),
)  # fmt: skip

WALTZ = BandStyle(
    "waltz", {"Traditional": 1.0, "Folk": 0.25, "Vocal": 0.15, "Christian": 0.05}, 0.0, (132, 184),
    players=(
        Player("chords", ("accordion", "nylon guitar"), "waltz", 60, -4, -0.3, 0.2, voices=3),
        Player("bass", ("upright bass",), "waltz", 38, -1, 0, 0.1),
        Player("melody", ("accordion", "violin", "clarinet"), "", 74, 0, 0.15, 0.3),
        Player("counter", ("violin", "clarinet"), "thirds", 67, -7, 0.4, 0.3, enters=0.75),
        Player("drums", ("brush kit",), "", 60, -12, 0, 0.2, enters=0.5),
    ),
    major=("I I V7 V7 V7 V7 I I", "I V7/ii ii ii V7 V7 I I", "IV IV I I V7 V7 I I", "vi vi iii iii IV I V7 I"),
    minor=("i i V7 V7 V7 V7 i i", "i i iv iv V7 V7 i V7", "iv iv i i V7 V7 i i", "bIII bIII bVII bVII V7 V7 i i"),
    modes=("ionian", "harmonic"), major_bias=0.1, cadence=("V7 V7", "iv V7"), beats_per_bar=3, loose=1.2, shape="rondo",
    beats=(Beat({36: "x.....", 38: "..o.o."}), Beat({36: "x.....", 38: "..x.xo", 44: "..x.x."}, 0.75)), fills="brush",
    melody=Manner(density=3.3, leap=0.5, rest=0.1, ornament=0.35, legato=0.9),
)  # fmt: skip

CHILDREN = BandStyle(
    "children's song", {"Children's": 1.0}, 0.3, (100, 132),
    players=(
        Player("chords", ("nylon guitar", "steel guitar"), "offbeat", 62, -3, -0.3, 0.2, voices=3),
        Player("extra", ("steel guitar", "accordion"), "strum", 60, -8, 0.4, 0.2, enters=0.6, voices=3),
        Player("bass", ("upright bass",), "fifths", 38, -1, 0, 0.1),
        Player("melody", ("flute", "singer", "music box"), "", 77, 0, 0.1, 0.3),
        Player("counter", ("music box",), "thirds", 84, -10, 0.4, 0.3, enters=0.7),
        Player("drums", ("acoustic kit",), "", 60, -11, 0, 0.15, enters=0.4),
    ),
    major=("I I IV I I V I V", "I IV V I", "IV I V I", "I vi ii V"),
    minor=("i i iv i i V i V", "i iv V i", "bVI bIII V i"),
    modes=("ionian", "aeolian"), major_bias=0.7, loose=0.8, grooves="pop", fills="snare",
    beats=(Beat({36: "x...x...", 39: "..x...x.", 54: "x.x.x.x."}), Beat({36: "x...x.x.", 38: "..x...x.",
          54: "xoxoxoxo"}, 0.7)),
    melody=Manner(density=3.0, leap=0.35, rest=0.1, legato=0.8),
)  # fmt: skip
