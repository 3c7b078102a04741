"""Puts descriptions into words for a painter."""

from __future__ import annotations

from albumen.prompt.extender import EXTENDERS, Extender
from albumen.prompt.template import sentence, template
from albumen.prompt.write import Prompt, write

__all__ = ["EXTENDERS", "Extender", "Prompt", "sentence", "template", "write"]
