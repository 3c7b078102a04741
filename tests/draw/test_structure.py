"""How flat plates read the form of a song."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from albumen.draw.press.structure import Part, bass_share, loudest, parts, ranked, relief, texture
from albumen.material import Material


def material(loudness: NDArray[np.integer] | list[int], sections: list[float], seconds: float = 100.0) -> Material:
    row = np.asarray(loudness, np.uint8)
    table = np.repeat(row[:, None], 96, axis=1)
    still = np.full(len(row), 100, np.uint8)
    starts = np.asarray(sections, np.float32)
    return Material(table, table[:, :12], row, still, still, np.zeros(0, np.float32), starts, seconds)


def test_sections_become_parts() -> None:
    song = parts(material([100] * 100, [0, 20, 40, 60, 80]))
    assert [round(part.start, 3) for part in song] == [0.0, 0.2, 0.4, 0.6, 0.8]
    assert song[-1].end == 1.0


def test_a_sliver_joins_its_neighbour() -> None:
    song = parts(material([100] * 100, [0, 2, 20, 40, 60, 80, 99]))
    assert [round(part.start, 2) for part in song] == [0.0, 0.2, 0.4, 0.6, 0.8]


def test_a_song_without_sections_is_divided_where_it_changes() -> None:
    song = parts(material([60] * 128 + [200] * 128, [0]), least=2)
    assert len(song) == 2
    assert song[0].end == pytest.approx(0.5, abs=0.02)


@given(
    st.lists(st.floats(0, 99), max_size=30),
    st.integers(1, 4),
    st.integers(4, 8),
    st.lists(st.integers(0, 255), min_size=1, max_size=80),
)
def test_parts_cover_the_song_in_order(starts: list[float], least: int, most: int, loudness: list[int]) -> None:
    song = parts(material(loudness, [0.0, *sorted(starts)]), least, most)
    assert least <= len(song) <= most
    assert song[0].start == 0
    assert song[-1].end == 1
    assert all(a.end == b.start and a.share > 0 for a, b in pairwise(song))
    assert all(0 <= part.loud <= 1 and 0 <= part.bright <= 1 for part in song)


def test_the_loudest_part_is_found() -> None:
    song = parts(material([80] * 60 + [220] * 20 + [80] * 20, [0, 20, 40, 60, 80]))
    assert loudest(song) == 3
    assert song[3].loud == 1


def test_parts_that_hardly_differ_are_not_blown_up() -> None:
    song = parts(material([100] * 100, [0, 20, 40, 60, 80]))
    assert [part.loud for part in song] == [0] * 5


def test_a_part_gives_its_own_columns() -> None:
    row = np.arange(100, dtype=np.uint8)
    assert Part(0.2, 0.25).of(row) == pytest.approx(np.arange(20, 25) / 255)
    assert len(Part(0.999, 1.0).of(row[:3])) == 1


def test_relief_is_high_where_the_song_is_loud_and_keeps_its_order() -> None:
    ramp = relief(material(np.arange(256), [0]), 64, 1.0)
    assert np.all(np.diff(ramp) >= 0)
    assert ramp[0] == pytest.approx(0, abs=0.01)
    assert ramp[-1] == pytest.approx(1, abs=0.01)


def test_even_a_loud_master_has_hills() -> None:
    rng = np.random.default_rng(0)
    loud = np.concatenate([np.full(8, 20), 235 + 8 * rng.standard_normal(240), np.full(8, 20)])
    assert relief(material(np.rint(loud), [0]), 128, 1.0)[8:-8].std() > 0.08


def test_relief_of_silence_is_flat_and_low() -> None:
    silence = material([0] * 40, [0])
    silence = replace(silence, brightness=silence.loudness, onset=silence.loudness)
    assert not relief(silence, 20, 2.0).any()


def test_ranks_keep_order_and_ends() -> None:
    values = np.array([0, 0.9, 0.95, 1.0], np.float32)
    moved = ranked(values, 0.5)
    assert moved == pytest.approx([0, (0.9 + 1 / 3) / 2, (0.95 + 2 / 3) / 2, 1])
    assert ranked(np.full(5, 0.3, np.float32)) == pytest.approx(0.3)


def test_texture_has_treble_on_top_and_time_to_the_right() -> None:
    heard = material([0] * 100, [0])
    mel = heard.mel.copy()
    mel[60:80, 60:85] = 255
    picture = texture(replace(heard, mel=mel), 45, 50)
    row, column = np.unravel_index(int(picture.argmax()), picture.shape)
    assert 30 <= column < 40
    assert row < 15


def test_texture_leaves_out_what_never_changes() -> None:
    heard = material([100] * 100, [0])
    mel = heard.mel.copy()
    mel[:, :10] = 255
    mel[40:60, 40:60] = 255
    picture = texture(replace(heard, mel=mel), 90, 100)
    assert picture[39, 50] > 2 * picture[85].max()


def test_bass_share_is_the_lowest_fifth_of_bands() -> None:
    heard = material([0] * 10, [0])
    low, high = heard.mel.copy(), heard.mel.copy()
    low[:, :20], high[:, 40:] = 200, 200
    assert bass_share(replace(heard, mel=low)) == pytest.approx(1)
    assert bass_share(replace(heard, mel=high)) == 0
    assert bass_share(heard) == 0
