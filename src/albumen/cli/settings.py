"""An engine's own settings from the words of a command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import typer

ANY_PLATE = "auto"
"""What `--from-plate` asks for: the plate that press would draw of the song."""


def settings(pairs: Sequence[str], shortcuts: Mapping[str, object]) -> dict[str, str]:
    """The settings that `--set NAME=VALUE` and the named shortcuts ask for; a shortcut that is None asks for nothing.

    Raises
    ------
    typer.BadParameter
        A pair is none, or something is set twice.
    """
    held: dict[str, str] = {}
    wanted = [(name, _text(value)) for name, value in shortcuts.items() if value is not None and value is not False]
    for name, value in [*map(_pair, pairs), *wanted]:
        if name in held:
            raise typer.BadParameter(f"{name} is set twice.")
        held[name] = value
    return held


def _pair(pair: str) -> tuple[str, str]:
    name, equals, value = pair.partition("=")
    if not name.strip() or not equals or not value.strip():
        raise typer.BadParameter(f"--set takes NAME=VALUE, and {pair!r} is not that.")
    return name.strip().replace("-", "_"), value.strip()


def _text(value: object) -> str:
    return ANY_PLATE if value is True else f"{value:g}" if isinstance(value, float) else str(value)
