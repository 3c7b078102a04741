"""Words that stores refuse."""

from __future__ import annotations

import pytest

from albumen.sleeve.wording import refused, same


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("visit www.band.com", "url"),
        ("https://x.y/z", "url"),
        ("band.bandcamp.com", "url"),
        ("@theband", "handle"),
        ("Greatest Hits CD", "medium"),
        ("Exclusive Mix", "advertising"),
        ("Only $9.99", "price"),
        ("9,99 €", "price"),
        ("Live 12.03.2024", "date"),
        ("2024-03-12", "date"),
        ("Spotify Sessions", "store"),
    ],
)
def test_refused_words(text: str, rule: str) -> None:
    assert rule in [found for found, _, _ in refused(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Harbour", "1989", "24/7", "Symphony No. 5", "Me & You", "7 rings", "4:44",
        "Acdc", "Mr. Blue Sky", "U.N.I.T.Y.", "What's Going On", "a.m. to p.m.", "Dot.", "OK Computer", None, "",
    ],
)  # fmt: skip
def test_ordinary_titles_pass(text: str | None) -> None:
    assert refused(text) == []


def test_case_spacing_and_composition_are_style() -> None:
    assert same("LA\u0300-BAS ", "Là-bas")
    assert not same("Harbour", "Harbor")
