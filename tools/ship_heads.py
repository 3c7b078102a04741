"""Turns the trained heads into the ONNX files and the card that albumen ships.

    python -m tools.ship_heads TRAINED TABLES src/albumen/listen/heads

TRAINED has the folders ground-genre and ground-mood of `albumen train`, TABLES is what `tools.corpus_tables` wrote.
Standardising is folded into the first layer, and what the network says of an ordinary song (all features 0) into the
last one. The card's scores are of five networks, each trained by the same recipe without a fifth of the packages, on
the packages that it did not see.
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

from albumen.listen.heads.features import FEATURES
from albumen.listen.heads.weights import HEADS, HeadName
from albumen.models.trained import read_trained
from albumen.train.mlp.arrays import fit_arrays
from albumen.train.mlp.settings import FeatureRecipe
from albumen.train.task import read_recipe
from tools.corpus_tables import parts
from tools.onnx_graph import Graph

OPSET, IR_VERSION = 17, 8
FOLDS = 5

Array = NDArray[np.float64]
Layers = list[tuple[Array, Array]]


def layers_of(weights: Mapping[str, Any]) -> Layers:
    """The linear layers of an `Mlp` without batch norm, each weight [out, in] and bias [out], standardising folded in.

    The last bias is moved so that the network says 0 of features that are all 0.
    """
    held = {name: np.asarray(value, np.float64) for name, value in weights.items()}
    order = sorted({name.split(".")[1] for name in held if name.startswith("layers.")}, key=int)
    layers = [(held[f"layers.{at}.weight"], held[f"layers.{at}.bias"]) for at in order]
    first, bias = layers[0]
    layers[0] = (first / held["deviation"], bias - first @ (held["mean"] / held["deviation"]))
    last, bias = layers[-1]
    layers[-1] = (last, bias - forward(layers, np.zeros((1, layers[0][0].shape[1])))[0])
    return layers


def forward(layers: Layers, features: Array) -> Array:
    """What the layers say of features [n, in], with ReLU between them."""
    for weight, bias in layers[:-1]:
        features = np.maximum(features @ weight.T + bias, 0)
    weight, bias = layers[-1]
    scores: Array = features @ weight.T + bias
    return scores


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


def held_out(table: Mapping[str, Any], recipe: FeatureRecipe, zeroed: bool = False) -> Array:
    """What networks that did not see a package say of its excerpts [n, classes]; `zeroed`: above an ordinary song."""
    part = parts(table["groups"], FOLDS)
    told = np.zeros(table["Y"].shape)
    for fold in range(FOLDS):
        out = part == fold
        fitted = fit_arrays(table["X"][~out], table["Y"][~out], recipe, groups=table["groups"][~out])
        told[out] = fitted.predict(table["X"][out])
        if zeroed:
            told[out] -= fitted.predict(np.zeros_like(table["X"][:1]))
    return told


def agreement(told: Array, table: Mapping[str, Any]) -> dict[str, float]:
    """The correlation of each class with the teacher, over tracks as they are."""
    ours, theirs = mean_by_track(told, table), mean_by_track(table["Y"], table)
    columns = zip(table["classes"].tolist(), ours.T, theirs.T, strict=True)
    return {name: round(float(np.corrcoef(mine, his)[0, 1]), 3) for name, mine, his in columns}


def mean_by_track(values: NDArray[Any], table: Mapping[str, Any]) -> Array:
    """Means [tracks, columns] of values [n, columns] over each track's excerpts that nothing was done to."""
    plain = table["plain"]
    _, track = np.unique(table["tracks"][plain], return_inverse=True)
    count = np.bincount(track)[:, None]
    sums = np.zeros((len(count), values.shape[1]))
    np.add.at(sums, track, values[plain])
    means: Array = sums / count
    return means


def ship(head: HeadName, trained: Path, tables: Path, out: Path) -> dict[str, Any]:
    """Writes a head's ONNX file; what the card says of it."""
    folder = trained / f"ground-{head}"
    model = model_of(layers_of(read_trained(folder).weights()), f"albumen {head} head").SerializeToString()
    (out / f"{head}.onnx").write_bytes(model)
    with np.load(tables / f"{head}.npz") as held:
        table = dict(held)
    recipe = read_recipe(folder / "recipe.toml")
    if not isinstance(recipe, FeatureRecipe):
        raise SystemExit(f"{folder} was not trained on a table of features.")
    each = agreement(held_out(table, recipe), table)
    return {
        "file": f"{head}.onnx",
        "sha256": hashlib.sha256(model).hexdigest(),
        "classes": table["classes"].tolist(),
        "held_out": {"mean_correlation": round(sum(each.values()) / len(each), 3), "correlation": each},
    }


def main() -> None:
    """Writes the two ONNX files and brings the card's figures up to date; its words are kept."""
    asked = _arguments()
    card = json.loads((asked.out / "card.json").read_text("utf-8"))
    card["input"] = f"float32 [n, {FEATURES}]: musicnn's 100 tags as standings, 5 acoustic cues; 0 is an ordinary song"
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
