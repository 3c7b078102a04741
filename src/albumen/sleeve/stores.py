"""What stores ask of a cover, as data."""

from __future__ import annotations

from dataclasses import dataclass

from albumen.errors import AlbumenError


@dataclass(frozen=True, slots=True)
class Store:
    """The rules of one store or distributor. Sizes are sides in pixels, weights are bytes; None where it says nothing.

    Every store asks for a square picture without orientation metadata or animation; those rules are in `check`.
    """

    name: str
    label: str
    formats: tuple[str, ...]
    """As Pillow names them: JPEG, PNG, TIFF."""
    least: int
    advised: int
    source: str
    second_hand: bool = False
    """Known from others' accounts and not from the store's own page: its findings say so."""
    most_bytes: int | None = None
    rgb_only: bool = False
    """Refuses CMYK and grey outright; elsewhere they are advised against."""
    alpha: bool = True
    """Whether transparency is taken."""
    dpi: int | None = None


STORES: tuple[Store, ...] = (
    Store(
        "spotify", "Spotify", ("TIFF", "JPEG", "PNG"), 640, 3000, "Spotify's cover art requirements",
        second_hand=True, rgb_only=True, alpha=False,
    ),
    Store("apple", "Apple Music", ("JPEG", "PNG"), 3000, 3000, "Apple Music Style Guide, cover art"),
    Store(
        "distrokid", "DistroKid", ("JPEG",), 1000, 3000, "DistroKid help, album artwork", rgb_only=True, alpha=False
    ),
    Store(
        "bandcamp", "Bandcamp", ("JPEG", "PNG"), 1400, 3000, "Bandcamp help, artwork",
        second_hand=True, most_bytes=10_000_000,
    ),
    Store("imusician", "iMusician", ("JPEG",), 3000, 3000, "iMusician help, cover artwork", alpha=False),
    Store("ditto", "Ditto", ("JPEG", "PNG"), 3000, 3000, "Ditto Music help, artwork guidelines", dpi=72),
)  # fmt: skip
"""As read in November 2026."""


def named(names: tuple[str, ...] | list[str] | None) -> tuple[Store, ...]:
    """The stores of those names; all of them for None.

    Raises
    ------
    AlbumenError
        There is no such store.
    """
    if names is None:
        return STORES
    known = {store.name: store for store in STORES}
    for name in names:
        if name not in known:
            raise AlbumenError(f"There is no store called {name!r}; there are: {', '.join(known)}.")
    return tuple(known[name] for name in names)
