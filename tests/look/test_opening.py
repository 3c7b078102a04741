"""Pictures that are not what they seem."""

from __future__ import annotations

import struct
import zlib
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from albumen.errors import BadPicture
from albumen.look.opening import open_picture
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
