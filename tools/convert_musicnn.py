"""Turns the published musicnn wheel into the ONNX taggers that albumen ships.

    pip download --no-deps musicnn==0.1.0
    python -m tools.convert_musicnn musicnn-0.1.0-py3-none-any.whl src/albumen/listen/musicnn

Needs the `onnx` package (the `test` extra) and no TensorFlow. The same wheel gives the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

from tools.musicnn_graph import build
from tools.tf_checkpoint import Checkpoint

WHEEL_SHA256 = "f38a4890c648c1ddbb141c5d96d2b0a8cfcd36746002d896989f7b88beb65cfa"
TAGGERS = {"msd": "MSD_musicnn", "mtt": "MTT_musicnn"}
DATA = {"msd": "Million Song Dataset, Last.fm tags", "mtt": "MagnaTagATune"}


class WrongWheel(ValueError):
    """A file that is not the published musicnn 0.1.0 wheel."""


def open_wheel(path: Path) -> zipfile.ZipFile:
    """The wheel at `path`; WrongWheel if its checksum is not that of the published one."""
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != WHEEL_SHA256:
        raise WrongWheel(f"{path} is not the published musicnn 0.1.0 wheel: its SHA-256 is {found}.")
    return zipfile.ZipFile(path)


def convert(wheel: zipfile.ZipFile, folder: Path) -> None:
    """Write `msd.onnx`, `mtt.onnx`, `card.json` and `LICENSE.musicnn` into `folder`."""
    taggers = {}
    for name, model in TAGGERS.items():
        data = onnx_bytes(wheel, model)
        (folder / f"{name}.onnx").write_bytes(data)
        taggers[name] = {
            "file": f"{name}.onnx",
            "sha256": hashlib.sha256(data).hexdigest(),
            "trained_on": DATA[name],
            "test_scores": scores(wheel.read(f"musicnn/{model}/experiment.result").decode()),
        }
    (folder / "card.json").write_text(json.dumps(_card(taggers), indent=2) + "\n", encoding="utf-8")
    (folder / "LICENSE.musicnn").write_bytes(wheel.read("musicnn-0.1.0.dist-info/LICENSE.md"))


def onnx_bytes(wheel: zipfile.ZipFile, model: str) -> bytes:
    """The ONNX file of one tagger of the wheel, such as `MSD_musicnn`; always the same bytes."""
    parts = (wheel.read(f"musicnn/{model}/.{part}") for part in ("index", "data-00000-of-00001"))
    data: bytes = build(Checkpoint(*parts)).SerializeToString(deterministic=True)
    return data


def scores(result: str) -> dict[str, float]:
    """ROC-AUC and PR-AUC from a wheel's `experiment.result`, where they stand in this order."""
    roc_auc, pr_auc = (float(number) for number in re.findall(r"AUC: ([0-9.]+)", result))
    return {"roc_auc": round(roc_auc, 4), "pr_auc": round(pr_auc, 4)}


def _card(taggers: Mapping[str, object]) -> dict[str, object]:
    return {
        "name": "musicnn",
        "version": "0.1.0",
        "source": "the Python package musicnn 0.1.0",
        "paper": "J. Pons, X. Serra: musicnn: Pre-trained convolutional neural networks for music audio tagging, 2019, "
        "arXiv:1909.06654",
        "wheel_sha256": WHEEL_SHA256,
        "licence": "ISC",
        "licence_file": "LICENSE.musicnn",
        "input": "log10(1 + 10000 x mel energy), 16 kHz, FFT 512, hop 256, 96 mel bands, 187 frames a patch",
        "changes": "rebuilt as ONNX; batch norms folded, filters that died in training left out, timbral convolutions "
        "computed through a Fourier transform; the same outputs to 1e-4",
        "scores_from": "experiment.result of each model in the wheel: test set of the data it was trained on, "
        "as the authors measured it",
        "taggers": taggers,
    }


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Turn the musicnn 0.1.0 wheel into ONNX taggers.")
    parser.add_argument("wheel", type=Path)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    with open_wheel(arguments.wheel) as wheel:
        convert(wheel, arguments.folder)


if __name__ == "__main__":
    main()
