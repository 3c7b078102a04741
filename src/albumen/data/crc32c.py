"""CRC-32C (Castagnoli, RFC 3720) as TFRecord files and LevelDB tables store it."""

from __future__ import annotations

from google_crc32c import value as crc32c


def masked_crc32c(data: bytes) -> int:
    """CRC-32C of `data`, rotated right by 15 bits and offset (LevelDB, util/crc32c.h), so that it may be nested."""
    crc = int(crc32c(data))
    return ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF
