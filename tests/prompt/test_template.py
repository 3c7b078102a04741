"""The two published ways to put a song into words."""

from __future__ import annotations

import pytest

from albumen.description import Description
from albumen.prompt import sentence, template
from albumen.vocabulary import GENRES, MOODS


def test_the_template_is_the_papers() -> None:
    heard = Description(genres={"Pop": 0.2, "Jazz": 0.7}, moods={"Happy": 0.1, "Tender": 0.6})
    assert template(heard) == "Tender Jazz music album cover"


@pytest.mark.parametrize(("mood", "genre"), [("Sad", "New-age"), ("Angry", "Rock"), ("Exciting", "Children's")])
def test_the_papers_other_examples(mood: str, genre: str) -> None:
    assert template(Description(genres={genre: 1.0}, moods={mood: 1.0})) == f"{mood} {genre} music album cover"


def test_what_was_not_heard_is_left_out() -> None:
    assert template(Description(genres={"Jazz": 0.5})) == "Jazz music album cover"
    assert template(Description()) == "music album cover"


def test_every_mood_and_genre_reads_as_one_line() -> None:
    for genre in GENRES:
        for mood in MOODS:
            assert template(Description(genres={genre: 1.0}, moods={mood: 1.0})).split() == (
                f"{mood} {genre} music album cover".split()
            )


def test_the_sentence_is_the_papers() -> None:
    said = sentence(
        "2000", "2023-03-17", "Manuel Turizo Marshmello", "Top Lists", ["techno", "pop", "fast", "electronic", "vocal"]
    )
    assert said == (
        "cover album of Top Lists song, titled 2000, released in 2023-03-17, by Manuel Turizo Marshmello, "
        "with the following music tags techno, pop, fast, electronic, vocal"
    )


def test_what_is_unknown_is_left_out_of_the_sentence() -> None:
    assert sentence(title="Fog", category="Folk") == "cover album of Folk song, titled Fog"
    assert sentence(tags=["ambient"]) == "cover album of music song, with the following music tags ambient"
    assert sentence() == "cover album of music song"


def test_tags_of_files_cannot_break_the_line() -> None:
    assert sentence(title=" A\nB\x00\tC ") == "cover album of music song, titled A B C"
    assert sentence(title="\u200b \n", artist="") == "cover album of music song"
