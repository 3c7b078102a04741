"""Two taggers' tags as one list."""

from __future__ import annotations

import pytest

from albumen.listen.words import GOES_WITH, SAME, STANDS_FOR, merge
from albumen.vocabulary import MSD_TAGS, MTT_TAGS


def test_a_tag_of_both_taggers_gets_the_mean() -> None:
    assert merge([{"rock": 0.2}, {"rock": 0.6}]) == {"rock": pytest.approx(0.4)}


def test_the_same_said_thrice_is_said_once() -> None:
    assert merge([{"no vocals": 0.3, "no vocal": 0.5, "no voice": 0.1}]) == {"instrumental": 0.5}


def test_two_taggers_words_for_the_same_become_one() -> None:
    assert merge([{"female vocalists": 0.3}, {"woman": 0.4}]) == {"female vocals": 0.4}


def test_words_are_in_lower_case() -> None:
    merged = merge([dict.fromkeys(MSD_TAGS, 0.1), dict.fromkeys(MTT_TAGS, 0.1)])
    assert {"hip-hop", "mellow", "house", "progressive rock"} <= set(merged)
    assert all(word in ("R&B", word.lower()) for word in merged)


def test_nothing_is_lost_but_repetition() -> None:
    merged = merge([dict.fromkeys(MSD_TAGS, 0.1), dict.fromkeys(MTT_TAGS, 0.1)])
    for tag in (*MSD_TAGS, *MTT_TAGS):
        assert STANDS_FOR.get(tag, tag.lower()) in merged


def test_no_tag_stands_for_two_words_and_all_are_the_taggers_own() -> None:
    tags = [tag for group in SAME.values() for tag in group]
    assert len(tags) == len(set(tags))
    assert set(tags) <= {*MSD_TAGS, *MTT_TAGS}


def test_rap_is_not_techno_and_reggae_not_indian() -> None:
    merged = merge(
        [{"Hip-Hop": 0.9, "House": 0.02}, {"techno": 0.4, "electronic": 0.06, "indian": 0.23, "sitar": 0.05}]
    )
    assert merged["techno"] == pytest.approx(0.12)
    assert merged["indian"] == pytest.approx(0.1)
    assert (merged["hip-hop"], merged["electronic"]) == (0.9, 0.06)


def test_techno_with_synthesizers_stays() -> None:
    assert merge([{"dance": 0.33, "House": 0.1}, {"techno": 0.6, "electronic": 0.2}])["techno"] == 0.6


def test_a_word_without_the_others_stays() -> None:
    assert merge([{"techno": 0.4}]) == {"techno": 0.4}


def test_the_words_that_go_with_others_are_words_of_the_list() -> None:
    merged = merge([dict.fromkeys(MSD_TAGS, 0.1), dict.fromkeys(MTT_TAGS, 0.1)])
    assert {*GOES_WITH, *(other for others in GOES_WITH.values() for other in others)} <= set(merged)
