"""Pictures that are not what they seem."""

from __future__ import annotations

import os
import struct
import zlib
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from albumen.errors import BadPicture
from albumen.look.opening import frames, open_picture
from tests.sleeve.grounds import encoded, fractal, jpeg

WHOLE = {form: encoded(fractal(48), form) for form in ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP")}


def bomb(side: int) -> bytes:
    """A PNG that claims `side` x `side` pixels in some hundred bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(99))) + chunk(b"IEND", b"")


@pytest.mark.parametrize("form", WHOLE)
def test_whole_pictures_open(form: str) -> None:
    assert open_picture(WHOLE[form]).size == (48, 48)


@pytest.mark.parametrize("side", [13_000, 60_000, 2**31 - 1])
def test_a_bomb_is_refused_unopened(side: int) -> None:
    with pytest.raises(BadPicture, match="make it smaller"):
        open_picture(bomb(side))


def test_a_cut_picture_is_refused() -> None:
    with pytest.raises(BadPicture, match="cut-off"):
        open_picture(jpeg(fractal(200))[:4000])


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(WHOLE)), st.integers(0, 10_000), st.binary(min_size=1, max_size=8))
def test_damage_never_escapes_as_another_error(form: str, where: int, rubbish: bytes) -> None:
    data = bytearray(WHOLE[form])
    at = where % len(data)
    data[at : at + len(rubbish)] = rubbish
    with suppress(BadPicture):
        assert open_picture(bytes(data)).width


def test_bytes_are_not_changed_by_opening() -> None:
    assert Image.open(BytesIO(WHOLE["PNG"])).tobytes() == open_picture(WHOLE["PNG"]).tobytes()


def changed(form: str, old: bytes, new: bytes, mode: str = "RGB", **options: object) -> bytes:
    """A picture with some of its bytes replaced by as many others."""
    data = encoded(fractal(48).convert(mode), form, **options)
    assert data.count(old) >= 1
    assert len(old) == len(new)
    return data.replace(old, new)


def stacked(spider: bytes) -> bytes:
    """A SPIDER file whose header (numbers 24 and 27) says that it is a picture within a stack, which it is not."""
    header = list(struct.unpack("<30f", spider[:120]))
    header[23], header[26] = 0.0, 1.0
    return struct.pack("<30f", *header) + spider[120:]


DAMAGED = {
    "AVIF without its picture": lambda: changed("AVIF", b"av01", b"zz01"),
    "DDS of no known kind": lambda: changed("DDS", struct.pack("<I", 0x40), bytes(4)),
    "SPIDER of many pictures": lambda: stacked(encoded(fractal(48).convert("F"), "SPIDER")),
}
"""What Pillow's readers meet with RuntimeError, NotImplementedError and AttributeError."""


@pytest.mark.parametrize("kind", DAMAGED)
def test_the_rarer_readers_errors_are_damage_too(kind: str) -> None:
    with pytest.raises(BadPicture, match=r"damaged|not a picture"):
        open_picture(DAMAGED[kind]())


def test_metadata_that_cannot_be_read_is_not_warned_of(recwarn: pytest.WarningsRecorder) -> None:
    exif = Image.Exif()
    exif[0x010E] = "a long description of the picture"
    data = encoded(fractal(48), "WEBP", exif=exif)
    at = data.index(b"MM\0*\0\0\0\x08") + 8  # how many entries there are
    image = open_picture(data[:at] + b"\xff\xff" + data[at + 2 :])
    assert image.getexif().get(0x0112) is None
    assert not recwarn.list


def test_pictures_one_after_the_other_are_counted() -> None:
    data = encoded(fractal(48), "GIF", save_all=True, append_images=[fractal(48, seed) for seed in (1, 2)])
    assert frames(open_picture(data), "a.gif") == 3
    assert frames(open_picture(WHOLE["JPEG"]), "a.jpg") == 1


def test_an_animation_that_breaks_off_is_named() -> None:
    class Broken(Image.Image):
        @property
        def n_frames(self) -> int:
            raise EOFError

    with pytest.raises(BadPicture, match=r"a\.gif is a damaged animation \(EOFError\)"):
        frames(Broken(), "a.gif")


def test_a_film_of_a_gigabyte_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.png").touch()
    os.truncate(tmp_path / "a.png", 10**9 + 1)
    with pytest.raises(BadPicture, match=r"a\.png has more than a gigabyte"):
        open_picture(tmp_path / "a.png")


def test_a_name_that_cannot_be_one_is_said() -> None:
    with pytest.raises(BadPicture, match="is no path"):
        open_picture(Path("a\0b.png"))
