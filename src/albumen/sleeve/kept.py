"""JSON beside what albumen makes: written so that anything can be held, read so that anything may be wrong with it."""

from __future__ import annotations

import json
import math
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from albumen.errors import BadSidecar

_MOST_BYTES = 32 * 2**20


def packed(held: dict[str, Any]) -> bytes:
    """The JSON of a sidecar, UTF-8; what is not a finite number becomes null."""
    return (json.dumps(finite(held), ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8", "replace")


def unpacked(path: Path) -> dict[str, Any]:
    """The object in a sidecar's file.

    Raises
    ------
    BadSidecar
        The file cannot be read, is too large, or holds no JSON object.
    """
    try:
        if path.exists() and not path.is_file():
            raise BadSidecar(f"{path} is no file, and so no sidecar.")
        if path.stat().st_size > _MOST_BYTES:
            raise BadSidecar(f"{path} is too large to be a sidecar.")
        held = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadSidecar(f"{path} cannot be read ({error.strerror}).") from error
    except (ValueError, RecursionError) as error:
        raise BadSidecar(f"{path} is not a sidecar: it holds no JSON.") from error
    if not isinstance(held, dict):
        raise BadSidecar(f"{path} is not a sidecar of albumen's.")
    return held


def require(path: Path, held: dict[str, Any], kind: str, version: int) -> None:
    """BadSidecar unless the object is a sidecar of that kind and version."""
    if kind not in held:
        raise BadSidecar(f"{path} is not a sidecar of albumen's.")
    if held[kind] != version:
        raise BadSidecar(f"{path} is a sidecar of version {held[kind]!r}, which needs another albumen.")


@contextmanager
def damage(path: Path) -> Iterator[None]:
    """What goes wrong inside, while a sidecar's fields are read, becomes a BadSidecar that names the place."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError, zlib.error) as error:
        raise BadSidecar(f"{path} is damaged: {_said(error)}.") from error


def _said(error: Exception) -> str:
    from pydantic import ValidationError  # needed only where something is wrong, and slow to import

    if not isinstance(error, ValidationError):
        return f"its description cannot be read ({error})"
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}"


def finite(value: Any) -> Any:
    """The value as JSON can hold it: what is not a finite number becomes null, keys become text."""
    if isinstance(value, dict):
        return {str(key): finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [finite(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
