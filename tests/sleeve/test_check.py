"""Covers against the stores' rules."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from albumen.brief import Brief
from albumen.description import Description
from albumen.errors import AlbumenError, BadPicture
from albumen.picture import Picture
from albumen.sleeve import STORES, Finding, Maker, check, finish
from tests.sleeve.grounds import encoded, fractal, grainy, jpeg

STORE_NAMES = [store.name for store in STORES]


@pytest.fixture(scope="module")
def cover(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished cover of 3000 pixels with its sidecar."""
    brief = Brief(Description(), "words")
    made = finish(Picture(grainy((30, 40, 90), 3000)), brief, Maker("press"), "Harbour", "Hum")
    return made.save(tmp_path_factory.mktemp("covers")).path


def rules(found: list[Finding], store: str | None = None, severity: str | None = None) -> set[str]:
    return {f.rule for f in found if store in (None, f.store) and severity in (None, f.severity)}


def saved(tmp_path: Path, data: bytes, name: str = "a.jpg") -> Path:
    (tmp_path / name).write_bytes(data)
    return tmp_path / name


def test_our_own_covers_pass_everywhere(cover: Path) -> None:
    assert check(cover, title="Harbour", artist="Hum") == []


@pytest.mark.parametrize(
    ("side", "refusing"),
    [
        (600, {"spotify", "apple", "distrokid", "bandcamp", "imusician", "ditto"}),
        (640, {"apple", "distrokid", "bandcamp", "imusician", "ditto"}),
        (1000, {"apple", "bandcamp", "imusician", "ditto"}),
        (1400, {"apple", "imusician", "ditto"}),
        (3000, set()),
    ],
)
def test_sizes(tmp_path: Path, side: int, refusing: set[str]) -> None:
    found = check(saved(tmp_path, jpeg(Image.new("RGB", (side, side), "navy"))))
    assert {f.store for f in found if f.rule == "size" and f.severity == "error"} == refusing


def test_a_cover_must_be_square(tmp_path: Path) -> None:
    found = check(saved(tmp_path, jpeg(Image.new("RGB", (3000, 2999)))))
    assert {f.store for f in found if f.rule == "square"} == set(STORE_NAMES)


def test_the_format_is_judged_by_content(tmp_path: Path) -> None:
    found = check(saved(tmp_path, encoded(Image.new("RGB", (3000, 3000)), "PNG"), "a.jpg"))
    assert {f.store for f in found if f.rule == "format"} == {"distrokid", "imusician"}
    assert rules(found, "apple") == {"suffix"}


@pytest.mark.parametrize("form", ["GIF", "WEBP", "BMP"])
def test_other_formats_are_refused(tmp_path: Path, form: str) -> None:
    found = check(saved(tmp_path, encoded(Image.new("RGB", (3000, 3000)), form)))
    assert {f.store for f in found if f.rule == "format"} == set(STORE_NAMES)


@pytest.mark.parametrize("mode", ["CMYK", "L"])
def test_colour_spaces(tmp_path: Path, mode: str) -> None:
    found = check(saved(tmp_path, jpeg(Image.new(mode, (3000, 3000)))))
    assert {f.store for f in found if f.rule == "colour" and f.severity == "error"} == {"spotify", "distrokid"}


