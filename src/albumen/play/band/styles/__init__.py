"""The band's styles by name."""

from __future__ import annotations

from albumen.play.band.style import BandStyle
from albumen.play.band.styles import (
    acoustic,
    calm,
    classical,
    islands,
    jazz,
    machines,
    metres,
    rock,
    soul,
    urban,
    world,
)  # fmt: skip

STYLES: dict[str, BandStyle] = {
    style.name: style
    for room in (calm, classical, acoustic, jazz, soul, islands, rock, machines, urban, world, metres)
    for style in vars(room).values()
    if isinstance(style, BandStyle)
}
"""Every style, in the order of their files."""
