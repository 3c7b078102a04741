"""What the offline extender says: scenes by genre, light by mood, and how it is painted. No names, no lettering."""

from __future__ import annotations

SCENES: dict[str, tuple[str, ...]] = {
    "Pop": (
        "a lone swimmer crossing a turquoise pool seen from above",
        "balloons drifting over the roofs of a seaside town",
        "a vintage convertible parked beneath tall palms",
        "a glass of fruit and ice on a sunlit windowsill",
        "two silhouettes dancing behind a curtain of paper streamers",
        "a carousel turning in an empty square",
    ),
    "Hip hop": (
        "a basketball court between apartment towers after rain",
        "a stack of speakers on a rooftop above the city",
        "an elevated train curving past water towers",
        "a barber's chair in a pool of lamplight",
        "a chain-link fence and long shadows on warm asphalt",
        "a low car cruising past shuttered shops",
    ),
    "Rock": (
        "a desert road running straight into a storm",
        "an amplifier left standing in a field of tall grass",
        "a motel courtyard with a drained swimming pool",
        "lightning over an abandoned drive-in cinema",
        "a black dog running along a railway embankment",
        "a quarry lake ringed by dark pines",
    ),
    "R&B": (
        "silk sheets and the glow of a city through blinds",
        "a balcony at night above slow traffic",
        "a vase of calla lilies on a lacquered table",
        "rain beads on the window of a parked car",
        "two hands almost touching across a bar",
    ),
    "Reggae": (
        "fishing boats asleep on a still lagoon",
        "a wooden porch wrapped in banana leaves",
        "a hand-painted loudspeaker under a mango tree",
        "a winding hill road above a green valley",
        "hammocks strung between sea grape trees",
    ),
    "Soul": (
        "a velvet armchair beside a glowing lamp",
        "a window full of plants above a quiet street",
        "a crowd of hands raised in warm stage haze",
        "a figure in a long coat beneath a street lamp",
        "a kitchen table with coffee and marigolds",
    ),
    "Country": (
        "a weathered barn on a hill of dry grass",
        "a pickup truck at the edge of a wheat field",
        "a saddle hung over a split-rail fence",
        "a river bend with cottonwoods turning gold",
        "a porch swing facing a wide plain",
    ),
    "Funk": (
        "a spiral staircase carpeted in orange",
        "platform shoes on a checkered floor",
        "a rocket-shaped jukebox among house plants",
        "a bowling alley of swirling colours",
        "a long limousine driving through clouds",
    ),
    "Folk": (
        "a stone cottage with smoke rising at the edge of a wood",
        "a fiddle resting on a mossy wall",
        "a footpath over heather hills",
        "a rowing boat drawn up among reeds",
        "birds crossing a ploughed field",
        "a kettle over a small fire beneath oaks",
    ),
    "Middle Eastern": (
        "a tiled courtyard with a single fountain",
        "a caravan beneath a crescent moon",
        "lattice shadows falling across a carpet",
        "a walled orchard of pomegranates",
        "lanterns along a bazaar arcade",
    ),
    "Jazz": (
        "a saxophone's curve in cigarette-blue air",
        "a rain-slick avenue after the last train",
        "an upright bass leaning in a basement club",
        "fire escapes crossing a brick facade",
        "a grand piano with its lid open to the stars",
        "a small table with one glass and one hat",
    ),
    "Disco": (
        "a mirror ball scattering light through an empty ballroom",
        "roller skates on a glowing floor",
        "a staircase of light with drifting feathers",
        "dancers dissolving into coloured beams",
        "a gold curtain caught in a breeze",
    ),
    "Classical": (
        "an empty concert hall with one chair on the stage",
        "a frozen lake below a cathedral of birches",
        "a marble figure veiled in gauze",
        "a formal garden fading into mist",
        "swans beneath a stone bridge",
        "a ship with white sails entering a vast harbour",
    ),
    "Electronic": (
        "a corridor of light vanishing into darkness",
        "a city of glass folded over its own reflection",
        "pulsing lines crossing a black ocean",
        "a chrome sphere hovering over dunes",
        "fields of antennas beneath an aurora",
        "a warehouse floor cut by lasers",
    ),
    "Latin": (
        "a sunlit plaza with swirling skirts",
        "a balcony overflowing with bougainvillea",
        "a red fan unfolding like a wing",
        "an old avenue of pastel facades by the sea",
        "lanterns strung between orange trees",
    ),
    "Blues": (
        "a crossroads under a swollen moon",
        "a wooden shack beside a slow brown river",
        "a steel guitar on an unmade bed",
        "a freight train passing through cotton fields",
        "a lone bulb over a bar door",
    ),
    "Children's": (
        "a fox sailing a paper boat across a pond",
        "a tree house hung with lanterns",
        "a bear conducting a band of birds",
        "a moon with a ladder leaning on it",
        "kites shaped like whales above a meadow",
    ),
    "New-age": (
        "a lotus opening on mirror-still water",
        "standing stones in morning fog",
        "a waterfall falling into clouds",
        "a single feather above ripples of sand",
        "mountains repeating into pale distance",
    ),
    "Vocal": (
        "a circle of robed figures in a high nave",
        "breath turning to birds in cold air",
        "open windows one above another, a candle in each",
        "a face in profile made of thin branches",
        "ripples spreading from a bell under water",
    ),
    "Music of Africa": (
        "baobabs against a copper sky",
        "a market of indigo cloth and brass",
        "drums around a fire on red earth",
        "a river port crowded with painted canoes",
        "dancers in raffia lifting dust",
    ),
    "Christian": (
        "stained glass throwing colour over stone steps",
        "a white chapel on a green headland",
        "doves rising through a shaft of light",
        "a field of candles in the dark",
        "an olive tree at the edge of dawn",
    ),
    "Music of Asia": (
        "terraced rice fields holding the sky",
        "a pavilion on stilts above a misty lake",
        "a procession of paper lanterns on a river",
        "cranes flying past a folded mountain",
        "a courtyard of jasmine and carved stone",
    ),
    "Ska": (
        "a scooter leaning against a checkered wall",
        "porkpie hats tossed over a seaside pier",
        "a brass section marching down a terraced street",
        "a corner cafe with black and white tiles",
        "dancing legs and long shadows on a pavement",
    ),
    "Traditional": (
        "a village dance around a tall pole",
        "woven cloth drying beside a mill stream",
        "a harvest table beneath linden trees",
        "a shepherd on a ridge with a hundred sheep",
        "masks hung on a whitewashed wall",
    ),
    "Independent": (
        "a bicycle abandoned in a field of poppies",
        "a bedroom window with rain and fairy lights",
        "a laundromat glowing on an empty corner",
        "a lighthouse drawn on a foggy shore",
        "a cat asleep on a broken keyboard",
        "a telephone box half swallowed by ivy",
    ),
}
"""What is in the picture, by genre."""

