"""Takes the music out of Debian packages, as `tools.collect_corpus` wants it: a folder for each package.

    apt-get download 0ad-data adonthell-data ...
    python -m tools.unpack_music DEBS MUSIC

Game packs (.pk3, .zip, .love) are opened. A track that is in two packages is kept once, and what is too short for an
excerpt is mostly left out by its size. `NOT_FREE` is left out, too. Beside its music each package has its Debian
copyright file.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tools.collect_corpus import MODULES, SCORES, SOUND

PACKS = (".pk3", ".zip", ".love")
SMALLEST = {
    **dict.fromkeys(SOUND, 150_000), ".wav": 500_000, ".flac": 500_000,
    **dict.fromkeys(MODULES, 10_000), **dict.fromkeys(SCORES, 2_000),
}  # fmt: skip
"""Bytes; what is smaller is an effect."""
NOT_FREE = {"trackballs-data": ("c64revival.ogg", "crazy.ogg", "eurovision.ogg")}
"""The Ethymonics Free Music License, 2000, lets nobody change the music."""


def unpack(deb: Path, music: Path, seen: set[str]) -> int:
    """Puts a package's music into its folder below `music`; how many tracks. `seen` has the digests of all so far."""
    package = deb.name.split("_")[0]
    found = 0
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        subprocess.run(["dpkg-deb", "--extract", deb, root], check=True)
        open_packs(root)
        for track in tracks_below(root):
            digest = hashlib.sha256(track.read_bytes()).hexdigest()
            if digest in seen or track.name in NOT_FREE.get(package, ()):
                continue
            seen.add(digest)
            found += 1
            kept = music / package / f"{digest[:8]}-{track.name}"
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(track, kept)
        if found:
            shutil.copy(root / "usr/share/doc" / package / "copyright", music / package)
    return found


def open_packs(root: Path) -> None:
    """Opens every pack below `root` beside itself; of what is in it, only what may be music."""
    for pack in [path for path in root.rglob("*") if path.suffix.lower() in PACKS and path.is_file()]:
        with zipfile.ZipFile(pack) as held:
            wanted = [name for name in held.namelist() if Path(name).suffix.lower() in SMALLEST]
            held.extractall(pack.with_name(f"{pack.name} opened"), wanted)


def tracks_below(root: Path) -> Iterator[Path]:
    """Files that may be music, in a fixed order."""
    for path in sorted(root.rglob("*")):
        least = SMALLEST.get(path.suffix.lower())
        if least is not None and path.is_file() and not path.is_symlink() and path.stat().st_size >= least:
            yield path


def main() -> None:
    """Unpacks every package in a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("debs", type=Path)
    parser.add_argument("music", type=Path)
    asked = parser.parse_args()
    seen: set[str] = set()
    for deb in sorted(asked.debs.glob("*.deb")):
        print(deb.name, unpack(deb, asked.music, seen))


if __name__ == "__main__":
    main()
