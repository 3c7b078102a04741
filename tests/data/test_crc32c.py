"""Checksums against the published vectors."""

from __future__ import annotations

import pytest

from albumen.data.crc32c import masked_crc32c

RFC_3720 = [  # section B.4
    (bytes(32), 0x8A9136AA),
    (b"\xff" * 32, 0x62A8AB43),
    (bytes(range(32)), 0x46DD794E),
    (bytes(range(31, -1, -1)), 0x113FDB5C),
]


@pytest.mark.parametrize(("data", "crc"), RFC_3720)
def test_checksums_are_those_of_rfc_3720_masked(data: bytes, crc: int) -> None:
    unmasked = (masked_crc32c(data) - 0xA282EAD8) & 0xFFFFFFFF
    assert (unmasked >> 17 | unmasked << 15) & 0xFFFFFFFF == crc
