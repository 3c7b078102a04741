"""Prompts for any song, in both styles."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from albumen.card import Card
from albumen.description import Affect, Description
from albumen.prompt import EXTENDERS, Prompt, negative, template, write
from albumen.prompt.offline import LONGEST, Offline, quadrant_of
from albumen.prompt.phrases import (
    ANYWHERE,
    COMPOSITIONS,
    DAYLIGHT,
    FINISHES,
    LIGHTS,
    MEDIA,
    NEVER,
    PALETTES,
    SCENES,
)  # fmt: skip
from albumen.vocabulary import GENRES, MOODS, STYLES

BANNED = re.compile(
    r"\b(text|letters?|lettering|words?|titled?|typography|logos?|signatures?|signed|watermarks?|captions?|"
    r"artstation|unreal engine|in the style of|4k|8k|masterpiece|trending)\b|\bby [A-Z]"
)

PHRASES = [
    *(phrase for bank in (SCENES, LIGHTS, MEDIA, PALETTES) for phrases in bank.values() for phrase in phrases),
    *ANYWHERE, *DAYLIGHT, *COMPOSITIONS, *FINISHES,
]  # fmt: skip

probability = st.floats(0, 1)
descriptions = st.builds(
    Description,
    genres=st.dictionaries(st.sampled_from(GENRES), probability),
    moods=st.dictionaries(st.sampled_from(MOODS), probability),
    tags=st.dictionaries(st.text(max_size=12), probability, max_size=4),
    affect=st.builds(Affect, st.floats(-1, 1), st.floats(-1, 1)),
)


@given(descriptions, st.sampled_from(STYLES), st.integers(0, 2**32), st.integers(0, 9))
def test_any_description_gives_a_clean_prompt(heard: Description, style: str, seed: int, variant: int) -> None:
    prompt = write(heard, style, seed, variant)  # type: ignore[arg-type]
    assert prompt.text.startswith(template(heard))
    assert len(prompt.text) <= LONGEST
    assert prompt.text == " ".join(prompt.text.split())
    assert prompt.text.isprintable()
    assert ",," not in prompt.text
    assert not prompt.text.endswith((",", " "))


@given(descriptions, st.integers(0, 2**32))
def test_banned_words_never_come(heard: Description, seed: int) -> None:
    assert not BANNED.search(write(heard, "conceptual", seed).text)


@given(descriptions, st.integers(0, 2**32))
def test_no_phrase_comes_twice(heard: Description, seed: int) -> None:
    parts = write(heard, "conceptual", seed).text.split(", ")
    assert len(parts) == len(set(parts))


@given(descriptions, st.integers(0, 2**32), st.integers(0, 9))
def test_the_same_seed_and_variant_give_the_same_words(heard: Description, seed: int, variant: int) -> None:
    assert write(heard, "conceptual", seed, variant) == write(heard, "conceptual", seed, variant)


JAZZ = Description(genres={"Jazz": 0.7, "Blues": 0.1}, moods={"Tender": 0.6}, affect=Affect(0.4, -0.5))


def test_album_is_the_template_alone() -> None:
    assert write(JAZZ, "album", 3, 1).text == "Tender Jazz music album cover"


def test_conceptual_has_scene_light_medium_composition_colours_and_finish() -> None:
    text = write(JAZZ, "conceptual", 3).text
    banks = (SCENES["Jazz"], LIGHTS["Tender"], MEDIA["pale"], COMPOSITIONS, PALETTES["pale"], FINISHES)
    for bank in banks:
        assert any(phrase in text for phrase in bank)


def test_variants_of_one_song_differ() -> None:
    assert len({write(JAZZ, "conceptual", 0, variant).text for variant in range(8)}) == 8


def test_seeds_show_every_scene_of_a_genre() -> None:
    texts = " ".join(write(JAZZ, "conceptual", seed).text for seed in range(80))
    assert all(scene in texts for scene in SCENES["Jazz"])


def test_a_second_genre_nearly_as_likely_lends_its_scenes() -> None:
    both = Description(genres={"Folk": 0.30, "Country": 0.29}, moods={"Tender": 0.6})
    texts = [write(both, "conceptual", seed).text for seed in range(60)]
    from_country = [text for text in texts if any(scene in text for scene in SCENES["Country"])]
    assert 10 < len(from_country) < 50


def test_a_second_genre_far_behind_does_not() -> None:
    texts = " ".join(write(JAZZ, "conceptual", seed).text for seed in range(60))
    assert not any(scene in texts for scene in SCENES["Blues"])


@pytest.mark.parametrize(
    ("valence", "arousal", "quadrant"),
    [(0.5, 0.5, "bright"), (-0.5, 0.5, "dark"), (0.5, -0.5, "pale"), (-0.5, -0.5, "deep")],
)
def test_colours_and_media_follow_the_quadrant(valence: float, arousal: float, quadrant: str) -> None:
    affect = Affect(valence, arousal)
    assert quadrant_of(affect) == quadrant
    text = write(Description(affect=affect), "conceptual").text
    assert any(palette in text for palette in PALETTES[quadrant])


def test_lettering_is_never_wanted() -> None:
    for style in STYLES:
        negative = write(JAZZ, style).negative.split(", ")
        assert {"text", "letters", "watermark", "logo"} <= set(negative)
        assert set(NEVER) <= set(negative)
        assert len(negative) == len(set(negative))


def test_another_extender_can_do_it() -> None:
    class Echo:
        card = Card("echo", "Says it twice.")

        def extend(self, prompt: str, description: Description, rng: np.random.Generator) -> str:
            return f"{prompt}, {prompt}"

    assert write(Description(), "conceptual", extender=Echo()) == Prompt(
        "music album cover, music album cover", write(Description(), "conceptual").negative, "echo"
    )


def test_the_offline_extender_is_registered_and_ready() -> None:
    assert "offline" in EXTENDERS.names()
    assert isinstance(EXTENDERS.get("offline"), Offline)
    assert EXTENDERS.get("offline").card.ready().ok


def test_there_are_phrases_for_every_genre_and_mood() -> None:
    assert set(SCENES) == set(GENRES)
    assert set(LIGHTS) == set(MOODS)
    assert set(MEDIA) == set(PALETTES) == {"bright", "dark", "pale", "deep"}
    assert min(map(len, SCENES.values())) >= 5


def test_no_phrase_is_in_two_banks_or_has_loose_ends() -> None:
    assert len(PHRASES) == len(set(PHRASES))
    for phrase in PHRASES:
        assert phrase == phrase.strip(" ,.")
        assert not BANNED.search(phrase)


def test_the_longest_phrases_fit_together() -> None:
    longest = max(len(f"{mood} {genre} music album cover") for mood in MOODS for genre in GENRES)
    banks = (
        [phrase for scenes in SCENES.values() for phrase in scenes],
        [phrase for lights in LIGHTS.values() for phrase in lights],
        [phrase for media in MEDIA.values() for phrase in media],
        [phrase for palettes in PALETTES.values() for phrase in palettes],
        COMPOSITIONS, FINISHES,
    )  # fmt: skip
    assert longest + sum(2 + max(map(len, bank)) for bank in banks) <= LONGEST


def test_the_prompt_says_who_extended_it() -> None:
    assert write(JAZZ, "album").extender == "none"
    assert write(JAZZ, "conceptual").extender == "offline"


def test_the_extender_that_adds_nothing_leaves_the_template() -> None:
    prompt = write(JAZZ, "conceptual", 3, 1, EXTENDERS.get("none"))
    assert (prompt.text, prompt.extender) == (template(JAZZ), "none")


def test_what_is_not_wanted_follows_the_style_alone() -> None:
    assert write(JAZZ, "album").negative == negative("album") != negative("conceptual")
