"""Properties of what is written, for any words and numbers."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from io import BytesIO
from pathlib import Path, PurePosixPath

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from albumen.brief import Brief
from albumen.description import Affect, Description
from albumen.picture import Picture
from albumen.sleeve import Cover, Maker
from albumen.sleeve.copytext import cleaned
from albumen.sleeve.embed import prepared
from albumen.sleeve.print import encode
from albumen.sleeve.shaping import visual_order
from albumen.sleeve.sidecar import Sidecar, dumps, read
from albumen.sleeve.xmp import packet
from tests.sleeve.grounds import encoded, flat

WORDS = st.text(st.characters(codec="utf-8"), max_size=40)
SHARES = st.floats(0, 1, allow_nan=False)


@given(st.text(max_size=300))
def test_any_name_makes_a_safe_file_name(name: str) -> None:
    picture = Picture(flat(side=2))
    stem = Cover(picture, picture, Brief(Description(), ""), Maker("m"), name=name).stem
    assert PurePosixPath(stem).name == stem
    assert not set(stem) & set('\\/:*?"<>|\x00\n')
    assert 0 < len(f"{stem}.json".encode("utf-8", "surrogateescape")) <= 255


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_words_make_a_whole_packet_that_says_them(title: str, artist: str) -> None:
    root = ElementTree.fromstring(packet(title, artist, "algorithmicMedia").decode())  # noqa: S314 - our own
    said = [li.text for li in root.iter("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li")]
    assert said == [words for words in (cleaned(title), cleaned(artist)) if words]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WORDS, WORDS, st.dictionaries(WORDS, SHARES, max_size=4), st.integers(0, 2**63), st.floats(-1, 1), SHARES)
def test_any_brief_comes_back_from_its_sidecar(
    tmp_path: Path, prompt: str, title: str, genres: dict[str, float], seed: int, valence: float, tempo: float
) -> None:
    description = Description(genres=genres, affect=Affect(valence, 0), tempo=tempo, palette=("#112233",))
    held = Sidecar(Brief(description, prompt, seed=seed), Maker("m"), title or None)
    (tmp_path / "a.json").write_bytes(dumps(held))
    assert read(tmp_path / "a.json") == held


@given(st.text(st.sampled_from("aב1 ()ا-é"), max_size=30))
def test_any_mixture_of_directions_keeps_every_letter(text: str) -> None:
    class Any:
        pass

    shown = visual_order([(Any(), text)])  # type: ignore[list-item]
    assert sorted("".join(t for _, t, _ in shown)) == sorted(text)


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 400), st.integers(1, 400), st.sampled_from(("RGB", "RGBA", "L", "P", "CMYK")))
def test_any_picture_is_prepared_within_the_limits(width: int, height: int, mode: str) -> None:
    art = prepared(encoded(Image.new(mode, (width, height)), "TIFF"), most_side=150, most_bytes=40_000)
    assert max(art.width, art.height) <= 150
    assert len(art.data) <= 40_000
    with Image.open(BytesIO(art.data)) as back:
        assert (back.size, back.mode) == ((art.width, art.height), "RGB")


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 90), st.integers(1, 90))
def test_any_size_is_encoded(width: int, height: int) -> None:
    pixels = np.arange(width * height * 3, dtype=np.uint32).astype(np.uint8).reshape(height, width, 3)
    with Image.open(BytesIO(encode(pixels, "png").data)) as back:
        assert np.array_equal(np.asarray(back), pixels)


@pytest.mark.parametrize("count", [1, 3])
def test_the_same_cover_is_saved_over_itself(tmp_path: Path, count: int) -> None:
    picture = Picture(flat(side=40))
    cover = Cover(picture, picture, Brief(Description(), ""), Maker("m"))
    saved = [cover.save(tmp_path).path.read_bytes() for _ in range(count)]
    assert len(set(saved)) == 1
    assert len(list(tmp_path.iterdir())) == 2