def test_other_profiles_are_frowned_at(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    found = check(saved(tmp_path, jpeg(Image.new("RGB", (3000, 3000)), icc_profile=profile)))
    assert rules(found, severity="warning") == {"profile"}
    found = check(saved(tmp_path, jpeg(Image.new("RGB", (3000, 3000)), icc_profile=b"rubbish")))
    assert rules(found, severity="warning") == {"profile"}


def test_transparency(tmp_path: Path) -> None:
    found = check(saved(tmp_path, encoded(Image.new("RGBA", (3000, 3000)), "PNG"), "a.png"), ["spotify", "apple"])
    assert [(f.store, f.severity) for f in found if f.rule == "alpha"] == [("spotify", "error"), ("apple", "warning")]


def test_orientation_metadata(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    found = check(saved(tmp_path, jpeg(Image.new("RGB", (3000, 3000)), exif=exif)))
    assert rules(found, severity="error") == {"orientation"}


def test_animation(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (3000, 3000), c) for c in ("red", "blue")]
    data = encoded(frames[0], "PNG", save_all=True, append_images=frames[1:])
    assert "animated" in rules(check(saved(tmp_path, data, "a.png"), ["apple"]), severity="error")


def test_weight(tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (3000, 3000, 3), dtype=np.uint8)
    found = check(saved(tmp_path, jpeg(Image.fromarray(noise), quality=95)))
    assert {f.store for f in found if f.rule == "weight"} == {"bandcamp"}


def test_dpi(tmp_path: Path) -> None:
    found = check(saved(tmp_path, jpeg(Image.new("RGB", (3000, 3000)), dpi=(300, 300))))
    assert [(f.store, f.rule, f.severity) for f in found] == [("ditto", "dpi", "warning")]


def test_second_hand_rules_are_marked(tmp_path: Path) -> None:
    found = check(saved(tmp_path, jpeg(Image.new("RGB", (600, 600)))))
    assert {f.store for f in found if f.second_hand} == {"spotify", "bandcamp"}


def test_a_blown_up_picture_is_suspected(tmp_path: Path) -> None:
    large = fractal(300).resize((3000, 3000), Image.Resampling.BICUBIC)
    assert rules(check(saved(tmp_path, jpeg(large)), ["apple"])) == {"upscaled"}


@pytest.mark.parametrize(
    ("how", "warned"),
    [
        ("Lanczos, 512 to 3000 px", True),
        ("swin2sr-realworld-x4, 512 to 2048 px, then Lanczos to 3000 px", False),
    ],
)
def test_a_picture_that_was_merely_blown_up_says_so(tmp_path: Path, how: str, warned: bool) -> None:
    picture = Picture(grainy((30, 40, 90), 3000), facts={"enlarged": how})
    made = finish(picture, Brief(Description(), "words"), Maker("diffusion"))
    found = [f.message for f in check(made.save(tmp_path).path, ["apple"]) if f.rule == "upscaled"]
    assert [how in message for message in found] == [True] * warned
    assert any(how in note for note in made.notes) == warned


def test_words_are_the_metadatas(cover: Path) -> None:
    assert check(cover, ["apple"], "HARBOUR ", "Hum") == []
    found = check(cover, ["apple"], "Harbor", "Hum")
    assert [(f.rule, f.severity) for f in found] == [("text", "error")]
    assert "'Harbour'" in found[0].message


def test_a_sidecar_of_another_picture_says_nothing(cover: Path, tmp_path: Path) -> None:
    other = saved(tmp_path, jpeg(Image.new("RGB", (3000, 3000), "navy")))
    other.with_suffix(".json").write_bytes(cover.with_suffix(".json").read_bytes())
    assert check(other, ["apple"], "Harbor", "Hum") == []


def test_refused_words_are_found(cover: Path, tmp_path: Path) -> None:
    brief = Brief(Description(), "words", size=300)
    path = finish(Picture(grainy(side=300)), brief, Maker("press"), "Buy at www.example.com", "Hum").save(tmp_path).path
    assert "url" in rules(check(path, ["spotify"]), severity="error")


def test_errors_come_first_and_are_json(tmp_path: Path) -> None:
    found = check(saved(tmp_path, jpeg(Image.new("L", (1000, 900)))))
    kinds = [f.severity for f in found]
    assert kinds == sorted(kinds)
    assert json.loads(json.dumps(found[0].to_dict()))["store"] in STORE_NAMES


def test_an_unknown_store_is_named(cover: Path) -> None:
    with pytest.raises(AlbumenError, match="myspace"):
        check(cover, ["myspace"])


@pytest.mark.parametrize(
    "data", [b"", b"no picture", jpeg(Image.new("RGB", (400, 400)))[:900], b"\x89PNG\r\n\x1a\n" + b"\0" * 40]
)
def test_what_is_no_picture_is_said_in_a_sentence(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(BadPicture) as caught:
        check(saved(tmp_path, data))
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_folder_are_said(tmp_path: Path) -> None:
    for path in (tmp_path / "none.jpg", tmp_path):
        with pytest.raises(BadPicture, match="cannot be read"):
            check(path)
