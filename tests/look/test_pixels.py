"""Pictures of every kind come out as a person sees them: sRGB, upright, opaque."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms, ImageFilter, features

from albumen import look
from albumen.errors import BadPicture
from albumen.look import opening
from albumen.look.opening import open_picture
from albumen.look.pixels import srgb_pixels
from albumen.picture import Pixels
from tests.look.pictures import ramp, saved

MOST = 16_000_000


def seen(data: bytes, most: int = MOST) -> Pixels:
    return srgb_pixels(open_picture(data, most), most)


def off(first: Pixels, second: Pixels) -> float:
    return float(np.abs(first.astype(int) - second.astype(int)).mean())


@pytest.mark.parametrize("form", ["PNG", "TIFF", "BMP", "PPM", "TGA", "QOI", "ICO", "DDS", "PCX", "SGI"])
def test_lossless_forms_are_exact(form: str) -> None:
    pixels = np.ascontiguousarray(ramp()[:40, :40])
    settings = {"sizes": [(40, 40)]} if form == "ICO" else {}
    assert np.array_equal(seen(saved(Image.fromarray(pixels), form, **settings)), pixels)


@pytest.mark.parametrize("form", ["JPEG", "WEBP", "AVIF", "JPEG2000"])
def test_lossy_forms_are_close(form: str) -> None:
    if form == "AVIF" and not features.check("avif"):
        pytest.skip("this Pillow has no AVIF")
    assert off(seen(saved(Image.fromarray(ramp()), form)), ramp()) < 4


def test_of_a_gif_the_first_frame_counts() -> None:
    red, blue = Image.new("RGB", (9, 9), "red"), Image.new("RGB", (9, 9), "blue")
    data = saved(red, "GIF", save_all=True, append_images=[blue])
    assert seen(data)[4, 4].tolist() == [255, 0, 0]


@pytest.mark.parametrize("mode", ["RGBA", "LA", "PA", "P"])
def test_what_is_transparent_lies_on_white(mode: str) -> None:
    image = Image.new("RGBA", (8, 8), (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (0, 0, 4, 8))
    if mode == "P":
        data = saved(image.quantize(), "PNG")
    elif mode == "PA":
        assert srgb_pixels(image.convert("PA"), MOST)[0, 7].tolist() == [255, 255, 255]
        return
    else:
        data = saved(image.convert(mode), "PNG")
    pixels = seen(data)
    assert pixels[0, 7].tolist() == [255, 255, 255]
    assert pixels[0, 0].tolist() == [0, 0, 0]


def test_half_transparent_is_half_white() -> None:
    pixels = seen(saved(Image.new("RGBA", (4, 4), (200, 0, 0, 128)), "PNG"))
    wanted = [200 * 128 / 255 + 127, 127, 127]
    assert np.abs(pixels[0, 0] - wanted).max() < 1.01


def test_a_key_colour_is_transparent() -> None:
    image = Image.new("RGB", (4, 4), (9, 9, 9))
    assert seen(saved(image, "PNG", transparency=(9, 9, 9)))[0, 0].tolist() == [255, 255, 255]


@pytest.mark.parametrize("form", ["PNG", "TIFF"])
def test_sixteen_bits_keep_their_scale(form: str) -> None:
    deep = np.full((6, 6), 0x8080, np.uint16)
    pixels = seen(saved(Image.fromarray(deep), form))
    assert pixels[3, 3].tolist() == [128, 128, 128]


def test_floats_in_unit_range_keep_it() -> None:
    pixels = seen(saved(Image.fromarray(np.full((5, 5), 0.25, np.float32)), "TIFF"))
    assert pixels[0, 0].tolist() == [64, 64, 64]


def test_other_floats_run_from_their_darkest_to_their_lightest() -> None:
    values = np.array([[-300.0, 0.0], [300.0, np.nan]], np.float32)
    pixels = seen(saved(Image.fromarray(values), "TIFF"))
    assert pixels[..., 0].tolist() == [[0, 128], [255, 128]]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_turns_the_picture(orientation: int) -> None:
    pixels = ramp(24, 32)
    exif = Image.Exif()
    exif[0x0112] = orientation
    turns = {
        1: pixels, 2: pixels[:, ::-1], 3: pixels[::-1, ::-1], 4: pixels[::-1], 5: pixels.transpose(1, 0, 2),
        6: np.rot90(pixels, -1), 7: pixels[::-1, ::-1].transpose(1, 0, 2), 8: np.rot90(pixels),
    }  # fmt: skip
    assert np.array_equal(seen(saved(Image.fromarray(pixels), "PNG", exif=exif)), turns[orientation])


def test_exif_turns_palettes_and_deep_greys_too() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    grey = Image.fromarray(np.zeros((4, 9), np.uint8))
    assert seen(saved(grey.convert("P"), "PNG", exif=exif)).shape == (9, 4, 3)
    assert seen(saved(Image.fromarray(np.zeros((4, 9), np.uint16)), "PNG", exif=exif)).shape == (9, 4, 3)


def test_one_bit_is_black_and_white() -> None:
    image = Image.new("1", (6, 4), 1)
    image.putpixel((0, 0), 0)
    pixels = seen(saved(image, "PNG"))
    assert pixels[0, 0].tolist() == [0, 0, 0]
    assert pixels[3, 5].tolist() == [255, 255, 255]


def test_cmyk_without_a_profile_is_the_plain_complement() -> None:
    image = Image.new("CMYK", (8, 8), (255, 0, 0, 0))
    assert off(seen(saved(image, "TIFF")), np.full((8, 8, 3), (0, 255, 255), np.uint8)) < 2


@pytest.mark.parametrize(
    ("mode", "value"), [("HSV", (0, 255, 255)), ("YCbCr", (76, 85, 255)), ("RGBX", (255, 0, 0, 9))]
)
def test_red_in_another_mode_is_red(mode: str, value: tuple[int, ...]) -> None:
    """By the definitions of HSV and of JFIF's YCbCr."""
    assert srgb_pixels(Image.new(mode, (2, 2), value), 100)[0, 0] == pytest.approx((255, 0, 0), abs=2)


