"""A text in the person's own editor."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

from albumen.errors import AlbumenError

USUAL = ("sensible-editor", "nano", "vim", "vi", "notepad")
"""Tried in this order where neither VISUAL nor EDITOR names one."""


def edit(text: str) -> str:
    """The text after the person closed their editor on it.

    Raises
    ------
    AlbumenError
        There is no editor, or it failed.
    """
    command = _command()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "prompts.txt")
        path.write_text(text, encoding="utf-8")
        try:
            subprocess.run([*command, str(path)], check=True)  # noqa: S603 - the person's own editor
        except (OSError, subprocess.CalledProcessError) as error:
            raise AlbumenError(f"The editor {command[0]} failed ({error}); set EDITOR, or use --prompt.") from error
        return path.read_text(encoding="utf-8", errors="replace")


def _command() -> list[str]:
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if named:
        try:
            return shlex.split(named, posix=os.name != "nt")
        except ValueError as error:
            raise AlbumenError(f"The editor {named!r} is no command ({error}); set EDITOR, or use --prompt.") from error
    found = next((name for name in USUAL if shutil.which(name)), None)
    if found is None:
        raise AlbumenError("There is no editor to change prompts in; set EDITOR, or use --prompt.")
    return [found]
