"""Puts descriptions into words for a painter."""

from __future__ import annotations

from albumen.prompt.extender import ALIASES, EXTENDERS, Extender
from albumen.prompt.offline import Offline
from albumen.prompt.template import sentence, template
from albumen.prompt.write import Prompt, negative, write

__all__ = ["ALIASES", "EXTENDERS", "Extender", "Offline", "Prompt", "negative", "sentence", "template", "write"]
