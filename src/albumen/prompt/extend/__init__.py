"""Prompt extension by a language model, behind the same contract as the phrase banks.

    engine.py     the extender: try, clean, keep the longest
    gpt2.py       the model and its sampling, the only file that touches torch
    sampling.py   temperature, nucleus, penalties
    cleaning.py   phrases: no repeats, no loose ends, no more than CLIP reads
    naming.py     who a phrase names
    banned.py     words that no prompt may hold, and why (banned.json)

Nothing here imports torch before the first prompt is written.
"""

from __future__ import annotations

from albumen.prompt.extend.banned import banned
from albumen.prompt.extend.engine import PromptExtend
from albumen.prompt.extend.sampling import Sampling

__all__ = ["PromptExtend", "Sampling", "banned"]
