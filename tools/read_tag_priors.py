"""Reads out of musicnn's weights how likely each tag is before anything is heard, and how tags overlap.

    pip download --no-deps musicnn==0.1.0
    python -m tools.read_tag_priors musicnn-0.1.0-py3-none-any.whl tools/tag_priors.json

A tagger ends in `logit = W·u + b`, with `u` the 200 units after a batch normalisation. Over the songs it was trained
on, each unit has the mean `beta` and the spread `gamma` (that is what the normalisation does), so `W·beta + b` is a
tag's mean logit there: its base rate, without the songs. Spread and overlap of tags follow from the same numbers:
sqrt(sum (W gamma)^2), units taken as uncorrelated, and the cosine between the tags' columns of W gamma.
"""

from __future__ import annotations

import argparse
import json
import re
import zipfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from albumen.vocabulary import MSD_TAGS, MTT_TAGS
from tools.convert_musicnn import TAGGERS, WHEEL_SHA256, open_wheel
from tools.tf_checkpoint import Checkpoint

TAGS = {"msd": MSD_TAGS, "mtt": MTT_TAGS}
DIGITS = 4


def read_priors(wheel: zipfile.ZipFile) -> dict[str, object]:
    """The table: for each tagger and tag, mean logit, spread, and share of its own evidence."""
    return {
        "source": "read from the weights of musicnn 0.1.0 (Pons & Serra 2019, arXiv:1909.06654)",
        "licence": "ISC",
        "wheel_sha256": WHEEL_SHA256,
        "columns": ["mean", "spread", "share"],
        **{name: dict(zip(TAGS[name], _tagger(wheel, model), strict=True)) for name, model in TAGGERS.items()},
    }


def priors(
    kernel: NDArray[np.float64], bias: NDArray[np.float64], beta: NDArray[np.float64], gamma: NDArray[np.float64]
) -> list[list[float]]:
    """Mean logit, spread and share of each tag, from the last layers of a tagger.

    Parameters
    ----------
    kernel, bias
        The output layer, [units, tags] and [tags].
    beta, gamma
        The batch normalisation before it, [units] each.

    Returns
    -------
    For each tag its mean W·beta + b; its spread; and its share, 1 / sqrt(sum over tags of max(cosine, 0)^2), which is 1
    for a tag that overlaps with no other and 1/sqrt(n) for n tags that say the same.
    """
    scaled = kernel * gamma[:, None]
    spread = np.sqrt((scaled**2).sum(axis=0))
    cosine = (scaled / spread).T @ (scaled / spread)
    share = 1 / np.sqrt((np.clip(cosine, 0, None) ** 2).sum(axis=0))
    columns = np.column_stack([beta @ kernel + bias, spread, share])
    return [[round(float(value), DIGITS) for value in row] for row in columns]


def main() -> None:
    """Reads the wheel and writes the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("table", type=Path)
    asked = parser.parse_args()
    with open_wheel(asked.wheel) as wheel:
        asked.table.write_text(_text(read_priors(wheel)), "utf-8")


def _text(table: dict[str, object]) -> str:
    """JSON with a tag a line."""
    text = json.dumps(table, indent=1)
    return re.sub(r"\[\s+(.*?)\s+\]", lambda found: f"[{' '.join(found[1].split())}]", text, flags=re.DOTALL) + "\n"


def _tagger(wheel: zipfile.ZipFile, model: str) -> list[list[float]]:
    parts = (wheel.read(f"musicnn/{model}/.{part}") for part in ("index", "data-00000-of-00001"))
    checkpoint = Checkpoint(*parts)
    names = ("dense_1/kernel", "dense_1/bias", "batch_normalization_10/beta", "batch_normalization_10/gamma")
    return priors(*(np.asarray(checkpoint.read(name), np.float64) for name in names))


if __name__ == "__main__":
    main()
