"""Names of files may hold anything, line breaks and a terminal's own commands too: what is said of them is escaped."""

from __future__ import annotations

import re

_COMMANDS = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069"
"""What a terminal obeys and does not show: controls, separators of lines, turns of the reading direction."""
_IN_TEXT = re.compile(f"[{_COMMANDS}]")
_IN_A_LINE = re.compile(rf"[\t\n{_COMMANDS}]")


def escaped(text: str) -> str:
    """The text with its lines, but nothing else that a terminal would obey."""
    return _IN_TEXT.sub(_escape, text)


def one_line(text: str) -> str:
    """The text as one line that a terminal only shows."""
    return _IN_A_LINE.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode("ascii")
