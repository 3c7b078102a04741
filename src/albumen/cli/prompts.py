"""Prompts on a terminal: shown, or changed in an editor."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from albumen.cli.editor import edit
from albumen.errors import AlbumenError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from albumen.brief import Brief
    from albumen.walk import Item
    from albumen.walk.wanted import Wish

_HEAD = "# Prompts for {name}, one a cover. Change what you like; an empty one brings ours back."
_COVER = re.compile(r"^\s*(album|conceptual)\s+(\d+)\s*:(.*)$", re.IGNORECASE)


def as_record(item: Item, briefs: Sequence[Brief]) -> str:
    """A song's prompts as one JSON object."""
    prompts = [
        {
            "style": brief.style,
            "variant": brief.variant,
            "prompt": brief.prompt,
            "negative_prompt": brief.negative_prompt,
            "extender": brief.extender,
        }
        for brief in briefs
    ]
    return json.dumps({"song": str(item.path), "sentence": briefs[0].sentence, "prompts": prompts})


def as_words(item: Item, briefs: Sequence[Brief]) -> str:
    """A song's prompts for people: the sentence, each cover's prompt, and what each style should not show."""
    unwanted = {brief.style: brief.negative_prompt for brief in briefs}
    lines = [f"{item.path}", f"  sentence: {briefs[0].sentence}"]
    lines.extend(f"  {_title(brief)}: {brief.prompt}" for brief in briefs)
    lines.extend(f"  {style}, not wanted: {text}" for style, text in unwanted.items())
    return "\n".join(lines)


def edited(name: str, briefs: Sequence[Brief]) -> dict[Wish, str]:
    """The prompts that differ from ours after a person had them in their editor."""
    lines = [_HEAD.format(name=name), *(f"{_title(brief)}: {brief.prompt}" for brief in briefs)]
    changed = read_edited(edit("\n".join(lines) + "\n"))
    ours = {(brief.style, brief.variant): brief.prompt for brief in briefs if brief.extender != "given"}
    before = {(brief.style, brief.variant): brief.prompt for brief in briefs}
    after = {wish: changed.get(wish, prompt) for wish, prompt in before.items()}
    return {wish: prompt for wish, prompt in after.items() if prompt and prompt != ours.get(wish)}


def read_edited(text: str) -> dict[Wish, str]:
    """The prompt of each cover in an edited text; a prompt that goes over several lines is put into one.

    Raises
    ------
    AlbumenError
        Words stand before the first cover's name: nobody knows for which they were written.
    """
    parts: dict[Wish, list[str]] = {}
    current: list[str] = []
    lost = current
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        if found := _COVER.match(line):
            current = parts.setdefault(
                ("album" if found[1].lower() == "album" else "conceptual", int(found[2]) - 1), []
            )
            line = found[3]
        current.append(line)
    if said := " ".join(" ".join(lost).split()):
        raise AlbumenError(f"The edited text {said[:40]!r} belongs to no cover; begin each prompt as `album 1: ...`.")
    return {wish: " ".join(" ".join(lines).split()) for wish, lines in parts.items()}


def _title(brief: Brief) -> str:
    return f"{brief.style} {brief.variant + 1}"
