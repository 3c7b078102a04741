"""Turns the trained heads into the ONNX files and the card that albumen ships.

    python -m tools.ship_heads TRAINED TABLES src/albumen/listen/heads

TRAINED has the folders ground-genre and ground-mood of `albumen train`, TABLES is what `tools.corpus_tables` wrote.
Each file holds what was trained, which tells what YAMNet would say, and beside it the text teacher as it is
(`tools.text_graph`); it adds them as `tools.teachers` does and calibrates the sum. The card's scores, and the
calibration of the moods, are of five networks, each trained by the same recipe without a fifth of the packages, on the
packages that it did not see.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Mapping, Sequence
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
from tools import teachers, text_graph
from tools.calibration import crossed_error, offset_for, platt
from tools.corpus_tables import FARTHEST, parts
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
Table = Mapping[str, Any]
Calibration = dict[str, tuple[float, float]]


def layers_of(weights: Mapping[str, Any]) -> Layers:
    """The linear layers of an `Mlp` without batch norm, weights [out, in] and biases [out], standardising folded in."""
    held = {name: np.asarray(value, np.float64) for name, value in weights.items()}
    order = sorted({name.split(".")[1] for name in held if name.startswith("layers.")}, key=int)
    layers = [(held[f"layers.{at}.weight"], held[f"layers.{at}.bias"]) for at in order]
    first, bias = layers[0]
    layers[0] = (first / held["deviation"], bias - first @ (held["mean"] / held["deviation"]))
    return layers


def model_of(head: HeadName, layers: Layers, table: Table, calibration: Calibration) -> onnx.ModelProto:
    """A head as an ONNX model: float32 `features` [n, 505] to `scores` [n, classes], calibrated log odds."""
    graph = Graph()
    slope, offset = np.array([calibration[name] for name in CLASSES[head]]).T
    taught = np.array([name in table["classes"].tolist() for name in CLASSES[head]])
    given = (slope * table["weights"] * np.eye(len(taught)))[taught]
    heard = network(graph, layers, table["mean"], table["deviation"])
    shift = offset - slope * table["weights"] * table["ordinary"]
    pool = [graph.weight("given", given), graph.weight("shift", shift)]
    said = graph.add("Mul", [text_graph.said(graph, head), graph.weight("slope", slope)], "text_calibrated")
    graph.add("Add", [said, graph.add("Gemm", [heard, *pool], "heard_calibrated")], "scores")
    ends = [("features", FEATURES), ("scores", len(taught))]
    inputs, outputs = ([helper.make_tensor_value_info(end, TensorProto.FLOAT, ["n", size])] for end, size in ends)
    made = helper.make_graph(graph.nodes, f"albumen {head} head", inputs, outputs, list(graph.weights.values()))
    opset = [helper.make_opsetid("", OPSET)]
    model = helper.make_model(made, producer_name="albumen", opset_imports=opset, ir_version=IR_VERSION)
    onnx.checker.check_model(model, full_check=True)
    return model


def network(graph: Graph, layers: Layers, mean: Array, deviation: Array) -> str:
    """What was trained, from `features` to YAMNet's standard scores; the name of that output."""
    apart = graph.add("Sub", ["features", graph.weight("mean", mean)], "apart")
    scaled = graph.add("Div", [apart, graph.weight("deviation", deviation)], "standard")
    value = text_graph.clipped(graph, scaled, -FARTHEST, FARTHEST, "input")
    for at, (weight, bias) in enumerate(layers):
        constants = [graph.weight(f"weight_{at}", weight), graph.weight(f"bias_{at}", bias)]
        value = graph.add("Gemm", [value, *constants], f"linear_{at}", transB=1)
        value = value if at == len(layers) - 1 else graph.add("Relu", [value], f"relu_{at}")
    return text_graph.clipped(graph, value, *teachers.FARTHEST, "heard")


def held_out(table: Table, recipe: FeatureRecipe) -> Array:
    """What networks that did not see a package say of YAMNet's `classes` in its excerpts, standard scores."""
    part = parts(table["groups"], FOLDS)
    of = dict(zip(table["groups"].tolist(), part.tolist(), strict=True))
    partner = np.array([of[name] for name in table["partners"].tolist()])
    told = np.zeros(table["Y"].shape)
    for fold in range(FOLDS):
        out, seen = part == fold, (part != fold) & (partner != fold)
        fitted = fit_arrays(table["X"][seen], table["Y"][seen], recipe, groups=table["groups"][seen])
        told[out] = np.clip(fitted.predict(table["X"][out]), *teachers.FARTHEST)
    return told


def odds_of(head: HeadName, told: Array, table: Table) -> Array:
    """The log odds before calibration [n, CLASSES] of a head whose network tells `told` [n, `classes`]."""
    heard = np.full(table["text"].shape, np.nan)
    heard[:, [CLASSES[head].index(name) for name in table["classes"].tolist()]] = told
    return teachers.pooled(table["text"], heard, table["weights"], table["ordinary"])


def agreement(names: Sequence[str], told: Array, taught: Array, table: Table) -> dict[str, float]:
    """The correlation of each class with what was taught, over tracks as they are."""
    ours, theirs = (mean_by_track(values, table["plain"], table["tracks"]) for values in (told, taught))
    columns = zip(names, ours.T, theirs.T, strict=True)
    return {name: round(float(np.corrcoef(mine, his)[0, 1]), 3) for name, mine, his in columns}


def calibrated(head: HeadName, told: Array, table: Table) -> tuple[Calibration, dict[str, float]]:
    """Slope and offset of each class, and the expected calibration error of the moods that YAMNet teaches."""
    names = CLASSES[head]
    if head == "genre":
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
    odds, taught = (odds_of(head, heard, table) for heard in (told, table["Y"]))
    calibration, errors = calibrated(head, odds, table)
    layers = layers_of(read_trained(folder).weights())
    model = model_of(head, layers, table, calibration).SerializeToString()
    (out / f"{head}.onnx").write_bytes(model)
    each = agreement(CLASSES[head], odds, taught, table)
    return {
        "file": f"{head}.onnx",
        "sha256": hashlib.sha256(model).hexdigest(),
        "classes": list(CLASSES[head]),
        "calibration": {name: [round(value, 3) for value in pair] for name, pair in calibration.items()},
        "calibration_error": errors,
        "held_out": {
            "mean_correlation": round(sum(each.values()) / len(each), 3),
            "correlation": each,
            "correlation_with_yamnet": agreement(table["classes"].tolist(), told, table["Y"], table),
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
