"""Any picture that Pillow has decoded as plain 8-bit sRGB pixels."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageOps

from albumen.picture import Pixels

GROUND = (255, 255, 255)
"""What lies under transparent pixels: white, as on paper and in most music stores."""
_ORIENTATION = 0x0112
_DEEP = ("I", "F", "I;16", "I;16B", "I;16L", "I;16N")
_PROFILED = {"RGB": "RGB ", "L": "GRAY", "CMYK": "CMYK", "LAB": "Lab "}
"""Pillow's modes that a profile can be applied to, and the colour space that the profile must be of."""


def srgb_pixels(image: Image.Image, most: int) -> Pixels:
    """The picture as a person sees it: uint8 [height, width, 3] in sRGB.

    It is turned as its EXIF orientation says, made smaller by a whole factor if it has more than `most` pixels, taken
    from its ICC profile to sRGB (relative colorimetric), and laid on white where it is transparent. Greys of more than
    8 bits: 16-bit integers keep their scale, floats in 0..1 theirs, any others run from their darkest to their
    lightest. CMYK without a profile is taken as Pillow does, without any ink's colour.
    """
    plain = _shrunk(_indexed(image), most)
    turned = _turned(plain, image.getexif().get(_ORIENTATION, 1))
    opaque, alpha = _split(turned)
    shown = _to_srgb(opaque, image.info.get("icc_profile"))
    pixels = np.asarray(shown if alpha is None else _laid(shown, alpha), np.uint8)
    return np.ascontiguousarray(pixels)


def _indexed(image: Image.Image) -> Image.Image:
    """Palettes, single bits and deep greys in modes that can be averaged."""
    if image.mode in _DEEP:
        return Image.fromarray(_eight_bits(image))
    if image.mode == "1":
        return image.convert("L")
    if image.mode in ("P", "PA") or (image.mode in ("RGB", "L") and "transparency" in image.info):
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    if image.mode in ("HSV", "YCbCr", "RGBX"):
        return image.convert("RGB")
    return image


def _eight_bits(image: Image.Image) -> NDArray[np.uint8]:
    values = np.nan_to_num(np.asarray(image).astype(np.float64), posinf=0.0, neginf=0.0)
    low, high = float(values.min()), float(values.max())
    if image.mode.startswith("I;16") or (image.mode == "I" and low >= 0 and 255 < high <= 65535):
        low, high = 0.0, 65535.0
    elif low >= 0 and high <= (1.0 if image.mode == "F" else 255.0):
        low, high = 0.0, 1.0 if image.mode == "F" else 255.0
    scaled: NDArray[np.uint8] = np.rint((values - low) / max(high - low, 1e-12) * 255).astype(np.uint8)
    return scaled


def _shrunk(image: Image.Image, most: int) -> Image.Image:
    factor = int(np.ceil((image.width * image.height / most) ** 0.5))
    return image.reduce((min(factor, image.width), min(factor, image.height))) if factor > 1 else image


def _turned(image: Image.Image, orientation: int) -> Image.Image:
    """Upright; `orientation` is EXIF's, which is lost on the way through arrays."""
    if orientation not in range(2, 9):
        return image
    image.getexif()[_ORIENTATION] = orientation
    return ImageOps.exif_transpose(image)


def _split(image: Image.Image) -> tuple[Image.Image, Image.Image | None]:
    if image.mode in ("RGBA", "LA", "RGBa", "La"):
        whole = image.convert({"RGBa": "RGBA", "La": "LA"}.get(image.mode, image.mode))
        return whole.convert("RGB" if whole.mode == "RGBA" else "L"), whole.getchannel("A")
    return image, None


def _to_srgb(image: Image.Image, icc: bytes | None) -> Image.Image:
    profile = _profile(image.mode, icc)
    if profile is not None:
        try:
            done = ImageCms.profileToProfile(
                image, profile, _srgb(), ImageCms.Intent.RELATIVE_COLORIMETRIC, outputMode="RGB",
                flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
            )  # fmt: skip
        except (ImageCms.PyCMSError, ValueError, OSError):
            done = None
        if done is not None:
            return done
    return image if image.mode == "RGB" else image.convert("RGB")


def _profile(mode: str, icc: bytes | None) -> ImageCms.ImageCmsProfile | None:
    """The profile that the numbers of a picture are to be read with; None where they are sRGB already."""
    if mode == "LAB":
        return ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    if not icc or mode not in _PROFILED:
        return None
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(icc))
        fits = profile.profile.xcolor_space == _PROFILED[mode]
        named = "sRGB" in ImageCms.getProfileDescription(profile)
    except (ImageCms.PyCMSError, OSError):
        return None
    return profile if fits and not named else None


def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _laid(image: Image.Image, alpha: Image.Image) -> Image.Image:
    ground = Image.new("RGB", image.size, GROUND)
    ground.paste(image, mask=alpha)
    return ground
