"""Sidecars: whole round, and nothing but sidecars."""

from __future__ import annotations

import base64
import json
import os
import sys
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from albumen.brief import Brief
from albumen.description import Affect, Description, Key
from albumen.errors import BadSidecar
from albumen.maker import Maker, Model
from albumen.material import Material
from albumen.picture import Picture
from albumen.sleeve.sidecar import Sidecar, dumps, read
from tests.sleeve.grounds import flat


def material() -> Material:
    rng = np.random.default_rng(1)
    grids = {n: rng.integers(0, 256, (8, w), dtype=np.uint8) for n, w in (("mel", 96), ("chroma", 12))}
    rows = {n: rng.integers(0, 256, 8, dtype=np.uint8) for n in ("loudness", "onset", "brightness")}
    return Material(
        **grids, **rows, beats=np.array([0.5, 1], np.float32), sections=np.zeros(1, np.float32), seconds=9.5
    )


def sidecar(**brief: Any) -> Sidecar:
    description = Description(
        {"Folk": 0.5}, {"Sad": 0.25}, {"sitar": 0.125}, Affect(-0.5, 0.25), 92.5, Key("F#", "minor", 0.8),
        embedding=np.array([0.1, -2], np.float32), material=material(), sources={"tempo": "tempogram"},
    )  # fmt: skip
    maker = Maker("press/rings", "compositeSynthetic", (Model("a", "b", "c"),), ("ISC",))
    return Sidecar(
        Brief(description, "words", **brief), maker, "Là", None, "n", "png", 90, "f.png", "0" * 64, "o", ("!",)
    )


def written(tmp_path: Path, **changes: Any) -> Path:
    """A sidecar's file with some of its entries changed; a key such as `brief.size` goes deeper."""
    held = json.loads(dumps(sidecar()))
    for key, value in changes.items():
        *way, last = key.split("__")
        place = held
        for part in way:
            place = place[part]
        place[last] = value
    (tmp_path / "a.json").write_text(json.dumps(held), encoding="utf-8")
    return tmp_path / "a.json"


def test_all_of_it_comes_back(tmp_path: Path) -> None:
    made = sidecar(style="conceptual", seed=2**40, variant=3, size=640, options={"steps": "9"}, listener="vggish",
                   extender="prompt-extend", models=(Model("x", "", "MIT"),))  # fmt: skip
    (tmp_path / "a.json").write_bytes(dumps(replace(made, facts={"enlarged": "lanczos"})))
    held = read(tmp_path / "a.json")
    assert held.maker == sidecar().maker
    assert (held.title, held.artist, held.form, held.quality, held.notes) == ("Là", None, "png", 90, ("!",))
    assert (held.brief.style, held.brief.seed, held.brief.variant, held.brief.size) == ("conceptual", 2**40, 3, 640)
    assert (held.brief.options, held.facts) == ({"steps": "9"}, {"enlarged": "lanczos"})
    assert (held.brief.listener, held.brief.extender, held.brief.models) == (
        "vggish", "prompt-extend", (Model("x", "", "MIT"),),
    )  # fmt: skip
    assert held.brief.description.to_dict() == sidecar().brief.description.to_dict()
    assert dumps(held) == (tmp_path / "a.json").read_bytes()


def test_the_material_comes_back_to_the_byte(tmp_path: Path) -> None:
    back = read(written(tmp_path)).brief.description.material
    assert back is not None
    assert np.array_equal(back.mel, material().mel)
    assert back.beats.dtype == np.float32


def test_it_is_json_even_where_a_measure_is_not_finite() -> None:
    silent = Sidecar(Brief(Description(loudness=float("-inf"), brightness=float("nan")), ""), Maker("m"))
    assert json.loads(dumps(silent), parse_constant=pytest.fail)["brief"]["description"]["loudness"] is None


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"sidecar": 2}, "version 2"),
        ({"brief__size": -5}, "brief.size"),
        ({"brief__size": "3000"}, "brief.size"),
        ({"brief__style": "opera"}, "brief.style"),
        ({"brief__seed": None}, "brief.seed"),
        ({"surprise": 1}, "surprise"),
        ({"engine__nature": "handmade"}, "engine.nature"),
        ({"brief__options": {"steps": 9}}, "brief.options.steps"),
        ({"brief__models": [{"name": "x"}]}, "brief.models"),
        ({"picture__facts": ["x"]}, "picture.facts"),
        ({"picture__sha256": "../x"}, "picture.sha256"),
        ({"format__form": "gif"}, "format.form"),
        ({"brief__description": {}}, "description"),
        ({"brief__description__material__mel__data": "@@@"}, "description"),
        ({"brief__description__material__mel__data": "abc"}, "an array is not base64"),
        ({"brief__description__material__mel__shape": [1, 2, 3]}, "description"),
        ({"brief__description__key": {"tonic": "C"}}, "description"),
        ({"brief__examples": ["example_clip"]}, "example"),
    ],
)
def test_damage_is_named(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    with pytest.raises(BadSidecar, match=said):
        read(written(tmp_path, **changes))


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"{}", b"\xff\xfe", b"[" * 100_000, b'{"sidecar": []}'])
def test_what_is_no_sidecar_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.json").write_bytes(data)
    with pytest.raises(BadSidecar):
        read(tmp_path / "a.json")


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadSidecar, match="cannot be read"):
        read(tmp_path / "none.json")


@pytest.mark.skipif(sys.platform == "win32", reason="devices of Unix")
@pytest.mark.parametrize("place", ["/dev/zero", "/dev"])
def test_what_is_no_file_is_not_read(place: str) -> None:
    """There is no end of /dev/zero."""
    with pytest.raises(BadSidecar, match=f"{place} is no file"):
        read(Path(place))


def test_a_bomb_is_not_unfolded(tmp_path: Path) -> None:
    bomb = base64.b64encode(zlib.compress(bytes(100 * 2**20), 9)).decode()
    with pytest.raises(BadSidecar, match="too large"):
        read(written(tmp_path, brief__description__material__mel__data=bomb))


def test_an_example_is_remembered_though_not_held() -> None:
    held = json.loads(dumps(sidecar(example_picture=Picture(flat()))))
    assert held["brief"]["examples"] == ["example_picture"]


def test_a_gigabyte_that_is_called_a_sidecar_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.json").touch()
    os.truncate(tmp_path / "a.json", 2**30)
    with pytest.raises(BadSidecar, match="too large to be a sidecar"):
        read(tmp_path / "a.json")
