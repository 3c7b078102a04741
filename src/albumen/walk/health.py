"""Whether what albumen stands on is installed and works."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version

from albumen.card import Card
from albumen.walk.rooms import rooms

CODECS = ("mp3", "aac", "flac", "vorbis", "opus", "pcm_s16le", "wmav2")
"""Audio codecs that PyAV must be able to decode, by libav's names."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was examined."""

    what: str
    ok: bool
    says: str
    wanted: bool = True
    """Whether albumen cannot do its work without it; an engine that only needs weights of its own is not wanted."""


def examine() -> list[Finding]:
    """Everything that was examined, in order of need: Python, packages, codecs, the engines of every room."""
    return [_python(), *_packages(), _codecs(), *_engines()]


def _python() -> Finding:
    says = f"{platform.python_version()} on {platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    return Finding("python", True, says)


def _packages() -> list[Finding]:
    names = [line.split(";")[0] for line in requires("albumen") or [] if "extra ==" not in line]
    return [_package(name) for name in sorted(names)]


def _package(requirement: str) -> Finding:
    name = requirement.split(">")[0].split("=")[0].strip()
    try:
        return Finding(name, True, version(name))
    except PackageNotFoundError:
        return Finding(name, False, f'is not installed; run: pip install "{requirement}"')


def _codecs() -> Finding:
    import av

    missing = [name for name in CODECS if name not in av.codecs_available]
    if missing:
        return Finding("decoders", False, f"PyAV lacks {', '.join(missing)}; run: pip install --force-reinstall av")
    return Finding("decoders", True, ", ".join(CODECS))


def _engines() -> list[Finding]:
    found: list[Finding] = []
    for room, registry in rooms().items():
        engines = [engine.card for engine in registry]
        alone = not any(card.ready().ok for card in engines)
        found.extend(_engine(room, card, wanted=alone) for card in engines)
    return found


def _engine(room: str, card: Card, wanted: bool) -> Finding:
    ready = card.ready()
    says = card.line if ready.ok else f"{ready.reason} {ready.remedy}"
    return Finding(f"{room}/{card.name}", ready.ok, says, ready.ok or wanted)