def test_lab_becomes_the_colour_it_means() -> None:
    lab = Image.new("LAB", (4, 4), (136, 208, 195))  # L 53.3, a 80, b 67 as bytes: sRGB red under D50
    red = seen(saved(lab, "TIFF"))[0, 0].astype(int)
    assert red[0] > 235
    assert red[1:].max() < 60


def swapped_profile() -> bytes:
    """sRGB with the places of the red and the green primary changed, so that no reader can overlook it."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = int.from_bytes(data[128:132], "big")
    for place in range(132, 132 + 12 * count, 12):
        tag = bytes(data[place : place + 4])
        data[place : place + 4] = {b"rXYZ": b"gXYZ", b"gXYZ": b"rXYZ"}.get(tag, tag)
        if tag == b"desc":
            at, size = (int.from_bytes(data[place + i : place + i + 4], "big") for i in (4, 8))
            named = data[at : at + size].replace(b"\0s\0R\0G\0B", b"\0o\0d\0d\0!")
            data[at : at + size] = named.replace(b"sRGB", b"odd!")
    return bytes(data)


def test_a_profile_is_obeyed() -> None:
    data = saved(Image.new("RGB", (8, 8), (255, 0, 0)), "PNG", icc_profile=swapped_profile())
    red, green, blue = seen(data)[0, 0].tolist()
    assert green > 240
    assert max(red, blue) < 30


def test_a_damaged_profile_is_passed_over() -> None:
    data = saved(Image.fromarray(ramp()), "PNG", icc_profile=b"rubbish" * 30)
    assert np.array_equal(seen(data), ramp())


def test_a_grey_profile_on_a_coloured_picture_is_passed_over() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    assert np.array_equal(seen(saved(Image.fromarray(ramp()), "PNG", icc_profile=lab)), ramp())


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_large_pictures_are_made_smaller(form: str) -> None:
    pixels = np.asarray(Image.fromarray(ramp()).resize((900, 600)).filter(ImageFilter.GaussianBlur(3)))
    small = seen(saved(Image.fromarray(pixels), form), 60_000)
    assert 0.2 * 60_000 < small.shape[0] * small.shape[1] <= 60_000
    assert abs(small.shape[1] / small.shape[0] - 1.5) < 0.02
    assert np.abs(small.mean(axis=(0, 1)) - pixels.mean(axis=(0, 1))).max() < 2


def test_a_strip_is_opened_whole() -> None:
    assert seen(saved(Image.new("RGB", (20_000, 50)), "PNG")).shape == (50, 20_000, 3)


def test_files_are_judged_by_content(tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    path.write_bytes(saved(Image.fromarray(ramp()), "JPEG"))
    assert look.open(path).origin == str(path)
    assert look.open(str(path)).pixels.shape == (40, 60, 3)


def whole(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "odd.png"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"no picture at all", "is not a picture"),
        (saved(Image.fromarray(ramp()), "PNG")[:100], "cut-off"),
        (saved(Image.fromarray(ramp(300, 60)), "JPEG")[:900], "cut-off"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\n", "is a drawing"),
    ],
)
def test_what_cannot_be_opened_is_told_in_a_sentence(tmp_path: Path, data: bytes, says: str) -> None:
    with pytest.raises(BadPicture, match=says) as told:
        look.open(whole(tmp_path, data))
    assert "odd.png" in str(told.value)
    assert "\n" not in str(told.value)


def test_for_heic_the_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_heif", lambda: False)
    with pytest.raises(BadPicture, match="pip install pillow-heif"):
        look.open(whole(tmp_path, b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(64)))


def test_folders_and_missing_files_are_no_pictures(tmp_path: Path) -> None:
    with pytest.raises(BadPicture, match="it is a folder"):
        look.open(tmp_path)
    with pytest.raises(BadPicture, match="cannot be read"):
        look.open(tmp_path / "nothing.png")


def test_pillow_itself_agrees_on_a_jpeg() -> None:
    data = saved(Image.fromarray(ramp()), "JPEG", quality=80)
    assert np.array_equal(seen(data), np.asarray(Image.open(BytesIO(data)).convert("RGB")))
