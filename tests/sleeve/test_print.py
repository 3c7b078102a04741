"""Files as decoders see them."""

from __future__ import annotations

import struct
import xml.etree.ElementTree as ElementTree
from io import BytesIO

import numpy as np
import pytest
from PIL import Image, ImageCms, JpegImagePlugin

from albumen import __version__
from albumen.sleeve.icc import srgb_profile
from albumen.sleeve.print import Form, encode
from albumen.sleeve.xmp import SOURCE_TYPES, packet
from tests.sleeve.grounds import flat, fractal, grainy

FORMS: tuple[Form, ...] = ("jpeg", "png")
SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
}


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_plain_rgb_with_srgb_and_nothing_else(form: Form) -> None:
    image = opened(encode(grainy(), form).data)
    assert (image.format, image.mode, image.size) == (form.upper(), "RGB", (300, 300))
    assert not image.getexif()
    assert not image.has_transparency_data
    profile = ImageCms.ImageCmsProfile(BytesIO(image.info["icc_profile"]))
    assert "sRGB" in ImageCms.getProfileDescription(profile)


def test_a_png_gives_the_pixels_back() -> None:
    assert np.array_equal(np.asarray(opened(encode(grainy(), "png").data)), grainy())


def test_a_jpeg_is_near_the_pixels_and_whole_in_colour() -> None:
    image = opened(encode(grainy((200, 60, 40))).data)
    assert np.abs(np.asarray(image).astype(int) - grainy((200, 60, 40))).mean() < 3.5
    assert JpegImagePlugin.get_sampling(image) == 0  # 4:4:4
    assert "progressive" not in image.info


@pytest.mark.parametrize("form", FORMS)
def test_the_same_pixels_give_the_same_bytes(form: Form) -> None:
    assert encode(grainy(), form).data == encode(grainy(), form).data


def test_the_profile_is_dated_once_and_for_all() -> None:
    assert struct.unpack(">6H", srgb_profile()[24:36]) == (2026, 1, 1, 0, 0, 0)


def test_the_profile_is_the_identity_on_srgb() -> None:
    ours = ImageCms.ImageCmsProfile(BytesIO(srgb_profile()))
    page = fractal(64)
    turned = ImageCms.profileToProfile(page, ours, ImageCms.createProfile("sRGB"))
    assert turned is not None
    assert np.abs(np.asarray(turned).astype(int) - np.asarray(page)).max() <= 1


def test_a_heavy_jpeg_loses_quality_until_it_fits_and_says_so() -> None:
    noise = np.random.default_rng(0).integers(0, 256, (300, 300, 3), dtype=np.uint8)
    printed = encode(noise, most_bytes=120_000)
    assert len(printed.data) <= 120_000
    assert printed.quality is not None
    assert printed.quality < 93
    assert str(printed.quality) in printed.notes[0]
    assert encode(noise, quality=printed.quality + 5).data > b""
    assert len(encode(noise, quality=printed.quality + 5).data) > 120_000


def test_what_cannot_be_made_light_is_said() -> None:
    noise = np.random.default_rng(0).integers(0, 256, (300, 300, 3), dtype=np.uint8)
    assert "smaller" in encode(noise, most_bytes=1000).notes[0]
    assert "JPEG" in encode(noise, "png", most_bytes=1000).notes[0]
    assert encode(flat(), "png").notes == ()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("nature", ["algorithmicMedia", "trainedAlgorithmicMedia", "compositeSynthetic"])
def test_provenance_is_in_the_file(form: Form, nature: str) -> None:
    image = opened(encode(flat(), form, packet("Là-bas & <so>", "Öz", nature)).data)  # type: ignore[arg-type]
    held = image.info["xmp"] if "xmp" in image.info else image.info["XML:com.adobe.xmp"]
    text = held.decode() if isinstance(held, bytes) else held
    root = ElementTree.fromstring(text.strip("\ufeff"))  # noqa: S314 - our own
    assert root.findtext(".//Iptc4xmpExt:DigitalSourceType", namespaces=SPACES) == SOURCE_TYPES + nature
    assert root.findtext(".//dc:title/rdf:Alt/rdf:li", namespaces=SPACES) == "Là-bas & <so>"
    assert root.findtext(".//dc:creator/rdf:Seq/rdf:li", namespaces=SPACES) == "Öz"
    assert root.findtext(".//xmp:CreatorTool", namespaces=SPACES) == f"albumen {__version__}"


def test_hostile_words_make_whole_xml() -> None:
    for words in ("\x00\x08\ud800]]>", "x" * 100_000, "\"'><!--"):
        data = packet(words, words, "algorithmicMedia")
        assert len(data) < 65_000
        ElementTree.fromstring(data.decode())  # noqa: S314 - our own


def test_without_words_the_packet_names_none() -> None:
    assert b"dc:title" not in packet(None, "", "algorithmicMedia").replace(b"xmlns:dc", b"")
