"""Turns the trained heads into the ONNX files and the card that albumen ships.

    python -m tools.ship_heads TRAINED TABLES src/albumen/listen/heads

TRAINED has the folders ground-genre and ground-mood of `albumen train`, TABLES is what `tools.corpus_tables` wrote.
Standardising is folded into the first layer, the units of the targets and the calibration into the last one, so that
the files give log odds. The card's scores, and the calibration of the moods, are of five networks, each trained by the
same recipe without a fifth of the packages, on the packages that it did not see.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper

from albumen.listen.heads import CLASSES, FEATURES, HEADS, HeadName
from albumen.models.trained import read_trained
from albumen.train.mlp.arrays import fit_arrays
from albumen.train.mlp.settings import FeatureRecipe
from albumen.train.task import read_recipe
from albumen.vocabulary import MOODS
from tools.calibration import crossed_error, offset_for, platt
from tools.corpus_tables import parts
from tools.onnx_graph import Graph
from tools.teachers import mean_by_track
from tools.text_evidence import evidence

OPSET, IR_VERSION = 17, 8
FOLDS = 5

GENRE_CALIBRATION = (1.24, -0.35)
"""Slope and offset fitted (Platt 1999) to whether listeners would accept a genre of a piece, on 194 labelled pieces
told by networks that did not see their packages."""
MOOD_SHARE = 1 / 3
"""A mood's probability is that a song is among this share of the corpus in which YAMNet hears the mood most. Moods that
YAMNet does not teach share one offset, with which Happy is told as likely on average."""

Array = NDArray[np.float64]
Layers = list[tuple[Array, Array]]
Calibration = dict[str, tuple[float, float]]


def layers_of(weights: Mapping[str, Any], scale: Array, shift: Array) -> Layers:
    """The linear layers of an `Mlp` without batch norm, each weight [out, in] and bias [out], standardising folded in.

    What the network says is multiplied by `scale` [out], and `shift` [out] is added.
    """
    held = {name: np.asarray(value, np.float64) for name, value in weights.items()}
    order = sorted({name.split(".")[1] for name in held if name.startswith("layers.")}, key=int)
    layers = [(held[f"layers.{at}.weight"], held[f"layers.{at}.bias"]) for at in order]
    first, bias = layers[0]
    layers[0] = (first / held["deviation"], bias - first @ (held["mean"] / held["deviation"]))
    last, bias = layers[-1]
    layers[-1] = (last * scale[:, None], bias * scale + shift)
    return layers


def model_of(layers: Layers, name: str) -> onnx.ModelProto:
    """The layers as an ONNX model: float32 `features` [n, in] to `scores` [n, out]."""
    graph = Graph()
    value = "features"
    for at, (weight, bias) in enumerate(layers):
        constants = [graph.weight(f"weight_{at}", weight), graph.weight(f"bias_{at}", bias)]
        last = at == len(layers) - 1
        value = graph.add("Gemm", [value, *constants], "scores" if last else f"linear_{at}", transB=1)
        value = value if last else graph.add("Relu", [value], f"relu_{at}")
    ends = [("features", layers[0][0].shape[1]), ("scores", layers[-1][0].shape[0])]
    inputs, outputs = ([helper.make_tensor_value_info(end, TensorProto.FLOAT, ["n", size])] for end, size in ends)
    made = helper.make_graph(graph.nodes, name, inputs, outputs, list(graph.weights.values()))
    opset = [helper.make_opsetid("", OPSET)]
    model = helper.make_model(made, producer_name="albumen", opset_imports=opset, ir_version=IR_VERSION)
    onnx.checker.check_model(model, full_check=True)
    return model


def held_out(table: Mapping[str, Any], recipe: FeatureRecipe) -> Array:
    """What networks that did not see a package say of its excerpts, log odds before calibration [n, classes]."""
    part = parts(table["groups"], FOLDS)
    of = dict(zip(table["groups"].tolist(), part.tolist(), strict=True))
    partner = np.array([of[name] for name in table["partners"].tolist()])
    told = np.zeros(table["Y"].shape)
    for fold in range(FOLDS):
        out, seen = part == fold, (part != fold) & (partner != fold)
        fitted = fit_arrays(table["X"][seen], table["Y"][seen], recipe, groups=table["groups"][seen])
        told[out] = fitted.predict(table["X"][out])
    odds: Array = told * table["spread"] + table["middle"]
    return odds


def agreement(told: Array, taught: Array, table: Mapping[str, Any]) -> dict[str, float]:
    """The correlation of each class with what was taught, over tracks as they are; classes not taught are left out."""
    ours, theirs = (mean_by_track(values, table["plain"], table["tracks"]) for values in (told, taught))
    columns = zip(table["classes"].tolist(), ours.T, theirs.T, strict=True)
    return {name: round(float(np.corrcoef(mine, his)[0, 1]), 3) for name, mine, his in columns if not np.isnan(his[0])}


def calibrated(told: Array, table: Mapping[str, Any]) -> tuple[Calibration, dict[str, float]]:
    """Slope and offset of each class, and the expected calibration error of the moods that YAMNet teaches."""
    names = table["classes"].tolist()
    if names == list(CLASSES["genre"]):
        return dict.fromkeys(names, GENRE_CALIBRATION), {}
    halves = parts(table["groups"], 2)[:, None].astype(float)
    three = (told, table["heard"], halves)
    odds, heard, half = (mean_by_track(values, table["plain"], table["tracks"]) for values in three)
    found = dict.fromkeys(names, (1.0, 0.0))
    found |= dict.fromkeys(MOODS, (1.0, offset_for(odds[:, names.index("Happy")], MOOD_SHARE)))
    errors = {}
    for at in np.flatnonzero(~np.isnan(heard[0])):
        true = heard[:, at] > np.quantile(heard[:, at], 1 - MOOD_SHARE)
        found[names[at]] = platt(odds[:, at], true)
        errors[names[at]] = round(crossed_error(odds[:, at], true, half[:, 0] > 0), 3)
    return found, errors


def ship(head: HeadName, trained: Path, tables: Path, out: Path) -> dict[str, Any]:
    """Writes a head's ONNX file; what the card says of it."""
    folder = trained / f"ground-{head}"
    with np.load(tables / f"{head}.npz") as held:
        table = dict(held)
    recipe = read_recipe(folder / "recipe.toml")
    if not isinstance(recipe, FeatureRecipe):
        raise SystemExit(f"{folder} was not trained on a table of features.")
    told = held_out(table, recipe)
    calibration, errors = calibrated(told, table)
    slope, offset = np.array([calibration[name] for name in table["classes"].tolist()]).T
    layers = layers_of(read_trained(folder).weights(), slope * table["spread"], slope * table["middle"] + offset)
    model = model_of(layers, f"albumen {head} head").SerializeToString()
    (out / f"{head}.onnx").write_bytes(model)
    each = agreement(told, table["Y"], table)
    return {
        "file": f"{head}.onnx",
        "sha256": hashlib.sha256(model).hexdigest(),
        "classes": table["classes"].tolist(),
        "calibration": {name: [round(value, 3) for value in pair] for name, pair in calibration.items()},
        "calibration_error": errors,
        "held_out": {
            "mean_correlation": round(sum(each.values()) / len(each), 3),
            "correlation": each,
            "correlation_with_yamnet": agreement(told, table["heard"], table),
        },
    }


def main() -> None:
    """Writes the two ONNX files and brings the card's figures up to date; its words are kept."""
    asked = _arguments()
    card = json.loads((asked.out / "card.json").read_text("utf-8"))
    card["input"] = f"float32 [n, {FEATURES}]: musicnn's embeddings (400), its tags' mean probabilities (100), 5 cues"
    card["thin"] = list(evidence().thin())
    card["corpus"] |= json.loads((asked.tables / "corpus.json").read_text("utf-8"))
    card["heads"] = {head: ship(head, asked.trained, asked.tables, asked.out) for head in HEADS}
    (asked.out / "card.json").write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", "utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trained", type=Path)
    parser.add_argument("tables", type=Path)
    parser.add_argument("out", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