ANYWHERE: tuple[str, ...] = (
    "a door standing open in a wide landscape",
    "a staircase leading down into the sea",
    "a single tree on a low horizon",
    "a house with one lit window",
    "a path of stepping stones across still water",
)
"""What is in the picture when no genre was heard."""

LIGHTS: dict[str, tuple[str, ...]] = {
    "Happy": ("bright noon light", "the first clear morning of spring", "golden sun through leaves", "a wide blue sky",
              "warm light with playful shadows"),
    "Funny": ("comic exaggerated shadows", "flat cheerful daylight", "a spotlight in the wrong place",
              "toy-theatre light", "candy-bright afternoon"),
    "Sad": ("rain-grey dusk", "the last blue of evening", "thin winter light", "one lamp in a dark room",
            "fog that swallows the distance"),
    "Tender": ("soft window light", "candle glow", "hazy early morning", "pale dawn over everything",
               "a warm half-light"),
    "Exciting": ("blazing sunset", "beams of light through dust", "storm light breaking open",
                 "sparks and motion trails", "dazzling backlight"),
    "Angry": ("harsh red light", "thunderclouds and fire glow", "hard shadows at a steep angle",
              "embers drifting in smoke", "a sky torn by lightning"),
    "Scary": ("moonlight through fog", "a green flicker in the dark", "shadows longer than they should be",
              "one cold beam from above", "starless night"),
}  # fmt: skip
"""How it is lit, by mood."""

DAYLIGHT: tuple[str, ...] = ("clear even light", "late afternoon light", "light from a high window")
"""How it is lit when no mood was heard."""

PALETTES: dict[str, tuple[str, ...]] = {
    "bright": ("coral, lemon and sky blue", "tangerine and turquoise", "hot pink against cobalt",
               "sunflower yellow and vermilion"),
    "dark": ("crimson and soot black", "burnt orange on charcoal", "acid green against deep violet",
             "rust, iron and blood red"),
    "pale": ("sage, cream and apricot", "powder blue and warm white", "blush pink and olive",
             "honey, oat and pale jade"),
    "deep": ("indigo and slate", "midnight blue with one ember of amber", "grey-green and faded plum",
             "ink, ash and dull silver"),
}  # fmt: skip
"""Colours by the quadrant of the circumplex: pleasant or not, excited or calm."""

MEDIA: dict[str, tuple[str, ...]] = {
    "bright": ("screen print with slight misregistration", "cut-paper collage", "gouache poster illustration",
               "saturated analogue photograph"),
    "dark": ("rough linocut", "high-contrast grainy photograph", "heavy oil paint laid on with a knife",
             "scratched aquatint etching"),
    "pale": ("watercolour on rough paper", "soft pastel drawing", "faded medium-format photograph",
             "delicate coloured pencil"),
    "deep": ("long-exposure photograph", "charcoal and ink wash", "oil painting in thin glazes", "mezzotint"),
}  # fmt: skip
"""What it is made with, by the same quadrants."""

COMPOSITIONS: tuple[str, ...] = (
    "low horizon with much empty sky",
    "strong central symmetry",
    "seen from directly above",
    "a small subject in vast space",
    "framed by a dark foreground",
    "a steep diagonal through the picture",
    "deep perspective to one vanishing point",
    "layered planes fading with distance",
    "close crop with quiet edges",
    "one bright accent off centre",
)

FINISHES: tuple[str, ...] = (
    "rich in fine detail",
    "visible texture of paper",
    "subtle film grain",
    "atmospheric depth",
    "crisp edges and calm surfaces",
    "intricate but uncluttered",
    "dreamlike clarity",
)

NEGATIVE: dict[str, tuple[str, ...]] = {
    "album": ("photorealistic clutter", "busy background"),
    "conceptual": ("flat clip art", "empty picture"),
}
"""What is not wanted in each style, besides `NEVER`."""

NEVER: tuple[str, ...] = (
    "text", "letters", "words", "typography", "logo", "signature", "watermark", "barcode", "frame", "border",
    "blurry", "low quality", "deformed hands", "extra limbs",
)  # fmt: skip
"""What no cover wants: lettering is set in real type afterwards, and shops refuse the rest."""
