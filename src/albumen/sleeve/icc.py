"""The sRGB profile that goes into every picture."""

from __future__ import annotations

from functools import lru_cache

from PIL import ImageCms

_DATE = slice(24, 36)
"""Where the header says when the profile was made (ICC.1:2022, table 17)."""
_FIXED = bytes.fromhex("07ea00010001000000000000")


@lru_cache(maxsize=1)
def srgb_profile() -> bytes:
    """Little CMS' sRGB profile, dated 1 January 2026 instead of now, so that the same cover has the same bytes."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[_DATE] = _FIXED
    return bytes(profile)
