"""`albumen embed`: a cover into a sound file, whose sound is not touched."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer


def embed(
    song: Annotated[Path, typer.Argument(help="The sound file: MP3, FLAC, M4A, OGG, Opus, WAV or AIFF.")],
    cover: Annotated[Path, typer.Argument(help="The picture.")],
    max_side: Annotated[int, typer.Option(min=64, help="Largest side of the embedded picture in pixels.")] = 1400,
    max_bytes: Annotated[int, typer.Option(min=10_000, help="Largest weight of the embedded picture.")] = 2_000_000,
    if_empty: Annotated[bool, typer.Option("--if-empty", help="Only if the song has no cover yet.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Even over a larger cover.")] = False,
    backup: Annotated[bool, typer.Option("--backup", help="Keep the old file as *.bak.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Put a cover into a song's tags; the sound is proved to be the same before the old file is replaced."""
    from albumen.sleeve import embed as put

    done = put(song, cover, most_side=max_side, most_bytes=max_bytes, if_empty=if_empty, force=force, backup=backup)
    if as_json:
        held = {"song": str(done.path), "changed": done.changed, "width": done.width, "height": done.height}
        typer.echo(json.dumps({**held, "bytes": done.bytes, "reason": done.reason}))
    elif done.changed:
        typer.echo(f"{done.path}: now has a cover of {done.width} x {done.height} pixels, {done.bytes / 1000:.0f} kB")
    else:
        typer.echo(f"{done.path}: left as it is, because {done.reason}; --force puts the cover in all the same")
